"""The table of US places: states, counties and towns by name, read once from `us_places.json`.

Its data is GeoNames (CC BY 4.0); `tools/build_places.py` writes it and says how.
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Gazetteer", "Place", "gazetteer", "key", "printed"]

DOMINANT = 20
"""How many times larger than its namesakes a city is when its bare name means that city."""

# Governments of a city and county in one, under the code by which they are known.
CONSOLIDATED = {
    "US-CA-city-San Francisco": "US-CA-county-San Francisco",
    "US-CO-county-Denver": "US-CO-city-Denver",
    "US-PA-county-Philadelphia": "US-PA-city-Philadelphia",
    "US-NV-county-Carson City": "US-NV-city-Carson City",
    "US-TN-city-Nashville": "US-TN-county-Davidson",
    "US-DC-county-District of Columbia": "US-DC",
    "US-DC-city-Washington": "US-DC",
}
# What people call a place besides its name; boroughs of New York City are quarters of it, not towns.
ALIASES = {
    "US-NY-city-New York": (
        "New York City", "NYC", "NY City", "Brooklyn", "Manhattan", "Queens", "Bronx", "The Bronx",
        "Staten Island",
    ),
    "US-CA-city-Los Angeles": ("City of Angels",),
    "US-CA-county-San Francisco": ("SF", "San Fran"),
    "US-GA-city-Augusta": ("Augusta-Richmond", "Augusta-Richmond County"),
    "US-IN-city-Indianapolis": ("Indy",),
    "US-KY-city-Louisville": ("Louisville Metro", "Louisville/Jefferson County",
    "Louisville-Jefferson County"),
    "US-LA-city-New Orleans": ("NOLA",),
    "US-NV-city-Las Vegas": ("Vegas",),
    "US-OK-city-Oklahoma City": ("OKC",),
    "US-PA-city-Philadelphia": ("Philly",),
    "US-TN-county-Davidson": ("Nashville-Davidson", "Metro Nashville"),
    "US-UT-city-Salt Lake City": ("SLC",),
}  # fmt: skip
PRINTED = {
    "US": "United States",
    "US-DC": "District of Columbia",
    "US-CA-county-San Francisco": "San Francisco, California",
    "US-NY-city-New York": "New York City, New York",
}
# States' names as they were shortened before postal codes, and other usual ways to name them.
STATES = {
    "Ala": "AL", "Ariz": "AZ", "Ark": "AR", "Calif": "CA", "Cal": "CA", "Colo": "CO", "Conn": "CT",
    "Del": "DE",
    "Fla": "FL", "Ill": "IL", "Ind": "IN", "Kan": "KS", "Kans": "KS", "Mass": "MA", "Mich": "MI",
    "Minn": "MN",
    "Miss": "MS", "Mont": "MT", "Neb": "NE", "Nebr": "NE", "Nev": "NV", "N Mex": "NM", "N Dak": "ND",
    "Okla": "OK",
    "Ore": "OR", "Oreg": "OR", "Penn": "PA", "Penna": "PA", "S Dak": "SD", "Tenn": "TN", "Tex": "TX",
    "Wash": "WA",
    "W Va": "WV", "Wis": "WI", "Wisc": "WI", "Wyo": "WY", "Washington State": "WA", "New York State": "NY",
    "Washington DC": "DC", "Wash DC": "DC", "D C": "DC", "Washington D C": "DC", "US Virgin Islands": "VI",
    "Virgin Islands": "VI", "N C": "NC", "S C": "SC", "N Y": "NY", "N J": "NJ", "N H": "NH", "N M": "NM",
}  # fmt: skip

_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "pt": "point"}
_WAYS = {"n": "north", "s": "south", "e": "east", "w": "west", "no": "north", "so": "south"}
_LAST = {
    "hts": "heights",
    "spgs": "springs",
    "twp": "township",
    "bch": "beach",
    "vlg": "village",
    "jct": "junction",
}
_DROPPED = str.maketrans("", "", ".’'‘ʻ`")
_PARTS = re.compile(r"[\s,\-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A county or town: its code, its printed name, and its size (0 where it is not known)."""

    code: str
    name: str
    state: str
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Places by the key of their name (see `key`); towns and counties largest first.

    `sections` are quarters of a city, as that city. `within` has the numbers of the counties of a town
    by its code, and `numbered` a county's code by its state and number (`OR051`).
    """

    states: Mapping[str, str]
    state_names: Mapping[str, str]
    counties: Mapping[str, tuple[Place, ...]]
    cities: Mapping[str, tuple[Place, ...]]
    sections: Mapping[str, tuple[Place, ...]]
    by_code: Mapping[str, Place]
    within: Mapping[str, str]
    numbered: Mapping[str, str]

    def likeliest(self, named: Sequence[Place]) -> Place | None:
        """The only place, or the one that its namesakes are far smaller than."""
        if len(named) == 1:
            return named[0]
        if not named or named[0].population < DOMINANT * max(1, named[1].population):
            return None
        return named[0]

    def counties_of(self, code: str) -> frozenset[str]:
        """The codes of the counties in which a town lies, as far as is known.

        Empty for a county, a city that is a county itself, a state, and a place that is not in the table.
        """
        state = code[3:5]
        found = {self.numbered[state + number] for number in self.within.get(code, "").split()}
        return frozenset(found - {code})


def key(name: str) -> str:
    """A name for looking up: small letters, no accents, periods or apostrophes, short words in full.

    `St. Louis` and `Saint Louis`, `Ft. Worth`, `N. Las Vegas` and `Coeur d’Alene` are found either way.
    """
    plain = name.lower() if name.isascii() else _unaccented(name)
    if plain.isalpha():
        return plain
    parts = [part for part in _PARTS.split(plain.translate(_DROPPED)) if part]
    if len(parts) > 1:
        parts[:-1] = [_SHORT.get(part, part) for part in parts[:-1]]
        parts[0], parts[-1] = _WAYS.get(parts[0], parts[0]), _LAST.get(parts[-1], parts[-1])
    return " ".join(parts)


def _unaccented(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@functools.cache
def gazetteer() -> Gazetteer:
    """The table, read at first use (about a tenth of a second)."""
    rows = json.loads((Path(__file__).parent / "us_places.json").read_text(encoding="utf-8"))
    names: dict[str, str] = dict(rows["states"])
    counties, by_code, numbered = _counties(rows["counties"], names)
    cities, towns, within = _cities(rows["cities"], names)
    for code, aliases in ALIASES.items():
        for alias in aliases:
            cities.setdefault(key(alias), []).append(towns[code])
    sections: dict[str, list[Place]] = {}
    for state, name, city in rows["sections"]:
        whole = CONSOLIDATED.get(f"US-{state}-city-{city}", f"US-{state}-city-{city}")
        sections.setdefault(key(name), []).append(towns[whole])
    codes = {key(name): code for code, name in names.items()} | {code.lower(): code for code in names}
    codes |= {key(name): code for name, code in STATES.items()}
    return Gazetteer(
        states=codes,
        state_names=names,
        counties=_sorted(counties),
        cities=_sorted(cities),
        sections=_sorted(sections),
        by_code=by_code | towns,
        within=within,
        numbered=numbered,
    )


Named = dict[str, list[Place]]


def _counties(
    rows: Sequence[tuple[str, str, str, str]], states: Mapping[str, str]
) -> tuple[Named, dict[str, Place], dict[str, str]]:
    """Counties by the key of their name, by code, and their codes by state and number."""
    named: Named = {}
    by_code: dict[str, Place] = {}
    numbered: dict[str, str] = {}
    for state, name, kind, fips in rows:
        code = f"US-{state}-{'city' if kind == 'city' else 'county'}-{name}"
        shown = name if kind == "city" else f"{name} {kind}".strip()
        place = _place(code, f"{shown}, {states[state]}")
        by_code[place.code] = place
        numbered[state + fips[2:]] = place.code
        for alias in {key(name), key(shown)}:
            named.setdefault(alias, []).append(place)
    return named, by_code, numbered


def _cities(
    rows: Sequence[tuple[str, str, int, str]], states: Mapping[str, str]
) -> tuple[Named, dict[str, Place], dict[str, str]]:
    """Towns by the key of their name, by code, and the numbers of their counties by code."""
    named: Named = {}
    by_code: dict[str, Place] = {}
    within: dict[str, str] = {}
    for state, name, population, numbers in rows:
        bare, told, county = name.partition(" (")
        shown = f"{bare}, {county[:-1]}, {states[state]}" if told else f"{name}, {states[state]}"
        place = _place(f"US-{state}-city-{name}", shown, population)
        by_code[place.code] = place
        within[place.code] = numbers
        named.setdefault(key(bare), []).append(place)
    return named, by_code, within


def _place(code: str, name: str, size: int = 0) -> Place:
    """A place under the code by which its government is known."""
    kept = CONSOLIDATED.get(code, code)
    return Place(code=kept, name=PRINTED.get(kept, name), state=code[3:5], population=size)


def _sorted(places: Mapping[str, Sequence[Place]]) -> dict[str, tuple[Place, ...]]:
    return {
        name: tuple(group) if len(group) == 1 else tuple(sorted(group, key=lambda p: (-p.population, p.name)))
        for name, group in places.items()
    }


def printed(code: str) -> str:
    """The name of a place code as printed: `Cook County, Illinois`."""
    if code in PRINTED:
        return PRINTED[code]
    _, state, *rest = code.split("-", 3)
    table = gazetteer()
    if not rest:
        return table.state_names[state]
    if code in table.by_code:
        return table.by_code[code].name
    kind, name = rest
    return f"{name}{' County' if kind == 'county' else ''}, {table.state_names[state]}"
