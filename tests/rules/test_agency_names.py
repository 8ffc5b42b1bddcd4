"""An agency's name says what kind it is and whose: a name of several agencies is asked about."""

from __future__ import annotations

import pytest

from wellsourced.errors import AmbiguousPlace
from wellsourced.rules.agency_names import agency_place


@pytest.mark.parametrize(
    ("name", "agency", "place"),
    [
        ("Harris County Sheriff's Office, Texas", "sheriff", "US-TX-county-Harris"),
        ("Orleans Parish Sheriff’s Office", "sheriff", "US-LA-county-Orleans"),
        ("Sheriff of Mecklenburg, NC", "sheriff", "US-NC-county-Mecklenburg"),
        ("San Diego Sheriff", "sheriff", "US-CA-county-San Diego"),
        ("Richmond City Sheriff's Office, Virginia", "sheriff", "US-VA-city-Richmond"),
        ("NYPD", "police", "US-NY-city-New York"),
        ("New York Police Department", "police", "US-NY-city-New York"),
        ("Chicago Police Department", "police", "US-IL-city-Chicago"),
        ("the Portland Police Bureau", "police", "US-OR-city-Portland"),
        ("Portland Police Department, Maine", "police", "US-ME-city-Portland"),
        ("Houston PD", "police", "US-TX-city-Houston"),
        ("Louisville Metro Police Department", "police", "US-KY-city-Louisville"),
        ("Miami-Dade Police Department", "police", "US-FL-county-Miami-Dade"),
        ("Hudson County Jail", "jail", "US-NJ-county-Hudson"),
        ("New York City Department of Correction", "jail", "US-NY-city-New York"),
        ("Oregon State Police", "state_police", "US-OR"),
        ("Texas Department of Public Safety", "state_police", "US-TX"),
        ("California Department of Corrections and Rehabilitation", "state_corrections", "US-CA"),
    ],
)
def test_an_agency_is_known_by_its_name(name: str, agency: str, place: str) -> None:
    assert agency_place(name) == (agency, place)


@pytest.mark.parametrize("name", ["Cook County Sheriff", "Portland Police Department", "Harris County Jail"])
def test_a_name_of_several_agencies_is_asked_about(name: str) -> None:
    with pytest.raises(AmbiguousPlace):
        agency_place(name)


@pytest.mark.parametrize(
    "name", ["police", "Texas police", "Sheriff Houston", "MPD", "Nowhere Police Department", "help", ""]
)
def test_what_names_no_agency_of_a_place_is_none(name: str) -> None:
    assert agency_place(name) is None
