"""One question has one page, however it is worded; another question has another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

import desks
from wellsourced.model.editions import Page
from wellsourced.publish import _page_of, _reader
from wellsourced.steps.classify import read_inquiry
from wellsourced.steps.same_page import Reader, canonical, same_claims

SAME = [
    # of the casebook on cooperation with ICE
    (
        "Can local police departments refuse to cooperate with ICE requests?",
        "Are local police allowed to refuse ICE requests?",
    ),
    (
        "Can local police departments refuse to cooperate with ICE requests?",
        "Do local police have to cooperate with ICE?",
    ),
    (
        "Can local police departments refuse to cooperate with ICE requests?",
        "Is it legal for local police to refuse ICE requests?",
    ),
    (
        "Can local police departments refuse to cooperate with ICE requests?",
        "Must local police cooperate with ICE?",
    ),
    (
        "Can local police departments refuse to cooperate with ICE requests?",
        "Are local police departments required to cooperate with ICE requests?",
    ),
    ("Must sheriffs honor ICE detainers?", "Do sheriffs have to honor ICE detainers?"),
    ("Must sheriffs honor ICE detainers?", "Are sheriffs required to comply with ICE detainers?"),
    ("Must sheriffs honor ICE detainers?", "Can sheriffs refuse to honor ICE detainers?"),
    ("Can sheriffs sign 287(g) agreements?", "Are sheriffs allowed to sign 287(g) agreements?"),
    ("Do sheriffs in Texas have to honor ICE detainers?", "Must sheriffs honor ICE detainers in Texas?"),
    ("Can police ask about immigration status?", "Are police allowed to ask about immigration status?"),
    ("Local police can refuse ICE requests.", "Local police are allowed to refuse ICE requests."),
    # of the casebook on recording the police
    ("Can people record the police in public?", "Are people allowed to film the police in public?"),
    ("Can people record the police in public?", "May people record police officers in public?"),
    ("Can people record the police in public?", "Is it legal for people to record the police in public?"),
    ("Can police seize a phone without a warrant?", "Are police allowed to seize a phone without a warrant?"),
    # of no casebook
    (
        "Does the Gull Island ferry carry cars on Sundays?",
        "Is it true that the Gull Island ferry carries cars on Sundays?",
    ),
    (
        "Is Lake Superior the largest lake in North America?",
        "Isn't Lake Superior the largest lake in North America?",
    ),
    ("What is an ICE detainer?", "What's an ICE detainer?"),
    ("How many 287(g) agreements are there?", "How many 287(g) agreements are there in the US?"),
    ("Do vaccines cause autism?", "Is it true that vaccines cause autism?"),
    (
        "Is the Eiffel Tower taller than the Empire State Building?",
        "Is the Eiffel Tower higher than the Empire State Building?",
    ),
    ("Did unemployment in the US fall below 4% in 2024?", "Did US unemployment drop below 4% in 2024?"),
    ("The tidal barrage was sold in 2019.", "Is it true that the tidal barrage was sold in 2019?"),
]  # fmt: skip

MISSED = {SAME[19], SAME[21], SAME[22]}
"""Two pages where one would do."""

OTHER = [
    ("Can sheriffs honor ICE detainers?", "Can sheriffs sign 287(g) agreements?"),
    (
        "Do sheriffs in Texas have to honor ICE detainers?",
        "Do sheriffs in Oregon have to honor ICE detainers?",
    ),
    ("Do sheriffs in Texas have to honor ICE detainers?", "Do sheriffs have to honor ICE detainers?"),
    ("Must sheriffs honor ICE detainers?", "Must police honor ICE detainers?"),
    ("Must sheriffs honor ICE detainers?", "May sheriffs honor ICE detainers?"),
    ("Must sheriffs honor ICE detainers?", "Must sheriffs honor ICE detainers without a warrant?"),
    ("Can local police refuse ICE requests?", "Can local police refuse FBI requests?"),
    ("Can local police refuse ICE requests?", "Can local police refuse ICE detainers?"),
    ("Can police ask about immigration status?", "Can police share immigration status?"),
    ("Local police can refuse ICE requests.", "Local police have to cooperate with ICE."),
    ("Local police can refuse ICE requests.", "Local police cannot refuse ICE requests."),
    ("Can state police refuse ICE requests?", "Can local police refuse ICE requests?"),
    ("Did New York bar 287(g) agreements?", "Did New Jersey bar 287(g) agreements?"),
    ("Can people record the police in public?", "Can people secretly record the police?"),
    ("Can people record the police in public?", "Can police seize a phone without a warrant?"),
    ("Can police seize a phone without a warrant?", "Can police search a phone without a warrant?"),
    ("Can police seize a phone without a warrant?", "Can police seize a phone with a warrant?"),
    ("Does the ferry sail before noon?", "Does the ferry sail after noon?"),
    ("Did unemployment fall below 4% in 2024?", "Did unemployment fall below 5% in 2024?"),
    ("Did unemployment fall below 4% in 2024?", "Did unemployment fall below 4% in 2023?"),
    ("Did unemployment fall below 4% in 2024?", "Did unemployment rise above 4% in 2024?"),
    ("Did Ann Reed sue Bo Alder?", "Did Bo Alder sue Ann Reed?"),
    ("Is the harbor bridge open?", "Was the harbor bridge open?"),
    ("Is the harbor bridge open?", "Is the harbor tunnel open?"),
    ("Do all counties sell permits?", "Do most counties sell permits?"),
    ("Does coffee prevent strokes?", "Does tea prevent strokes?"),
    ("Does coffee cause cancer?", "Does coffee prevent cancer?"),
    ("What is an ICE detainer?", "Who signs an ICE detainer?"),
    ("How many 287(g) agreements are there?", "How many 287(g) agreements are there in Texas?"),
    ("Who is the sheriff of Harris County, Texas?", "Who is the sheriff of Travis County, Texas?"),
    ("Was the tidal barrage sold in 2019?", "Was the tidal barrage built in 2019?"),
    ("The bridge is open.", "The bridge is not open."),
    ("Is the moon larger than Mars?", "Is Mars larger than the moon?"),
    ("Does the law let shops sell season permits?", "Does the law let shops sell day permits?"),
]  # fmt: skip


@cache
def reader() -> Reader:
    return _reader(desks.bundled_desk())


@cache
def page(text: str, place: str | None = None, agency: str | None = None) -> Page:
    inquiry = read_inquiry(text, on=date(2026, 11, 22), place=place, agency=agency)
    return _page_of(inquiry, desks.bundled_desk())


def resolves(one: str, other: str) -> bool:
    """Whether each finds the other's page, which it must both ways or neither."""
    there = canonical(page(one), [page(other)], reader()) is not None
    assert there == (canonical(page(other), [page(one)], reader()) is not None)
    return there


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_question_has_another_page(one: str, other: str) -> None:
    assert not resolves(one, other)


def test_a_paraphrase_has_the_same_page_but_for_few() -> None:
    missed = {(one, other) for one, other in SAME if not resolves(one, other)}
    assert missed == MISSED, f"recall is {1 - len(missed) / len(SAME):.2f}"


def test_asked_both_ways_it_is_one_question_but_claimed_both_ways_it_is_two() -> None:
    refuse, comply = "Local police can refuse ICE requests.", "Local police have to cooperate with ICE."
    assert same_claims([refuse], [comply], reader(), questions=True)
    assert not same_claims([refuse], [comply], reader(), questions=False)


def test_place_and_agency_are_of_the_question() -> None:
    asked = "Do sheriffs have to honor ICE detainers?"
    named = page("Do sheriffs in Texas have to honor ICE detainers?")
    assert canonical(page(asked, "US-TX"), [named], reader()) is named
    assert canonical(page(asked, "US-OR"), [named, page(asked)], reader()) is None
    assert canonical(page(asked, None, "jail"), [page(asked)], reader()) is None


def test_several_claims_are_the_same_in_any_order() -> None:
    first, second = "The ferry sails daily.", "The barrage was sold in 2019."
    plain = Reader()
    assert same_claims([first, second], [second, first], plain, questions=False)
    assert not same_claims([first, second], [first], plain, questions=False)
    assert not same_claims([first, first], [first, second], plain, questions=False)


def test_a_wording_once_taken_for_the_page_s_own_is_known_again() -> None:
    known = replace(page("Is the harbor bridge open?"), variants=("Can one cross at the harbor?",))
    asked = replace(page("Is the harbor tunnel open?"), title="can one cross at the harbor")
    assert canonical(asked, [known], reader()) is known
    assert canonical(replace(asked, place="US-TX"), [known], reader()) is None
