"""ZIP codes: the counties that one touches, and the town of its post office, from `us_zips.json`.

A ZIP code is an area of mail, not of government: it may reach past the town it is named for, and no
table says where a town's limits cut it. One that keeps to one county of its town is taken for the town,
whose county is in its chain; one that crosses a county line, or lies in none of its town's counties,
has land outside the town and is asked about. Data: GeoNames (CC BY 4.0) and the Census Bureau's table of
ZIP code areas and counties of 2010; `tools/build_places.py` writes it.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wellsourced.rules.gazetteer import CONSOLIDATED, gazetteer

__all__ = ["STATES_BY_FIPS", "ZipArea", "zip_area"]

# Counties all of whose ground is one city's, where city and county bear codes of their own.
_ONE_CITY = {
    "US-LA-county-Orleans": "US-LA-city-New Orleans",
    "US-NY-county-Bronx": "US-NY-city-New York",
    "US-NY-county-Kings": "US-NY-city-New York",
    "US-NY-county-New York": "US-NY-city-New York",
    "US-NY-county-Queens": "US-NY-city-New York",
    "US-NY-county-Richmond": "US-NY-city-New York",
}
STATES_BY_FIPS = {
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE",
    "11": "DC",
    "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL", "18": "IN", "19": "IA", "20": "KS",
    "21": "KY",
    "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN", "28": "MS", "29": "MO",
    "30": "MT",
    "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM", "36": "NY", "37": "NC", "38": "ND",
    "39": "OH",
    "40": "OK", "41": "OR", "42": "PA", "44": "RI", "45": "SC", "46": "SD", "47": "TN", "48": "TX",
    "49": "UT",
    "50": "VT", "51": "VA", "53": "WA", "54": "WV", "55": "WI", "56": "WY", "60": "AS", "66": "GU",
    "69": "MP",
    "72": "PR", "78": "VI",
}  # fmt: skip
"""The states, the District of Columbia and the territories by the first two digits of FIPS codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipArea:
    """Codes of the post office's town (where it is one) and of every county that the ZIP code touches."""

    town: str | None
    counties: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """What an address in it may be in: one place where that is certain, the town first otherwise."""
        whole = {_ONE_CITY.get(county, county) for county in self.counties}
        if len(whole) == 1 and (whole != set(self.counties) or self.town is None):
            return (whole.pop(),)
        if self.town is None or self.town in self.counties:
            return self.counties
        if len(self.counties) == 1 and self.counties[0] in gazetteer().counties_of(self.town):
            return (self.town,)
        return (self.town, *self.counties)


@functools.cache
def _table() -> Mapping[str, tuple[str, str]]:
    """By ZIP code: its post office's state and town (`OR Portland`), and its counties' FIPS codes."""
    rows = json.loads((Path(__file__).parent / "us_zips.json").read_text(encoding="utf-8"))["zips"]
    return {
        number: (place, counties)
        for counties, listed in rows.items()
        for place, _, numbers in (part.partition(":") for part in listed.split(";"))
        for number in numbers.split()
    }


def zip_area(number: str) -> ZipArea | None:
    """The area of a ZIP code of five digits, or none where no such code is known."""
    found = _table().get(number)
    if found is None:
        return None
    place, listed = found
    numbered = gazetteer().numbered
    counties = tuple(numbered[STATES_BY_FIPS[fips[:2]] + fips[2:]] for fips in listed.split())
    state, _, name = place.partition(" ")
    code = f"US-{state}-city-{name}"
    return ZipArea(town=CONSOLIDATED.get(code, code) if name else None, counties=counties)
