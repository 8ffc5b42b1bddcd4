"""A claim on one place is weighed by what its rules come to: never firmer than the engine's answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desks import FLAGSHIP, TODAY, ask, bundled_desk, labels, markdown, terminal
from wellsourced.check import investigate
from wellsourced.model.provisions import RuleValue
from wellsourced.model.reports import Report
from wellsourced.render.words import IN_DOUBT
from wellsourced.rules.casebook import LoadedCasebook
from wellsourced.rules.engine import resolve
from wellsourced.rules.places import places_in
from wellsourced.rules.situation import Situation
from wellsourced.steps.assemble import agency_words
from wellsourced.steps.classify import read_inquiry
from wellsourced.steps.decompose import decompose
from wellsourced.steps.heeding import heed_rules
from wellsourced.steps.resolving import states
from wellsourced.steps.weigh import judge

ORLEANS = "US-LA-city-New Orleans"
CHARLOTTE = "US-NC-city-Charlotte"
FIRM = {"supported", "refuted"}
# What a firm label may be where the rule has this value; any other value makes no label firm, or no one's.
FIRM_FOR = {
    ("must", RuleValue.MUST): "supported",
    ("must", RuleValue.MUST_NOT): "refuted",
    ("must", RuleValue.ONLY_WITH): "refuted",
    ("must", RuleValue.ONLY_WITH_JUDICIAL_WARRANT): "refuted",
    ("can", RuleValue.MUST): "supported",
    ("can", RuleValue.MAY): "supported",
    ("can", RuleValue.MUST_NOT): "refuted",
}
AGENCIES = {"police": "police", "sheriff": "sheriffs", "jail": "jails"}


def book() -> LoadedCasebook:
    return bundled_desk().matters[0].casebook


def places() -> list[str]:
    own = (row.place for row in book().instruments if row.place.count("-") > 1)
    return list(dict.fromkeys([*states(), *own]))


def label_of(question: str, place: str) -> str:
    """The label alone: all of `check` but the writing of the page."""
    desk = bundled_desk()
    inquiry = read_inquiry(question, on=TODAY, place=place)
    view = desk.library.view(inquiry.on)
    claims = decompose(inquiry, spot_places=places_in, agencies=agency_words(desk.matters))
    (finding,), _ = investigate(claims, view, desk)
    return judge(heed_rules(finding, inquiry, view, desk.matters), view).verdict.label.value


def too_firm(modal: str, agency: str, action: str, asked: str, where: list[str]) -> Iterator[str]:
    for place in where:
        value = resolve(book(), Situation(place=place, agency=agency, action=action), TODAY).value
        if value is RuleValue.NOT_FOUND:
            continue  # a report of what holds there is evidence even so
        label = label_of(f"{modal.capitalize()} {AGENCIES[agency]} {asked}?", place)
        if label in FIRM and FIRM_FOR.get((modal, value)) != label:
            yield f"{place}, {agency}: {value.value}, and the page says {label}"


@pytest.mark.parametrize("modal", ["must", "can"])
def test_no_label_is_firmer_than_the_rule_of_the_place(modal: str) -> None:
    assert not list(too_firm(modal, "sheriff", "honor_detainer", "honor ICE detainers", places()[::2]))


@pytest.mark.endurance
@pytest.mark.parametrize("agency", AGENCIES)
@pytest.mark.parametrize(
    ("modal", "action", "asked"),
    [
        ("must", "honor_detainer", "honor ICE detainers"),
        ("can", "honor_detainer", "honor ICE detainers"),
        ("can", "287g_agreement", "enter 287(g) agreements"),
    ],
)
def test_no_label_is_firmer_anywhere(agency: str, modal: str, action: str, asked: str) -> None:
    assert not list(too_firm(modal, agency, action, asked, places()))


def sheriff_of_orleans() -> Report:
    return ask("Must the sheriff honor ICE detainers?", bundled_desk(), place=ORLEANS)


def test_a_state_s_must_is_not_told_of_an_agency_whose_decree_is_before_a_court() -> None:
    report = sheriff_of_orleans()
    assert labels(report) == ["not_enough_evidence"]
    assert IN_DOUBT in markdown(report)
    assert "Sheriffs **must**" not in markdown(report)


def test_the_same_must_is_told_of_the_police_whom_no_decree_names() -> None:
    report = ask("Must the police honor ICE detainers?", bundled_desk(), place=ORLEANS)
    assert labels(report) == ["supported"]


def test_where_one_agency_is_in_doubt_the_answer_for_all_of_them_is_qualified() -> None:
    report = ask("ICE detainers must be honored.", bundled_desk(), place=ORLEANS)
    assert labels(report) == ["qualified"]


def test_a_duty_on_a_condition_is_no_plain_duty() -> None:
    asked = "Can the sheriff of Mecklenburg County, North Carolina, refuse ICE detainers?"
    (verdict,) = ask(asked, bundled_desk()).verdicts
    assert verdict.label == "qualified"
    assert verdict.answer is not None and "listed charges" in verdict.answer.text


def test_a_thin_page_tells_what_rules_were_looked_up() -> None:
    report = ask(FLAGSHIP, bundled_desk(), place=CHARLOTTE)
    assert labels(report) == ["not_enough_evidence"]
    assert not report.statements()
    for page in (markdown(report), terminal(report)):
        assert "The rule in Charlotte, North Carolina" in page
        assert "no rule found" in page
        assert "not legal advice" in page


def test_what_one_county_does_is_not_the_rule_of_its_state() -> None:
    assert label_of("Must police honor ICE detainers?", "US-NJ") == "qualified"


def test_a_city_s_rule_for_its_own_is_not_told_of_the_county_s_jail() -> None:
    assert label_of("Can jails honor ICE detainers?", "US-NM-city-Albuquerque") == "not_enough_evidence"


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("Must sheriffs honor ICE detainers under federal law?", "refuted"),
        ("Does Texas SB 4 require sheriffs to honor ICE detainers?", "supported"),
    ],
)
def test_a_claim_on_one_law_is_left_to_that_law(asked: str, label: str) -> None:
    assert labels(ask(asked, bundled_desk(), place="US-TX")) == [label]
