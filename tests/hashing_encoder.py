"""An encoder for tests: words hashed into 384 places, so texts that share words are near."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wellsourced.text.tokens import content_words


class HashingEncoder:
    """An `Encoder` without weights."""

    name = "hashing@1"
    dimension = 384

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in content_words(text) or ["?"]:
                row[int.from_bytes(hashlib.sha256(word.encode()).digest()[:4]) % self.dimension] += 1.0
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)
