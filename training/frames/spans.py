"""Cards on figures over several years, in every year or in some, and on why a figure changed."""

from __future__ import annotations

from random import Random

from frames.cards import Card
from frames.figures import around, direction, moved, series
from frames.say import amount
from frames.words import join, spin

__all__ = ["SPANS"]

EVERY = {
    True: [
        "{m} in {p} rose every year from {a} to {b}",
        "from {a} to {b}, {m} in {p} went up each year",
        "there was no year between {a} and {b} in which {m} in {p} failed to rise",
    ],
    False: [
        "{m} in {p} fell every year from {a} to {b}",
        "from {a} to {b}, {m} in {p} went down each year",
        "there was no year between {a} and {b} in which {m} in {p} failed to fall",
    ],
}
LISTED = [
    "{m} in {p} was {x}",
    "{p} reported {m} as follows: {x}",
    "figures for {m} in {p}: {x}",
]


def every_year(rng: Random) -> Card:
    """A rise or fall in every year, against one with an exception, or one told by its ends alone."""
    s = series(rng)
    count = rng.randint(3, 5)
    years = list(range(s.year - count + 1, s.year + 1))
    up = rng.random() < 0.5
    if s.measure.whole_numbers:
        base = max(20, int(s.value))
        values = [float(base + base * step // 12) for step in range(count)]
    else:
        low = min(max(s.value, 5.0), 70.0) if s.measure.unit.sort == "percent" else max(s.value, 5.0)
        values = [round(low * (1 + 0.06 * step), 1) for step in range(count)]
    if not up:
        values.reverse()
    broken = list(values)
    at = rng.randrange(count - 1)
    broken[at], broken[at + 1] = broken[at + 1], broken[at]

    def listed(numbers: list[float]) -> str:
        told = [
            f"{amount(s.measure.unit, value)} in {year}" for year, value in zip(years, numbers, strict=True)
        ]
        return spin(rng, LISTED, m=rng.choice(s.measure.names), p=s.where, x=join(told))

    def every(way: bool) -> str:
        return spin(rng, EVERY[way], m=rng.choice(s.measure.names), p=s.where, a=years[0], b=years[-1])

    ends = [
        f"{amount(s.measure.unit, values[0])} in {years[0]}",
        (f"{amount(s.measure.unit, values[-1])} in {years[-1]}"),
    ]
    ends_told = spin(rng, LISTED, m=rng.choice(s.measure.names), p=s.where, x=join(ends))
    one_year = spin(
        rng,
        "{m} in {p} was {w} in {b} than in {a}",
        m=rng.choice(s.measure.names),
        p=s.where,
        w="higher" if up else "lower",
        a=years[-2],
        b=years[-1],
    )
    return Card(
        kind="every_year",
        claims=[every(up)],
        supported=[listed(values), listed(values), every(up)],
        refuted=[listed(broken), listed(broken), listed(values[::-1]), every(not up)],
        nei=[ends_told, ends_told, one_year],
        fill=around(rng, s)[:3],
    )


REASONS = [
    "a change in the law",
    "the closing of a large employer",
    "the arrival of new residents",
    "bad weather",
    "a new way of counting",
    "a shortage of staff",
    "higher prices",
    "a campaign by the city",
    "an epidemic",
    "a court order",
    "the opening of a new highway",
]
BECAUSE = {
    True: [
        "because of {r}, {c}",
        "{c}, and the reason was {r}",
        "{c}, which was due to {r}",
        "{c} as a result of {r}",
    ],
    False: [
        "{c}, but not because of {r}",
        "{c}, and {r} had nothing to do with it",
        "{c}; the auditor ruled out {r} as the reason",
    ],
}


def because(rng: Random) -> Card:
    """A reason added to a change."""
    s = series(rng)
    up = s.value > s.earlier
    reason, other = rng.sample(REASONS, 2)

    def told(so: bool, why: str = reason) -> str:
        return spin(rng, BECAUSE[so], r=why, c=direction(rng, s, up=up))

    return Card(
        kind="because",
        claims=[told(True)],
        counter=[spin(rng, "{r} was not the reason that {c}", r=reason, c=direction(rng, s, up=up))],
        supported=[told(True) for _ in range(2)],
        refuted=[told(False) for _ in range(2)],
        nei=[
            direction(rng, s, up=up),
            moved(rng, s),
            (
                direction(rng, s, up=up),
                f"{s.where} also saw {reason}".replace("saw a campaign", "ran a campaign"),
            ),
            (direction(rng, s, up=up), f"some residents blame {reason}, others {other}"),
        ],
        fill=around(rng, s)[:3],
    )


SPANS = [(1.0, every_year), (1.0, because)]
