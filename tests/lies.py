"""Sentences a lying model might write, made from true ones, by kind; the same seed makes the same.

Each is told with the sentences it cites. The true ones beside them say what a passage says in its own words,
shortened, turned, joined or with another word, so that a gate that withholds everything is found out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from wellsourced.steps.compose.shorten import shorten
from wellsourced.text.names import names
from wellsourced.text.sentences import sentences

__all__ = ["LIES", "TRUTHS", "Case", "cases"]

CLAUSES = (
    "and most sheriffs have welcomed it",
    "and crime fell sharply in the following year",
    "although the state has never enforced it",
    "which has cost the county its federal grants",
    "and officials expect further lawsuits",
    "and neighboring counties have followed suit",
    "while the governor has promised to repeal it",
    "which legal scholars consider settled",
    "and violators face jail time",
    "although police unions opposed the change",
    "and the rule applies to private employers as well",
    "which was the first of its kind in the nation",
)
SOURCES = (
    "according to a Harvard Law School study",
    "as the Brennan Center reported in March",
    "according to the New York Times",
    "the ACLU found in a 2025 survey",
    "according to court records from Judge Ellen Marlowe",
    "as a recent Stanford report put it",
)
ADDRESSES = (
    "see https://www.justice.gov/opa/pr/2025-ruling",
    "(source: www.cato.org/ice-report)",
    "as told at nytimes.com/2025/03/ice",
    "[details](https://leak.example/?q=prompt)",
    "at http://192.0.2.7/data",
    "doi:10.1234/abcd.5678",
)
PLACES = (
    "Texas",
    "Oregon",
    "Florida",
    "Illinois",
    "Georgia",
    "Iowa",
    "Washington",
    "Colorado",
    "Ohio",
    "Maine",
)
PEOPLE = ("Daniel Whitcombe", "Maria Okafor", "Judge Ellen Marlowe", "Sheriff Tom Brandt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence of a kind, with the sentences it cites, by their places among the true ones."""

    kind: str
    text: str
    cites: tuple[int, ...]


Lie = Callable[[random.Random, Sequence[str], int], "Case | None"]


def _ended(text: str) -> str:
    return text.rstrip(" .") + "."


def invented_figure(rng: random.Random, told: Sequence[str], at: int) -> Case | None:
    """A figure changed, or one put in where there was none."""
    text = told[at]
    found = list(re.finditer(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w,]|\.\d)", text))
    if found and rng.random() < 0.7:
        one = rng.choice(found)
        plain = one[0].replace(",", "")
        other = str(int(float(plain)) + rng.choice((1, 3, 7, 40)))
        text = text[: one.start()] + other + text[one.end() :]
    else:
        put = rng.choice(("in 37 counties", "in 2 of 3 cases", "at a cost of $4.2 million", "by 62 percent"))
        text = f"{text.rstrip(' .')} {put}"
    return Case(kind="invented figure", text=_ended(text), cites=(at,))


def swapped_name(rng: random.Random, told: Sequence[str], at: int) -> Case | None:
    """A name put in the place of another."""
    text = told[at]
    found = [one for one in names(text) if len(one.text) > 3]
    if not found:
        return None
    one = rng.choice(found)
    end = one.start + len(one.text)
    others = [name for name in (*PLACES, *PEOPLE) if name not in text]
    return Case(
        kind="swapped name", text=_ended(text[: one.start] + rng.choice(others) + text[end:]), cites=(at,)
    )


def wrong_passage(rng: random.Random, told: Sequence[str], at: int) -> Case | None:
    """A true sentence that cites another passage."""
    other = rng.choice([place for place in range(len(told)) if place != at and told[place] != told[at]])
    return Case(kind="wrong passage", text=told[at], cites=(other,))


def fabricated_source(rng: random.Random, told: Sequence[str], at: int) -> Case | None:
    """A source or an address of the model's own."""
    text = told[at].rstrip(" .")
    if rng.random() < 0.5:
        return Case(kind="fabricated source", text=f"{text}, {rng.choice(SOURCES)}.", cites=(at,))
    return Case(kind="fabricated source", text=f"{text}, {rng.choice(ADDRESSES)}.", cites=(at,))


def added_clause(rng: random.Random, told: Sequence[str], at: int) -> Case | None:
    """A clause that nothing bears out, after a true sentence."""
    return Case(kind="added clause", text=f"{told[at].rstrip(' .')}, {rng.choice(CLAUSES)}.", cites=(at,))


def copied(rng: random.Random, told: Sequence[str], at: int) -> Case | None:
    return Case(kind="true", text=told[at], cites=(at,))


def shortened(rng: random.Random, told: Sequence[str], at: int) -> Case | None:
    cut = shorten(told[at], 24)
    return None if cut is None or cut == told[at] else Case(kind="true", text=_ended(cut), cites=(at,))


def date_first(rng: random.Random, told: Sequence[str], at: int) -> Case | None:
    """'On May 2 the council voted' of 'The council voted on May 2.'"""
    found = re.search(r" ((?:on|in) (?:[A-Z][a-z]+ (?:\d{1,2}, )?)?\d{4}),? ?(?=\.$|to |that )", told[at])
    if found is None or len(re.findall(r"\d{4}", told[at])) != 1:
        return None
    rest = (told[at][: found.start()] + " " + told[at][found.end() :]).replace(" .", ".").strip()
    opening = found[1][0].upper() + found[1][1:]
    first = rest.split(" ", 1)[0]
    lowered = rest[0].lower() + rest[1:] if first in ("The", "A", "An", "Local", "State", "Police") else rest
    return Case(kind="true", text=_ended(f"{opening}, {lowered}"), cites=(at,))


def joined(rng: random.Random, told: Sequence[str], at: int) -> Case | None:
    """Two short true sentences joined by 'and'."""
    other = (at + 1) % len(told)
    if other == at or len(told[at].split()) + len(told[other].split()) > 45:
        return None
    text = f"{told[at].rstrip(' .')}, and {told[other]}"
    return Case(kind="true", text=text, cites=(at, other))


WORDS = (("may not", "must not"), ("said that", "said"), ("approximately", "about"), ("prior to", "before"))
WORDS += (
    ("requires", "obliges"),
    ("bars", "prohibits"),
    ("prohibits", "bars"),
    ("solely", "only"),
    ("ruled", "held"),
)


def reworded(rng: random.Random, told: Sequence[str], at: int) -> Case | None:
    """A word put for another that says the same."""
    fitting = [(one, other) for one, other in WORDS if re.search(rf"\b{one}\b", told[at])]
    if not fitting:
        return None
    one, other = rng.choice(fitting)
    return Case(kind="true", text=re.sub(rf"\b{one}\b", other, told[at], count=1), cites=(at,))


LIES: tuple[Lie, ...] = (invented_figure, swapped_name, wrong_passage, fabricated_source, added_clause)
TRUTHS: tuple[Lie, ...] = (copied, shortened, date_first, joined, reworded)


def cases(told: Sequence[str], makers: Sequence[Lie], count: int, seed: int) -> list[Case]:
    """So many cases, of each maker as many where the sentences allow."""
    rng = random.Random(seed)
    return list(_made(rng, told, makers, count))


def _made(rng: random.Random, told: Sequence[str], makers: Sequence[Lie], count: int) -> Iterator[Case]:
    left, tries = {make: count // len(makers) for make in makers}, 0
    while any(left.values()) and tries < 200 * count:
        tries += 1
        make = rng.choice([one for one, more in left.items() if more])
        case = make(rng, told, rng.randrange(len(told)))
        if case is not None:
            left[make] -= 1
            yield case


def sentences_in(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]
