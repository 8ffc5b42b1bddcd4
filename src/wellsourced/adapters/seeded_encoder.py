"""Vectors that say nothing of their texts, to fill an index with when only its size matters."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["SeededEncoder"]


class SeededEncoder:
    """An `Encoder` whose unit vectors are seeded by the text: as good as orthogonal for different ones."""

    name = "seeded"

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, shape (texts, dimension)."""
        return np.stack([self._row(text) for text in texts])

    def _row(self, text: str) -> NDArray[np.float32]:
        rng = np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]))
        row = rng.standard_normal(self.dimension, dtype=np.float32)
        unit: NDArray[np.float32] = row / np.linalg.norm(row)
        return unit
