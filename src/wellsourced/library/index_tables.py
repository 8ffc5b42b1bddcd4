"""The two Lance tables of an index: made, opened, added to, and merged as rarely as searching allows.

Two, because they age differently: new words must be merged into the word index often, which rewrites the
table; vectors, most of the bytes, need no index and are rewritten only when they have doubled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import lancedb
import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
from lancedb.index import FTS
from numpy.typing import NDArray

from wellsourced.library.lance_tables import add_new, delete, every_id, extent, merge_files

__all__ = ["DIMENSION", "VECTORS", "WORDS", "Tables", "made", "opened"]

DIMENSION = 384
"""Floats of a vector: what the shipped encoder gives."""

OPTIMIZE_ABOVE = 1000
"""Rows that may wait outside the word index for long: every query scans them, at 30 ms a thousand."""

WHILE_ADDING = 10_000
TAIL_SHARE = 4
"""While more is added so many rows may wait, or this part of a large index: merging takes a second of CPU and
another for each 30,000 rows that are there already."""

MANY_FILES = 100
"""Files of words, or of vectors, above which a search is slowed by opening them: they are merged."""

WORDS, VECTORS = "words", "vectors"
_WORD_INDEX = "text_idx"  # the name Lance gives an index on `text`


@dataclass(frozen=True, slots=True)
class Tables:
    """`words` has `id`, `text`; `vectors` has `id`, `vector`. Vectors are written first."""

    words: lancedb.table.Table
    vectors: lancedb.table.Table

    def add(self, ids: Sequence[str], worded: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Add rows whose id is not there yet, `worded` as they are to be found, and merge what is due."""
        names = pa.array(list(ids), pa.string())
        flat = pa.array(np.ascontiguousarray(vectors, dtype=np.float32).reshape(-1))
        rows = pa.FixedSizeListArray.from_arrays(flat, DIMENSION)
        add_new(self.vectors, pa.table({"id": names, "vector": rows}, schema=_vectors_schema()))
        texts = pa.array(list(worded), pa.string())
        add_new(self.words, pa.table({"id": names, "text": texts}, schema=_words_schema()))
        self._merge_where_due()

    def ids(self) -> set[str]:
        """Every id held, by its words and by its vector: a killed addition leaves some in one of them."""
        return every_id(self.words) & every_id(self.vectors)

    def remove(self, ids: Sequence[str]) -> None:
        """Drop rows; ids that are not there are ignored."""
        delete(self.words, ids)
        delete(self.vectors, ids)

    def settle(self) -> None:
        """Merge words that wait, where they slow searching down."""
        if self._waiting() > OPTIMIZE_ABOVE:
            merge_files(self.words)

    def optimize(self) -> None:
        """Merge small pieces and bring the word index up to date."""
        merge_files(self.words)
        merge_files(self.vectors)

    def _merge_where_due(self) -> None:
        rows, files, largest = extent(self.words)
        if self._waiting() > max(WHILE_ADDING, rows // TAIL_SHARE) or _too_many(files, rows, largest):
            merge_files(self.words)
        rows, files, largest = extent(self.vectors)
        if _too_many(files, rows, largest):
            merge_files(self.vectors)

    def _waiting(self) -> int:
        """Rows that are not in the word index yet."""
        stats = self.words.index_stats(_WORD_INDEX)
        return 0 if stats is None else stats.num_unindexed_rows


def _too_many(files: int, rows: int, largest: int) -> bool:
    """Files beside a large one are few rows: rewriting it for their sake waits until they are very many."""
    return files > (MANY_FILES if rows >= 2 * largest else 10 * MANY_FILES)


def made(database: lancedb.db.DBConnection) -> Tables:
    """The tables, made with their word index where there are none."""
    vectors = database.create_table(VECTORS, schema=_vectors_schema(), exist_ok=True)
    words = database.create_table(WORDS, schema=_words_schema(), exist_ok=True)
    if not _has_word_index(words):
        words.create_index("text", config=FTS(language="English", stem=True, ascii_folding=True))
    return Tables(words=words, vectors=vectors)


def opened(database: lancedb.db.DBConnection) -> Tables | None:
    """The tables that are there; None where a process was killed before it had made the word index."""
    words = database.open_table(WORDS)
    return Tables(words=words, vectors=database.open_table(VECTORS)) if _has_word_index(words) else None


def _has_word_index(table: lancedb.table.Table) -> bool:
    return any(index.name == _WORD_INDEX for index in table.list_indices())


def _words_schema() -> pa.Schema:
    return pa.schema([("id", pa.string()), ("text", pa.string())])


def _vectors_schema() -> pa.Schema:
    return pa.schema([("id", pa.string()), ("vector", pa.list_(pa.float32(), DIMENSION))])
