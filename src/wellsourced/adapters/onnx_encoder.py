"""Sentence vectors from the shipped all-MiniLM-L6-v2 (int8 ONNX), on the CPU."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wellsourced.adapters.onnx_weights import Network, open_tokenizer, shipped_weights
from wellsourced.adapters.wordpiece import WordPiece

__all__ = ["OnnxEncoder"]

MAX_TOKENS = 256
"""Where texts are cut, special tokens included: what the model was published with."""


class OnnxEncoder:
    """An `Encoder` that runs one row at a time.

    The int8 network scales its activations over the whole batch, so a row's vector would change with
    its batch-mates; alone it is the same every time. Nothing is loaded before the first text.
    """

    name = "all-MiniLM-L6-v2-int8@1"
    dimension = 384

    def __init__(self, directory: Path | None = None) -> None:
        self._directory = directory or shipped_weights()

    @cached_property
    def _network(self) -> Network:
        return Network(self._directory, "encoder.int8.onnx")

    @cached_property
    def _tokenizer(self) -> WordPiece:
        return open_tokenizer(self._directory)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return an array of shape (texts, 384), float32, every row of length 1.

        Raises `Config` where the weights are missing, `Integrity` where they are not the pinned ones.
        """
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        for number, text in enumerate(texts):
            ids = np.array([self._tokenizer.text(text, MAX_TOKENS)], dtype=np.int64)
            feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
            rows[number] = self._network.run(feed)
        return rows
