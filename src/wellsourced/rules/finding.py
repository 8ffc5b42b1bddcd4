"""The code of a place as a reader writes it; a name of several places is asked about, never guessed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wellsourced.errors import AmbiguousPlace, InputError
from wellsourced.rules.gazetteer import Gazetteer, Place, gazetteer, key, printed
from wellsourced.rules.zips import zip_area

__all__ = ["COUNTY_WORD", "MOST_CHOICES", "find_place", "of_kind"]

MOST_CHOICES = 8
LARGE = 100_000
"""The size from which a bare name means a city rather than a county of that name."""
HINTED_SIZE = 5_000
"""The size from which a town is offered for a misspelt name without a state."""

COUNTY_WORD = r"(?P<kind>County|Parish|Borough|Municipio)"
_COUNTY = re.compile(rf"(.+?)\s+{COUNTY_WORD}|(?P<first>County|Parish) of\s+(.+)", re.IGNORECASE)
_COUNTRY = frozenset({"us", "usa", "united states", "united states of america", "nationwide"})
_STATE_OF = re.compile(r"(?:the )?(?:state|commonwealth|territory) of ", re.IGNORECASE)
_TOWN_OF = re.compile(
    r"(?:the )?(?:consolidated )?(?:city(?: and county)?|town|village|borough|township) of ", re.IGNORECASE
)
_NEXT = "write a state, 'X County, State' or 'City, State'"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A name taken apart: the place, the county it is said to lie in, and the state's code."""

    name: str
    county: str | None
    state: str | None


def find_place(name: str) -> str:
    """The code of a place as a reader writes it: `TX`, `Mecklenburg County, NC`, `Portland, OR`, a ZIP code.

    Raises `AmbiguousPlace` with its choices where several places bear the name, and `InputError`
    where none does, with a hint where one is spelt nearly so.
    """
    asked = re.sub(r",\s*(?:USA?|United States)\.?$", "", " ".join(name.split()))
    table = gazetteer()
    if re.fullmatch(r"US(-[A-Z]{2}(-(county|city)-.+)?)?", asked):
        return _by_code(asked, table)
    if key(asked) in _COUNTRY:
        return "US"
    if re.fullmatch(r"(?:ZIP )?\d{5}(?:-\d{4})?", asked, re.IGNORECASE):
        return _by_zip(name, re.sub(r"\D", "", asked)[:5])
    if re.fullmatch(r"L\. ?A\.", asked):  # `LA` without periods is Louisiana
        return "US-CA-city-Los Angeles"
    state = key(_STATE_OF.sub("", asked))
    if state in table.states:
        return f"US-{table.states[state]}"
    return _among(name, _taken_apart(re.sub(r"\s+\d{5}(?:-\d{4})?$", "", asked), table), table)


def _by_code(code: str, table: Gazetteer) -> str:
    if code != "US" and code.split("-")[1] not in table.state_names:
        raise InputError(f"no place has the code {code!r}: {_NEXT}.")
    return code


def _by_zip(name: str, number: str) -> str:
    area = zip_area(number)
    if area is None:
        raise InputError(f"no ZIP code {name.strip()!r} is known: {_NEXT}.")
    if len(area.places) > 1:
        raise AmbiguousPlace(name, [printed(code) for code in area.places])
    return area.places[0]


def _taken_apart(asked: str, table: Gazetteer) -> _Asked:
    """`Town, X County, ST`, `Town, ST`, `Town ST`: the last words count as a state where they name one."""
    parts = [part.strip() for part in asked.split(",") if part.strip()]
    state = table.states.get(key(parts[-1])) if len(parts) > 1 else None
    if state is not None:
        parts.pop()
    elif len(parts) == 1 and not _named(_Asked(name=parts[0], county=None, state=None), table):
        words = parts[0].split()
        cuts = [cut for cut in range(1, len(words)) if key(" ".join(words[cut:])) in table.states]
        if cuts:
            state = table.states[key(" ".join(words[cuts[0] :]))]
            parts = [" ".join(words[: cuts[0]])]
    county = parts.pop() if len(parts) > 1 and _county_name(parts[-1]) else None
    return _Asked(name=", ".join(parts), county=county, state=state)


def _among(name: str, asked: _Asked, table: Gazetteer) -> str:
    """The one place that fits what was asked."""
    found = _named(asked, table)
    if not found:
        raise InputError(f"no place called {name!r} is known{_hint(asked, table)}: {_NEXT}.")
    best = table.likeliest(found)
    if asked.state is None and (best is None or best.population < LARGE):
        # A bare name of small towns may be a county's as well (`Cook`), or a city quarter's (`Harlem`).
        known = {place.code for place in found} | {
            one for place in found for one in table.counties_of(place.code)
        }
        others = [*table.counties.get(key(asked.name), ()), *table.sections.get(key(asked.name), ())]
        more = [one for one in others if one.code not in known]
        best = None if more else best
        found = [*found, *more]
    if best is None:
        raise AmbiguousPlace(name, _told_apart(found[:MOST_CHOICES], table))
    return best.code


def _named(asked: _Asked, table: Gazetteer) -> list[Place]:
    """Places that fit: counties where it says so, else towns, counties, quarters of a city; one per code."""
    bare = key(_TOWN_OF.sub("", asked.name))
    tried = (_counties(asked.name, table), *(named.get(bare, ()) for named in _tables(table)))
    if asked.state is not None:
        tried = tuple([place for place in places if place.state == asked.state] for places in tried)
    places = next((places for places in tried if places), ())
    if asked.county is not None:
        counties = {place.code for place in _counties(asked.county, table)}
        places = [place for place in places if counties & table.counties_of(place.code)]
    return list({place.code: place for place in reversed(places)}.values())[::-1]


def _tables(table: Gazetteer) -> tuple[Mapping[str, tuple[Place, ...]], ...]:
    """Where a name without "County" is looked for, in order; the first that has it answers."""
    return (table.cities, table.counties, table.sections)


def _county_name(name: str) -> re.Match[str] | None:
    return _COUNTY.fullmatch(re.sub(r"\bCo\.?$", "County", name.strip()))


def _counties(name: str, table: Gazetteer) -> Sequence[Place]:
    """Counties that a name which says so (`Cook County`, `County of Cook`) can mean."""
    said = _county_name(name)
    if said is None:
        return ()
    bare, kind = (said[1], said["kind"]) if said[1] else (said[4], said["first"])
    return of_kind(table.counties.get(key(bare), ()), kind) or table.counties.get(key(said[0]), ())


def of_kind(places: Sequence[Place], kind: str) -> Sequence[Place]:
    """Counties called so (`Parish`), or all of them where none is."""
    return [place for place in places if f" {kind.lower()}," in place.name.lower()] or places


def _told_apart(places: Sequence[Place], table: Gazetteer) -> list[str]:
    """Printed names; namesakes of one state are told by their counties."""
    bare = [place.name.split(", ")[0] + place.state for place in places]
    names = []
    for place, name in zip(places, bare, strict=True):
        within = sorted(table.counties_of(place.code))
        if bare.count(name) > 1 and place.name.count(",") == 1 and within:
            town, state = place.name.split(", ")
            county = printed(within[0]).rpartition(", ")[0]
            names.append(f"{town}, {county}, {state}")
        else:
            names.append(place.name)
    return list(dict.fromkeys(names))


def _hint(asked: _Asked, table: Gazetteer) -> str:
    """Names spelt nearly so, for a reader to choose from."""
    said = _county_name(asked.name)
    named = table.counties if said else table.cities
    near = {
        one: place.name
        for one, places in named.items()
        for place in places
        if place.state == asked.state or (asked.state is None and (said or place.population >= HINTED_SIZE))
    }
    if asked.state is None and said is None:
        near |= {key(name): name for name in table.state_names.values()}
    like = difflib.get_close_matches(key(_TOWN_OF.sub("", asked.name)), near, n=3, cutoff=0.8)
    return f" (did you mean {' or '.join(near[one] for one in like)}?)" if like else ""
