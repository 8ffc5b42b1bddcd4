"""Promise 9: no source and no event later than the day a page speaks of."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desks import TODAY, Desk, Text, ask, desk_of, flagship, labels, terminal
from reading import dates_said
from wellsourced.model.reports import Exhibit, Report

pytestmark = pytest.mark.promise(9)

FIRST = date(2008, 1, 1)
DAYS = """
2012-06-30 2014-03-04 2017-09-01 2018-01-01 2021-07-19 2025-02-28 2025-10-13 2026-04-22 2026-07-22 2026-11-22
"""
days = st.sampled_from([date.fromisoformat(day) for day in DAYS.split()])


def is_late(exhibit: Exhibit, day: date) -> bool:
    """Whether a passage is not certainly of that day or before; undated ones count from their capture."""
    note = exhibit.passage.note
    dated = exhibit.source.published or (note.dated if note else None)
    return (exhibit.captured_at.date() if dated is None else dated.earliest) > day


def told_of(report: Report) -> Iterator[str]:
    """What the page says happened; what it says is scheduled stands under what to watch."""
    yield from (v.answer.text for v in report.verdicts if v.answer is not None)
    yield from (said.text for said in (*report.summary, *report.bottom_line))
    for section in report.sections:
        yield from (said.text for said in (section.title, *section.statements))
    yield from (gap.text for gap in report.unknowns)
    yield from report.followups


def complaints(report: Report, day: date) -> list[str]:
    found = [f"source: {e.source.title}" for e in report.exhibits if is_late(e, day)]
    found += [f"text: {text}" for text in told_of(report) if any(d > day for d in dates_said(text))]
    for rule in report.provisions:
        if rule.since is not None and rule.since.earliest > day:
            found.append(f"rule: {rule.instrument}")
    return found


@given(day=days)
@settings(max_examples=10, deadline=None)
def test_nothing_on_the_page_is_later_than_its_day(day: date) -> None:
    assert complaints(flagship(day), day) == []


def test_the_check_can_fail() -> None:
    assert complaints(flagship(), date(2020, 1, 1))


def test_a_page_as_of_a_day_says_so_and_when_it_was_made() -> None:
    text = " ".join(terminal(flagship(date(2025, 10, 13))).split())
    assert "As of October 13, 2025, checked on November 22, 2026" in text


def test_what_is_not_over_yet_is_told_as_scheduled_only() -> None:
    """A day ahead may be named under what to watch, from a source that was there by then."""
    for day in (date(2025, 10, 13), TODAY):
        report = flagship(day)
        shown = {exhibit.passage.id: exhibit for exhibit in report.exhibits}
        for said in report.watch:
            assert not any(is_late(shown[c.passage], day) for c in said.citations), said.text


OPENED = date(2024, 5, 3)


@cache
def gazette() -> Desk:
    """One library for all examples of the property below."""
    body = "Alder County raised its fishing permit fee to $12."
    text = Text(publisher="Gazette", body=body, published=OPENED.isoformat())
    return desk_of([text], Path(tempfile.mkdtemp()))


@given(st.dates(min_value=FIRST, max_value=TODAY))
@settings(max_examples=15, deadline=None)
def test_a_document_counts_from_its_publication_on(day: date) -> None:
    report = ask("Did Alder County raise its fishing permit fee to $12?", gazette(), on=day)
    assert labels(report) == ["supported" if day >= OPENED else "not_enough_evidence"]


@pytest.mark.parametrize(
    ("published", "first_day"), [("2024-05", date(2024, 5, 31)), ("2024", date(2024, 12, 31))]
)
def test_a_month_or_a_year_counts_from_its_last_day(published: str, first_day: date, tmp_path: Path) -> None:
    body = "Alder County raised its fishing permit fee to $12."
    desk = desk_of([Text(publisher="Gazette", body=body, published=published)], tmp_path)
    asked = "Did Alder County raise its fishing permit fee to $12?"
    assert labels(ask(asked, desk, on=first_day)) == ["supported"]
    assert labels(ask(asked, desk, on=first_day - timedelta(days=1))) == ["not_enough_evidence"]


def test_an_old_page_does_not_speak_of_what_a_document_foresaw(tmp_path: Path) -> None:
    """A source may name a day ahead; a page as of before that day does not tell it as done."""
    body = "Alder County raised its fishing permit fee to $12 in 2024. The fee rises to $14 on July 1, 2026."
    desk = desk_of([Text(publisher="Gazette", body=body, published="2024-05-03")], tmp_path)
    report = ask("Did Alder County raise its fishing permit fee to $12 in 2024?", desk, on=date(2025, 1, 1))
    assert labels(report) == ["supported"]
    assert not re.search(r"2026", " ".join(told_of(report)))
