"""All vectors of an index in memory as one matrix, so that an exact scan is one product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from numpy.typing import NDArray

__all__ = ["Matrix", "matrix", "places_of", "unit", "units_of"]

_CLOSE = 2e-6
"""Cosines this near to the k-th may tie with it once they are rounded."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Unit vectors of shape (rows, dimension), and the id of each row; of one version of a table."""

    version: int
    ids: pa.ChunkedArray
    units: NDArray[np.float32]

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """The `k` rows of the highest cosine, and those that tie with the last, in no order."""
        cosines = self.units @ unit(vector)
        if k < len(cosines):
            best = np.flatnonzero(cosines >= np.partition(cosines, -k)[-k] - _CLOSE)
        else:
            best = np.arange(len(cosines))
        names = self.ids.take(pa.array(best)).to_pylist()
        return list(zip(names, cosines[best].tolist(), strict=True))

    def cosines(self, ids: Sequence[str], vector: NDArray[np.float32]) -> dict[str, float]:
        """The cosine of each of the ids that has a row."""
        held, places = places_of(self.ids, ids)
        return dict(zip(held, (self.units[places] @ unit(vector)).tolist(), strict=True))


def matrix(batches: Iterable[pa.RecordBatch], rows: int, dimension: int, version: int) -> Matrix:
    """The matrix of `rows` rows that come in batches of columns `id` and `vector`."""
    units = np.empty((rows, dimension), dtype=np.float32)
    ids, at = [], 0
    for batch in batches:
        units[at : at + len(batch)] = units_of(batch.column("vector"), dimension)
        ids.append(batch.column("id"))
        at += len(batch)
    return Matrix(version=version, ids=pa.chunked_array(ids, pa.string()), units=units[:at])


def units_of(vectors: pa.Array, dimension: int) -> NDArray[np.float32]:
    """A column of vectors as unit vectors, shape (rows, dimension); those of zeros stay."""
    rows: NDArray[np.float32] = vectors.flatten().to_numpy().reshape(-1, dimension)
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    lengths[lengths == 0] = 1.0
    units: NDArray[np.float32] = rows / lengths[:, None]
    return units


def places_of(held: pa.ChunkedArray, ids: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """Those of the ids that are held, and the place of each among `held`."""
    wanted = pc.index_in(held, value_set=pa.array(list(ids), pa.string()))
    places = pc.indices_nonzero(wanted.is_valid()).to_numpy()
    return [ids[at] for at in wanted.drop_null().to_pylist()], places


def unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vector at length 1, shape (dimension,); one of zeros stays."""
    flat = np.asarray(vector, dtype=np.float32).reshape(-1)
    length = float(np.linalg.norm(flat))
    one: NDArray[np.float32] = flat / length if length > 0 else flat
    return one
