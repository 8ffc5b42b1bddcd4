"""A source captured several times: which of its captures is the one to be found, as of a day.

Nothing here is deleted or changed: passages of an older capture can be read by their ids for good, since
older editions cite them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, insert, select

from wellsourced.library import records, schema
from wellsourced.library.asof import document_date, known_by
from wellsourced.library.reading import Read
from wellsourced.library.schema import UtcDateTime
from wellsourced.library.sightings import stretches
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Document, Snapshot

__all__ = [
    "captured_again",
    "captures_of",
    "keep_read_as",
    "known_to_read_as",
    "outdated",
    "reading_the_same",
    "said_before",
    "sightings_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """A stretch in which a capture stood: its ends, and from which day the capture's document counts."""

    snapshot: str
    first: datetime
    last: datetime
    counts_from: date


def captured_again() -> ColumnElement[bool]:
    """A column for queries over snapshots: whether the snapshot's source has others."""
    other = schema.snapshots.alias()
    this = schema.snapshots.c
    return exists(
        select(other.c.id).where(and_(other.c.source_id == this.source_id, other.c.id != this.id))
    ).label("captured_again")


def outdated(connection: Connection, as_of: date, among: Collection[str] | None = None) -> set[str]:
    """Ids of the snapshots that are not their source's current one as of the day.

    Current is, of those that count, what was seen last by the end of the day, else what was first seen after
    it. `among` are snapshots whose sources are looked at; without it all are.
    """
    found: set[str] = set()
    groups = (None,) if among is None else records.chunks(sorted(among))
    for some in groups:
        for captures in _by_source(connection, some).values():
            counting = [one for one in captures if one.counts_from <= as_of]
            if counting:
                current = max(counting, key=lambda one: _rank(one, as_of))
                found |= {one.snapshot for one in captures} - {current.snapshot}
    return found


def captures_of(connection: Connection, source_id: str, as_of: date) -> list[Snapshot]:
    """What the source was captured as by the end of the day, oldest first.

    A text that came back after another is told again, with the time it was seen to be back.
    """
    table = schema.snapshots
    rows = list(connection.execute(select(table).where(table.c.source_id == source_id)))
    known = {row.id: records.snapshot_from(row) for row in rows}
    stood = [one for told in stretches(connection, rows).values() for one in told]
    taken = (replace(known[one.snapshot], captured_at=one.first) for one in stood)
    return sorted(
        (one for one in taken if _day(one.captured_at) <= as_of), key=lambda one: (one.captured_at, one.id)
    )


def sightings_of(connection: Connection, source_id: str, as_of: date) -> list[tuple[datetime, str]]:
    """When the source was seen to give which bytes, by the end of the day, oldest first.

    Of each time in which it gave the same whenever it was asked, the first sighting and the last.
    """
    table = schema.snapshots
    rows = list(connection.execute(select(table).where(table.c.source_id == source_id)))
    content = {row.id: records.snapshot_from(row).content for row in rows}
    stood = [one for told in stretches(connection, rows).values() for one in told]
    ends = {(at, content[one.snapshot]) for one in stood for at in (one.first, one.last)}
    return sorted(one for one in ends if _day(one[0]) <= as_of)


def reading_the_same(connection: Connection, new: Sequence[Read]) -> dict[str, str]:
    """The pages asked for again that read as their source's last capture does, each with that one's id.

    Pages change their bytes daily, with what surrounds the text. Files, and captures from other archives,
    are kept whatever they say.
    """
    asked = (one for one in new if one.capture.exchange is not None and not one.capture.imported)
    found = {}
    for one in asked:
        last = _last_document(connection, one.snapshot.source)
        if last is not None and replace(last, snapshot=one.document.snapshot) == one.document:
            found[one.snapshot.id] = last.snapshot
    return found


def known_to_read_as(connection: Connection, snapshot_ids: Collection[str]) -> dict[str, str]:
    """Those of the snapshots that are not kept but were found to read as one that is, each with that one."""
    table = schema.read_as
    found: dict[str, str] = {}
    for some in records.chunks(sorted(set(snapshot_ids))):
        rows = connection.execute(select(table).where(table.c.id.in_(some)))
        found |= {row.id: row.snapshot_id for row in rows}
    return found


def keep_read_as(connection: Connection, same: Mapping[str, str]) -> None:
    """Keep which snapshots read as which others, so that their bytes need not be read again."""
    there = known_to_read_as(connection, same)
    rows = [{"id": name, "snapshot_id": stands} for name, stands in same.items() if name not in there]
    if rows:
        connection.execute(insert(schema.read_as), rows)


def _last_document(connection: Connection, source_id: str) -> Document | None:
    snapshots, documents = schema.snapshots, schema.documents
    last = func.coalesce(snapshots.c.seen_at, snapshots.c.captured_at, type_=UtcDateTime)
    query = (
        select(documents.c.id)
        .join(snapshots, documents.c.snapshot_id == snapshots.c.id)
        .where(snapshots.c.source_id == source_id)
        .order_by(last.desc(), snapshots.c.id.desc())
        .limit(1)
    )
    name = connection.execute(query).scalar()
    return None if name is None else records.read_document(connection, name)


def said_before(
    connection: Connection, source_ids: Collection[str], moment: datetime
) -> set[tuple[str, str]]:
    """The texts of passages that sources had by a moment, each with the source's id."""
    snapshots, documents, passages = schema.snapshots, schema.documents, schema.passages
    query = (
        select(snapshots.c.source_id, passages.c.text)
        .join(documents, passages.c.document_id == documents.c.id)
        .join(snapshots, documents.c.snapshot_id == snapshots.c.id)
        .where(snapshots.c.captured_at <= moment)
    )
    found: set[tuple[str, str]] = set()
    for some in records.chunks(sorted(source_ids)):
        rows = connection.execute(query.where(snapshots.c.source_id.in_(some)))
        found |= {(row.source_id, row.text) for row in rows}
    return found


def _by_source(connection: Connection, among: Collection[str] | None) -> dict[str, list[_Taken]]:
    """The captures of each source that has several, by the source's id."""
    snapshots, documents, sources = schema.snapshots, schema.documents, schema.sources
    query: Select[Any] = (
        select(
            snapshots.c.source_id,
            snapshots.c.id,
            snapshots.c.captured_at,
            snapshots.c.seen_at,
            documents.c.published,
            documents.c.updated,
            records.stated_column(),
        )
        .join(documents, documents.c.snapshot_id == snapshots.c.id)
        .join(sources, sources.c.id == snapshots.c.source_id)
    )
    if among is None:
        named = select(snapshots.c.source_id).group_by(snapshots.c.source_id).having(func.count() > 1)
    else:
        named = select(snapshots.c.source_id).where(snapshots.c.id.in_(among))
    found: dict[str, list[_Taken]] = {}
    rows = list(connection.execute(query.where(snapshots.c.source_id.in_(named))))
    stood = stretches(connection, rows)
    for row in rows:
        published, updated = records.dates_of(row)
        counts_from = _counts_from(published, updated, row.captured_at)
        found.setdefault(row.source_id, []).extend(
            _Taken(snapshot=row.id, first=one.first, last=one.last, counts_from=counts_from)
            for one in stood[row.id]
        )
    return found


def _counts_from(published: PartialDate | None, updated: PartialDate | None, captured_at: datetime) -> date:
    return known_by(document_date(published, updated), captured_at)


def _rank(taken: _Taken, as_of: date) -> tuple[bool, float, datetime, str]:
    """What was seen by the day comes before what was not: of those the last, of these the first."""
    by_then: Iterable[datetime] = (one for one in (taken.last, taken.first) if _day(one) <= as_of)
    seen = next(iter(by_then), None)
    if seen is None:
        return False, -taken.first.timestamp(), taken.first, taken.snapshot
    return True, seen.timestamp(), taken.first, taken.snapshot


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
