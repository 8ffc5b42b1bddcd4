"""A claim of every State, of none or of some: one State's rule decides it, and silence decides nothing."""

from __future__ import annotations

import pytest

from desks import ask, bundled_desk
from wellsourced.model.claims import Label
from wellsourced.model.reports import Report


def asked(claim: str) -> Report:
    return ask(claim, bundled_desk())


@pytest.mark.parametrize(
    "claim",
    [
        "No State requires sheriffs to honor ICE detainers.",
        "There is no state that requires sheriffs to honor ICE detainers.",
        "Every State requires sheriffs to honor ICE detainers.",
        "All States bar local police from honoring ICE detainers.",
        "No State bars police from joining 287(g) agreements.",
        "Texas is the only State that requires sheriffs to honor ICE detainers.",
        "Is Texas the only state that requires sheriffs to honor detainers?",
        "Only Florida requires jails to honor ICE detainers.",
    ],
)
def test_a_state_whose_rule_differs_refutes_it(claim: str) -> None:
    report = asked(claim)
    (verdict,) = report.verdicts
    assert verdict.label is Label.REFUTED
    # The first line names such a State: it is no word of ours.
    assert verdict.answer is not None and " law " in verdict.answer.text
    assert "Federal" not in verdict.answer.text


@pytest.mark.parametrize(
    "claim",
    [
        "Does any state bar sheriffs from honoring ICE detainers?",
        "Some States bar sheriffs from honoring ICE detainers.",
        "At least one State requires police to honor ICE detainers.",
        "Do any states bar police from joining 287(g) agreements?",
    ],
)
def test_a_state_whose_rule_is_so_bears_out_that_some_are(claim: str) -> None:
    (verdict,) = asked(claim).verdicts
    assert verdict.label is Label.SUPPORTED and verdict.refutes == 0
    assert verdict.answer is not None and " law " in verdict.answer.text


@pytest.mark.parametrize(
    "claim",
    [
        "Some States require police to film ICE officers.",
        "No State requires police to film ICE officers.",
        "Every State lets a sheriff be elected for four years.",
        "No county requires sheriffs to honor ICE detainers.",
    ],
)
def test_that_no_rule_on_file_differs_bears_nothing_out(claim: str) -> None:
    (verdict,) = asked(claim).verdicts
    assert verdict.label in (Label.NOT_ENOUGH_EVIDENCE, Label.NOT_CHECKABLE)


def test_the_state_named_as_the_only_one_is_no_counterexample() -> None:
    (verdict,) = asked("Texas is the only State that requires sheriffs to honor ICE detainers.").verdicts
    assert verdict.answer is not None
    assert not any("Texas" in one.quote for one in verdict.answer.citations)


def test_what_one_state_does_bears_no_claim_of_all_out() -> None:
    (verdict,) = asked("Every State requires sheriffs to honor ICE detainers.").verdicts
    assert verdict.supports == 0


def test_a_claim_of_all_states_asked_for_one_place_is_left_to_its_rules() -> None:
    report = ask("Every State requires sheriffs to honor ICE detainers.", bundled_desk(), place="US-TX")
    assert report.verdicts[0].label is not Label.REFUTED
