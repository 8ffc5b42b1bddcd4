"""Promise 22: contradictions seeded into the library do not stand side by side as facts on a page."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from desks import Desk, Text, ask, bundled_answer, desk_of, labels
from wellsourced.model.reports import Report
from wellsourced.model.sources import SourceKind
from wellsourced.steps.proving.contrast import contrast
from wellsourced.steps.proving.restated import restated

pytestmark = pytest.mark.promise(22)

SEEDED = [
    (
        "Three people died in the Harrow mill fire.",
        ("2026-05-01", "Two people died in the Harrow mill fire."),
        ("2026-05-02", "Three people died in the Harrow mill fire."),
    ),
    (
        "Peter Lindqvist is the mayor of Fennmouth.",
        ("2023-02-01", "Ruth Okafor is the mayor of Fennmouth. She took office in 2023."),
        ("2026-06-02", "Peter Lindqvist is the mayor of Fennmouth. He took office in June 2026."),
    ),
    (
        "The Tarn ferry is running.",
        ("2026-03-01", "The Tarn ferry is not running."),
        ("2026-04-01", "The Tarn ferry is running."),
    ),
    (
        "Alder County has 31 wardens.",
        ("2025-03-01", "Alder County has 24 wardens."),
        ("2026-03-01", "Alder County has 31 wardens."),
    ),
]


def clashing(report: Report) -> list[tuple[str, str]]:
    """The pairs of its sentences that cannot both be true."""
    told = list(dict.fromkeys(one.text for one in report.statements()))
    return [(one, two) for one, two in combinations(told, 2) if contrast(one, two) or restated(one, two)]


@pytest.mark.parametrize(("claim", "old", "new"), SEEDED)
def test_a_seeded_contradiction_is_not_told_beside_the_answer(
    claim: str, old: tuple[str, str], new: tuple[str, str], tmp_path: Path
) -> None:
    texts = [Text(body=body, published=day, publisher="Gazette") for day, body in (old, new)]
    report = ask(claim, desk_of(texts, tmp_path))
    assert labels(report) == ["supported"]
    assert clashing(report) == []


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    texts = [
        Text(body="The Tarn Bridge has two lanes. The Tarn Bridge opened in 1990.", publisher="Gazette"),
        Text(body="The Tarn Bridge has two lanes. The Tarn Bridge opened in 1994.", publisher="Herald"),
    ]
    return desk_of(texts, tmp_path_factory.mktemp("beside"))


def test_nor_one_in_what_stands_beside_it(beside: Desk) -> None:
    report = ask("Does the Tarn Bridge have two lanes?", beside)
    assert labels(report) == ["supported"]
    assert clashing(report) == []


def test_where_sources_differ_on_what_is_asked_the_page_says_that_they_do(beside: Desk) -> None:
    report = ask("Did the Tarn Bridge open in 1990?", beside)
    assert labels(report) == ["conflicting"]
    answer = report.verdicts[0].answer
    assert answer is not None
    assert "1990" in answer.text and "1994" in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        "Does Texas require sheriffs to honor detainers?",
        "Does Oregon bar police from honoring ICE detainers?",
    ],
)
def test_no_page_of_the_casebook_does(asked: str) -> None:
    assert clashing(bundled_answer(asked)) == []


COUNCIL = "The Tarn bridge carried 4,100 cars a day in March 2026. The council closed one lane on 4 May 2026."
OTHERWISE = "The Tarn bridge carried 5,200 cars a day in March 2026, the county said."


def counted_by(kind: SourceKind, folder: Path) -> Report:
    texts = [
        Text(body=COUNCIL, published="2026-05-05", publisher="Alderford", kind=SourceKind.GOVERNMENT),
        Text(body=OTHERWISE, published="2026-05-06", publisher="Alder County", kind=kind),
    ]
    return ask("The Tarn bridge carried 4,100 cars a day in March 2026.", desk_of(texts, folder))


def test_two_counts_of_one_month_are_told_as_disagreement(tmp_path: Path) -> None:
    report = counted_by(SourceKind.GOVERNMENT, tmp_path)
    assert labels(report) == ["conflicting"]
    answer = report.verdicts[0].answer
    assert answer is not None and "4,100" in answer.text and "5,200" in answer.text
    titles = [section.title.text for section in report.sections]
    assert [("4,100" in title, "5,200" in title) for title in titles] == [(True, False), (False, True)]


def test_what_is_outweighed_is_withheld_and_the_page_says_why(tmp_path: Path) -> None:
    report = counted_by(SourceKind.SOCIAL, tmp_path)
    assert labels(report) == ["supported"]
    assert report.verdicts[0].refutes == 1 and clashing(report) == []
    assert OTHERWISE in [one.text for one in report.withheld if one.why.startswith("it contradicts")]
