"""Promise 17: two questions get two verdicts, each from its own evidence."""

from __future__ import annotations

import pytest

from desks import Desk, ask, body_of_page, bundled_answer, desk_of, labels
from promises.samples import TARN, documents
from wellsourced.render.json import report_json

pytestmark = pytest.mark.promise(17)

COMPOUND = [
    (
        "Did the Tarn Bridge open in 1990, and did Alder County raise its fishing permit fee to $15 in 2024?",
        ["supported", "refuted"],
    ),
    (
        "The Tarn Bridge opened in 1990. Alder County raised its fishing permit fee to $15 in 2024.",
        ["supported", "refuted"],
    ),
    (
        "Did the Tarn Bridge open in 1994? Did the Fennmouth council ban leaf blowers in March 2023? "
        "Is aspartame carcinogenic?",
        ["refuted", "supported", "not_enough_evidence"],
    ),
    ("Was Ruth Okafor elected mayor of Fennmouth in 2022?", ["supported"]),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(documents(TARN), tmp_path_factory.mktemp("tarn"))


@pytest.mark.parametrize(("asked", "expected"), COMPOUND)
def test_each_claim_has_its_own_verdict(asked: str, expected: list[str], desk: Desk) -> None:
    report = ask(asked, desk)
    assert labels(report) == expected
    assert [v["label"] for v in report_json(report)["verdicts"]] == expected  # type: ignore[union-attr]


def test_one_verdict_does_not_borrow_the_evidence_of_another(desk: Desk) -> None:
    one, two = ask(COMPOUND[0][0], desk).verdicts
    assert (one.supports, one.refutes) == (1, 0)
    assert (two.supports, two.refutes) == (0, 1)
    assert one.answer is not None and "1990" in one.answer.text
    assert two.answer is not None and "$12" in two.answer.text


def test_the_page_names_each_claim_before_its_answer(desk: Desk) -> None:
    report = ask(COMPOUND[0][0], desk)
    text = body_of_page(report)
    for verdict in report.verdicts:
        assert verdict.claim in text


def test_over_the_casebook_too() -> None:
    asked = "Does Texas require sheriffs to honor detainers, and does Oregon bar police from honoring them?"
    verdicts = bundled_answer(asked).verdicts
    assert [("Texas" in v.claim, "Oregon" in v.claim) for v in verdicts] == [(True, False), (False, True)]
    assert [v.label.value for v in verdicts] == ["supported", "supported"]
