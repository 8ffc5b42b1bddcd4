"""Promise 1: what is not in the sources is not false."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desks import Desk, ask, body_of_page, bundled_answer, desk_of, labels, markdown, said, terminal
from promises.samples import HARROW, TARN, documents
from wellsourced.model.reports import Report

pytestmark = pytest.mark.promise(1)

DENIAL = re.compile(
    r"\b(?:false|untrue|incorrect|wrong|debunked|myth|hoax|baseless|unfounded|no evidence|did not|does not|"
    r"is not|was not|were not|never|refuted|unsupported|misleading)\b",
    re.IGNORECASE,
)

TRUE_OF_THE_CASEBOOK = [
    "Texas law requires sheriffs to honor ICE detainers.",
    "Does Oregon bar police from honoring ICE detainers?",
    "The Third Circuit held that detainers are requests.",
    "Taking part in a 287(g) agreement is voluntary under federal law.",
]


@pytest.fixture(scope="module")
def tarn(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(documents(TARN), tmp_path_factory.mktemp("tarn"))


@pytest.fixture(scope="module")
def harrow(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(documents(HARROW), tmp_path_factory.mktemp("harrow"))


def denies(report: Report) -> list[str]:
    """The negative words of a page's verdict line and of all it says, the claim as it was asked left out."""
    lines = [terminal(report).split("Checked on")[0], said(report)]
    text = " ".join(" ".join(lines).split())
    for asked in (report.inquiry.title, *(verdict.claim for verdict in report.verdicts)):
        text = text.replace(asked, "")
    return DENIAL.findall(text)


@pytest.mark.parametrize("claim", [*TARN, *HARROW])
def test_with_its_evidence_a_true_claim_is_supported(claim: str, tarn: Desk, harrow: Desk) -> None:
    """Without this the next test would show nothing."""
    assert labels(ask(claim, tarn if claim in TARN else harrow)) == ["supported"]


@pytest.mark.parametrize("claim", [*TARN, *HARROW])
def test_without_its_evidence_a_true_claim_is_not_denied(claim: str, tarn: Desk, harrow: Desk) -> None:
    report = ask(claim, harrow if claim in TARN else tarn)
    assert labels(report) == ["not_enough_evidence"]
    assert report.verdicts[0].refutes == 0
    assert not report.statements()
    assert denies(report) == []


@pytest.mark.parametrize("asked", TRUE_OF_THE_CASEBOOK)
def test_the_casebook_taken_away_leaves_no_denial(asked: str, tarn: Desk) -> None:
    assert labels(bundled_answer(asked)) != ["not_enough_evidence"]
    report = ask(asked, tarn)
    assert labels(report) == ["not_enough_evidence"]
    assert denies(report) == []


def test_an_empty_library_denies_nothing(tmp_path: Path) -> None:
    report = ask("Did Alder County raise its fishing permit fee to $12 in 2024?", desk_of((), tmp_path))
    assert labels(report) == ["not_enough_evidence"]
    assert denies(report) == []


def test_every_form_of_the_page_says_that_the_question_is_open(tarn: Desk) -> None:
    report = ask("Is aspartame carcinogenic?", tarn)
    for form in (terminal(report), markdown(report), body_of_page(report)):
        assert "not enough evidence" in form.lower()
        assert "neither bear this out nor contradict it" in " ".join(form.split())
