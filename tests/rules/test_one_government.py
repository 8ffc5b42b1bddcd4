"""A city and county that are one government give one answer, whichever name a reader writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest

import wellsourced
from wellsourced.model.provisions import Paper, RuleValue
from wellsourced.rules.casebook import load_casebook
from wellsourced.rules.chain import chain_of, locate
from wellsourced.rules.engine import Answer, resolve
from wellsourced.rules.instruments import Instrument
from wellsourced.rules.places import find_place
from wellsourced.rules.precedence import LOCAL_LEVELS, reach
from wellsourced.rules.situation import Situation

PACKAGE = Path(wellsourced.__file__).parent
BOOK = load_casebook(PACKAGE / "casebooks/local-ice-cooperation")
TABLE = json.loads((PACKAGE / "rules/us_governments.json").read_text(encoding="utf-8"))
DAYS = (date(2018, 11, 1), date(2026, 11, 22))
PAPERS = (Paper.NONE, Paper.DETAINER, Paper.ADMINISTRATIVE_WARRANT, Paper.JUDICIAL_WARRANT)
LOCAL = ("police", "sheriff", "jail")
ONE = [tuple(row["codes"]) for row in TABLE["consolidated"]]
SERVED = [(code, city) for code, city in TABLE["served_by"].items() if code != "source"]


def answers(place: str) -> Iterator[tuple[tuple[object, ...], Answer]]:
    """Every question about the local agencies of a place, with its answer."""
    for agency, action, paper, day in product(LOCAL, BOOK.actions, PAPERS, DAYS):
        asked = Situation(place=place, agency=agency, action=action.code, paper=paper)
        yield (agency, action.code, paper, day), resolve(BOOK, asked, day)


def bound(place: str) -> set[tuple[str, str]]:
    """The rows of local governments that bind each agency of a place."""
    where = locate(place)
    local = [row for row in BOOK.instruments if row.level in LOCAL_LEVELS]
    return {(row.id, agency) for row, agency in product(local, LOCAL) if reach(row, where, agency)}


@pytest.mark.parametrize("codes", ONE, ids=lambda codes: codes[0])
def test_city_and_county_of_one_government_have_one_chain_and_one_answer(codes: tuple[str, str]) -> None:
    first, second = codes
    assert chain_of(first) == chain_of(second)
    assert dict(answers(first)) == dict(answers(second))


@pytest.mark.parametrize(("county", "city"), SERVED)
def test_the_city_s_law_binds_its_agencies_in_each_of_its_counties(county: str, city: str) -> None:
    assert city in chain_of(county)[0]
    assert bound(county) == bound(city)


@pytest.mark.parametrize(("county", "city"), SERVED)
def test_a_county_of_a_city_is_answered_as_the_city_but_for_courts_that_sit_over_it(
    county: str, city: str
) -> None:
    """A ruling of one department may settle in a county what is open in the city; it contradicts nothing."""
    whole = dict(answers(city))
    for asked, answer in answers(county):
        same = (answer.value, answer.needs) == (whole[asked].value, whole[asked].needs)
        settled = whole[asked].value is RuleValue.UNRESOLVED and departmental(answer)
        assert same or settled, (asked, answer.value, whole[asked].value)


def departmental(answer: Answer) -> bool:
    rows: dict[str, Instrument] = {row.id: row for row in BOOK.instruments}
    return rows[answer.because[0].instrument].binds.scope == "department"


@pytest.mark.parametrize("agency", TABLE["agencies"]["county"])
def test_a_county_of_its_own_is_not_its_city_s(agency: str) -> None:
    """Multnomah County's jail is not under Portland's code: they are two governments."""
    portland = next(row for row in BOOK.instruments if row.place == "US-OR-city-Portland")
    assert not reach(portland, locate("US-OR-county-Multnomah"), agency)


@pytest.mark.parametrize(
    "names",
    [
        ("Philadelphia", "Philadelphia County, PA"),
        ("San Francisco", "San Francisco County, CA"),
        ("Denver", "Denver County, CO"),
        ("Nashville", "Davidson County, TN"),
    ],
)
def test_either_name_is_found_as_the_one_government(names: tuple[str, str]) -> None:
    city, county = names
    assert find_place(city) == find_place(county)


@pytest.mark.parametrize(
    "names", [("Louisville, KY", "Jefferson County, KY"), ("New Orleans", "Orleans Parish, LA")]
)
def test_names_that_keep_two_codes_answer_alike(names: tuple[str, str]) -> None:
    city, county = (dict(answers(find_place(name))) for name in names)
    assert city == county
