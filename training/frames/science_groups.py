"""Cards on findings in one group and not another, and in animals and not people."""

from __future__ import annotations

from random import Random

from frames.cards import Card
from frames.science import OUTCOME, background, draw
from frames.trials import ANIMALS, DESIGNS, GROUPS
from frames.words import spin

__all__ = ["SCIENCE_GROUPS"]


# Told of a drug {d}, an outcome {o}, a group {g} and the other group {h}.
IN_ONE = [
    "{d} [reduced|lowered] {o} in {g} but not in {h}",
    "{d} reduced {o} only in {g}; in {h} there was no effect",
    "while {d} had no effect on {o} in {h}, it [lowered|reduced] {o} in {g}",
    "among {g}, {d} cut {o}; among {h}, {o} did not change",
]
IN_BOTH = ["{d} [reduced|lowered] {o} in both {g} and {h}", "{d} cut {o} in {g} and {h} alike"]
IN_NEITHER = [
    "{d} had no effect on {o} in either {g} or {h}",
    "neither {g} nor {h} saw a change in {o} with {d}",
]
IN_THAT = ["{d} [reduced|lowered] {o} in {g}", "among {g}, {d} cut {o}"]
SUBGROUP_CLAIMS = {
    "one": ["{d} [reduces|lowers] {o} in {g}", "in {g}, {d} helps reduce {o}"],
    "both": [
        "{d} [reduces|lowers] {o} in both {g} and {h}",
        ("{d} helps against {o} in {g} as well as in {h}"),
    ],
    "only": [
        "{d} [reduces|lowers] {o} only in {g}, not in {h}",
        ("in {g} alone, and not in {h}, {d} lowers {o}"),
    ],
}


def subgroup_card(rng: Random) -> Card:
    """A benefit in one group and not in another."""
    t, apart = draw(rng), rng.choice(OUTCOME)
    one, other = rng.choice(GROUPS.split(";")).split(":")

    def told(lines: list[str], g: str = one, h: str = other) -> str:
        return spin(rng, lines, d=t.drug, o=rng.choice(t.outcome), g=g, h=h)

    here, there, both, neither = told(IN_ONE), told(IN_ONE, other, one), told(IN_BOTH), told(IN_NEITHER)
    alone, alone_there = told(IN_THAT), told(IN_THAT, other, one)
    which = rng.choice(("one", "both", "only"))
    yes, no, unsaid = {
        "one": ([here, both], [there, neither], [alone_there]),
        "both": ([both, told(IN_BOTH)], [here, there, neither], [alone, alone_there]),
        "only": ([here, told(IN_ONE)], [both, there, neither], [alone]),
    }[which]
    fill = background(rng, t)[:4]
    if apart is not t.outcome:
        lines = rng.choice((IN_ONE, IN_BOTH, IN_NEITHER))
        fill.append(spin(rng, lines, d=t.drug, o=rng.choice(apart), g=one, h=other))
    counter = [told(["{d} does not [reduce|lower] {o} in {g}", "in {g}, {d} does nothing against {o}"])]
    return Card(
        kind="subgroup",
        claims=[told(SUBGROUP_CLAIMS[which])],
        counter=counter if which == "one" else [],
        supported=yes,
        refuted=no,
        nei=unsaid,
        fill=fill,
    )


def design_card(rng: Random) -> Card:
    """Animals and people: a finding in one is none in the other."""
    t = draw(rng)
    animal = rng.choice(ANIMALS)
    human = "humans" if rng.random() < 0.5 else t.who
    claim = spin(
        rng,
        ["{d} [reduces|lowers] {o} in {w}", "in {w}, {d} helps against {o}"],
        d=t.drug,
        o=rng.choice(t.outcome),
        w=human,
    )
    design = rng.choice(DESIGNS)
    good = spin(
        rng,
        ["in {x} in {w}, {d} [reduced|lowered] {o}", "{x} showed that {d} reduces {o} in {w}"],
        x=design,
        w=human,
        d=t.drug,
        o=rng.choice(t.outcome),
    )
    bad = spin(
        rng,
        ["in {x} in {w}, {d} did not [reduce|lower] {o}", "{x} showed no effect of {d} on {o} in {w}"],
        x=design,
        w=human,
        d=t.drug,
        o=rng.choice(t.outcome),
    )
    animal_line = spin(
        rng,
        ["in {a}, {d} [reduced|lowered] {o}", "{d} [reduced|lowered] {o} in {a}"],
        a=animal,
        d=t.drug,
        o=rng.choice(t.outcome),
    )
    untested = spin(
        rng, "no trial of {d} has looked at {o} in {w}", o=rng.choice(t.outcome), d=t.drug, w=human
    )
    fill = background(rng, t)
    return Card(
        kind="species",
        counter=[
            spin(
                rng,
                ["{d} does not [reduce|lower] {o} in {w}", "in {w}, {d} has no effect on {o}"],
                d=t.drug,
                o=rng.choice(t.outcome),
                w=human,
            )
        ],
        claims=[claim],
        supported=[good, (animal_line, good)],
        refuted=[bad, (animal_line, bad)],
        nei=[animal_line, (animal_line, untested)],
        fill=fill,
    )


SCIENCE_GROUPS = [(1.2, subgroup_card), (1.0, design_card)]
