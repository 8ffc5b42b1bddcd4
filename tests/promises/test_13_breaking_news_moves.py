"""Promise 13: an event replayed day by day: the later report replaces the earlier, and news moves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desks import Desk, Text, ask, body_of_page, desk_of, labels, markdown, said, terminal
from wellsourced.model.sources import SourceKind
from wellsourced.render.words import DEVELOPING

pytestmark = pytest.mark.promise(13)

REPORTS = [
    ("2026-05-01", "Two people died in the Harrow mill fire."),
    ("2026-05-02", "Three people died in the Harrow mill fire."),
    ("2026-05-03", "The Harrow mill fire is not out."),
    ("2026-05-05", "The Harrow mill fire is out."),
    ("2026-05-06", "Four people died in the Harrow mill fire."),
]
EVENT = [
    ("Two people died in the Harrow mill fire.", {1: "supported", 2: "refuted", 7: "refuted"}),
    (
        "Three people died in the Harrow mill fire.",
        {1: "refuted", 2: "supported", 5: "supported", 7: "refuted"},
    ),
    (
        "Four people died in the Harrow mill fire.",
        {2: "refuted", 5: "refuted", 6: "supported", 7: "supported"},
    ),
    ("The Harrow mill fire is out.", {2: "not_enough_evidence", 3: "refuted", 4: "refuted", 5: "supported"}),
]
REPLAY = [(claim, day, label) for claim, days in EVENT for day, label in days.items()]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    texts = [
        Text(body=body, published=day, publisher="Harrow Herald", kind=SourceKind.NEWS)
        for day, body in REPORTS
    ]
    return desk_of(texts, tmp_path_factory.mktemp("harrow"))


@pytest.mark.parametrize(("claim", "day", "label"), REPLAY)
def test_on_each_day_the_latest_report_decides(claim: str, day: int, label: str, desk: Desk) -> None:
    assert labels(ask(claim, desk, on=date(2026, 5, day))) == [label]


def test_the_page_does_not_tell_an_overtaken_count_as_current(desk: Desk) -> None:
    report = ask("Three people died in the Harrow mill fire.", desk, on=date(2026, 5, 7))
    assert "Four people died" in said(report)
    assert "Two people died" not in said(report)
    assert "Three people died" not in said(report)


def test_a_page_on_news_of_the_day_is_labeled_as_developing_in_every_form(desk: Desk) -> None:
    report = ask("Three people died in the Harrow mill fire.", desk, on=date(2026, 5, 2))
    for form in (body_of_page(report), markdown(report), terminal(report)):
        assert DEVELOPING in " ".join(form.split())


def test_a_month_later_it_is_not(desk: Desk) -> None:
    report = ask("Four people died in the Harrow mill fire.", desk, on=date(2026, 6, 6))
    assert labels(report) == ["supported"]
    assert "Developing" not in body_of_page(report)


def test_a_law_in_force_does_not_develop(tmp_path: Path) -> None:
    texts = [
        Text(body="Alder County bars bonfires in May.", published="2026-05-01", publisher="Alder County")
    ]
    report = ask("Does Alder County bar bonfires in May?", desk_of(texts, tmp_path), on=date(2026, 5, 2))
    assert "Developing" not in body_of_page(report)
