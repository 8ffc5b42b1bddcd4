"""Cards on figures of several places or parts: which is more, ranks, shares, totals, votes."""

from __future__ import annotations

from random import Random

from frames.cards import Card
from frames.figures import around, level, series, value_of
from frames.measures import MEASURES
from frames.places import places, state
from frames.say import amount
from frames.words import spin

__all__ = ["COMPARE"]

MORE = [
    "{m} was higher in {a} than in {b} in {y}",
    "in {y}, {a} had a higher figure than {b} for {m}",
    "in {y}, {m} in {a} exceeded that in {b}",
    "{b} trailed {a} in {m} in {y}",
    "{m} was lower in {b} than in {a} in {y}",
    "when it comes to {m}, {a} was ahead of {b} in {y}",
]
PAIR = [
    "in {y}, {m} was {xa} in {a} and {xb} in {b}",
    "{m} in {y} came to {xa} in {a}, [compared with|against|versus] {xb} in {b}",
    "for {m}, the {y} figure was {xa} in {a}; for {b} it was {xb}",
    "for {y}, {m} stood at {xb} in {b} and {xa} in {a}",
]


def more_card(rng: Random) -> Card:
    """Which of two places has more."""
    measure = rng.choice(MEASURES)
    home = state(rng)
    one, two, three = (where.short for where in places(rng, 3, within=home))
    s = series(rng, measure, one)
    high = s.value
    low = round(high * rng.uniform(0.3, 0.93), 0 if measure.whole_numbers else 1)
    if low >= high:
        low = high - 1
    third = value_of(rng, measure)

    def names() -> str:
        return rng.choice(measure.names)

    def pair(a: str, b: str, xa: float, xb: float, year: int = s.year) -> str:
        return spin(
            rng, PAIR, m=names(), a=a, b=b, y=year, xa=amount(measure.unit, xa), xb=amount(measure.unit, xb)
        )

    def claim(a: str, b: str, year: int = s.year) -> str:
        return spin(rng, MORE, m=names(), a=a, b=b, y=year)

    apart = (level(rng, s, high), level(rng, s, low, where=two))
    turned = (level(rng, s, low), level(rng, s, high, where=two))
    return Card(
        kind="more",
        claims=[claim(one, two)],
        supported=[pair(one, two, high, low), pair(one, two, high, low), apart, claim(one, two)],
        refuted=[pair(one, two, low, high), pair(two, one, high, low), turned, claim(two, one)],
        nei=[
            pair(one, three, high, third),
            (level(rng, s, high), level(rng, s, third, where=three)),
            pair(one, two, high, low, s.year + rng.choice((-2, -1, 1, 2))),
            level(rng, s, low, where=two),
        ],
        fill=around(rng, s)[:3],
    )


RANKED = [
    "{a} had the [highest|largest] figure for {m} in {s} in {y}",
    "{a} led {s} in {m} in {y}",
    "in {y}, {a} ranked first in {s} for {m}",
    "{a} was at the top in {s} for {m} in {y}",
]


def rank_card(rng: Random) -> Card:
    """Who ranks first, told by a ranking or by saying so."""
    measure = rng.choice(MEASURES)
    home = state(rng)
    one, two, three = (where.short for where in places(rng, 3, within=home))
    year = rng.randint(2002, 2024)
    s = series(rng, measure, one)

    def told(templates: list[str], a: str, b: str = two) -> str:
        return spin(rng, templates, a=a, b=b, c=three, s=home, m=rng.choice(measure.names), y=year)

    lists = [
        "in {y}, {m} was highest in {a}, followed by {b} and {c}, out of all of {s}",
        "in the {y} ranking of {m} in {s}, {a} came first and {b} second",
        "{a} overtook {b} in {y} to take first place in {s} for {m}",
    ]
    second = [
        "in {y}, {a} ranked second in {s} for {m}, behind {b}",
        "{b} alone topped {a} in {s} for {m} in {y}",
        "for {m}, {a} came in after {b} in the {y} ranking of {s}",
    ]
    vague = [
        "{a} was among the top five in {s} for {m} in {y}",
        "for {m}, {a} ranked ahead of {b} in {y}",
        "{a} ranked above {c} in {s} for {m} in {y}",
    ]
    return Card(
        kind="rank",
        counter=[
            told(
                ["{a} did not lead {s} in {m} in {y}", "in {y}, {a} was not first in {s} for {m}"],
                one,
            )
        ],
        claims=[told(RANKED, one)],
        supported=[told(lists, one), told(RANKED, one), told(lists, one)],
        refuted=[told(lists, two, one), told(RANKED, two), told(second, one)],
        nei=[told(vague, one), told(vague, one)],
        fill=around(rng, s)[:3],
    )


COMPARE = [(2.0, more_card), (1.5, rank_card)]
