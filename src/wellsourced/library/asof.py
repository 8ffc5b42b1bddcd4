"""What a library held on a day: the one rule that decides whether an item counts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Document, Passage, Snapshot
from wellsourced.text.dates import dates

__all__ = ["counts_by", "document_date", "known_by", "stated_date"]


def stated_date(
    passage: Passage, published: PartialDate | None, updated: PartialDate | None = None
) -> PartialDate | None:
    """The date an item bears: for a note its source's publication, else its fact's; else the document's."""
    if passage.note is None:
        return document_date(published, updated)
    return passage.note.about.published or passage.note.dated


def document_date(published: PartialDate | None, updated: PartialDate | None) -> PartialDate | None:
    """The date a document bears: where it says it was changed later than published, that of the change.

    Nobody knows which of its words were there before. Changed alone it bears none: a file is changed before
    it is published.
    """
    changed = published is not None and updated is not None and updated.latest > published.latest
    return updated if changed else published


def known_by(stated: PartialDate | None, captured_at: datetime) -> date:
    """The first day on which the item was certainly public.

    A month or a year counts from its last day. What we captured was public by then, whatever date
    it bears and even if it bears none.
    """
    captured = captured_at.astimezone(UTC).date()
    return captured if stated is None else min(stated.latest, captured)


def counts_by(passage: Passage, document: Document, snapshot: Snapshot, as_of: date) -> bool:
    """Whether the passage may be used for a page that speaks as of `as_of`."""
    stated = stated_date(passage, document.published, document.updated)
    if known_by(stated, snapshot.captured_at) > as_of:
        return False
    held = snapshot.captured_at.astimezone(UTC).date() <= as_of
    return held or not _tells_what_came_later(passage, as_of)


def _tells_what_came_later(passage: Passage, as_of: date) -> bool:
    """Whether our note on an older source names a later day, other than as the date of its own fact.

    A note is written when the casebook is built: it may add to an old page what has happened since.
    A fact whose own date is still to come is scheduled, and may be told.
    """
    if passage.note is None:
        return False
    later = any(day > as_of for day in _days_named(passage.text))
    scheduled = passage.note.dated is not None and passage.note.dated.latest > as_of
    return later and not scheduled


@lru_cache(maxsize=4096)
def _days_named(text: str) -> tuple[date, ...]:
    return tuple(PartialDate(text=found.date).earliest for found in dates(text))
