"""Many vectors in memory at a byte a number: what may be among the nearest is then read in full.

A vector is rounded to whole steps of its own largest number over 127. How far the rounded one is from the
true one is kept, and by Cauchy-Schwarz no cosine is off by more than that. So every row whose cosine could
be among the best k is known for certain; these few are read from the table, and the answer is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import lancedb
import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
from numpy.typing import NDArray

from wellsourced.library.matrix import places_of, unit, units_of

__all__ = ["Codes", "codes"]

_STEPS = 127
_BLOCK = 512
"""Rows that are widened at once: as floats they must stay in the processor's own cache."""
_ROUNDING = 1e-5
"""What sums of 384 products in single precision may be off by, and more."""


@dataclass(frozen=True, slots=True)
class Codes:
    """Rounded unit vectors, shape (rows, dimension), of one version of a table, which `table` is fixed to.

    A row's vector is within `errors` of `steps` times its numbers; `row_ids` are Lance's.
    """

    version: int
    table: lancedb.table.Table
    ids: pa.ChunkedArray
    row_ids: NDArray[np.uint64]
    numbers: NDArray[np.int8]
    steps: NDArray[np.float32]
    errors: NDArray[np.float32]

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """The `k` rows of the highest cosine, exact, and some after them, in no order."""
        about = self._about(unit(vector))
        if k < len(about):
            surely = np.partition(about - self.errors, -k)[-k]  # k rows are at least this near
            places = np.flatnonzero(about + self.errors >= surely - _ROUNDING)
        else:
            places = np.arange(len(about))
        return list(self._exact(places, vector).items())

    def cosines(self, ids: Sequence[str], vector: NDArray[np.float32]) -> dict[str, float]:
        """The cosine of each of the ids that has a row."""
        _, places = places_of(self.ids, ids)
        return self._exact(places, vector)

    def _about(self, query: NDArray[np.float32]) -> NDArray[np.float32]:
        rows, dimension = self.numbers.shape
        about = np.empty(rows, dtype=np.float32)
        wide = np.empty((_BLOCK, dimension), dtype=np.float32)
        for at in range(0, rows, _BLOCK):
            some = self.numbers[at : at + _BLOCK]
            np.copyto(wide[: len(some)], some)
            np.dot(wide[: len(some)], query, out=about[at : at + len(some)])
        about *= self.steps
        return about

    def _exact(self, places: NDArray[np.int64], vector: NDArray[np.float32]) -> dict[str, float]:
        if not len(places):
            return {}
        rows = self.table.take_row_ids(self.row_ids[places].tolist()).select(["id", "vector"]).to_arrow()
        units = units_of(rows["vector"].combine_chunks(), self.numbers.shape[1])
        return dict(zip(rows["id"].to_pylist(), (units @ unit(vector)).tolist(), strict=True))


def codes(batches: Iterable[pa.RecordBatch], rows: int, dimension: int, table: lancedb.table.Table) -> Codes:
    """The codes of `rows` rows that come in batches of columns `id`, `vector` and `_rowid`.

    `table` is theirs, fixed to the version that they are of.
    """
    numbers = np.empty((rows, dimension), dtype=np.int8)
    steps, errors = np.empty(rows, dtype=np.float32), np.empty(rows, dtype=np.float32)
    row_ids = np.empty(rows, dtype=np.uint64)
    ids, at = [], 0
    for batch in batches:
        here = slice(at, at + len(batch))
        units = units_of(batch.column("vector"), dimension)
        step = np.maximum(np.abs(units).max(axis=1), np.finfo(np.float32).tiny) / _STEPS
        rounded = np.rint(units / step[:, None])
        numbers[here], steps[here] = rounded.astype(np.int8), step
        errors[here] = np.linalg.norm(units - rounded * step[:, None], axis=1)
        row_ids[here] = batch.column("_rowid").to_numpy()
        ids.append(batch.column("id"))
        at += len(batch)
    pa.default_memory_pool().release_unused()  # what the vectors took while they were read
    return Codes(
        version=table.version,
        table=table,
        ids=pa.chunked_array(ids, pa.string()),
        row_ids=row_ids,
        numbers=numbers,
        steps=steps,
        errors=errors,
    )
