"""The one rule for what a library held on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.library.asof import counts_by, known_by
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import (
    Confidence,
    Document,
    Nature,
    Note,
    Passage,
    Snapshot,
    Source,
    SourceKind,
    Span,
)

CAPTURED = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


def partial(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate(text=text)


def snapshot(captured_at: datetime = CAPTURED) -> Snapshot:
    return Snapshot(source="source-x", content="bytes-x", media_type="text/plain", captured_at=captured_at)


def document(published: str | None) -> Document:
    return Document(
        snapshot=snapshot().id,
        text="A text.",
        title="A title",
        published=partial(published),
        language="en",
        extractor="plain@1",
    )


def passage(note: Note | None = None) -> Passage:
    return Passage(document="document-x", span=Span(start=0, end=7), text="A text.", note=note)


def note(published: str | None, dated: str | None) -> Note:
    about = Source(
        uri="https://example.org/ruling",
        title="Ruling",
        publisher="A court",
        kind=SourceKind.COURT,
        published=partial(published),
    )
    return Note(about=about, nature=Nature.EVENT, confidence=Confidence.HIGH, dated=partial(dated))


@pytest.mark.parametrize(
    ("published", "first_day"),
    [
        ("2019-05-02", date(2019, 5, 2)),
        ("2019-05", date(2019, 5, 31)),  # certainly public only when the month is over
        ("2024-02", date(2024, 2, 29)),
        ("2019", date(2019, 12, 31)),
        ("2026", date(2026, 11, 22)),  # the year is not over, but we have seen it
        ("2031-01-01", date(2026, 11, 22)),  # a date in the future does not hide what we hold
        (None, date(2026, 11, 22)),  # undated: public by the day it was captured, no earlier
    ],
)
def test_a_document_counts_from_the_day_it_was_certainly_public(
    published: str | None, first_day: date
) -> None:
    held = passage(), document(published), snapshot()
    assert counts_by(*held, first_day)
    assert not counts_by(*held, first_day - timedelta(days=1))


@pytest.mark.parametrize(
    ("published", "dated", "first_day"),
    [
        ("2014-03-04", "2010-01-01", date(2014, 3, 4)),  # publication stands before the date of the fact
        (None, "2018-07", date(2018, 7, 31)),
        (None, None, date(2026, 11, 22)),
    ],
)
def test_a_note_goes_by_its_source_and_then_by_its_fact(
    published: str | None, dated: str | None, first_day: date
) -> None:
    held = passage(note(published, dated)), document("1990"), snapshot()
    assert counts_by(*held, first_day)
    assert not counts_by(*held, first_day - timedelta(days=1))


def test_the_day_of_capture_is_a_day_in_utc() -> None:
    late_evening_in_denver = datetime(2026, 3, 1, 20, 0, tzinfo=timezone(timedelta(hours=-7)))
    assert known_by(None, late_evening_in_denver) == date(2026, 3, 2)


@given(
    st.none() | st.dates(date(1700, 1, 1), date(2100, 12, 31)),
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from([4, 7, 10]),
)
def test_nothing_counts_before_its_date_nor_later_than_its_capture(
    day: date | None, captured_at: datetime, precision: int
) -> None:
    stated = None if day is None else PartialDate(text=day.isoformat()[:precision])
    known = known_by(stated, captured_at)
    assert known <= captured_at.date()
    if stated is not None and stated.latest <= captured_at.date():
        assert known == stated.latest


@pytest.mark.parametrize(
    ("text", "dated", "counts"),
    [
        ("The ferry rule was adopted in 2017.", "2017", True),
        ("The ferry rule of 2017 was replaced on October 15, 2025.", "2017", False),
        ("The ferry rule starts on January 1, 2026.", "2026-01-01", True),
    ],
)
def test_a_note_on_an_old_page_does_not_tell_what_came_later(text: str, dated: str, counts: bool) -> None:
    told = Passage(
        document="document-x", span=Span(start=0, end=len(text)), text=text, note=note("2017-03", dated)
    )
    on = date(2025, 10, 13)
    assert counts_by(told, document(None), snapshot(), on) is counts
    assert counts_by(told, document(None), snapshot(), CAPTURED.date())
