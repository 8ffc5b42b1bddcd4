"""Cards on whom a rule binds: all, some, one of them; and two rules in one sentence."""

from __future__ import annotations

from random import Random

from frames.cards import Card, Core
from frames.modality import tell
from frames.phrases import Actor, wording
from frames.places import place
from frames.rule_worlds import AREAS, draw, filler, setting
from frames.words import spin

__all__ = ["RULE_SCOPE"]

SORTS = [
    ("police departments", "{p} Police Department", "the"),
    ("county jails", "{c} jail", "the"),
    ("school districts", "{p} School District", "the"),
    ("public libraries", "public library in {p}", "the"),
    ("hospitals", "county hospital in {p}", "the"),
    ("transit agencies", "{p} Transit Authority", "the"),
    ("housing authorities", "{p} Housing Authority", "the"),
    ("water districts", "{p} Water District", "the"),
]
SORT_AREA = [0, 1, 2, 11, 3, 11, 5, 9]


def scope(rng: Random) -> Card:
    """A general rule applied to a member; or a member's rule widened; or some widened to all."""
    at = rng.randrange(len(SORTS))
    world = draw(rng, AREAS[SORT_AREA[at]])
    home, away = world.home, place(rng, kind="city")
    while away.state == home.state:
        away = place(rng, kind="city")
    county = place(rng, within=home.state, kind="county")
    many, one, _ = SORTS[at]
    member = Actor("the " + one.format(p=home.short, c=county.short))
    some = Actor(rng.choice((f"some {many} in {home.state}", f"a few {many} in {home.state}")), plural=True)
    act, mode = world.acts[0], rng.choice(("must", "mustnot"))
    # "all may not" reads two ways, so a ban is told of those "throughout" a state.
    every = Actor(
        f"{'all ' * (mode == 'must')}{many} {'in' if mode == 'must' else 'throughout'} {home.state}",
        plural=True,
    )
    abroad = Actor(f"{many} throughout {away.state}", plural=True)
    back = {"must": "neednot", "mustnot": "may"}[mode]
    where = f"{member.name} is in {home.state}"
    some_other = Actor(
        rng.choice((f"some {many} in {home.state}", f"a few {many} in {home.state}")), plural=True
    )
    fill = [
        *filler(rng, world, member)[:3],
        tell(rng, some_other, world.acts[4], rng.choice(("must", "may", "mustnot"))),
    ]
    fill.append(f"{tell(rng, every, world.acts[5], mode)}, but {member.name} in {home.state} is exempt")
    if rng.random() < 0.5:
        claim = tell(
            rng, Actor(f"{member.name} in {home.state}" if "public" not in one else member.name), act, mode
        )
        yes: list[Core] = [tell(rng, every, act, mode), (tell(rng, every, act, mode), where)]
        no: list[Core] = [tell(rng, every, act, back), tell(rng, member, act, back)]
        unsaid: list[Core] = [tell(rng, some, act, mode), (tell(rng, abroad, act, mode), where)]
        if "public" in one:
            yes, no, unsaid = (
                [yes[1]],
                [(str(no[0]), where), str(no[1])],
                [(str(unsaid[0]), where), unsaid[1]],
            )
        return Card(kind="member", claims=[claim], supported=yes, refuted=no, nei=unsaid, fill=fill)
    claim = tell(rng, every, act, mode)
    synonym = Actor(f"{many} everywhere in {home.state}", plural=True)
    except_one = f"{tell(rng, every, act, mode)}, but {member.name} in {home.state} is exempt"
    return Card(
        kind="all",
        claims=[claim],
        supported=[tell(rng, every, act, mode), tell(rng, synonym, act, mode)],
        refuted=[tell(rng, every, act, back), except_one, (where, tell(rng, member, act, back))],
        nei=[tell(rng, some, act, mode), (where, tell(rng, member, act, mode)), tell(rng, abroad, act, mode)],
        fill=fill,
    )


def some_card(rng: Random) -> Card:
    """That some do, or one in a state does: borne out by all, and by one that is named."""
    at = rng.randrange(len(SORTS))
    world = draw(rng, AREAS[SORT_AREA[at]])
    home = world.home
    county = place(rng, within=home.state, kind="county")
    many, one, _ = SORTS[at]
    away = place(rng, kind="city")
    while away.state == home.state:
        away = place(rng, kind="city")
    member = Actor("the " + one.format(p=home.short, c=county.short))
    abroad = Actor("the " + one.format(p=away.short, c=f"{away.short} County"))
    here, there = f"{member.name} is in {home.state}", f"{abroad.name} is in {away.state}"
    act, mode = world.acts[0], rng.choice(("must", "mustnot"))
    back = {"must": "neednot", "mustnot": "may"}[mode]
    every = Actor(
        f"{'all ' * (mode == 'must')}{many} {'in' if mode == 'must' else 'throughout'} {home.state}",
        plural=True,
    )
    none = Actor(
        f"{'all ' * (back == 'may')}{many} {'in' if back == 'may' else 'throughout'} {home.state}",
        plural=True,
    )
    named = rng.choice(("some {m} in {s}", "at least some {m} in {s}")).format(m=many, s=home.state)
    whole: list[Core] = [
        (here, tell(rng, member, act, mode)),
        tell(rng, every, act, mode),
        (tell(rng, member, act, mode), here),
    ]
    return Card(
        kind="some",
        claims=[tell(rng, Actor(named, plural=True), act, mode)],
        supported=whole,
        refuted=[tell(rng, none, act, back), (tell(rng, none, act, back), here)],
        nei=[(there, tell(rng, abroad, act, mode)), (here, tell(rng, member, world.acts[5], mode))],
        fill=filler(rng, world, member, skip=1)[:4],
    )


def conjunct_card(rng: Random) -> Card:
    """Two rules in one sentence; a claim on one of them, or on both."""
    world = draw(rng)
    lead, actor = setting(rng, world)
    verbs = [wording(rng, act) for act in world.acts[:2]]
    other = [wording(rng, act) for act in world.acts[:2]]
    mode, back = rng.choice((("must", "need not"), ("may not", "may"), ("may", "may not")))

    def both(who: Actor, one: str, two: str, word: str = mode) -> str:
        return spin(
            rng,
            ["{a} {m} {x} {j} {y}", "{a} {m} {y} {j} {x}"],
            a=who,
            m=word,
            x=one,
            y=two,
            j="or" if "not" in word else "and",
        )

    def single(who: Actor, one: str, word: str = mode) -> str:
        return f"{who} {word} {one}"

    mixed = spin(
        rng,
        ["{a} {m} {x} but {b} {y}", "{a} {b} {y} but {m} {x}"],
        a=actor,
        m=mode,
        b=back,
        x=verbs[0].inf,
        y=verbs[1].inf,
    )
    together = both(actor, verbs[0].inf, verbs[1].inf)
    neither = both(actor, verbs[0].inf, verbs[1].inf, back)
    apart = (single(actor, verbs[0].inf), single(actor, verbs[1].inf))
    if rng.random() < 0.5:
        claim = single(world.actor, other[0].inf)
        yes: list[Core] = [together, mixed, together]
        no: list[Core] = [neither, f"{actor} {mode} {verbs[1].inf} but {back} {verbs[0].inf}"]
        unsaid: list[Core] = [single(actor, verbs[1].inf), both(world.other, verbs[0].inf, verbs[1].inf)]
    else:
        claim = both(world.actor, other[0].inf, other[1].inf)
        yes, no = [apart, together], [mixed, neither, (apart[0], single(actor, verbs[1].inf, back))]
        unsaid = [apart[0], apart[1], both(world.other, verbs[0].inf, verbs[1].inf)]
    return Card(
        kind="conjunct",
        claims=[claim],
        supported=yes,
        refuted=no,
        nei=unsaid,
        fill=filler(rng, world, actor, skip=2)[:4],
        lead=lead,
    )


RULE_SCOPE = [(1.5, scope), (1.0, some_card), (1.5, conjunct_card)]
