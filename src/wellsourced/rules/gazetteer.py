"""The table of US places: states, counties and towns by name, read once from `us_places.json`."""

from __future__ import annotations

import functools
import json
import re
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
ALIASES = {"New York City": ("nyc",)}
PRINTED = {
    "US": "United States",
    "US-DC": "District of Columbia",
    "US-CA-county-San Francisco": "San Francisco, California",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A county or town: its code, its printed name, and its size (0 where it is not known)."""

    code: str
    name: str
    state: str
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Places by the key of their name (see `key`); towns and counties largest first."""

    states: Mapping[str, str]
    state_names: Mapping[str, str]
    counties: Mapping[str, tuple[Place, ...]]
    cities: Mapping[str, tuple[Place, ...]]

    def likeliest(self, named: Sequence[Place]) -> Place | None:
        """The only place, or the one that its namesakes are far smaller than."""
        if len(named) == 1:
            return named[0]
        if not named or named[0].population < DOMINANT * max(1, named[1].population):
            return None
        return named[0]


def key(name: str) -> str:
    """A name for looking up: lower case, `St.` and `Saint` alike, no periods, single spaces."""
    plain = re.sub(r"[.’']", "", name.lower().replace("st. ", "saint ").replace("st ", "saint "))
    return re.sub(r"[\s,-]+", " ", plain).strip()


@functools.cache
def gazetteer() -> Gazetteer:
    """The table, read at first use (about ten milliseconds)."""
    rows = json.loads((Path(__file__).parent / "us_places.json").read_text(encoding="utf-8"))
    names: dict[str, str] = dict(rows["states"])
    counties: dict[str, list[Place]] = {}
    cities: dict[str, list[Place]] = {}
    for state, name, kind in rows["counties"]:
        code = f"US-{state}-{'city' if kind == 'city' else 'county'}-{name}"
        shown = name if kind == "city" else f"{name} {kind}".strip()
        place = _place(code, f"{shown}, {names[state]}")
        for alias in {key(name), key(shown)}:
            counties.setdefault(alias, []).append(place)
    for state, name, population in rows["cities"]:
        shown = "New York City" if (state, name) == ("NY", "New York") else name
        place = _place(f"US-{state}-city-{name}", f"{shown}, {names[state]}", population)
        for alias in {key(name), key(shown), *ALIASES.get(shown, ())}:
            cities.setdefault(alias, []).append(place)
    codes = {key(name): code for code, name in names.items()}
    codes |= {code.lower(): code for code in names} | {"washington state": "WA", "new york state": "NY"}
    codes |= {"washington dc": "DC", "us virgin islands": "VI", "virgin islands": "VI"}
    return Gazetteer(states=codes, state_names=names, counties=_sorted(counties), cities=_sorted(cities))


def _place(code: str, name: str, size: int = 0) -> Place:
    """A place under the code by which its government is known."""
    kept = CONSOLIDATED.get(code, code)
    return Place(code=kept, name=PRINTED.get(kept, name), state=code.split("-")[1], population=size)


def _sorted(places: Mapping[str, Sequence[Place]]) -> dict[str, tuple[Place, ...]]:
    return {
        name: tuple(sorted(group, key=lambda p: (-p.population, p.name))) for name, group in places.items()
    }


def printed(code: str) -> str:
    """The name of a place code as printed: `Cook County, Illinois`."""
    if code in PRINTED:
        return PRINTED[code]
    _, state, *rest = code.split("-", 3)
    table = gazetteer()
    if not rest:
        return table.state_names[state]
    kind, name = rest
    known = (table.counties if kind == "county" else table.cities).get(key(name), ())
    found = next((place.name for place in known if place.code == code), None)
    return found or f"{name}{' County' if kind == 'county' else ''}, {table.state_names[state]}"
