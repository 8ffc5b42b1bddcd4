"""A casebook as a layer under the library, with the vectors that were worked out when it was built."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from wellsourced.library.index import DIMENSION
from wellsourced.library.layers import MemoryLayer, index_text
from wellsourced.model.ids import digest
from wellsourced.model.sources import Document, Passage, Snapshot, Source
from wellsourced.ports import Encoder

__all__ = ["BoundCasebook", "casebook_layer", "read_vectors", "write_vectors"]

VECTORS = "vectors.npy"
MADE_OF = "vectors.json"


class BoundCasebook(Protocol):
    """What a layer needs of a casebook."""

    @property
    def source(self) -> Source: ...
    @property
    def snapshot(self) -> Snapshot: ...
    @property
    def document(self) -> Document: ...
    @property
    def passages(self) -> Sequence[Passage]: ...


class LateVectors:
    """One unit row a text, encoded when first asked for."""

    def __init__(self, texts: Sequence[str], encoder: Encoder) -> None:
        self._texts, self._encoder = texts, encoder
        self.shape: tuple[int, ...] = (len(texts), DIMENSION)

    @cached_property
    def _rows(self) -> NDArray[np.float32]:
        return np.asarray(self._encoder.encode(self._texts), dtype=np.float32)

    def __array__(self, dtype: object = None, copy: bool | None = None) -> NDArray[np.float32]:
        return self._rows

    def tolist(self) -> list[list[float]]:
        """The rows as plain floats."""
        return [[float(value) for value in row] for row in self._rows]


def casebook_layer(casebook: BoundCasebook, directory: Path, encoder: Encoder) -> MemoryLayer:
    """Lay a casebook under a library: shipped vectors where they fit, else encoded when first searched."""
    texts = [index_text(passage) for passage in casebook.passages]
    shipped = read_vectors(directory, texts, encoder)
    vectors = LateVectors(texts, encoder) if shipped is None else shipped
    return MemoryLayer(casebook.source, casebook.snapshot, casebook.document, casebook.passages, vectors)


def read_vectors(directory: Path, texts: Sequence[str], encoder: Encoder) -> NDArray[np.float32] | None:
    """The rows beside a casebook, or `None` where they are of other texts or another encoder."""
    try:
        made_of = json.loads((directory / MADE_OF).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if made_of != _made_of(texts, encoder):
        return None
    rows = np.load(directory / VECTORS, allow_pickle=False).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def write_vectors(directory: Path, texts: Sequence[str], encoder: Encoder) -> None:
    """Encode the texts and put the rows, halved in precision, beside the casebook."""
    rows = np.asarray(encoder.encode(texts), dtype=np.float16)
    np.save(directory / VECTORS, rows, allow_pickle=False)
    made_of = json.dumps(_made_of(texts, encoder), indent=1) + "\n"
    (directory / MADE_OF).write_text(made_of, encoding="utf-8")


def _made_of(texts: Sequence[str], encoder: Encoder) -> dict[str, object]:
    return {"encoder": encoder.name, "texts": digest("texts", list(texts)), "rows": len(texts)}
