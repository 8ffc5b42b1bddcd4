"""The casebook on recording the police: what it settles, and what it leaves open."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest

from desks import desk_of, labels
from wellsourced.check import check
from wellsourced.model.claims import Inquiry
from wellsourced.model.provisions import DECIDED, RuleValue
from wellsourced.model.reports import Report
from wellsourced.rules.casebook import load_casebook
from wellsourced.rules.chain import locate
from wellsourced.rules.engine import resolve
from wellsourced.rules.gazetteer import gazetteer
from wellsourced.rules.places import find_place
from wellsourced.rules.situation import Situation
from wellsourced.settings import bundled_casebooks
from wellsourced.steps.classify import read_inquiry
from wellsourced.text.sentences import sentences

FOLDER = bundled_casebooks()["recording-the-police"]
BOOK = load_casebook(FOLDER)
TODAY = date(2026, 11, 22)


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


INSTRUMENTS = rows("instruments.jsonl")


def value(place: str, agency: str, action: str, on: date = TODAY) -> RuleValue:
    return resolve(BOOK, Situation(place=place, agency=agency, action=action), on).value


def test_it_is_small_and_of_another_matter() -> None:
    assert 10 <= len(INSTRUMENTS) <= 20
    assert set(BOOK.agencies) == {"people", "police"}
    shipped = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.json*")))
    assert not re.search(r"\b(?:ICE|detainer|immigration|287\(g\)|honour|colour|behaviour)\b", shipped)


def test_every_field_was_seen_on_some_page() -> None:
    for row in INSTRUMENTS:
        assert row["source"]["url"], row["id"]
        assert row["basis"] in ("text_seen", "summary_seen"), row["id"]
        assert set(row["verified_in"]) & set(row["unverified"]) == set(), row["id"]


def test_a_ruling_begins_on_its_day() -> None:
    day = ("US-PA", "people", "record_police")
    assert value(*day) is RuleValue.MAY
    assert value(*day, date(2017, 7, 7)) is RuleValue.MAY
    assert value(*day, date(2017, 7, 6)) is RuleValue.NOT_FOUND


CIRCUITS = {
    "US-1st-Glik-2011": "US-MA US-ME US-NH US-PR US-RI",
    "US-3d-Fields-2017": "US-DE US-NJ US-PA US-VI",
    "US-5th-Turner-2017": "US-LA US-MS US-TX",
    "US-9th-Askins-2018": "US-AK US-AZ US-GU US-HI US-ID US-MP US-MT US-NV US-OR US-WA US-CA",
    "US-10th-Irizarry-2022": "US-CO US-KS US-NM US-OK US-UT US-WY",
    "US-11th-Smith-2000": "US-AL US-FL US-GA",
}
"""The rulings that settle a right to record, and the states of their circuits."""
RULED = {place for states in CIRCUITS.values() for place in states.split()}
OPEN = ("US-IL US-IN US-WI", "US-KY US-MI US-OH US-TN", "US-AR US-IA US-MN US-MO US-NE US-ND US-SD")
"""The Seventh, Sixth and Eighth Circuits: no ruling that we hold decides there."""


def asked(place: str, action: str = "record_police", **more: Any) -> Situation:
    return Situation(place=place, agency=more.pop("agency", "people"), action=action, **more)


@pytest.mark.parametrize(
    ("ruling", "place"), [(row, place) for row, states in CIRCUITS.items() for place in states.split()]
)
def test_a_circuit_s_ruling_binds_all_its_states(ruling: str, place: str) -> None:
    answer = resolve(BOOK, asked(place), TODAY)
    assert answer.value is RuleValue.MAY
    assert ruling in [rule.instrument for rule in answer.because]


def test_each_ruling_names_exactly_the_states_of_its_circuit() -> None:
    every = [f"US-{state}" for state in gazetteer().state_names]
    for row in BOOK.instruments:
        if row.binds.scope == "circuit":
            [circuit] = {code for code in locate(row.place).codes if "circuit" in code}
            assert row.binds.places == {code for code in every if circuit in locate(code).codes}, row.id


@pytest.mark.parametrize("place", [place for states in OPEN for place in states.split()])
def test_where_no_ruling_decides_nothing_is_settled(place: str) -> None:
    answer = resolve(BOOK, asked(place), TODAY)
    assert answer.value in (RuleValue.NOT_FOUND, RuleValue.UNRESOLVED)
    assert answer.value is RuleValue.NOT_FOUND or "US-7th-Alvarez-2012" in [
        rule.instrument for rule in answer.because
    ]


@pytest.mark.parametrize("place", ["US-OH", "US-KY", "US-MO", "US-VA", "US-NC", "US-VT", "US-DC"])
def test_a_state_without_a_ruling_is_not_found(place: str) -> None:
    assert place not in RULED
    answer = resolve(BOOK, asked(place), TODAY)
    assert answer.value is RuleValue.NOT_FOUND
    assert answer.confidence == 0


def test_a_town_has_the_ruling_of_its_circuit() -> None:
    assert resolve(BOOK, asked(find_place("Boise, ID")), TODAY).value is RuleValue.MAY
    assert resolve(BOOK, asked(find_place("Toledo, OH")), TODAY).value is RuleValue.NOT_FOUND


def test_a_reasonable_limit_is_an_exception_in_every_circuit() -> None:
    limited = asked("US-OR", grounds=frozenset({"reasonable_limit"}))
    assert resolve(BOOK, limited, TODAY).value is RuleValue.MUST_NOT
    for ruling in CIRCUITS:
        row = next(row for row in BOOK.instruments if row.id == ruling)
        assert any("reasonable_limit" in one.needs.grounds for one in row.carve_outs), ruling


def test_a_ruling_on_one_circuit_s_statute_says_nothing_elsewhere() -> None:
    assert resolve(BOOK, asked("US-NH", "record_covertly_audio"), TODAY).value is RuleValue.MAY
    assert resolve(BOOK, asked("US-NY", "record_covertly_audio"), TODAY).value is RuleValue.NOT_FOUND
    stop = asked("US-NJ", "order_to_stop_recording", agency="police")
    assert resolve(BOOK, stop, TODAY).value is RuleValue.MUST_NOT


def test_police_in_pennsylvania_may_not_stop_a_recording() -> None:
    assert value("US-PA", "police", "order_to_stop_recording") is RuleValue.MUST_NOT


def test_a_phone_needs_a_warrant() -> None:
    warrant = RuleValue.ONLY_WITH_JUDICIAL_WARRANT
    assert value("US", "police", "search_recording_device") is warrant
    assert value("US-CO", "police", "seize_recording_device") is warrant


@pytest.mark.parametrize("place", ["US-LA", "US-IN", "US-AZ", "US-FL", "US-TN"])
def test_no_buffer_law_settles_who_may_come_how_near(place: str) -> None:
    """Three are blocked, two bind on a condition only."""
    assert value(place, "people", "approach_within_buffer") not in DECIDED


def test_where_a_court_left_it_open_nothing_is_settled() -> None:
    assert value("US-MO", "people", "record_police") not in DECIDED
    assert value("US-IL", "people", "record_police") not in DECIDED


def test_a_blocked_law_is_never_told_without_its_block() -> None:
    """A sentence may be lifted out: the one that says what the law forbids says that it is blocked."""
    for row in INSTRUMENTS:
        if row["enjoined"]:
            for start, end in sentences(row["text"]):
                sentence = row["text"][start:end]
                if re.search(r"crime|against filming", sentence):
                    assert re.search(r"blocked|suspended|keeps it from", sentence), (row["id"], sentence)


def test_every_place_has_a_name_that_finds_it() -> None:
    for code, name in BOOK.place_names.items():
        assert find_place(name) == code


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Ask over both bundled casebooks."""
    desk = desk_of([], tmp_path_factory.mktemp("library"), bundled=True)

    def asked(question: str) -> Report:
        inquiry: Inquiry = read_inquiry(question, on=TODAY)
        return check(inquiry, desk)

    return asked


ANSWERS = {
    "Can police in Philadelphia stop a person from filming them in public?": "refuted",
    "Can you film the police in Texas?": "supported",
    "Can police search a phone without a warrant?": "refuted",
    "Can police in Colorado seize a bystander's phone without a warrant?": "refuted",
    "Is it legal to secretly record a police officer in Massachusetts?": "supported",
    "Can people record the police in public?": "supported",
    "Can people record the police in Missouri?": "not_enough_evidence",
    "Can people record the police in Ohio?": "not_enough_evidence",
    "Is it a crime to come within 25 feet of a police officer in Louisiana?": "not_enough_evidence",
}


@pytest.mark.parametrize(("question", "label"), ANSWERS.items(), ids=ANSWERS.keys())
def test_a_question_is_answered_as_far_as_the_law_that_was_seen_goes(
    question: str, label: str, ask: Any
) -> None:
    report = ask(question)
    assert labels(report) == [label]
    told = " ".join(said.text for said in report.statements())
    assert not re.search(r"\bICE\b|detainer", told)
    if label != "not_enough_evidence":
        assert report.verdicts[0].answer is not None
