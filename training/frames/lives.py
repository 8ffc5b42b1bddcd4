"""Cards on lives: several facts about one person, claims on one of them or on two put together."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from frames.cards import Card, Core
from frames.people import Person, people
from frames.places import country, place
from frames.words import spin

__all__ = ["LIVES"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: sentences of it, clauses after `who`, verb phrases, and another value that contradicts it."""

    name: str
    sentences: tuple[str, ...]
    phrases: tuple[str, ...]
    single: bool


FACTS = [
    Fact(
        "city",
        ("{n} was born in {v}", "{n} came into the world in {v}", "{v} was the birthplace of {n}"),
        ("was born in {v}", "is a native of {v}"),
        True,
    ),
    Fact("year", ("{n} was born in {v}", "the year of {n}'s birth was {v}"), ("was born in {v}",), True),
    Fact(
        "school",
        ("{n} [studied|took a degree in] {v} at university", "{n}'s university degree was in {v}"),
        ("studied {v}", "has a degree in {v}"),
        True,
    ),
    Fact(
        "job",
        ("{n} [worked as|earned a living as|made a living as] a {v}", "by profession, {n} was a {v}"),
        ("worked as a {v}", "was a {v} by profession"),
        False,
    ),
    Fact(
        "land",
        (
            "{n} [moved|emigrated] to {v} and stayed there",
            "{n} settled in {v} for good",
            "{v} became {n}'s new home for good",
        ),
        ("settled in {v}", "moved to {v} for good"),
        True,
    ),
    Fact(
        "prize",
        ("{n} [won|received|was awarded] {v}", "{v} was awarded to {n}", "{v} went to {n}"),
        ("won {v}", "received {v}"),
        False,
    ),
    Fact(
        "spouse",
        ("{n} [married|wed] {v}, and the marriage lasted for life", "{n}'s only marriage was to {v}"),
        ("was married to {v}", "married {v}"),
        True,
    ),
    Fact(
        "death",
        ("{n} died in {v}", "{n} passed away in {v}", "{v} was where {n} died"),
        ("died in {v}", "spent the last day of life in {v}"),
        True,
    ),
    Fact(
        "sport",
        ("{n} played {v} as a young adult, and no other sport", "the one sport that {n} played was {v}"),
        ("played {v}", "was a player of {v}"),
        True,
    ),
    Fact(
        "instrument",
        ("{n} learned to play {v} as a child", "as a child, {n} took lessons in playing {v}"),
        ("learned to play {v} as a child", "took up {v} in childhood"),
        False,
    ),
]
SUBJECTS = [
    "botany",
    "law",
    "medicine",
    "theology",
    "economics",
    "civil engineering",
    "philosophy",
    "mathematics",
    "history",
    "chemistry",
]
JOBS = [
    "geologist",
    "painter",
    "journalist",
    "surgeon",
    "composer",
    "lawyer",
    "teacher",
    "translator",
    "engineer",
    "sculptor",
    "pilot",
    "botanist",
    "judge",
]
PRIZES = [
    "the Halden Prize",
    "the Marlowe Medal",
    "the Order of Merit",
    "the Kessler Prize",
    "the Linden Award",
    "the Royal Medal",
]
SPORTS = ["football", "tennis", "ice hockey", "cricket", "chess", "basketball", "rugby", "volleyball"]
INSTRUMENTS = ["the violin", "the piano", "the flute", "the trumpet", "the cello", "the accordion"]


def _values(rng: Random) -> dict[str, tuple[str, str]]:
    """For each fact a value and another."""
    first, second = people(rng, 2)
    one, two = sorted(rng.sample(range(1820, 1985), 2))
    lists = {"school": SUBJECTS, "job": JOBS, "prize": PRIZES, "sport": SPORTS, "instrument": INSTRUMENTS}
    found = {name: (pair[0], pair[1]) for name, items in lists.items() for pair in [rng.sample(items, 2)]}
    land = country(rng)
    cities: list[str] = []
    while len(cities) < 4:
        name = place(rng, kind="city").full
        if name not in cities:
            cities.append(name)
    found |= {
        "city": (cities[0], cities[1]),
        "death": (cities[2], cities[3]),
        "land": (land, country(rng, but=(land,))),
        "year": (str(one), str(two)),
        "spouse": (first.name, second.name),
    }
    return found


def _say(rng: Random, template: str, who: str, value: str) -> str:
    return spin(rng, template, n=who, v=value)


def _sentence(rng: Random, fact: Fact, who: Person, value: str, *, full: bool) -> str:
    """A sentence on a fact, with the name in full or a shorter way to refer to the person."""
    name = who.name if full else rng.choice((who.last, who.name))
    return _say(rng, rng.choice(fact.sentences), name, value)


def _phrase(rng: Random, fact: Fact, value: str) -> str:
    return _say(rng, rng.choice(fact.phrases), "", value)


BOTH = [
    "{n} {a} and {b}",
    "{n}, who {a}, {b}",
    "{n} {b} and {a}",
    "{n} {a} and also {b}",
]


def life_card(rng: Random) -> Card:
    """One fact or two about a person, from sentences told apart."""
    who, other = people(rng, 2)
    values, others = _values(rng), _values(rng)
    chosen = rng.sample(FACTS, 6)
    if {"city", "year"} <= {fact.name for fact in chosen[:2]}:
        chosen = chosen[1:] + chosen[:1]
    one, two = chosen[0], chosen[1]
    if not one.single and not two.single:
        one = next(fact for fact in chosen if fact.single)
        two = chosen[1] if chosen[1] is not one else chosen[0]
    if not one.single:
        one, two = two, one
    paired = rng.random() < 0.6
    first, second = _phrase(rng, one, values[one.name][0]), _phrase(rng, two, values[two.name][0])
    claim = spin(rng, BOTH if paired else ["{n} {a}"], n=who.name, a=first, b=second)

    def told(fact: Fact, *, wrong: bool = False, person: Person = who) -> str:
        value = values[fact.name][1 if wrong else 0]
        return _sentence(rng, fact, person, value, full=True)

    yes: list[Core]
    no: list[Core]
    unsaid: list[Core]
    if paired:
        yes = [(told(one), told(two)), (told(two), told(one))]
        no = [(told(one, wrong=True), told(two)), (told(two), told(one, wrong=True))]
        if two.single:
            no.append((told(one), told(two, wrong=True)))
        unsaid = [
            told(one),
            told(two),
            (told(one), told(two, person=other)),
            (told(one, person=other), told(two)),
        ]
    else:
        yes, no = [told(one), told(one)], [told(one, wrong=True)]
        unsaid = [told(one, person=other), told(two)]
    rest = [fact for fact in FACTS if fact not in (one, two)]
    fill = [_sentence(rng, fact, who, values[fact.name][0], full=True) for fact in rng.sample(rest, 3)]
    away = rng.choice(rest)
    fill.append(_sentence(rng, away, other, others[away.name][0], full=True))
    return Card(
        kind="two_facts" if paired else "life",
        claims=[claim],
        supported=yes,
        refuted=no,
        nei=unsaid,
        fill=fill,
        again=[(one.name, (one.last, one.he, one.he)) for one in (who, other)]
        + [(name, (name,)) for name in values["spouse"]],
    )


LIVES = [(1.0, life_card)]
