"""Names of agencies to their kind and place: `Harris County Sheriff's Office`, `NYPD`."""

from __future__ import annotations

import re

from wellsourced.errors import AmbiguousPlace, InputError
from wellsourced.rules.finding import find_place
from wellsourced.rules.gazetteer import gazetteer, key

__all__ = ["agency_place"]

# Short names that are one agency's alone; `MPD`, `CPD` or `HPD` are several cities' and are not here.
_SHORT = {
    "nypd": ("police", "US-NY-city-New York"),
    "nyc doc": ("jail", "US-NY-city-New York"),
    "new york city department of correction": ("jail", "US-NY-city-New York"),
    "rikers island": ("jail", "US-NY-city-New York"),
    "lapd": ("police", "US-CA-city-Los Angeles"),
    "lasd": ("sheriff", "US-CA-county-Los Angeles"),
    "sfpd": ("police", "US-CA-county-San Francisco"),
    "nopd": ("police", "US-LA-city-New Orleans"),
    "opso": ("sheriff", "US-LA-county-Orleans"),
    "lmpd": ("police", "US-KY-city-Louisville"),
    "louisville metro police": ("police", "US-KY-city-Louisville"),
    "lvmpd": ("police", "US-NV-city-Las Vegas"),
    "las vegas metropolitan police": ("police", "US-NV-city-Las Vegas"),
    "indianapolis metropolitan police": ("police", "US-IN-city-Indianapolis"),
    "metro nashville police": ("police", "US-TN-county-Davidson"),
    "metropolitan nashville police": ("police", "US-TN-county-Davidson"),
    "metropolitan police of the district of columbia": ("police", "US-DC"),
    "dc metropolitan police": ("police", "US-DC"),
    "charlotte mecklenburg police": ("police", "US-NC-city-Charlotte"),
    "philadelphia department of prisons": ("jail", "US-PA-city-Philadelphia"),
    "portland police bureau": ("police", "US-OR-city-Portland"),
    "chp": ("state_police", "US-CA"),
    "cdcr": ("state_corrections", "US-CA"),
    "tdcj": ("state_corrections", "US-TX"),
    "texas department of criminal justice": ("state_corrections", "US-TX"),
}
_UNIT = r"(?: (?:Department|Dept\.?|Bureau|Division|Office|Agency|Service))?"
_STATE_KINDS = {
    "state_police": r"State (?:Police|Patrol|Troopers)|Highway Patrol|Department of Public Safety",
    "state_corrections": (
        r"Department of (?:Corrections?(?: and [\w ]+)?|Prisons)|State Prisons?|Prison System"
    ),
}
_PLACE = r"(?P<place>[\w.’' -]+?)"
_AFTER = r"(?:,\s*(?P<state>[A-Za-z. ]+))?"
_SHERIFF = re.compile(
    rf"{_PLACE}(?P<county> (?:County|Parish|City))? Sheriff(?:[’']?s)?"
    rf"(?: (?:Office|Department|Dept\.?))?{_AFTER}"
    rf"|(?:the )?Sheriff (?:of|for|in) (?P<of>.+)",
    re.IGNORECASE,
)
_JAIL = re.compile(
    rf"{_PLACE} (?:(?:County )?Jail|Detention Cent(?:er|re)|Correctional (?:Center|Facility)|House of"
    rf" Correction|Department of (?:Corrections?|Detention|Jails)){_AFTER}",
    re.IGNORECASE,
)
_POLICE = re.compile(
    rf"{_PLACE} (?:(?:Metropolitan |Metro )?Police{_UNIT}|PD|P\.D\.){_AFTER}"
    r"|(?:the )?Police(?: Department)? (?:of|in) (?P<of>.+)",
    re.IGNORECASE,
)
_PRONOUNCED = re.compile(r"^the\s+", re.IGNORECASE)


def agency_place(text: str) -> tuple[str, str] | None:
    """The code of an agency's kind and that of its place, or none where the text names no agency of a place.

    Raises `AmbiguousPlace` where the agency's place is a name of several (`Cook County Sheriff`).
    """
    asked = _PRONOUNCED.sub("", " ".join(text.replace("’", "'").split()))
    short = key(re.sub(r"\s(?:Department|Dept\.?)$", "", asked, flags=re.IGNORECASE))
    if short in _SHORT or key(asked) in _SHORT:
        return _SHORT.get(key(asked)) or _SHORT[short]
    for reader in (_state_agency, _sheriff, _jail, _police):
        found = reader(asked)
        if found is not None:
            return found
    return None


def _state_agency(asked: str) -> tuple[str, str] | None:
    states = gazetteer().states
    for agency, kind in _STATE_KINDS.items():
        named = re.fullmatch(rf"(?P<state>[\w. ]+?) (?:{kind})", asked, re.IGNORECASE)
        if named and key(named["state"]) in states:
            return agency, f"US-{states[key(named['state'])]}"
    return None


def _sheriff(asked: str) -> tuple[str, str] | None:
    named = _SHERIFF.fullmatch(asked)
    if named is None:
        return None
    if named["of"]:
        return _at("sheriff", named["of"], _as_county(named["of"]))
    place = re.sub(r" (?:County|Parish)$", "", named["place"], flags=re.IGNORECASE)
    state = f", {named['state']}" if named["state"] else ""
    kind = (named["county"] or " County").strip()
    # Sheriffs are elected by counties: a bare name is the county's, in a city of its own the city's.
    return _at("sheriff", f"{place} {kind}{state}", f"{place}{state}" if kind == "City" else None)


def _as_county(name: str) -> str | None:
    """`Cook` and `Cook, IL` as a county's name; none where it already says what it is."""
    first, comma, rest = name.partition(",")
    return (
        None if re.search(r"\b(?:County|Parish)$", first, re.IGNORECASE) else f"{first} County{comma}{rest}"
    )


def _jail(asked: str) -> tuple[str, str] | None:
    named = _JAIL.fullmatch(asked)
    if named is None:
        return None
    state = f", {named['state']}" if named["state"] else ""
    county = " County" if re.search(r" County Jail", asked, re.IGNORECASE) else ""
    place = re.sub(r" County$", "", named["place"], flags=re.IGNORECASE) if county else named["place"]
    return _at("jail", f"{place}{county}{state}")


def _police(asked: str) -> tuple[str, str] | None:
    named = _POLICE.fullmatch(asked)
    if named is None:
        return None
    if named["of"]:
        return _at("police", named["of"])
    return _at("police", named["place"] + (f", {named['state']}" if named["state"] else ""), said="city")


def _at(agency: str, place: str, instead: str | None = None, said: str = "") -> tuple[str, str] | None:
    """The agency at a place that is found; `instead` is tried first where it is given."""
    for name in (instead, place):
        if name is None:
            continue
        try:
            code = _found(name, said)
        except AmbiguousPlace:
            raise
        except InputError:
            continue
        # A sheriff, a jail or a town's police of a whole state is no agency we know.
        if code.count("-") >= 2 or code == "US-DC":
            return agency, code
    return None


def _found(name: str, said: str) -> str:
    """The place; a state's name before "police" may be its city's of that name (`New York`)."""
    code = find_place(name)
    if said == "city" and code.count("-") == 1:
        city = f"{code}-city-{name}"
        return city if city in gazetteer().by_code else code
    return code
