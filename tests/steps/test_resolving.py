"""What a page tells of rules is what the engine answers, and every value it tells has a note in view."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from desks import FLAGSHIP, TODAY, _bundled, ask, bundled_answer, bundled_desk, flagship
from wellsourced.model.provisions import DECIDED, Resolution, RuleValue
from wellsourced.model.reports import Report
from wellsourced.rules.casebook import LoadedCasebook
from wellsourced.rules.engine import resolve
from wellsourced.rules.situation import Situation

EARLIER = date(2025, 10, 13)
DETAINERS = "honor_detainer"


@cache
def casebook() -> LoadedCasebook:
    return next(
        matter.casebook for _, matter in _bundled() if matter.casebook.name == "local-ice-cooperation"
    )


@cache
def in_place(place: str, asked: str = FLAGSHIP) -> Report:
    return ask(asked, bundled_desk(), place=place)


def only(report: Report) -> Resolution:
    (found,) = report.resolutions
    return found


def engine(place: str, agency: str, action: str, on: date = TODAY) -> RuleValue:
    return resolve(casebook(), Situation(place=place, agency=agency, action=action), on).value


def test_the_states_are_answered_for_the_first_action_and_the_agency_asked_about() -> None:
    states = only(flagship())
    assert (states.action, states.agency, states.named, states.place) == (DETAINERS, "police", True, None)
    assert len(states.rules) == len({rule.place for rule in states.rules}) >= 51


def test_a_question_that_names_no_agency_is_told_of_the_police_and_says_so() -> None:
    report = bundled_answer("Are ICE detainers honored in every state?")
    assert [(one.agency, one.named) for one in report.resolutions] in ([], [("police", False)])
    report = ask("ICE detainers must be honored.", bundled_desk())
    assert [(one.agency, one.named) for one in report.resolutions] == [("police", False)]


def test_every_value_told_is_the_engines() -> None:
    for rule in only(flagship()).rules:
        assert rule.value is engine(rule.place, rule.agency, rule.action), rule
    for row in flagship().provisions:
        assert row.value is engine(row.place, row.agency, row.subject), row


@pytest.mark.parametrize("on", [EARLIER, date(2019, 6, 1)])
def test_on_an_earlier_day_no_duty_or_bar_is_told_that_the_engine_would_not_tell(on: date) -> None:
    """What was published later is left out; what is left says nothing that the whole casebook denies."""
    report = flagship(on)
    rules = [(r.place, r.agency, r.action, r.value) for one in report.resolutions for r in one.rules]
    rules += [(p.place, p.agency, p.subject, p.value) for p in report.provisions]
    for place, agency, action, value in rules:
        if value in DECIDED:
            assert value is engine(place, agency, action, on), (place, agency, action)


def test_each_state_on_the_map_that_has_a_note_stands_in_the_table_with_the_same_rule() -> None:
    states = only(flagship())
    table = {
        row.place: (row.value, row.since, row.instrument)
        for row in flagship().provisions
        if (row.subject, row.agency) == (states.action, states.agency) and row.place.count("-") == 1
    }
    told = {rule.place: (rule.value, rule.since, rule.instrument) for rule in states.rules if rule.passages}
    assert table == told
    assert {rule.value for rule in states.rules if not rule.passages} <= {
        RuleValue.NOT_FOUND,
        RuleValue.UNRESOLVED,
    }


def test_every_rule_told_opens_a_passage_of_its_instrument() -> None:
    for report in (flagship(), in_place("US-TX-city-Houston"), in_place("US-NC-county-Mecklenburg", SHERIFF)):
        shown = {exhibit.passage.id: exhibit.passage for exhibit in report.exhibits}
        for one in report.resolutions:
            for rule in one.rules:
                if rule.value in DECIDED:
                    note = shown[rule.passages[0]].note
                    assert note is not None and note.instrument == rule.instrument_id
            assert set(one.passages) <= set(shown)


def test_in_oregon_the_police_of_portland_must_not() -> None:
    first = only(in_place("US-OR-city-Portland")).rules[0]
    assert (first.agency, first.action, first.value) == ("police", DETAINERS, RuleValue.MUST_NOT)
    assert first.since is not None and first.since.text == "2021"
    assert "Sanctuary Promise" in first.instrument


def test_in_texas_the_police_of_houston_must_and_the_exception_is_told() -> None:
    found = only(in_place("US-TX-city-Houston"))
    assert found.rules[0].value is RuleValue.MUST
    assert any("citizenship" in one for one in found.rules[0].exceptions)
    assert found.chain[0] == "Houston" and found.chain[-2:] == ("Texas", "United States")


SHERIFF = "Can the sheriff refuse ICE detainers?"


def test_in_mecklenburg_the_sheriff_must_for_listed_charges_and_the_displaced_policy_is_named() -> None:
    (rule,) = only(in_place("US-NC-county-Mecklenburg", SHERIFF)).rules
    assert (rule.value, rule.met) == (RuleValue.UNRESOLVED, RuleValue.MUST)
    assert rule.needs == ("a charge that the law lists",)
    ((displaced),) = rule.displaced
    assert "non-detainer policy" in displaced.instrument and "bars" in displaced.why


def test_in_orleans_parish_a_decree_in_doubt_is_told_as_unresolved_without_its_exceptions() -> None:
    (rule,) = only(bundled_answer("Must the sheriff of Orleans Parish honor ICE detainers?")).rules
    assert (rule.value, rule.met, rule.exceptions) == (RuleValue.UNRESOLVED, None, ())
    assert "consent judgment" in rule.instrument
    assert rule.notes, "what is in doubt is said"


def test_a_citys_row_is_told_where_its_own_rule_decides_or_says_otherwise() -> None:
    rows = {(p.place, p.agency, p.subject): p for p in flagship().provisions}
    new_york = rows["US-NY-city-New York", "jail", DETAINERS]
    assert new_york.value is RuleValue.ONLY_WITH
    portland = rows["US-OR-city-Portland", "police", "287g_agreement"]
    assert portland.instrument == "Portland's sanctuary city code"
    assert ("US-OR-city-Portland", "police", DETAINERS) not in rows, "it has no rule of its own on that"


def test_a_place_is_told_no_rules_of_counties_it_does_not_lie_in() -> None:
    places = {row.place for row in in_place("US-TX-city-Houston").provisions}
    assert places <= {"US-TX", "US-TX-city-Houston", "US-TX-county-Harris"}


def test_a_question_of_federal_law_alone_has_no_states() -> None:
    assert bundled_answer("Are ICE detainers mandatory under federal law?").resolutions == ()


def test_a_page_without_evidence_tells_no_rule() -> None:
    report = bundled_answer("Is aspartame carcinogenic?")
    assert report.resolutions == () and report.provisions == ()
