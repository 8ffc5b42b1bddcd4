"""Any state, county, town or ZIP code a reader may write is found, or asked about, or told to be unknown."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import wellsourced
from wellsourced.errors import AmbiguousPlace, InputError
from wellsourced.rules.casebook import load_casebook
from wellsourced.rules.finding import find_place
from wellsourced.rules.gazetteer import gazetteer, key, printed
from wellsourced.rules.zips import ZipArea, zip_area

FOUND = """
Fla. = US-FL | Calif. = US-CA | Mass. = US-MA | N.Y. = US-NY | W. Va. = US-WV | Wash. = US-WA
D.C. = US-DC | State of Texas = US-TX | Commonwealth of Massachusetts = US-MA | Washington State = US-WA
USA = US | District of Columbia = US-DC | Washington, DC = US-DC | Puerto Rico = US-PR | LA = US-LA
L.A. = US-CA-city-Los Angeles | Philly = US-PA-city-Philadelphia | NOLA = US-LA-city-New Orleans
SF = US-CA-county-San Francisco | Vegas = US-NV-city-Las Vegas | NYC = US-NY-city-New York
Brooklyn = US-NY-city-New York | Staten Island = US-NY-city-New York | The Bronx, NY = US-NY-city-New York
Portland OR = US-OR-city-Portland | portland maine = US-ME-city-Portland
Portland, Ore. = US-OR-city-Portland | Portland, OR 97204 = US-OR-city-Portland
Portland, Oregon, USA = US-OR-city-Portland | City of Chicago = US-IL-city-Chicago
Town of Camden, DE = US-DE-city-Camden | City and County of Denver = US-CO-city-Denver
Ft. Worth = US-TX-city-Fort Worth | Fort Worth, Texas = US-TX-city-Fort Worth
Mt. Pleasant, SC = US-SC-city-Mount Pleasant | N. Las Vegas = US-NV-city-North Las Vegas
St. Paul = US-MN-city-Saint Paul | Saint Louis = US-MO-city-St. Louis
Winston Salem = US-NC-city-Winston-Salem | Coeur d’Alene, ID = US-ID-city-Coeur d'Alene
Canon City, CO = US-CO-city-Cañon City | Kansas City, Mo. = US-MO-city-Kansas City
Kansas City, KS = US-KS-city-Kansas City | Orange, CA = US-CA-city-Orange
Orange County, CA = US-CA-county-Orange | County of Los Angeles = US-CA-county-Los Angeles
Cook Co., IL = US-IL-county-Cook | Orleans Parish = US-LA-county-Orleans
Miami-Dade = US-FL-county-Miami-Dade | Springfield, Clark County, OH = US-OH-city-Springfield
Baltimore = US-MD-city-Baltimore | Baltimore County = US-MD-county-Baltimore
Roanoke County, VA = US-VA-county-Roanoke | Roanoke, VA = US-VA-city-Roanoke
Hollywood, FL = US-FL-city-Hollywood | Hollywood, CA = US-CA-city-Los Angeles
Kings County, NY = US-NY-county-Kings | Dallas = US-TX-city-Dallas | San Diego = US-CA-city-San Diego
Louisville/Jefferson County, KY = US-KY-city-Louisville | Nashville, TN = US-TN-county-Davidson
Clinton Township, MI = US-MI-city-Clinton Township | Glendale, CO = US-CO-city-Glendale
Edison, NJ = US-NJ-city-Edison | 10001 = US-NY-city-New York | 11201-0001 = US-NY-city-New York
97201 = US-OR-city-Portland | 60601 = US-IL-city-Chicago | 77002 = US-TX-city-Houston
40202 = US-KY-city-Louisville | 70112 = US-LA-city-New Orleans | 37203 = US-TN-county-Davidson
20001 = US-DC | 80202 = US-CO-city-Denver | 94110 = US-CA-county-San Francisco
Anchorage, AK = US-AK-city-Anchorage | Iowa City = US-IA-city-Iowa City
Oklahoma City = US-OK-city-Oklahoma City
"""
CASES = [
    tuple(row.strip().split(" = ")) for line in FOUND.splitlines() for row in line.split("|") if row.strip()
]


@pytest.mark.parametrize(("name", "code"), CASES)
def test_a_name_is_found_however_it_is_written(name: str, code: str) -> None:
    assert find_place(name) == code


@pytest.mark.parametrize(("code", "name"), sorted(gazetteer().state_names.items()))
def test_every_state_is_found_by_name_and_abbreviation(code: str, name: str) -> None:
    assert {find_place(asked) for asked in (name, name.upper(), code, code.lower())} == {f"US-{code}"}


BOOKS = Path(wellsourced.__file__).parent / "casebooks"
PLACES = sorted({row.place for row in load_casebook(BOOKS / "local-ice-cooperation").instruments})


def test_the_casebooks_speak_of_many_places() -> None:
    assert len(PLACES) > 60


@pytest.mark.parametrize("code", PLACES)
def test_every_place_of_a_casebook_is_found_by_its_printed_name(code: str) -> None:
    assert find_place(printed(code)) == code
    assert code.count("-") < 2 or code in gazetteer().by_code


ASKED = {
    "Portland": "Portland, Maine",
    "Springfield": "Springfield, Massachusetts",
    "Kansas City": "Kansas City, Kansas",
    "Cook County": "Cook County, Minnesota",
    "Washington County": "Washington County, Alabama",
    "Mecklenburg": "Mecklenburg County, Virginia",
    "Cook": "Cook County, Illinois",
    "Orleans": "Orleans Parish, Louisiana",
    "Harlem": "New York City, New York",
    "Georgetown, IL": "Georgetown, Vermilion County, Illinois",
    "97229": "Washington County, Oregon",
}


@pytest.mark.parametrize(("name", "choice"), ASKED.items())
def test_a_name_of_several_places_is_asked_about(name: str, choice: str) -> None:
    with pytest.raises(AmbiguousPlace) as error:
        find_place(name)
    assert choice in error.value.choices


@pytest.mark.parametrize("name", [name for name in ASKED if name != "Harlem"])
def test_each_choice_answers_the_question(name: str) -> None:
    with pytest.raises(AmbiguousPlace) as error:
        find_place(name)
    codes = [find_place(choice) for choice in error.value.choices]
    assert len(set(codes)) == len(codes) > 1


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Portlnad, OR", "Portland, Oregon"),
        ("Chicgo", "Chicago, Illinois"),
        ("Mecklenberg County, NC", "Mecklenburg County, North Carolina"),
        ("Misissippi", "Mississippi"),
    ],
)
def test_a_misspelt_name_is_hinted_at_and_never_taken(name: str, hint: str) -> None:
    with pytest.raises(InputError, match=f"did you mean .*{hint}"):
        find_place(name)


@pytest.mark.parametrize("name", ["00000", "Lyons Township, IL", "Portland, Cook County, OR", "Gotham"])
def test_what_is_not_in_the_table_is_unknown(name: str) -> None:
    with pytest.raises(InputError, match="write a state"):
        find_place(name)


@pytest.mark.parametrize(
    ("city", "counties"),
    [
        ("US-NY-city-New York", "Bronx Kings Queens Richmond New_York"),
        ("US-OR-city-Portland", "Clackamas Multnomah Washington"),
        ("US-MO-city-Kansas City", "Cass Clay Jackson Platte"),
        ("US-TX-city-Houston", "Fort_Bend Harris Montgomery"),
        ("US-GA-city-Atlanta", "DeKalb Fulton"),
        ("US-LA-city-New Orleans", "Orleans"),
        ("US-KY-city-Louisville", "Jefferson"),
        ("US-FL-city-Bradenton", "Manatee"),
        ("US-FL-city-Miami", "Miami-Dade"),
        ("US-MA-city-Boston", "Suffolk"),
        ("US-WI-city-Milwaukee", "Milwaukee Washington Waukesha"),
    ],
)
def test_a_city_lies_in_its_counties(city: str, counties: str) -> None:
    state = city[3:5]
    expected = {f"US-{state}-county-{name.replace('_', ' ')}" for name in counties.split()}
    assert gazetteer().counties_of(city) == expected


@pytest.mark.parametrize(
    "code",
    ["US-CO-city-Denver", "US-CA-county-San Francisco", "US-VA-city-Alexandria", "US-DC", "US-OR", "US-XX-a"],
)
def test_a_place_that_is_its_own_county_lies_in_no_other(code: str) -> None:
    assert gazetteer().counties_of(code) == frozenset()


def test_nearly_every_town_has_a_county_and_all_counties_are_of_its_state() -> None:
    table = gazetteer()
    towns = [place for group in table.cities.values() for place in group]
    lost = [place.code for place in towns if not table.within.get(place.code)]
    assert len(towns) > 20_000
    assert len(lost) < 50
    for place in towns:
        assert all(code.split("-")[1] == place.state for code in table.counties_of(place.code))


def test_a_zip_code_names_its_town_and_all_its_counties() -> None:
    area = zip_area("97229")
    assert area is not None
    assert area.town == "US-OR-city-Portland"
    assert area.counties == ("US-OR-county-Multnomah", "US-OR-county-Washington")


def test_a_zip_code_within_one_county_of_its_town_is_the_town() -> None:
    """The county is in the town's chain, so it is no second answer; over a county line it is asked about."""
    portland, multnomah, washington = (
        "US-OR-city-Portland",
        "US-OR-county-Multnomah",
        "US-OR-county-Washington",
    )
    assert ZipArea(town=portland, counties=(multnomah,)).places == (portland,)
    assert ZipArea(town=portland, counties=(multnomah, washington)).places == (
        portland,
        multnomah,
        washington,
    )


def test_a_zip_code_outside_all_counties_of_its_town_is_asked_about() -> None:
    elsewhere = ("US-OR-county-Lane",)
    assert ZipArea(town="US-OR-city-Portland", counties=elsewhere).places == (
        "US-OR-city-Portland",
        *elsewhere,
    )
    assert ZipArea(town=None, counties=elsewhere).places == elsewhere


def test_short_words_are_keyed_like_long_ones() -> None:
    assert key("St. Louis") == key("Saint Louis")
    assert key("Mt. Vernon") == key("MOUNT VERNON")
    assert key("MT") == "mt"


def test_the_table_is_read_in_a_moment() -> None:
    script = (
        "import time; from wellsourced.rules.gazetteer import gazetteer; taken = []\n"
        "for _ in range(5):\n"
        "    gazetteer.cache_clear(); start = time.process_time(); gazetteer()\n"
        "    taken.append(time.process_time() - start)\n"
        "print(min(taken))"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert float(ended.stdout) < 0.15
