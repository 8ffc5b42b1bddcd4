"""The search index: words by BM25 and meaning by cosine, in a Lance table each.

Two tables, because they age differently: new words must be merged into the word index often, which rewrites
the table; vectors, most of the bytes, need no index and are rewritten only when they have doubled.
"""

from __future__ import annotations

import math
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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
from wellsourced.library import object_store
from wellsourced.library.lance_tables import add_new, among, delete, every_id, extent, merge_files
from wellsourced.library.matrix import Matrix, matrix
from wellsourced.text.citing.reading import authority_words
from wellsourced.text.tokens import tokens

__all__ = ["DIMENSION", "REBUILD", "Index", "fold", "folder_name", "older_folder_names"]

DIMENSION = 384
"""Floats of a vector: what the shipped encoder gives."""

REBUILD = "delete the library's `index` folder; the next command builds it again"

OPTIMIZE_ABOVE = 1000
"""Rows that may wait outside the word index: they are scanned by every query until merged."""

TAIL_SHARE = 16
"""In a large index this part of the rows may wait: merging costs as much as the whole is large."""

MANY_FILES = 100
"""Files of words, or of vectors, above which a search is slowed by opening them: they are merged."""

IN_MEMORY_UP_TO = 400_000
"""Vectors held in memory to be scanned (1.5 KB each, so 600 MB); more are scanned where they lie."""

AT_ONCE_UP_TO = 20_000
"""Vectors read into memory for the first question; reading more costs thrice a scan and must pay off."""

ONE_QUESTION = 2
"""Times a search asks for cosines: for the nearest, and for those of what words found."""

_WORDING = "w3"
"""Changes whenever `fold` or the tables do: a folder is of one wording, and another is built anew."""

_WORDS, _VECTORS = "words", "vectors"
_WORD_INDEX = "text_idx"  # the name Lance gives an index on `text`


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
    return (_plain(encoder), f"{_plain(encoder)}.w2")


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", name)


@dataclass(frozen=True, slots=True)
class _Tables:
    """`words` has `id`, `text`; `vectors` has `id`, `vector`. Vectors are written first."""

    words: lancedb.table.Table
    vectors: lancedb.table.Table


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
        self._tables: _Tables | None = None
        self._matrix: Matrix | None = None
        self._asked, self._asked_of = 0, -1

    def is_made(self) -> bool:
        """Whether there is anything of it."""
        with self._readable():
            return bool(self._database().list_tables().tables) if self._in_store else Path(self._uri).exists()

    def drop(self) -> None:
        """Delete all of it; nothing where there is nothing."""
        with self._readable():
            self._tables = self._matrix = None
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
            tables = self._created()
            names = pa.array(list(ids), pa.string())
            flat = pa.array(np.ascontiguousarray(vectors, dtype=np.float32).reshape(-1))
            rows = pa.FixedSizeListArray.from_arrays(flat, DIMENSION)
            add_new(tables.vectors, pa.table({"id": names, "vector": rows}, schema=_vectors_schema()))
            folded = pa.array([fold(text) for text in texts], pa.string())
            add_new(tables.words, pa.table({"id": names, "text": folded}, schema=_words_schema()))
            _merge_where_due(tables)

    def lexical(self, query: str, k: int) -> list[tuple[str, float]]:
        """The `k` best `(id, score)` by BM25 (English stems, stop words dropped, accents folded).

        Scores are divided by what one occurrence of the rarest possible word would earn here, so
        that lists from a small and a large index can be merged.
        """
        with self._readable():
            tables = self._open()
            if tables is None or k < 1:
                return []
            search = tables.words.search(fold(query), query_type="fts", fts_columns="text")
            found = search.select(["id", "_score"]).limit(k).to_arrow().to_pylist()
            unit = math.log(1 + (tables.words.count_rows() + 0.5) / 1.5)
        return _ordered([(row["id"], float(row["_score"]) / unit) for row in found])

    def dense(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """The `k` nearest `(id, cosine)` by an exact scan, nearest first."""
        with self._readable():
            tables = self._open()
            if tables is None or k < 1:
                return []
            held = self._in_mind(tables.vectors)
            return _ordered(held.nearest(vector, k) if held else _cosines(_scan(tables.vectors, vector), k))

    def similarities(self, ids: Sequence[str], vector: NDArray[np.float32]) -> dict[str, float]:
        """The cosine of each of the ids that is held."""
        with self._readable():
            tables = self._open()
            if tables is None or not ids:
                return {}
            if held := self._in_mind(tables.vectors):
                return held.cosines(ids, vector)
            search = _scan(tables.vectors, vector).where(among(ids), prefilter=True)
            return dict(_cosines(search, len(ids)))

    def ids(self) -> set[str]:
        """Every id held, by its words and by its vector."""
        with self._readable():
            tables = self._open()
            return set() if tables is None else every_id(tables.words) & every_id(tables.vectors)

    def remove(self, ids: Sequence[str]) -> None:
        """Drop rows (ids that are not there are ignored)."""
        with self._readable():
            tables = self._open()
            if tables is not None:
                delete(tables.words, ids)
                delete(tables.vectors, ids)

    def settle(self) -> None:
        """Merge words that wait, where they slow searching down: for when much was added."""
        with self._readable():
            tables = self._open()
            if tables is not None and _waiting(tables.words) > OPTIMIZE_ABOVE:
                merge_files(tables.words)

    def optimize(self) -> None:
        """Merge small pieces and bring the word index up to date."""
        with self._readable():
            tables = self._open()
            if tables is not None:
                merge_files(tables.words)
                merge_files(tables.vectors)

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

    def _in_mind(self, vectors: lancedb.table.Table) -> Matrix | None:
        """All vectors as they are now; None where they are too many, or too many to read for one question."""
        version, rows = vectors.version, vectors.count_rows()
        if self._matrix is not None and self._matrix.version == version:
            return self._matrix
        self._matrix = None  # never two of them in memory
        self._asked = self._asked + 1 if version == self._asked_of else 1
        self._asked_of = version
        if rows > IN_MEMORY_UP_TO or (rows > AT_ONCE_UP_TO and self._asked <= ONE_QUESTION):
            return None
        self._matrix = matrix(vectors.search().limit(None).to_batches(), rows, DIMENSION, version)
        return self._matrix

    def _open(self) -> _Tables | None:
        """The tables as they are now, or None where nothing was added yet."""
        if self._tables is None and not self._in_memory and self._has_words():
            database = self._database()
            words = database.open_table(_WORDS)
            # A process killed between making the tables and the word index left them empty.
            if _has_word_index(words):
                self._tables = _Tables(words=words, vectors=database.open_table(_VECTORS))
        return self._tables

    def _has_words(self) -> bool:
        if self._in_store:
            return _WORDS in self._database().list_tables().tables
        return Path(self._uri, f"{_WORDS}.lance").exists()

    def _created(self) -> _Tables:
        """The tables, made with their word index where there are none."""
        if self._tables is None:
            database = self._database()
            vectors = database.create_table(_VECTORS, schema=_vectors_schema(), exist_ok=True)
            words = database.create_table(_WORDS, schema=_words_schema(), exist_ok=True)
            if not _has_word_index(words):
                words.create_index("text", config=FTS(language="English", stem=True, ascii_folding=True))
            self._tables = _Tables(words=words, vectors=vectors)
        return self._tables

    def _database(self) -> lancedb.db.DBConnection:
        # Other processes' commits are seen at once.
        interval = None if self._in_memory else timedelta(0)
        options = object_store.lance_options() if self._in_store else None
        return lancedb.connect(self._uri, read_consistency_interval=interval, storage_options=options)


def _has_word_index(table: lancedb.table.Table) -> bool:
    return any(index.name == _WORD_INDEX for index in table.list_indices())


def _merge_where_due(tables: _Tables) -> None:
    """Merge what was appended, as rarely as searching allows."""
    rows, files, _ = extent(tables.words)
    if _waiting(tables.words) > max(OPTIMIZE_ABOVE, rows // TAIL_SHARE) or files > MANY_FILES:
        merge_files(tables.words)
    rows, files, largest = extent(tables.vectors)
    if files > (MANY_FILES if rows >= 2 * largest else 10 * MANY_FILES):
        merge_files(tables.vectors)


def _waiting(words: lancedb.table.Table) -> int:
    """Rows that are not in the word index yet."""
    stats = words.index_stats(_WORD_INDEX)
    return 0 if stats is None else stats.num_unindexed_rows


def _words_schema() -> pa.Schema:
    return pa.schema([("id", pa.string()), ("text", pa.string())])


def _vectors_schema() -> pa.Schema:
    return pa.schema([("id", pa.string()), ("vector", pa.list_(pa.float32(), DIMENSION))])


def _scan(table: lancedb.table.Table, vector: NDArray[np.float32]) -> LanceVectorQueryBuilder:
    query = np.asarray(vector, dtype=np.float32).reshape(DIMENSION)
    search = table.search(query, query_type="vector", vector_column_name="vector")
    return cast(LanceVectorQueryBuilder, search).distance_type("cosine")


def _cosines(search: LanceVectorQueryBuilder, k: int) -> list[tuple[str, float]]:
    found = search.select(["id", "_distance"]).limit(k).to_arrow().to_pylist()
    return [(row["id"], 1.0 - float(row["_distance"])) for row in found]


def _ordered(found: list[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
