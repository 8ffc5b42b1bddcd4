"""Cards on settlements, with or without fault admitted, and on sentences."""

from __future__ import annotations

from random import Random

from frames.cards import Card
from frames.courts import PLAINTIFFS
from frames.people import people
from frames.verdicts import CRIMES, DEFENDANTS, POSTS
from frames.words import name_number, spin

__all__ = ["SETTLEMENTS"]


PAY = [
    "{f} [agreed to pay|will pay|is to pay] {pl} ${v} million to settle [the suit|the case|the dispute]",
    "under a settlement, {pl} will receive ${v} million from {f}",
    "{pl} settled with {f} for ${v} million",
    "a ${v} million settlement ended the suit that {pl} brought against {f}",
]
UNDISCLOSED = ["{f} [settled with|reached a settlement with] {pl} for an undisclosed sum"]
NO_DEAL = [
    "a jury ordered {f} to pay {pl} nothing",
    "talks between {f} and {pl} ended without a settlement",
]
ASKED = ["{pl} [asked for|sought] ${v} million from {f}", "{pl} sued {f} for ${v} million"]
DENIES = ["; {f} denies any wrongdoing", "; {f} admitted no fault", ". {f} did not admit any wrongdoing"]
ADMITS = [
    "; {f} admitted wrongdoing",
    "; {f} accepted responsibility",
    ". {f} acknowledged that it was at fault",
]
ADMITTED = ["{f} [admitted fault|admitted wrongdoing] when it settled with {pl}"]
NOT_ADMITTED = [
    "{f} settled with {pl} without admitting wrongdoing",
    "{f} admitted no fault in its settlement with {pl}",
]


def settlement_card(rng: Random) -> Card:
    """Who pays how much, or whether wrong is admitted."""
    firm, second = rng.sample(DEFENDANTS, 2)
    plaintiff, other_plaintiff = rng.sample(PLAINTIFFS, 2)
    value, wrong = rng.sample((1.5, 2.4, 3, 4.5, 6, 8.8, 12, 15, 21, 34, 48, 60, 95, 140), 2)

    def told(lines: list[str], v: float = value, f: str = firm, pl: str = plaintiff) -> str:
        return spin(rng, lines, f=f, v=f"{v:g}", pl=pl)

    fill = [
        told(rng.choice((UNDISCLOSED, NO_DEAL, ASKED)), wrong + 2, second, other_plaintiff),
        told(["{f} has [offices in four states|a new chief executive]", "shares of {f} rose the same day"]),
        told(PAY, wrong + 1, second, other_plaintiff),
        told(["lawyers for {pl} had asked for more", "the judge must still approve the terms"]),
    ]
    if rng.random() < 0.6:
        return Card(
            kind="settlement",
            claims=[told(PAY)],
            supported=[told(PAY), told(PAY) + told(DENIES), told(PAY)],
            refuted=[told(PAY, wrong), told(PAY, wrong) + told(DENIES), told(NO_DEAL)],
            nei=[told(UNDISCLOSED), told(ASKED), told(PAY, f=second)],
            fill=fill,
        )
    admitted = rng.random() < 0.5
    same, opposite = (ADMITS, DENIES) if admitted else (DENIES, ADMITS)
    return Card(
        kind="admission",
        claims=[told(ADMITTED if admitted else NOT_ADMITTED)],
        supported=[told(PAY) + told(same) for _ in range(2)],
        refuted=[told(PAY) + told(opposite) for _ in range(2)],
        nei=[told(PAY), told(PAY)],
        fill=fill,
    )


SENTENCED = [
    "{n}, {post}, was sentenced to {y} years in prison for {x}",
    "Judge {j} [gave|handed] {n}, {post}, a prison term of {y} years for {x}",
    "for {x}, {n}, {post}, [received|got] {y} years in prison",
]
SENTENCE = [
    "{n} [was sentenced to|received|must serve] {y} years in prison",
    "{n} got a prison sentence of {y} years",
]
SPARED = ["{n}, {post}, was [fined|placed on probation] for {x} but [spared prison|given no prison term]"]
AWAITED = [
    "{n}, {post}, faces up to {y} years in prison for {x}",
    "prosecutors asked for {y} years in prison for {n}, {post}",
    "{n}, {post}, will be sentenced for {x} next month",
]


def sentence_card(rng: Random) -> Card:
    """How long a sentence is, exactly or at least."""
    who, judge, other = people(rng, 3)
    crime, crime2 = rng.sample(CRIMES, 2)
    years, wrong = rng.sample(range(3, 31), 2)
    post, post2 = rng.sample(POSTS, 2)

    def told(lines: list[str], y: int = years, name: str = who.name) -> str:
        number = name_number(y) if rng.random() < 0.5 else str(y)
        return spin(rng, lines, n=name, post=post, y=number, x=crime, j=judge.last)

    claim = told(SENTENCE)
    if rng.random() < 0.3:
        wrong = rng.randint(2, years - 1)
        claim = told(["{n} was sentenced to more than {y} years in prison"], wrong)
    elsewhere = rng.choice((SPARED, AWAITED, SENTENCED))
    fill = [
        told(["Judge {j} [has been on the bench|has served] since 2009"]),
        told(["the [hearing|trial] drew a large crowd"]),
        spin(rng, elsewhere, n=other.name, post=post2, y=wrong + 2, x=crime2, j=judge.last),
        spin(rng, "{n} was fined ${k} in the same case", n=other.name, k=f"{rng.randint(2, 90) * 100:,}"),
    ]
    return Card(
        kind="sentence",
        claims=[claim],
        supported=[told(SENTENCED), told(SENTENCED)],
        refuted=[told(SENTENCED, wrong), told(SENTENCED, wrong), told(SPARED)],
        nei=[told(AWAITED), told(AWAITED), told(SENTENCED, name=other.name)],
        fill=fill,
    )


SETTLEMENTS = [(1.0, settlement_card), (0.7, sentence_card)]
