"""Cards on statutes, ordinances and agency policy: modality, conditions, exceptions."""

from __future__ import annotations

from random import Random

from frames.cards import Card
from frames.modality import conditional, only_if, tell
from frames.phrases import Actor
from frames.rule_worlds import draw, filler, setting
from frames.words import spin

__all__ = ["RULES"]

# what decides a claim of a mode: told so, told otherwise, told in a way that leaves it open
OPPOSED = {
    "must": ("neednot", "mustnot"),
    "may": ("mustnot",),
    "mustnot": ("must", "may"),
    "neednot": ("must",),
}
OPEN = {"must": ("may",), "may": (), "mustnot": ("neednot",), "neednot": ()}


def modality(rng: Random) -> Card:
    """Duty, permission, ban or choice, with no condition."""
    world = draw(rng)
    act, mode = world.acts[0], rng.choice(("must", "must", "may", "mustnot", "mustnot", "neednot"))
    lead, actor = setting(rng, world)
    doc = world.doc if not lead and rng.random() < 0.4 else ""
    apart = [tell(rng, actor, world.acts[5], mode, doc), tell(rng, world.other, act, mode, doc)]
    weaker = [tell(rng, actor, act, other, doc) for other in OPEN[mode]]
    narrowed = [only_if(rng, actor, act, world.conditions[0], doc)] if mode in ("may", "mustnot") else []
    claim_doc = world.doc if doc and rng.random() < 0.3 else ""
    return Card(
        kind="modality",
        claims=[tell(rng, world.actor, act, mode, claim_doc)],
        supported=[
            *(tell(rng, actor, act, mode, doc) for _ in range(2)),
            # What must be done may be done.
            tell(rng, actor, act, "must" if mode == "may" else mode, doc),
        ],
        refuted=[tell(rng, actor, act, other, doc) for other in OPPOSED[mode]],
        nei=[*apart, *weaker, *weaker, *narrowed, *narrowed],
        fill=filler(rng, world, actor, skip=1)[:5],
        lead=lead,
    )


def condition(rng: Random) -> Card:
    """A claim of the form: only if."""
    world = draw(rng)
    act, (needed, instead, _) = world.acts[0], world.conditions
    lead, actor = setting(rng, world)
    doc = world.doc if not lead and rng.random() < 0.3 else ""
    return Card(
        kind="condition",
        claims=[only_if(rng, world.actor, act, needed)],
        supported=[only_if(rng, actor, act, needed, doc) for _ in range(3)],
        refuted=[
            conditional(rng, actor, act, needed.holds, "regardless"),
            conditional(rng, actor, act, needed.holds, "even"),
            conditional(rng, actor, act, needed.holds, "mustnot"),
            conditional(rng, actor, act, needed.fails, "may"),
        ],
        nei=[
            only_if(rng, actor, act, instead, doc),
            only_if(rng, actor, world.acts[5], needed, doc),
            only_if(rng, world.other, act, needed, doc),
        ],
        fill=filler(rng, world, actor)[:5],
        lead=lead,
    )


def case_of(rng: Random) -> Card:
    """A claim about the case that a condition holds or fails."""
    world = draw(rng)
    act, (needed, instead, _) = world.acts[0], world.conditions
    lead, actor = setting(rng, world)
    holds = rng.random() < 0.5
    clause = needed.holds if holds else needed.fails
    gate = [only_if(rng, actor, act, needed) for _ in range(2)]
    free = [conditional(rng, actor, act, needed.holds, "regardless")]
    never = [conditional(rng, actor, act, needed.holds, "even"), tell(rng, actor, act, "mustnot")]
    return Card(
        kind="case",
        claims=[conditional(rng, world.actor, act, clause, "may" if holds else "mustnot")],
        supported=[*gate, *(free if holds else never[:1])],
        refuted=[
            *(never[:1] if holds else free),
            conditional(rng, actor, act, clause, "mustnot" if holds else "may"),
        ],
        nei=[
            conditional(rng, actor, act, instead.holds, "may" if holds else "mustnot"),
            conditional(rng, actor, world.acts[5], clause, "may" if holds else "mustnot"),
            only_if(rng, world.other, act, needed),
        ],
        fill=filler(rng, world, actor)[:5],
        lead=lead,
    )


EXCEPT = [
    "{rule}[, except in|; the sole exception is|, with the exception of] {s}",
    "except in {s}, {rule}",
    "{rule} except in {s}",
    "[other than in|save in] {s}, {rule}",
]
EVEN = [
    "{rule}, even in {s}",
    "even in {s}, {rule}",
    "{rule}, {s} included",
    "{rule}, with no exception for {s}",
]
WITHIN = ["in {s}, {rule}", "{rule} in {s}"]


def exception(rng: Random) -> Card:
    """A ban or duty with an exception; the claim is on the exception, or drops it, or is on the whole."""
    world = draw(rng)
    act, (excepted, elsewhere) = world.acts[0], world.situations
    lead, actor = setting(rng, world)
    mode, back = rng.choice((("mustnot", "may"), ("must", "neednot")))

    def rule(who: Actor, which: str) -> str:
        return tell(rng, who, act, which)

    def told(form: list[str], who: Actor, which: str, situation: str) -> str:
        return spin(rng, form, rule=rule(who, which), s=situation)

    whole = [told(EXCEPT, actor, mode, excepted) for _ in range(2)]
    without = [told(EVEN, actor, mode, excepted)]
    fill = filler(rng, world, actor)[:5]
    which = rng.randrange(3)
    if which == 0:
        claim, yes, no = told(EXCEPT, world.actor, mode, excepted), whole, without
        unsaid = [told(EXCEPT, actor, mode, elsewhere), told(EXCEPT, world.other, mode, excepted)]
    elif which == 1:
        claim, yes = told(WITHIN, world.actor, back, excepted), whole
        no = [*without, told(WITHIN, actor, mode, excepted)]
        unsaid = [told(WITHIN, actor, back, elsewhere), told(EXCEPT, actor, mode, elsewhere)]
        unsaid[1] = told(EXCEPT, world.other, mode, excepted)
    else:
        claim, yes, no = rule(world.actor, mode), [rule(actor, mode), *without], [rule(actor, back)]
        unsaid = [*whole, told(EXCEPT, actor, mode, elsewhere)]
    return Card(kind="exception", claims=[claim], supported=yes, refuted=no, nei=unsaid, fill=fill, lead=lead)


RULES = [(3.0, modality), (3.0, condition), (2.0, case_of), (2.5, exception)]
