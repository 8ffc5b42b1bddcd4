"""Cards on how strong a rule is: duty or permission, always or under a condition."""

from __future__ import annotations

from random import Random

from frames.cards import Card
from frames.modality import conditional, tell
from frames.phrases import Action, Actor, wording
from frames.rule_worlds import draw, filler, setting
from frames.words import spin

__all__ = ["RULE_STRENGTH"]


def strength_card(rng: Random) -> Card:
    """A qualifier or a condition added, dropped, or kept; duty against permission."""
    world = draw(rng)
    lead, actor = setting(rng, world)
    act, needed = world.acts[0], world.conditions[0]
    which = rng.randrange(3)
    if which == 0:
        claim = tell(rng, world.actor, act, "must")
        yes, no = (
            [tell(rng, actor, act, "must")],
            [tell(rng, actor, act, "neednot"), tell(rng, actor, act, "mustnot")],
        )
        unsaid = [
            tell(rng, actor, act, "may"),
            conditional(rng, actor, act, needed.holds, "may"),
            _must_if(rng, actor, act, needed.holds),
        ]
    elif which == 1:
        claim = _must_if(rng, world.actor, act, needed.holds)
        yes = [_must_if(rng, actor, act, needed.holds), _in_any(rng, actor, act, needed.holds)]
        no = [
            _need_not_if(rng, actor, act, needed.holds),
            conditional(rng, actor, act, needed.holds, "mustnot"),
        ]
        unsaid = [
            _must_if(rng, actor, act, needed.fails),
            _must_if(rng, actor, act, world.conditions[1].holds),
            conditional(rng, actor, act, needed.holds, "may"),
        ]
    else:
        claim = _in_any(rng, world.actor, act, needed.holds)
        yes = [_in_any(rng, actor, act, needed.holds)]
        no = [_only_must_if(rng, actor, act, needed.holds), _need_not_if(rng, actor, act, needed.fails)]
        unsaid = [
            _must_if(rng, actor, act, needed.holds),
            _in_any(rng, actor, world.acts[5], needed.holds),
            _in_any(rng, world.other, act, needed.holds),
        ]
    return Card(
        kind="strength",
        claims=[claim],
        supported=yes,
        refuted=no,
        nei=unsaid,
        fill=filler(rng, world, actor)[:4],
        lead=lead,
    )


def _must_if(rng: Random, actor: Actor, act: Action, clause: str) -> str:
    return spin(
        rng,
        [
            "if {c}, {a} [must|shall|{h} to] {v.inf}",
            "{a} [must|shall|{be} required to] {v.inf} [if|when|whenever] {c}",
            "when {c}, {a} {be} obliged to {v.inf}",
        ],
        a=actor,
        v=wording(rng, act),
        c=clause,
        be=actor.be,
        h=actor.have,
    )


def _only_must_if(rng: Random, actor: Actor, act: Action, clause: str) -> str:
    return spin(
        rng,
        [
            "{a} {be} required to {v.inf} only if {c}",
            "{a} need not {v.inf} unless {c}",
        ],
        a=actor,
        v=wording(rng, act),
        c=clause,
        be=actor.be,
    )


def _need_not_if(rng: Random, actor: Actor, act: Action, clause: str) -> str:
    return spin(
        rng,
        [
            "if {c}, {a} need not {v.inf}",
            "{a} {be} not required to {v.inf} when {c}",
            "when {c}, {a} {be} exempt from having to {v.inf}",
        ],
        a=actor,
        v=wording(rng, act),
        c=clause,
        be=actor.be,
    )


def _in_any(rng: Random, actor: Actor, act: Action, clause: str) -> str:
    return spin(
        rng,
        [
            "{a} must {v.inf} [whether or not|regardless of whether] {c}",
            "whether or not {c}, {a} {be} required to {v.inf}",
        ],
        a=actor,
        v=wording(rng, act),
        c=clause,
        be=actor.be,
    )


RULE_STRENGTH = [(2.0, strength_card)]
