"""Cards on statistics and administrative figures of one place: levels, changes, limits, years."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from random import Random

from frames.cards import Card
from frames.measures import MEASURES, REPORTERS, Measure
from frames.places import place
from frames.say import above, amount, below, close, far, round_down, round_up
from frames.words import spin

__all__ = [
    "DOWN",
    "FIGURES",
    "UP",
    "Series",
    "around",
    "direction",
    "elsewhere",
    "level",
    "moved",
    "series",
    "value_of",
]


@dataclass(frozen=True, slots=True)
class Series:
    """A measure at a place in two years."""

    measure: Measure
    where: str
    year: int
    before: int
    value: float
    earlier: float


def value_of(rng: Random, measure: Measure) -> float:
    """A value in a measure's range, low ones more often, in whole numbers or tenths."""
    raw = math.exp(rng.uniform(math.log(measure.low), math.log(measure.high)))
    return float(round(raw)) if measure.whole_numbers else round(raw, 1)


def series(rng: Random, measure: Measure | None = None, where: str = "") -> Series:
    """Draw a measure, a place and two years, the values apart by 3 to 60 percent."""
    measure = measure or rng.choice(MEASURES)
    year = rng.randint(2001, 2024)
    value = value_of(rng, measure)
    earlier = value
    while earlier == value or earlier <= 0 or (measure.unit.sort == "percent" and earlier > 99):
        moved_by = rng.uniform(0.03, 0.4) * rng.choice((-1, 1))
        earlier = round(value * (1 + moved_by), 0 if measure.whole_numbers else 1)
        if abs(earlier - value) < 1 and measure.whole_numbers:
            earlier = value + rng.choice((1, 2, 3))
    return Series(
        measure, where or place(rng).short, year, year - rng.choice((1, 1, 1, 2, 4, 5, 10)), value, earlier
    )


LEVEL = [
    "{m} in {p} [was|stood at|came to|reached|amounted to] {x} in {y}",
    "in {y}, {m} in {p} [was|stood at|came to|reached] {x}",
    "{p} [reported|recorded|logged] {m} [in {y} as|for {y} as] {x}",
    "in {p}, {m} for {y} [was|came in at|totaled] {x}",
]
REPORTED = [
    "{r} put {m} in {p} [for|in] {y} at {x}",
    "for {y}, {r} [lists|gives] {m} in {p} as {x}",
    "according to {r}, {m} in {p} was {x} in {y}",
]
LIMITED = [
    "{m} in {p} was {x} in {y}",
    "in {y}, {m} in {p} was {x}",
    "in {p}, {m} for {y} was {x}",
    "in {y}, {m} stood at {x} in {p}",
]
THERE_WERE = [
    "there were {x} {t} in {p} in {y}",
    "in {y}, there were {x} {t} in {p}",
    "{p} had {x} {t} in {y}",
    "{p} counted {x} {t} in {y}",
    "in {y}, {p} [recorded|counted|had] {x} {t}",
]


def level(
    rng: Random, s: Series, value: float | None = None, *, year: int | None = None, where: str = ""
) -> str:
    """What a measure was in a year, in the style of a report, sometimes with its source."""
    told = amount(s.measure.unit, s.value if value is None else value, rng)
    moved_to = replace(s, year=year or s.year, where=where or s.where)
    if rng.random() < 0.3:
        return _level(rng, moved_to, told, REPORTED)
    return _level(rng, moved_to, told, LEVEL)


def level_claim(rng: Random, s: Series, limit: str = "") -> str:
    """What a measure was in a year, with no source; `limit` tells it as more or less than something."""
    return _level(rng, s, limit or amount(s.measure.unit, s.value, rng), LIMITED if limit else LEVEL)


def _level(rng: Random, s: Series, told: str, templates: list[str]) -> str:
    name = rng.choice(s.measure.names)
    if name.startswith("the number of ") and rng.random() < 0.4:
        things = name.removeprefix("the number of ")
        return spin(rng, THERE_WERE, t=things, p=s.where, x=told, y=s.year)
    return spin(rng, templates, m=name, p=s.where, x=told, y=s.year, r=rng.choice(REPORTERS))


UP = ["rose", "climbed", "increased", "grew", "went up"]
DOWN = ["fell", "dropped", "declined", "decreased", "went down", "shrank"]
MOVED = [
    "{m} in {p} {verb} from {a} in {y0} to {b} in {y1}",
    "between {y0} and {y1}, {m} in {p} {verb} from {a} to {b}",
    "{m} in {p} {verb} to {b} in {y1} from {a} in {y0}",
    "{m} in {p} was {b} in {y1}, {way} from {a} in {y0}",
    "{m} in {p} stood at {a} in {y0}; by {y1} it [was|had come to] {b}",
    "from {a} in {y0}, {m} in {p} {verb} to {b} in {y1}",
    "in {y1}, {m} in {p} was {b}, [compared with|against] {a} in {y0}",
    "{p} [reported|recorded] that {m} {verb} to {b} in {y1}, {way} from {a} in {y0}",
]


def moved(rng: Random, s: Series, *, swap: bool = False, where: str = "") -> str:
    """How a measure changed from one year to the other; `swap` turns the two values round."""
    first, last = (s.value, s.earlier) if swap else (s.earlier, s.value)
    return spin(
        rng,
        MOVED,
        m=rng.choice(s.measure.names),
        p=where or s.where,
        verb=rng.choice(UP if last > first else DOWN),
        way="up" if last > first else "down",
        a=amount(s.measure.unit, first),
        b=amount(s.measure.unit, last),
        y0=s.before,
        y1=s.year,
    )


DIRECTION = {
    True: [
        "{m} in {p} [rose|climbed|increased|grew|went up] between {y0} and {y1}",
        "{m} in {p} was higher in {y1} than in {y0}",
        "[there was a rise|there was an increase] in {m} in {p} from {y0} to {y1}",
        "from {y0} to {y1}, {m} in {p} went up",
        "{m} in {p} was lower in {y0} than in {y1}",
    ],
    False: [
        "{m} in {p} [fell|dropped|declined|decreased|went down] between {y0} and {y1}",
        "{m} in {p} was lower in {y1} than in {y0}",
        "[there was a drop|there was a decline] in {m} in {p} from {y0} to {y1}",
        "from {y0} to {y1}, {m} in {p} went down",
        "{m} in {p} was higher in {y0} than in {y1}",
    ],
}


def direction(rng: Random, s: Series, *, up: bool, where: str = "") -> str:
    """That a measure rose or fell, with no figures."""
    name = rng.choice(s.measure.names)
    return spin(rng, DIRECTION[up], m=name, p=where or s.where, y0=s.before, y1=s.year)


def around(rng: Random, s: Series, count: int = 4) -> list[str]:
    """Sentences on other measures there, and on the same elsewhere or in another year."""
    others = rng.sample([one for one in MEASURES if one.names != s.measure.names], count)
    found = []
    for one in others:
        near = series(rng, one, s.where)
        near = Series(one, s.where, s.year, s.before, near.value, near.earlier)
        found.append(rng.choice((moved, level))(rng, near))
    return found


def near_misses(rng: Random, s: Series) -> list[str]:
    """The same measure in another year and at another place, and the same number of something else."""
    alike = [one for one in MEASURES if one.unit == s.measure.unit and one.names != s.measure.names]
    return [
        level(rng, s, close(rng, s.value), year=s.year - rng.randint(11, 14)),
        level(rng, s, close(rng, s.value), where=elsewhere(rng, s)),
        level(rng, replace(s, measure=rng.choice(alike))),
    ]


def elsewhere(rng: Random, s: Series) -> str:
    """Another place, not this one."""
    name = place(rng).short
    while name == s.where:
        name = place(rng).short
    return name


def value_card(rng: Random) -> Card:
    """A value in a year."""
    s = series(rng)
    wrong = close(rng, s.value) if rng.random() < 0.6 else far(rng, s.value)
    other_year = s.year + rng.choice((-2, -1, 1, 2, 3))
    told_moved = [moved(rng, s) for _ in range(2)]
    return Card(
        kind="value",
        claims=[level_claim(rng, s)],
        supported=[level(rng, s), level(rng, s), *told_moved],
        refuted=[level(rng, s, wrong), level(rng, s, far(rng, s.value)), moved(rng, s, swap=True)],
        nei=[
            level(rng, s, year=other_year),
            level(rng, s, where=elsewhere(rng, s)),
            direction(rng, s, up=s.value > s.earlier),
            level(rng, s, close(rng, s.value), year=other_year),
        ],
        fill=[*around(rng, s, 3), *near_misses(rng, s)],
    )


def limit_card(rng: Random) -> Card:
    """A value told as a limit: more than, fewer than."""
    s = series(rng)
    over = rng.random() < 0.6
    edge = round_down(rng, s.value) if over else round_up(rng, s.value)
    claim = (above if over else below)(rng, amount(s.measure.unit, edge))
    off = edge * rng.uniform(0.45, 0.93) if over else edge * rng.uniform(1.07, 1.8)
    off = round(off, 0 if s.measure.whole_numbers else 1)
    if off == edge or off <= 0:
        off = edge - 1 if over and edge > 1 else edge + 2 if not over else edge / 2
    return Card(
        kind="limit",
        claims=[level_claim(rng, s, claim)],
        supported=[level(rng, s), moved(rng, s)],
        refuted=[level(rng, s, off), level(rng, s, off)],
        nei=[
            level(rng, s, year=s.year + rng.choice((-2, -1, 1, 2))),
            level(rng, s, where=elsewhere(rng, s)),
            direction(rng, s, up=s.value > s.earlier),
        ],
        fill=[*around(rng, s, 3), *near_misses(rng, s)],
    )


def direction_card(rng: Random) -> Card:
    """A rise or a fall."""
    s = series(rng)
    up = s.value > s.earlier
    opposite = Series(s.measure, s.where, s.year, s.before, s.earlier, s.value)
    both = (level(rng, s, s.earlier, year=s.before), level(rng, s))
    both_opposed = (level(rng, s, s.value, year=s.before), level(rng, s, s.earlier))
    apart = Series(s.measure, s.where, s.before, s.before - rng.randint(2, 6), s.value, s.earlier)
    return Card(
        kind="direction",
        claims=[direction(rng, s, up=up)],
        supported=[moved(rng, s), moved(rng, s), direction(rng, s, up=up), both],
        refuted=[moved(rng, opposite), moved(rng, opposite), direction(rng, s, up=not up), both_opposed],
        nei=[
            moved(rng, s, where=elsewhere(rng, s)),
            moved(rng, apart),
            level(rng, s),
            (level(rng, s), level(rng, s, year=s.before, where=elsewhere(rng, s))),
        ],
        fill=around(rng, s),
    )


FIGURES = [(2.0, value_card), (2.0, limit_card), (2.0, direction_card)]
