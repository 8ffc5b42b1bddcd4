"""Vectors compared with a question's one by one: in memory, rounded in memory, or where they lie.

All three are exact. Up to 200,000 vectors are kept as they are and one product is all it takes; more are kept
at a byte a number, and what may be among the nearest is read in full; for the first question of a process,
before reading all of them would pay off, Lance scans them on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import lancedb
import numpy as np
from lancedb.query import LanceVectorQueryBuilder
from numpy.typing import NDArray

from wellsourced.library.codes import Codes, codes
from wellsourced.library.index_tables import DIMENSION
from wellsourced.library.lance_tables import among
from wellsourced.library.matrix import Matrix, matrix
from wellsourced.library.ranking import best, ordered

__all__ = ["Scanner"]

IN_MEMORY_UP_TO = 200_000
"""Vectors held in memory as they are (1.5 KB each, so 300 MB)."""

ROUNDED_UP_TO = 4_000_000
"""Vectors held in memory at a byte a number (400 bytes each, so 1.6 GB); more are scanned where they lie."""

AT_ONCE_UP_TO = 20_000
"""Vectors read into memory for the first question; reading more costs thrice a scan and must pay off."""

ONE_QUESTION = 2
"""Times a search asks for cosines: for the nearest, and for those of what words found."""


class Scanner:
    """Scans a table of `id` and `vector`, remembering what it read of the version it was last asked of.

    `fixed` opens the same table once more, to be held at a version while others write; None where it is in
    memory, and its vectors too.
    """

    def __init__(self, fixed: Callable[[], lancedb.table.Table] | None) -> None:
        self._fixed = fixed
        self._held: Matrix | Codes | None = None
        self._asked, self._asked_of = 0, -1

    def nearest(
        self, table: lancedb.table.Table, vector: NDArray[np.float32], k: int
    ) -> list[tuple[str, float]]:
        """The `k` nearest `(id, cosine)`, nearest first; ties go by id."""
        if held := self._in_mind(table):
            return ordered(held.nearest(vector, k), k)
        return best(lambda asked: _cosines(_scan(table, vector), asked), k)

    def cosines(
        self, table: lancedb.table.Table, ids: Sequence[str], vector: NDArray[np.float32]
    ) -> dict[str, float]:
        """The cosine of each of the ids that has a row."""
        if held := self._in_mind(table):
            return dict(ordered(held.cosines(ids, vector).items(), len(ids)))
        search = _scan(table, vector).where(among(ids), prefilter=True)
        return dict(ordered(_cosines(search, len(ids)), len(ids)))

    def _in_mind(self, table: lancedb.table.Table) -> Matrix | Codes | None:
        """All vectors as they are now; None where they are too many, or too many to read for one question."""
        version, rows = table.version, table.count_rows()
        if self._held is not None and self._held.version == version:
            return self._held
        self._held = None  # never two of them in memory
        self._asked = self._asked + 1 if version == self._asked_of else 1
        self._asked_of = version
        if rows > ROUNDED_UP_TO or (rows > AT_ONCE_UP_TO and self._asked <= ONE_QUESTION):
            return None
        if self._fixed is None:
            self._held = _matrix(table, version)
            return self._held
        fixed = self._fixed()
        fixed.checkout(version)  # the table goes on while we read it
        if rows <= IN_MEMORY_UP_TO:
            self._held = _matrix(fixed, version)
        else:
            batches = fixed.search().with_row_id(True).limit(None).to_batches()
            self._held = codes(batches, fixed.count_rows(), DIMENSION, fixed)
        return self._held


def _matrix(table: lancedb.table.Table, version: int) -> Matrix:
    return matrix(table.search().limit(None).to_batches(), table.count_rows(), DIMENSION, version)


def _scan(table: lancedb.table.Table, vector: NDArray[np.float32]) -> LanceVectorQueryBuilder:
    query = np.asarray(vector, dtype=np.float32).reshape(DIMENSION)
    search = table.search(query, query_type="vector", vector_column_name="vector")
    return cast(LanceVectorQueryBuilder, search).distance_type("cosine")


def _cosines(search: LanceVectorQueryBuilder, k: int) -> list[tuple[str, float]]:
    found = search.select(["id", "_distance"]).limit(k).to_arrow().to_pylist()
    return [(row["id"], 1.0 - float(row["_distance"])) for row in found]
