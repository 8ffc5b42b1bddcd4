"""Looking through what a library holds: its sources a stretch at a time, and what was read of each."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, func, or_, select

from wellsourced.library import schema
from wellsourced.library.records import adapter, snapshot_from
from wellsourced.model.sources import Snapshot, Source

__all__ = ["count_sources", "read_captured", "read_shelf"]


def count_sources(connection: Connection, words: str) -> int:
    """How many sources have the words in their title, publisher or address; all where there are none."""
    asked = select(func.count()).select_from(schema.sources).where(*_having(words))
    return connection.execute(asked).scalar_one()


def read_shelf(connection: Connection, words: str, start: int, count: int) -> list[Source]:
    """Those sources by address, `count` of them from `start` on."""
    asked = select(schema.sources.c.payload).where(*_having(words)).order_by(schema.sources.c.uri)
    rows = connection.execute(asked.offset(start).limit(count)).scalars()
    return [adapter(Source).validate_python(payload) for payload in rows]


def read_captured(connection: Connection, source_id: str) -> list[tuple[Snapshot, str | None]]:
    """The captures of a source, newest first, each with the id of the document that was read of it."""
    snapshots, documents = schema.snapshots, schema.documents
    asked = (
        select(snapshots, documents.c.id.label("document"))
        .outerjoin(documents, documents.c.snapshot_id == snapshots.c.id)
        .where(snapshots.c.source_id == source_id)
        .order_by(snapshots.c.captured_at.desc(), snapshots.c.id)
    )
    return [(snapshot_from(row), row.document) for row in connection.execute(asked)]


def _having(words: str) -> list[ColumnElement[bool]]:
    """That every word stands somewhere in what is said of a source."""
    table = schema.sources
    said = (table.c.uri, table.c.payload["title"].as_string(), table.c.payload["publisher"].as_string())
    return [or_(*(one.icontains(word, autoescape=True) for one in said)) for word in words.split()]
