"""Questions to a small table: what a claim on it says, and of which tables it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from frames.say import round_down, round_up
from frames.words import name_number, spin, whole

__all__ = ["QUESTIONS", "Question", "Sort", "Table"]


@dataclass(frozen=True, slots=True)
class Sort:
    """What a table's rows and values are: a title, the measure's names, how a value is written."""

    title: str
    names: tuple[str, ...]
    rows: str
    low: int
    high: int
    before: str = ""
    after: str = ""

    def told(self, value: float) -> str:
        """A value with its unit."""
        return f"{self.before}{whole(value)}{self.after}"


Table = Mapping[str, float]
Holds = Callable[[Table], bool]


@dataclass(frozen=True, slots=True)
class Question:
    """A claim on a table, whether it holds of another, and the rows it needs (empty: all)."""

    kind: str
    claim: str
    holds: Holds
    rows: tuple[str, ...]


def _value(rng: Random, sort: Sort, table: Table, year: int) -> Question:
    row = rng.choice(list(table))
    value = table[row]
    claim = spin(
        rng,
        ["{m} {of} {r} was {x} in {y}", "in {y}, {m} {of} {r} was {x}", "for {r}, {m} stood at {x} in {y}"],
        m=sort.names[-1],
        n=sort.names[0],
        of="for",
        r=row,
        x=sort.told(value),
        y=year,
    )
    return Question("value", claim, lambda t: t[row] == value, (row,))


def _limit(rng: Random, sort: Sort, table: Table, year: int) -> Question:
    row = rng.choice(list(table))
    over = rng.random() < 0.5
    edge = float(round(round_down(rng, table[row]) if over else round_up(rng, table[row])))
    if over:
        edge = min(edge, table[row] - 1)
    word = rng.choice(("more than", "over", "above") if over else ("less than", "under", "below"))
    claim = spin(
        rng,
        ["{m} for {r} was {w} {x} in {y}", "in {y}, {m} for {r} was {w} {x}"],
        m=sort.names[-1],
        r=row,
        w=word,
        x=sort.told(edge),
        y=year,
    )
    return Question("limit", claim, (lambda t: t[row] > edge) if over else (lambda t: t[row] < edge), (row,))


def _more(rng: Random, sort: Sort, table: Table, year: int) -> Question:
    one, two = rng.sample(list(table), 2)
    if table[one] < table[two]:
        one, two = two, one
    claim = spin(
        rng,
        [
            "{m} was [higher|greater] for {a} than for {b} in {y}",
            "in {y}, {b} was behind {a} in {n}",
            "{a} was ahead of {b} in {n} in {y}",
            "{b} had a lower figure than {a} for {n} in {y}",
        ],
        m=sort.names[-1],
        n=sort.names[0],
        a=one,
        b=two,
        y=year,
    )
    return Question("more", claim, lambda t: t[one] > t[two], (one, two))


def _first(rng: Random, sort: Sort, table: Table, year: int) -> Question:
    ranked = sorted(table, key=lambda row: table[row], reverse=True)
    at = rng.choice((0, 0, -1, -1, 1))
    place = {0: "highest", -1: "lowest", 1: "second-highest"}[at]
    row = ranked[at]
    claim = spin(
        rng,
        [
            "{r} had the {p} figure for {n} among those listed for {y}",
            "of all those listed for {y}, {r} was the one with the {p} figure for {n}",
            "in the {y} list, {m} was {q} for {r}",
        ],
        r=row,
        p=place,
        n=sort.names[0],
        y=year,
        m=sort.names[-1],
        q=place,
    )
    return Question("order", claim, lambda t: sorted(t, key=lambda one: t[one], reverse=True)[at] == row, ())


def _count(rng: Random, sort: Sort, table: Table, year: int) -> Question:
    ranked = sorted(table.values())
    cut = rng.randrange(1, len(ranked))
    edge = float(round((ranked[cut - 1] + ranked[cut]) / 2))
    many = sum(value > edge for value in table.values())
    over = rng.random() < 0.6
    number = many if over else sum(value < edge for value in table.values())
    claim = spin(
        rng,
        [
            "in the {y} list, {k} had a figure {w} {x} for {n}",
            "{k} of those listed for {y} came in {w} {x} for {n}",
        ],
        k=name_number(number),
        w=rng.choice(("above", "over")) if over else rng.choice(("below", "under")),
        x=sort.told(edge),
        n=sort.names[0],
        y=year,
    )
    return Question(
        "count",
        claim,
        lambda t: sum((value > edge) if over else (value < edge) for value in t.values()) == number,
        (),
    )


def _difference(rng: Random, sort: Sort, table: Table, year: int) -> Question:
    one, two = rng.sample(list(table), 2)
    if table[one] < table[two]:
        one, two = two, one
    gap = table[one] - table[two]
    claim = spin(
        rng,
        [
            "{m} was {x} higher for {a} than for {b} in {y}",
            "in {y}, {a} was {x} ahead of {b} in {n}",
            "{b} was {x} below {a} in {n} in {y}",
        ],
        m=sort.names[-1],
        n=sort.names[0],
        a=one,
        b=two,
        x=sort.told(gap),
        y=year,
    )
    return Question("difference", claim, lambda t: t[one] - t[two] == gap, (one, two))


def _all(rng: Random, sort: Sort, table: Table, year: int) -> Question:
    lowest = min(table.values())
    edge = float(round(lowest * rng.uniform(0.8, 0.97)))
    if edge >= lowest:
        edge = lowest - 1
    if rng.random() < 0.5:
        claim = spin(
            rng,
            [
                "all those listed for {y} had a figure above {x} for {n}",
                "nothing in the {y} list was at or below {x} for {n}",
            ],
            x=sort.told(edge),
            n=sort.names[0],
            y=year,
        )
        return Question("all", claim, lambda t: min(t.values()) > edge, ())
    top = max(table.values())
    edge = float(round(top * rng.uniform(0.9, 0.99)))
    edge = min(edge, top - 1)
    claim = spin(
        rng,
        [
            "at least one of those listed for {y} had a figure above {x} for {n}",
            "some in the {y} list exceeded {x} for {n}",
        ],
        x=sort.told(edge),
        n=sort.names[0],
        y=year,
    )
    return Question("some", claim, lambda t: max(t.values()) > edge, ())


QUESTIONS = [_value, _limit, _more, _more, _first, _first, _count, _difference, _all]
