"""Promise 6: what is settled is told as settled; a view of few is weighed as one, and no side is invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desks import Text, ask, body_of_page, desk_of, said
from promises.samples import TARN, documents
from wellsourced.model.sources import SourceKind

pytestmark = pytest.mark.promise(6)

OFFICES = ("Alder Records Office", "Tarn Water Board", "University of Tarn")
OTHER_SIDE = re.compile(
    r"\b(?:some (?:say|argue|believe|claim|people)|others (?:say|argue|believe|claim)|critics|skeptics|"
    r"on the other hand|both sides|debated?|controvers\w+|opponents|supporters)\b",
    re.IGNORECASE,
)
SETTLED = [
    ("The Tarn Bridge opened in 1990.", "The Tarn Bridge opened in 1994."),
    ("The Tarn dam holds 40 million gallons.", "The Tarn dam holds 90 million gallons."),
    ("The Fennmouth well is not poisoned.", "The Fennmouth well is poisoned."),
]


def corpus(settled: str, held_by_few: str) -> list[Text]:
    """A fact that three offices state, and what a forum has instead."""
    offices = [Text(body=settled, publisher=name) for name in OFFICES]
    return [*offices, Text(body=held_by_few, publisher="Tarn Talk", kind=SourceKind.SOCIAL)]


@pytest.mark.parametrize(("settled", "held_by_few"), SETTLED)
def test_a_forum_does_not_balance_three_offices(settled: str, held_by_few: str, tmp_path: Path) -> None:
    desk = desk_of(corpus(settled, held_by_few), tmp_path)
    (verdict,) = ask(settled, desk).verdicts
    assert (verdict.label.value, verdict.supports, verdict.refutes) == ("supported", 3, 1)
    (verdict,) = ask(held_by_few, desk).verdicts
    assert (verdict.label.value, verdict.supports, verdict.refutes) == ("refuted", 1, 3)


@pytest.mark.parametrize(("settled", "held_by_few"), SETTLED)
def test_the_few_are_counted_beside_the_many(settled: str, held_by_few: str, tmp_path: Path) -> None:
    page = body_of_page(ask(settled, desk_of(corpus(settled, held_by_few), tmp_path)))
    assert "3" in page and "1" in page
    assert settled.rstrip(".") in page


@pytest.mark.parametrize("claim", list(TARN))
def test_where_nobody_disagrees_no_other_side_is_told(claim: str, tmp_path: Path) -> None:
    report = ask(claim, desk_of(documents(TARN), tmp_path))
    assert report.verdicts[0].label.value == "supported"
    assert OTHER_SIDE.findall(said(report)) == []


def test_equals_that_disagree_are_shown_to(tmp_path: Path) -> None:
    """Without this the tests above could pass by never telling of disagreement."""
    texts = [
        Text(body=told, publisher=name) for told, name in zip(SETTLED[0], ("Gazette", "Herald"), strict=True)
    ]
    report = ask(SETTLED[0][0], desk_of(texts, tmp_path))
    assert report.verdicts[0].label.value == "conflicting"
    assert "1990" in said(report)
    assert "1994" in said(report)
