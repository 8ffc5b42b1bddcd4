"""The search index: words by BM25 and meaning by cosine, in one Lance table."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import cast

# Lance warns on standard error about ordinary things otherwise; it reads this when it is imported.
os.environ.setdefault("LANCEDB_LOG", "error")

import lancedb
import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
from lancedb.index import FTS
from lancedb.query import LanceVectorQueryBuilder
from numpy.typing import NDArray

from wellsourced.adapters.legal_citations import read_citations
from wellsourced.errors import Integrity
from wellsourced.text.citing.reading import authority_words
from wellsourced.text.tokens import tokens

__all__ = ["DIMENSION", "Index", "fold", "folder_name", "older_folder_names"]

DIMENSION = 384
"""Floats of a vector: what the shipped encoder gives."""

OPTIMIZE_ABOVE = 1000
"""Rows that may wait outside the word index: they are scanned by every query until merged."""

_WORDING = "w2"
"""Changes whenever `fold` does: a folder is of one wording, and another is built anew."""

_TABLE = "passages"
_WORDS = "text_idx"  # the name Lance gives an index on `text`


def fold(text: str) -> str:
    """The text as it is indexed and asked for: American spelling, no accents, "U.S.C." as one word.

    Behind it one word for each legal authority cited, so that "title 8, section 1373" finds "8 USC 1373(a)".
    """
    cited = authority_words(read_citations(text))
    return " ".join([*(token.norm for token in tokens(text)), *cited])


def folder_name(encoder: str) -> str:
    """Where in a library's `index` its passages are, as this encoder and this program word them.

    Documents are marked as indexed under this name too, so that programs of two wordings do not take
    each other's work for their own.
    """
    return f"{_plain(encoder)}.{_WORDING}"


def older_folder_names(encoder: str) -> tuple[str, ...]:
    """Folders of earlier wordings, which nothing reads any more."""
    return (_plain(encoder),)


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", name)


class Index:
    """Passages by id, searched by words and by vector; the same for a folder and for `memory://`.

    Adding a row that is there already changes nothing. Searching never writes. A folder is made by
    the first `add`; before that the index is empty. A damaged folder raises `Integrity`.
    """

    def __init__(self, uri: str | Path) -> None:
        self._uri = str(uri)
        self._in_memory = self._uri.startswith("memory:")
        self._table: lancedb.table.Table | None = None

    def add(self, ids: Sequence[str], texts: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Add rows: `vectors` has shape (rows, 384). Rows whose id is there already are left as they are."""
        if not (len(ids) == len(texts) == len(vectors)):
            raise ValueError(f"{len(ids)} ids, {len(texts)} texts and {len(vectors)} vectors do not pair up")
        if not ids:
            return
        with self._readable():
            self._add(self._created(), ids, texts, vectors)

    def _add(
        self,
        table: lancedb.table.Table,
        ids: Sequence[str],
        texts: Sequence[str],
        vectors: NDArray[np.float32],
    ) -> None:
        flat = pa.array(np.ascontiguousarray(vectors, dtype=np.float32).reshape(-1))
        rows = pa.table(
            {
                "id": pa.array(list(ids), pa.string()),
                "text": pa.array([fold(text) for text in texts], pa.string()),
                "vector": pa.FixedSizeListArray.from_arrays(flat, DIMENSION),
            },
            schema=_schema(),
        )
        table.merge_insert("id").when_not_matched_insert_all().execute(rows)
        stats = table.index_stats(_WORDS)
        if stats is not None and stats.num_unindexed_rows > OPTIMIZE_ABOVE:
            table.optimize()

    def lexical(self, query: str, k: int) -> list[tuple[str, float]]:
        """The `k` best `(id, score)` by BM25 (English stems, stop words dropped, accents folded).

        Scores are divided by what one occurrence of the rarest possible word would earn here, so
        that lists from a small and a large index can be merged.
        """
        with self._readable():
            table = self._open()
            if table is None or k < 1:
                return []
            search = table.search(fold(query), query_type="fts", fts_columns="text")
            found = search.select(["id", "_score"]).limit(k).to_arrow().to_pylist()
            unit = math.log(1 + (table.count_rows() + 0.5) / 1.5)
        return _ordered([(row["id"], float(row["_score"]) / unit) for row in found])

    def dense(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """The `k` nearest `(id, cosine)` by an exact scan, nearest first."""
        with self._readable():
            table = self._open()
            if table is None or k < 1:
                return []
            return _ordered(_cosines(_nearest(table, vector), k))

    def similarities(self, ids: Sequence[str], vector: NDArray[np.float32]) -> dict[str, float]:
        """The cosine of each of the ids that is held."""
        with self._readable():
            table = self._open()
            if table is None or not ids:
                return {}
            return dict(_cosines(_nearest(table, vector).where(_among(ids), prefilter=True), len(ids)))

    def ids(self) -> set[str]:
        """Every id held."""
        with self._readable():
            table = self._open()
            if table is None:
                return set()
            return set(table.search().select(["id"]).limit(None).to_arrow()["id"].to_pylist())

    def remove(self, ids: Sequence[str]) -> None:
        """Drop rows (ids that are not there are ignored)."""
        table = self._open()
        if table is not None:
            for at in range(0, len(ids), 500):
                table.delete(_among(ids[at : at + 500]))

    def optimize(self) -> None:
        """Merge small pieces and bring the word index up to date."""
        table = self._open()
        if table is not None:
            table.optimize()

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Lance's own errors as one line that says what to do; the index can always be made again."""
        try:
            yield
        except (RuntimeError, ValueError, OSError) as error:
            how = "delete the library's `index` folder; the next command builds it again"
            raise Integrity(f"the index cannot be read: {how}.") from error

    def _open(self) -> lancedb.table.Table | None:
        """The table as it is now, or None where nothing was added yet."""
        if self._table is None and not self._in_memory and Path(self._uri, f"{_TABLE}.lance").exists():
            table = self._database().open_table(_TABLE)
            # A process killed between making the table and its word index left it empty.
            self._table = table if _has_word_index(table) else None
        return self._table

    def _created(self) -> lancedb.table.Table:
        """The table, made with its word index where there is none."""
        if self._table is None:
            table = self._database().create_table(_TABLE, schema=_schema(), exist_ok=True)
            if not _has_word_index(table):
                table.create_index("text", config=FTS(language="English", stem=True, ascii_folding=True))
            self._table = table
        return self._table

    def _database(self) -> lancedb.db.DBConnection:
        # Other processes' commits are seen at once.
        return lancedb.connect(self._uri, read_consistency_interval=None if self._in_memory else timedelta(0))


def _has_word_index(table: lancedb.table.Table) -> bool:
    return any(index.name == _WORDS for index in table.list_indices())


def _schema() -> pa.Schema:
    vector = pa.list_(pa.float32(), DIMENSION)
    return pa.schema([("id", pa.string()), ("text", pa.string()), ("vector", vector)])


def _nearest(table: lancedb.table.Table, vector: NDArray[np.float32]) -> LanceVectorQueryBuilder:
    query = np.asarray(vector, dtype=np.float32).reshape(DIMENSION)
    search = table.search(query, query_type="vector", vector_column_name="vector")
    return cast(LanceVectorQueryBuilder, search).distance_type("cosine")


def _cosines(search: LanceVectorQueryBuilder, k: int) -> list[tuple[str, float]]:
    found = search.select(["id", "_distance"]).limit(k).to_arrow().to_pylist()
    return [(row["id"], 1.0 - float(row["_distance"])) for row in found]


def _among(ids: Sequence[str]) -> str:
    names = ", ".join("'" + one.replace("'", "''") + "'" for one in ids)
    return f"id IN ({names})"


def _ordered(found: list[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
