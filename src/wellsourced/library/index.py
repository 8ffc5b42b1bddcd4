"""The search index: words by BM25 and meaning by cosine, in a Lance table each (see `index_tables`)."""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

# Lance warns on standard error about ordinary things otherwise; it reads this when it is imported.
os.environ.setdefault("LANCEDB_LOG", "error")

import lancedb
import numpy as np
from numpy.typing import NDArray

from wellsourced.errors import Integrity
from wellsourced.library import object_store
from wellsourced.library.index_tables import DIMENSION, VECTORS, WORDS, Tables, made, opened
from wellsourced.library.ranking import best
from wellsourced.library.scanning import Scanner
from wellsourced.library.wording import fold

__all__ = ["DIMENSION", "REBUILD", "Index"]

INDEX_CACHE, FILES_CACHE = 512_000_000, 64_000_000
"""Bytes of word lists, and of where things are, that stay in memory; by itself Lance keeps up to 7 GB."""

REBUILD = "delete the library's `index` folder; the next command builds it again"


class Index:
    """Passages by id, searched by words and by vector; the same for a folder, `s3://` and `memory://`.

    Adding a row that is there already changes nothing. Searching never writes. A folder is made by
    the first `add`; before that the index is empty. A damaged folder raises `Integrity`, a store that
    does not answer `Transient`.
    """

    def __init__(self, uri: str | Path) -> None:
        self._uri = str(uri)
        self._in_memory = self._uri.startswith("memory:")
        self._in_store = self._uri.startswith(object_store.SCHEME)
        self._session = lancedb.Session(
            index_cache_size_bytes=INDEX_CACHE, metadata_cache_size_bytes=FILES_CACHE
        )
        self._tables: Tables | None = None
        self._scanner = self._new_scanner()

    def is_made(self) -> bool:
        """Whether there is anything of it."""
        with self._readable():
            return bool(self._database().list_tables().tables) if self._in_store else Path(self._uri).exists()

    def drop(self) -> None:
        """Delete all of it; nothing where there is nothing."""
        with self._readable():
            self._tables, self._scanner = None, self._new_scanner()
            if self._in_store:
                self._database().drop_all_tables()
            else:
                shutil.rmtree(self._uri, ignore_errors=True)

    def add(self, ids: Sequence[str], texts: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Add rows: `vectors` has shape (rows, 384). Rows whose id is there already are left as they are."""
        if not (len(ids) == len(texts) == len(vectors)):
            raise ValueError(f"{len(ids)} ids, {len(texts)} texts and {len(vectors)} vectors do not pair up")
        if not ids:
            return
        with self._readable():
            self._created().add(ids, [fold(text) for text in texts], vectors)

    def lexical(self, query: str, k: int) -> list[tuple[str, float]]:
        """The `k` best `(id, score)` by BM25 (English stems, stop words dropped, accents folded).

        Scores are divided by what one occurrence of the rarest possible word would earn here, so
        that lists from a small and a large index can be merged.
        """
        with self._readable():
            tables = self._open()
            if tables is None or k < 1:
                return []
            unit = math.log(1 + (tables.words.count_rows() + 0.5) / 1.5)
            worded, words = fold(query), tables.words

            def ask(asked: int) -> list[tuple[str, float]]:
                search = words.search(worded, query_type="fts", fts_columns="text")
                found = search.select(["id", "_score"]).limit(asked).to_arrow().to_pylist()
                return [(row["id"], float(row["_score"]) / unit) for row in found]

            return best(ask, k)

    def dense(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """The `k` nearest `(id, cosine)` by an exact scan, nearest first."""
        with self._readable():
            tables = self._open()
            if tables is None or k < 1:
                return []
            return self._scanner.nearest(tables.vectors, vector, k)

    def similarities(self, ids: Sequence[str], vector: NDArray[np.float32]) -> dict[str, float]:
        """The cosine of each of the ids that is held."""
        with self._readable():
            tables = self._open()
            if tables is None or not ids:
                return {}
            return self._scanner.cosines(tables.vectors, ids, vector)

    def ids(self) -> set[str]:
        """Every id held, by its words and by its vector."""
        with self._readable():
            tables = self._open()
            return set() if tables is None else tables.ids()

    def remove(self, ids: Sequence[str]) -> None:
        """Drop rows (ids that are not there are ignored)."""
        with self._readable():
            tables = self._open()
            if tables is not None:
                tables.remove(ids)

    def settle(self) -> None:
        """Merge words that wait, where they slow searching down: for when much was added."""
        with self._readable():
            tables = self._open()
            if tables is not None:
                tables.settle()

    def optimize(self) -> None:
        """Merge small pieces and bring the word index up to date."""
        with self._readable():
            tables = self._open()
            if tables is not None:
                tables.optimize()

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Lance's own errors as one line that says what to do; the index can always be made again."""
        try:
            yield
        except (RuntimeError, ValueError, OSError) as error:
            means = object_store.told(error, self._uri) if self._in_store else None
            if means is not None:
                raise means from error
            raise Integrity(f"the index cannot be read: {REBUILD}.") from error

    def _new_scanner(self) -> Scanner:
        return Scanner(None if self._in_memory else lambda: self._database().open_table(VECTORS))

    def _open(self) -> Tables | None:
        """The tables as they are now, or None where nothing was added yet."""
        if self._tables is None and not self._in_memory and self._has_words():
            self._tables = opened(self._database())
        return self._tables

    def _has_words(self) -> bool:
        if self._in_store:
            return WORDS in self._database().list_tables().tables
        return Path(self._uri, f"{WORDS}.lance").exists()

    def _created(self) -> Tables:
        """The tables, made with their word index where there are none."""
        if self._tables is None:
            self._tables = made(self._database())
        return self._tables

    def _database(self) -> lancedb.db.DBConnection:
        # Other processes' commits are seen at once.
        interval = None if self._in_memory else timedelta(0)
        options = object_store.lance_options() if self._in_store else None
        return lancedb.connect(
            self._uri, read_consistency_interval=interval, storage_options=options, session=self._session
        )
