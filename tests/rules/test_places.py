"""Names of places: what a reader asks for, and what a text names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.errors import AmbiguousPlace, InputError
from wellsourced.rules.gazetteer import gazetteer, printed
from wellsourced.rules.places import MOST_CHOICES, find_place, places_in


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Texas", "US-TX"),
        ("tx", "US-TX"),
        ("United States", "US"),
        ("New York", "US-NY"),
        ("New York City", "US-NY-city-New York"),
        ("NYC", "US-NY-city-New York"),
        ("Washington", "US-WA"),
        ("Washington, D.C.", "US-DC"),
        ("Puerto Rico", "US-PR"),
        ("Mecklenburg County, NC", "US-NC-county-Mecklenburg"),
        ("mecklenburg county, north carolina", "US-NC-county-Mecklenburg"),
        ("Orleans Parish", "US-LA-county-Orleans"),
        ("Miami-Dade County, Florida", "US-FL-county-Miami-Dade"),
        ("Prince George's County, MD", "US-MD-county-Prince George's"),
        ("Portland, OR", "US-OR-city-Portland"),
        ("City of Chicago", "US-IL-city-Chicago"),
        ("Saint Louis, MO", "US-MO-city-St. Louis"),
        ("Camden, Delaware", "US-DE-city-Camden"),
        ("US-OR-city-Portland", "US-OR-city-Portland"),
    ],
)
def test_a_place_is_found(name: str, code: str) -> None:
    assert find_place(name) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("San Francisco", "US-CA-county-San Francisco"),
        ("San Francisco County, CA", "US-CA-county-San Francisco"),
        ("Denver County, Colorado", "US-CO-city-Denver"),
        ("Philadelphia County, PA", "US-PA-city-Philadelphia"),
        ("Nashville, Tennessee", "US-TN-county-Davidson"),
        ("Alexandria, VA", "US-VA-city-Alexandria"),
    ],
)
def test_a_city_and_county_in_one_is_one_place(name: str, code: str) -> None:
    assert find_place(name) == code


def test_namesakes_are_offered_largest_first() -> None:
    with pytest.raises(AmbiguousPlace) as error:
        find_place("Portland")
    assert error.value.choices[:2] == ("Portland, Oregon", "Portland, Maine")
    assert len(error.value.choices) == MOST_CHOICES


def test_namesakes_of_a_county_are_offered() -> None:
    with pytest.raises(AmbiguousPlace, match="Cook County, Illinois"):
        find_place("Cook County")


def test_a_city_far_larger_than_its_namesakes_needs_no_state() -> None:
    assert find_place("Dallas") == "US-TX-city-Dallas"


@pytest.mark.parametrize("name", ["Nowhereville", "Gotham County, NY", "US-ZZ", "", "Portland, Hawaii"])
def test_a_place_nobody_knows_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="write a state"):
        find_place(name)


def named(text: str, *known: str) -> list[tuple[str, str]]:
    return [(text[start:end], code) for start, end, code in places_in(text, known)]


def test_states_and_their_possessives_are_spotted() -> None:
    assert named("Oregon's law differs from West Virginia law.") == [
        ("Oregon", "US-OR"),
        ("West Virginia", "US-WV"),
    ]


def test_a_name_takes_its_state_with_it() -> None:
    text = "May the sheriff of Mecklenburg County, North Carolina, or police in Aurora, CO, refuse?"
    assert named(text) == [
        ("Mecklenburg County, North Carolina", "US-NC-county-Mecklenburg"),
        ("Aurora, CO", "US-CO-city-Aurora"),
    ]


def test_a_large_city_is_spotted_by_its_name() -> None:
    assert named("Chicago's ordinance binds police.") == [("Chicago", "US-IL-city-Chicago")]


def test_a_name_of_several_places_is_none() -> None:
    assert named("Can Portland police help?") == []
    assert named("The Cook County jail refuses.") == []


def test_a_state_in_the_text_tells_namesakes_apart() -> None:
    assert named("Under Maine law, Portland police decide.") == [
        ("Maine", "US-ME"),
        ("Portland", "US-ME-city-Portland"),
    ]


def test_what_a_casebook_speaks_of_is_known() -> None:
    known = ("US-OR-city-Portland", "US-IL-county-Cook", "US-FL-city-Bradenton")
    assert named("Can Portland police help?", *known) == [("Portland", "US-OR-city-Portland")]
    assert named("The Cook County jail refuses.", *known) == [("Cook County", "US-IL-county-Cook")]
    assert named("Bradenton police signed.", *known) == [("Bradenton", "US-FL-city-Bradenton")]


def test_a_smaller_namesake_is_not_taken_for_the_larger() -> None:
    assert named("Portland police signed.", "US-ME-city-Portland") == []


def test_the_capital_and_the_papers_are_not_the_state() -> None:
    assert named("The Washington Post wrote from Washington, D.C., on Washington law.") == [
        ("Washington, D.C.", "US-DC"),
        ("Washington", "US-WA"),
    ]


def test_people_and_parties_are_not_towns() -> None:
    assert named("Sheriff Houston answered.") == []
    assert named("Lincoln signed it.") == []
    assert named("Arizona v. United States") == [("Arizona", "US-AZ")]


def test_words_in_small_letters_are_not_places() -> None:
    assert named("must a jail in or near reading or mobile units help me?") == []


STATES = sorted(gazetteer().state_names.items())


@given(st.sampled_from(STATES))
def test_a_state_is_found_by_name_and_code(state: tuple[str, str]) -> None:
    code, name = state
    assert find_place(name) == find_place(code) == f"US-{code}"
    assert printed(f"US-{code}") == name


COUNTIES = sorted({place.code for group in gazetteer().counties.values() for place in group if place.name})


@given(st.sampled_from(COUNTIES))
def test_a_county_is_found_by_its_printed_name(code: str) -> None:
    assert find_place(printed(code)) == code


@given(st.text(alphabet="ABCabc .,'’-\nOregonPtld", max_size=60))
def test_what_is_spotted_lies_in_the_text_without_overlap(text: str) -> None:
    end = 0
    for start, stop, code in places_in(text):
        assert end <= start < stop <= len(text)
        assert code.startswith("US-")
        end = stop
