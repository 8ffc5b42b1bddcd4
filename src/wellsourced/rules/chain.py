"""The governments over a place, and who polices and jails there.

`us_governments.json` holds the facts with the source of each: which agencies are a county's or a state's
(one it does not name is of the place's own government), which states a federal circuit has, which cities
and counties are one government, and which cities and states run their jails. The counties of a city are
the gazetteer's. What neither holds is unknown, not absent.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wellsourced.rules.gazetteer import gazetteer

__all__ = ["Location", "chain_of", "circuits", "locate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """`county` and `state` are the agencies that a county (unless its city has a jail) and a state run."""

    county: frozenset[str]
    state: frozenset[str]
    circuits: Mapping[str, str]
    same: Mapping[str, frozenset[str]]
    jails: Mapping[str, str]
    state_jails: frozenset[str]
    served_by: Mapping[str, str]


@functools.cache
def _table() -> _Table:
    rows = json.loads((Path(__file__).parent / "us_governments.json").read_text(encoding="utf-8"))
    own = [row for row in rows["consolidated"] if row["jail"]]
    jails = {code: row["jail"] for row in own for code in row["codes"]}
    return _Table(
        county=frozenset(rows["agencies"]["county"]),
        state=frozenset(rows["agencies"]["state"]),
        circuits={s: code for code, states in rows["circuits"].items() if code != "source" for s in states},
        same={code: frozenset(row["codes"]) for row in rows["consolidated"] for code in row["codes"]},
        jails=jails | {row["code"]: row["jail"] for row in rows["city_jails"]},
        state_jails=frozenset(rows["state_jails"]["states"]),
        served_by={code: city for code, city in rows["served_by"].items() if code != "source"},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place with the governments over it.

    `own` are the codes of its own government (a city and county in one have two), `counties` the
    counties a city lies in (empty where unknown, and where it is `independent`: in no county), `jail`
    who runs the jail where the table says so.
    """

    place: str
    chain: tuple[frozenset[str], ...]
    codes: frozenset[str]
    own: frozenset[str]
    counties: frozenset[str]
    state: str | None
    jail: str | None
    independent: bool = False

    @property
    def is_city(self) -> bool:
        """Whether it is a town without a county government of its own."""
        return "-city-" in self.place and len(self.own) == 1

    @property
    def counties_unknown(self) -> bool:
        """Whether it is a town of which we do not know the county."""
        return self.is_city and not self.counties and not self.independent

    def has(self, agency: str) -> bool:
        """Whether an agency is of this place: a state's own agencies are not its towns' and counties'."""
        return agency not in _table().state or not self.own

    def local_hold(self, code: str, agency: str) -> bool:
        """Whether an agency here belongs to the local government of that code (decision 14)."""
        if agency in _table().state:
            return False
        of_county = agency in _table().county and self.jail is None
        if code in self.own:
            return not (self.is_city and of_county)
        return code in self.counties and of_county


def circuits() -> frozenset[str]:
    """The codes of the federal circuits: `US-circuit-5`."""
    return frozenset(_table().circuits.values())


def chain_of(place: str) -> tuple[frozenset[str], ...]:
    """The governments over a place code, narrowest first: city, its counties, state, circuit, US.

    >>> chain_of("US-OR")
    (frozenset({'US-OR'}), frozenset({'US-circuit-9'}), frozenset({'US'}))
    """
    return locate(place).chain


@functools.lru_cache(maxsize=4096)
def locate(place: str) -> Location:
    """A place code with the governments over it."""
    table = _table()
    parts = place.split("-", 3)
    state = "-".join(parts[:2]) if len(parts) > 1 else None
    local = len(parts) > 2
    city = table.served_by.get(place, place)
    own = table.same.get(place, frozenset({place, city})) if local else frozenset[str]()
    counties = frozenset[str]()
    if local and parts[2] == "city" and len(own) == 1:
        counties = gazetteer().counties_of(place)
    circuit = table.circuits.get(state) if state else None
    above = (frozenset({code}) if code else frozenset[str]() for code in (state, circuit, "US"))
    chain = tuple(group for group in (own, counties, *above) if group)
    return Location(
        place=place,
        chain=chain,
        codes=frozenset().union(*chain),
        own=own,
        counties=counties,
        state=state,
        independent=place in _independent(),
        jail=table.jails.get(city) or ("the state" if state in table.state_jails and local else None),
    )


@functools.cache
def _independent() -> frozenset[str]:
    """The cities that are counties themselves: Virginia's, Baltimore, St. Louis, and cities of two names."""
    return frozenset(code for code in gazetteer().numbered.values() if "-city-" in code)
