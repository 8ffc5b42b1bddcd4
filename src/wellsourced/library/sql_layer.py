"""The user's own layer: passages in the records, their words and vectors in the index folder."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, Row, or_, select

from wellsourced.library import records, schema
from wellsourced.library.anchor_records import read_anchors
from wellsourced.library.asof import known_by, stated_date
from wellsourced.library.captures import captured_again, captures_of, outdated, said_before, sightings_of
from wellsourced.library.index import Index
from wellsourced.library.records import PassageRow
from wellsourced.model.anchors import Anchor
from wellsourced.model.sources import Document, Passage, Snapshot, Source

__all__ = ["SqlLayer"]

_CHUNK = 500


class SqlLayer:
    """A `Layer` over a library's database and index."""

    def __init__(self, engine: Engine, index: Index) -> None:
        self._engine = engine
        self._index = index

    def lexical(self, query: str, k: int) -> Sequence[tuple[str, float]]:
        return self._index.lexical(query, k)

    def dense(self, vector: NDArray[np.float32], k: int) -> Sequence[tuple[str, float]]:
        return self._index.dense(vector, k)

    def similarities(self, ids: Sequence[str], vector: NDArray[np.float32]) -> Mapping[str, float]:
        return self._index.similarities(ids, vector)

    def found(self, ids: Collection[str], as_of: date) -> Mapping[str, Passage]:
        with self._engine.connect() as connection:
            return {row.id: passage for row, passage in _held(connection, ids, as_of)}

    def current(self, ids: Collection[str], as_of: date) -> Mapping[str, Passage]:
        with self._engine.connect() as connection:
            held = _held(connection, ids, as_of)
            several = {row.snapshot_id for row, _ in held if row.captured_again}
            old = outdated(connection, as_of, several) if several else set()
        return {row.id: passage for row, passage in held if row.snapshot_id not in old}

    def source(self, source_id: str) -> Source | None:
        with self._engine.connect() as connection:
            return records.read_source(connection, source_id)

    def snapshot(self, snapshot_id: str) -> Snapshot | None:
        with self._engine.connect() as connection:
            found = records.read_snapshot(connection, snapshot_id)
        return None if found is None else found[0]

    def document(self, document_id: str) -> Document | None:
        """The document; a publication date stated for its source stands over the one in its text."""
        with self._engine.connect() as connection:
            document = records.read_document(connection, document_id)
            if document is None:
                return None
            found = records.read_snapshot(connection, document.snapshot)
            source = None if found is None else records.read_source(connection, found[0].source)
        stated = None if source is None else source.published
        return document if stated is None else replace(document, published=stated)

    def neighbours(self, passage: Passage) -> tuple[str, str]:
        table = schema.passages
        here = select(table.c.ordinal).where(table.c.id == passage.id)
        with self._engine.connect() as connection:
            ordinal = connection.execute(here).scalar_one()
            beside = select(table.c.ordinal, table.c.text).where(
                table.c.document_id == passage.document,
                or_(table.c.ordinal == ordinal - 1, table.c.ordinal == ordinal + 1),
            )
            texts = {row.ordinal: row.text for row in connection.execute(beside)}
        return texts.get(ordinal - 1, ""), texts.get(ordinal + 1, "")

    def passages(self, as_of: date) -> Iterator[Passage]:
        query = records.passage_query().order_by(schema.passages.c.document_id, schema.passages.c.ordinal)
        with self._engine.connect() as connection:
            old = outdated(connection, as_of)
            for row in connection.execution_options(yield_per=_CHUNK).execute(query):
                read = records.read_passage(row)
                if row.snapshot_id not in old and _counts(read, as_of):
                    yield read.passage

    def passages_of(self, document_id: str, as_of: date) -> Iterator[Passage]:
        of_document = records.passage_query().where(schema.passages.c.document_id == document_id)
        with self._engine.connect() as connection:
            for row in connection.execute(of_document.order_by(schema.passages.c.ordinal)):
                read = records.read_passage(row)
                if _counts(read, as_of):
                    yield read.passage

    def new_since(self, moment: datetime, but: Collection[str], as_of: date) -> Iterator[Passage]:
        of = schema.snapshots.c
        query = records.passage_query().add_columns(of.source_id)
        order = (schema.passages.c.document_id, schema.passages.c.ordinal)
        with self._engine.connect() as connection:
            later = query.where(of.captured_at > moment, of.source_id.not_in(but))
            rows = list(connection.execute(later.order_by(*order)))
            old = outdated(connection, as_of, {row.snapshot_id for row in rows}) if rows else set()
            said = said_before(connection, {row.source_id for row in rows}, moment) if rows else set()
        for row in rows:
            read = records.read_passage(row)
            new = row.snapshot_id not in old and (row.source_id, read.passage.text) not in said
            if new and _counts(read, as_of):
                yield read.passage

    def captures(self, source_id: str, as_of: date) -> Sequence[Snapshot]:
        with self._engine.connect() as connection:
            return captures_of(connection, source_id, as_of)

    def sightings(self, source_id: str, as_of: date) -> Sequence[tuple[datetime, str]]:
        with self._engine.connect() as connection:
            return sightings_of(connection, source_id, as_of)

    def anchors(self, note_id: str) -> Sequence[Anchor]:
        with self._engine.connect() as connection:
            return read_anchors(connection, note_id)


def _held(connection: Connection, ids: Collection[str], as_of: date) -> list[tuple[Row[Any], Passage]]:
    """The passages that count, each with its row and whether its source was captured again."""
    rows = (
        row
        for some in records.chunks(sorted(set(ids)))
        for row in connection.execute(
            records.passage_query().add_columns(captured_again()).where(schema.passages.c.id.in_(some))
        )
    )
    read = ((row, records.read_passage(row)) for row in rows)
    return [(row, one.passage) for row, one in read if _counts(one, as_of)]


def _counts(read: PassageRow, as_of: date) -> bool:
    stated = stated_date(read.passage, read.published, read.updated)
    return known_by(stated, read.captured_at) <= as_of
