"""The user's own layer: passages in the records, their words and vectors in the index folder."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, or_, select

from wellsourced.library import records, schema
from wellsourced.library.anchor_records import read_anchors
from wellsourced.library.asof import known_by, stated_date
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
        wanted = sorted(set(ids))
        held: dict[str, Passage] = {}
        with self._engine.connect() as connection:
            for at in range(0, len(wanted), _CHUNK):
                query = records.passage_query().where(schema.passages.c.id.in_(wanted[at : at + _CHUNK]))
                for row in connection.execute(query):
                    read = records.read_passage(row)
                    if _counts(read, as_of):
                        held[row.id] = read.passage
        return held

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
            for row in connection.execution_options(yield_per=_CHUNK).execute(query):
                read = records.read_passage(row)
                if _counts(read, as_of):
                    yield read.passage

    def passages_of(self, document_id: str, as_of: date) -> Iterator[Passage]:
        of_document = records.passage_query().where(schema.passages.c.document_id == document_id)
        with self._engine.connect() as connection:
            for row in connection.execute(of_document.order_by(schema.passages.c.ordinal)):
                read = records.read_passage(row)
                if _counts(read, as_of):
                    yield read.passage

    def captured_since(self, moment: datetime) -> bool:
        later = select(schema.snapshots.c.id).where(schema.snapshots.c.captured_at > moment)
        with self._engine.connect() as connection:
            return connection.execute(later.limit(1)).first() is not None

    def anchors(self, note_id: str) -> Sequence[Anchor]:
        with self._engine.connect() as connection:
            return read_anchors(connection, note_id)


def _counts(read: PassageRow, as_of: date) -> bool:
    stated = stated_date(read.passage, read.published, read.updated)
    return known_by(stated, read.captured_at) <= as_of
