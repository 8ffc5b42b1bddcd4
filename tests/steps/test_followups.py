"""Questions that follow from a page stand alone and do not ask again what was asked."""

from __future__ import annotations

from wellsourced.model.provisions import Provision, RuleValue
from wellsourced.steps.followups import follow_ups

ACTIONS = {"open": ("open the gate", "opening the gate"), "sign": ("sign pacts", "signing pacts")}
AGENCIES = {"warden": "wardens"}


def rule(place: str, value: RuleValue, subject: str = "open") -> Provision:
    return Provision(
        subject=subject,
        place=place,
        place_name=place,
        agency="warden",
        value=value,
        instrument="Act",
        instrument_id=f"{place}-act",
        citation="Act 1",
        since=None,
        passages=("passage-1",),
    )


def test_each_kind_of_rule_and_each_place_is_asked_about_once() -> None:
    rules = [
        rule("Oregon", RuleValue.MUST),
        rule("Texas", RuleValue.MUST),
        rule("Oregon", RuleValue.MUST_NOT, "sign"),
    ]
    rules.append(rule("Maine", RuleValue.MUST_NOT, "sign"))
    assert follow_ups("What is a tide?", rules, [], ACTIONS, AGENCIES) == (
        "Does Oregon require wardens to open the gate?",
        "Does Maine bar wardens from signing pacts?",
    )


def test_the_question_just_asked_is_not_asked_again() -> None:
    asked = "Does Oregon require its wardens to open the gate?"
    assert follow_ups(asked, [rule("Oregon", RuleValue.MUST)], [], ACTIONS, AGENCIES) == ()


def test_a_case_is_asked_about_by_its_name() -> None:
    texts = ["In Dock v. Quay, decided in 2019, the Third Circuit held that gates are gates."]
    assert follow_ups("What is a tide?", [], texts, ACTIONS, AGENCIES) == (
        "What did the court decide in Dock v. Quay?",
    )


def test_never_more_than_five() -> None:
    rules = [rule(f"P{n}", value, s) for s in ACTIONS for n, value in enumerate(RuleValue)]
    texts = [f"Alpha v. Beta{letter} was decided." for letter in "abcdefg"]
    assert len(follow_ups("What is a tide?", rules, texts, ACTIONS, AGENCIES)) <= 5
