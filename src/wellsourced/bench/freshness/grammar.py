"""Sentences out of grammars, over made-up places, bodies and people."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from wellsourced.text.wordlists import words

__all__ = [
    "Matter",
    "Point",
    "World",
    "asides",
    "chatter",
    "filled",
    "invented_world",
    "matters",
    "newspaper",
    "person_name",
    "place_name",
    "said_day",
]

_ALTERNATIVES = re.compile(r"\[([^\]|]+(?:\|[^\]|]+)+)\]")
_SLOT = re.compile(r"\{(\w+)\}")

_STARTS = words(
    "Ald Bram Cald Dun Elder Fen Gar Har Iv Kel Lang Mar Nor Oak Pem Quar Ros Sel Thorn Ul Ver Wal Yar"
)
_MIDDLES = ("", "", "", "a", "e", "en", "er", "in", "ling", "or")
_ENDS = words("bourne by combe dale field ford gate ham holm hurst ley mere mont port stead stow ton vale")
_FIRST = words(
    "Ada Bela Carys Dario Edda Felix Greta Hanno Ilse Kaia Leif Mirela Nuno Odile Petra Quinn Rasmus "
    "Signe Tomas Una Viktor Wanda Yusuf Zora"
)
_FAMILY = words(
    "Belcanto Corvane Dellamar Estering Fallowby Grenholt Havisk Ingarden Jellico Korvath Lindqvane Marrowby "
    "Nesterholt Ombray Pellworth Quillane Ravensby Sottermeer Tarnovic Ulverane Vantongel Wexcombe Yarrowgate"
)
_STREETS = words("Birch Canal Depot Elm Foundry Granary Hollow Juniper Market Orchard Quarry Tanner Weir")
_STREET_KINDS = words("Street Avenue Road Lane")
_PAPERS = words("Courier Gazette Herald Ledger Post Record Sentinel Standard")
_AGENCIES = (
    "Department of Local Affairs",
    "Office of Public Works",
    "Board of Health",
    "Bureau of Licenses",
    "Transit and Roads Authority",
    "Department of Housing",
    "Water and Sewer District",
)
_COUNCILS = ("City Council", "Board of Supervisors", "Town Council", "County Commission")
_COURTS = ("Superior Court", "District Court", "Circuit Court", "Court of Appeals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Something that sources say, in wordings that mean the same, and the opposite of it."""

    name: str
    says: tuple[str, ...]
    denies: tuple[str, ...]
    law: tuple[str, ...]
    law_denies: tuple[str, ...]
    speaks: tuple[str, ...]
    least: int
    most: int

    @property
    def is_figure(self) -> bool:
        """Whether it tells a figure with the day it is of."""
        return self.most > 0

    def wordings(self, kind: str, *, denied: bool) -> tuple[str, ...]:
        """How a kind of page says it; a statute in its own words."""
        if kind == "statute":
            return self.law_denies if denied else self.law
        return self.denies if denied else self.says


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a topic may be about; its first point is what is asked."""

    name: str
    questions: tuple[str, ...]
    heads: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The names of a topic: what stands in its slots."""

    slots: Mapping[str, str]

    def with_words(self, drawn: Mapping[str, str]) -> World:
        """The same world with more slots."""
        return World(slots={**self.slots, **drawn})


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("wellsourced.bench.freshness").joinpath(name).read_text(encoding="utf-8"))


@cache
def matters() -> tuple[Matter, ...]:
    """All matters of `matters.toml`."""
    return tuple(
        Matter(
            name=row["name"],
            questions=tuple(row["questions"]),
            heads=tuple(row["heads"]),
            words={slot: tuple(choices) for slot, choices in row["words"].items()},
            points=tuple(_point(point) for point in row["point"]),
        )
        for row in _read("matters.toml")["matter"]
    )


def _point(row: Mapping[str, Any]) -> Point:
    told = {name: tuple(row.get(name, ())) for name in ("says", "denies", "law", "law_denies", "speaks")}
    return Point(name=row["name"], least=row.get("least", 0), most=row.get("most", 0), **told)


@cache
def asides() -> Mapping[str, tuple[str, ...]]:
    """By kind of page, what it says besides."""
    return {kind: tuple(rows["says"]) for kind, rows in _read("asides.toml").items()}


def filled(wording: str, slots: Mapping[str, str], rng: random.Random) -> str:
    """The sentence of a wording: alternatives drawn, slots filled, a capital in front.

    A slot with a capital, as in `{Party}`, is filled with one.
    """
    text = _ALTERNATIVES.sub(lambda found: rng.choice(found[1].split("|")), wording)
    text = _SLOT.sub(lambda found: _slot(found[1], slots), text)
    return text[0].upper() + text[1:]


def _slot(name: str, slots: Mapping[str, str]) -> str:
    lower = name[0].lower() + name[1:]
    value = slots[lower]
    return value if name == lower else value[0].upper() + value[1:]


def said_day(day: date) -> str:
    """A day as pages write it: March 3, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


def place_name(rng: random.Random) -> str:
    """A town that does not exist."""
    return rng.choice(_STARTS) + rng.choice(_MIDDLES) + rng.choice(_ENDS)


def person_name(rng: random.Random) -> str:
    """Somebody who does not exist."""
    return f"{rng.choice(_FIRST)} {rng.choice(_FAMILY)}"


def invented_world(rng: random.Random) -> World:
    """A place with its council, agency, court and officer."""
    place = place_name(rng)
    return World(
        slots={
            "place": place,
            "agency": f"{place} {rng.choice(_AGENCIES)}",
            "council": f"{place} {rng.choice(_COUNCILS)}",
            "court": f"{place_name(rng)} {rng.choice(_COURTS)}",
            "person": person_name(rng),
        }
    )


def chatter(rng: random.Random) -> Mapping[str, str]:
    """Slots of what is said besides, drawn anew for each sentence."""
    return {
        "speaker": person_name(rng),
        "street": f"{rng.choice(_STREETS)} {rng.choice(_STREET_KINDS)}",
        "number": str(rng.randint(12, 480)),
        "hour": rng.choice(("eight", "half past eight", "nine")),
        "year": str(rng.randint(1987, 2023)),
        "weekday": rng.choice(("Monday", "Tuesday", "Wednesday", "Thursday")),
        "elsewhere": place_name(rng),
        "newspaper": newspaper(rng),
    }


def newspaper(rng: random.Random) -> str:
    """A paper that does not exist."""
    return f"{place_name(rng)} {rng.choice(_PAPERS)}"
