"""The labels a careful lawyer-editor gives to questions over the bundled casebook, and how many we give.

A wrong "supported" or "refuted" is far worse than "not enough evidence": the first is bounded by itself.
The cases say which rows each label follows from; `case` in a failure names the one that changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from wellsourced.check import Desk, check, investigate
from wellsourced.config import open_desk
from wellsourced.errors import NotCheckable
from wellsourced.model.claims import Inquiry
from wellsourced.ports import quiet
from wellsourced.rules.places import places_in
from wellsourced.settings import bundled_casebooks, read_settings
from wellsourced.steps.assemble import agency_words
from wellsourced.steps.classify import read_inquiry
from wellsourced.steps.decompose import decompose
from wellsourced.steps.heeding import heed_rules
from wellsourced.steps.weigh import judge

TODAY = date(2026, 11, 22)
FIRM = {"supported", "refuted"}
RIGHT_AT_LEAST = 0.95
MOST_WRONG_AND_FIRM = 0
_GROUPS: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "labels.yaml").read_text(encoding="utf-8")
)
CASES = [case for group in _GROUPS.values() for case in group]


@dataclass(frozen=True, slots=True)
class Given:
    """The labels given to one case; none where the input was refused."""

    case: Mapping[str, Any]
    labels: tuple[str, ...]

    @property
    def wanted(self) -> list[list[str]]:
        return self.case.get("verdicts") or [self.case["labels"]]

    @property
    def right(self) -> bool:
        pairs = zip(self.labels, self.wanted, strict=False)
        return len(self.labels) == len(self.wanted) and all(got in want for got, want in pairs)

    @property
    def wrong_and_firm(self) -> bool:
        return any(
            got in FIRM and got not in want for got, want in zip(self.labels, self.wanted, strict=False)
        )


def inquiry_of(case: Mapping[str, Any]) -> Inquiry:
    return read_inquiry(case["ask"], on=case.get("day", TODAY))


def labels_of(case: Mapping[str, Any], desk: Desk) -> tuple[str, ...]:
    """The labels alone: all of `check` but the writing of the page."""
    try:
        inquiry = inquiry_of(case)
    except NotCheckable:
        return ()
    view = desk.library.view(inquiry.on)
    claims = decompose(inquiry, spot_places=places_in, agencies=agency_words(desk.matters))
    findings, _ = investigate(claims, view, desk)
    heard = (heed_rules(finding, inquiry, view, desk.matters) for finding in findings)
    return tuple(judge(finding, view).verdict.label.value for finding in heard)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(read_settings(library=tmp_path_factory.mktemp("labels")), quiet)


@pytest.fixture(scope="session")
def given(desk: Desk) -> list[Given]:
    return [Given(case, labels_of(case, desk)) for case in CASES]


def told(cases: list[Given]) -> str:
    return "\n".join(f"case {g.case['id']}: {g.case['ask']} -> {g.labels}, not {g.wanted}" for g in cases)


def test_every_case_has_its_own_id_and_rests_on_rows_that_are_there() -> None:
    notes = bundled_casebooks()["local-ice-cooperation"] / "notes.jsonl"
    rows = {json.loads(line)["id"] for line in notes.read_text(encoding="utf-8").splitlines()}
    assert len({case["id"] for case in CASES}) == len(CASES) >= 90
    assert {row for case in CASES for row in case["rows"]} <= rows


def test_labels_are_those_of_a_careful_editor(given: list[Given]) -> None:
    wrong = [g for g in given if not g.right]
    assert len(wrong) <= (1 - RIGHT_AT_LEAST) * len(given), told(wrong)


def test_nothing_is_firmly_wrong(given: list[Given]) -> None:
    wrong = [g for g in given if g.wrong_and_firm]
    assert len(wrong) <= MOST_WRONG_AND_FIRM, told(wrong)


def test_what_the_casebook_does_not_cover_is_never_denied(given: list[Given]) -> None:
    outside = {case["id"] for group in ("near", "far") for case in _GROUPS[group]}
    assert not [g for g in given if g.case["id"] in outside and set(g.labels) != {"not_enough_evidence"}]


def test_paraphrases_of_one_question_agree(given: list[Given]) -> None:
    asked = {case["id"] for case in _GROUPS["flagship"]}
    labels = {g.labels for g in given if g.case["id"] in asked and g.labels}
    assert labels == {("qualified",)}


@pytest.mark.parametrize("case", _GROUPS["six"], ids=lambda case: case["id"])
def test_the_six_are_exact_and_answer_the_question(case: dict[str, Any], desk: Desk) -> None:
    report = check(inquiry_of(case), desk)
    assert [verdict.label.value for verdict in report.verdicts] == case["labels"]
    answer = report.verdicts[0].answer
    if case["labels"] == ["not_enough_evidence"]:
        assert answer is None
    else:
        assert answer is not None
        assert re.search(case.get("answer", ""), answer.text)
