"""All vectors of an index in memory as one matrix, so that an exact scan is one product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from numpy.typing import NDArray

__all__ = ["Matrix", "matrix"]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Unit vectors of shape (rows, dimension), and the id of each row; of one version of a table."""

    version: int
    ids: pa.ChunkedArray
    units: NDArray[np.float32]

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """The `k` rows of the highest cosine, in no order."""
        cosines = self.units @ _unit(vector)
        best = np.argpartition(-cosines, k - 1)[:k] if k < len(cosines) else np.arange(len(cosines))
        names = self.ids.take(pa.array(best)).to_pylist()
        return list(zip(names, cosines[best].tolist(), strict=True))

    def cosines(self, ids: Sequence[str], vector: NDArray[np.float32]) -> dict[str, float]:
        """The cosine of each of the ids that has a row."""
        wanted = pc.index_in(self.ids, value_set=pa.array(list(ids), pa.string()))
        places = pc.indices_nonzero(wanted.is_valid()).to_numpy()
        held = [ids[at] for at in wanted.drop_null().to_pylist()]
        cosines = self.units[places] @ _unit(vector)
        return dict(zip(held, cosines.tolist(), strict=True))


def matrix(batches: Iterable[pa.RecordBatch], rows: int, dimension: int, version: int) -> Matrix:
    """The matrix of `rows` rows that come in batches of columns `id` and `vector`."""
    units = np.empty((rows, dimension), dtype=np.float32)
    ids, at = [], 0
    for batch in batches:
        vectors = batch.column("vector").flatten().to_numpy().reshape(-1, dimension)
        lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
        lengths[lengths == 0] = 1.0
        np.divide(vectors, lengths[:, None], out=units[at : at + len(vectors)])
        ids.append(batch.column("id"))
        at += len(vectors)
    return Matrix(version=version, ids=pa.chunked_array(ids, pa.string()), units=units[:at])


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    flat = np.asarray(vector, dtype=np.float32).reshape(-1)
    length = float(np.linalg.norm(flat))
    unit: NDArray[np.float32] = flat / length if length > 0 else flat
    return unit
