"""The bundled verifier: a small cross-encoder that reads a claim and a passage together (int8 ONNX, CPU).

What it was trained on and how good it is stands in `weights/README.md`. It reads sentences better than pages,
and it is asked last, after proofs, contrasts and vetoes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from wellsourced.adapters.onnx_weights import Network, open_tokenizer, shipped_weights
from wellsourced.adapters.pair_rows import ABSTAIN, MIN_ROOM, Row, probabilities
from wellsourced.adapters.wordpiece import WordPiece
from wellsourced.ports import Judgement

__all__ = ["OnnxVerifier", "pair_row"]

MAX_TOKENS = 128
TEMPERATURE = 1.92
"""Divides the logits, so that probabilities are as often right as they say (Guo et al., 2017)."""


class OnnxVerifier:
    """A `Verifier` that runs one pair at a time, so batch-mates change nothing.

    Only the passage is cut to fit the 128 tokens. Nothing is loaded before the first pair.
    """

    name = "verifier-minilm@3"

    def __init__(self, directory: Path | None = None) -> None:
        self._directory = directory or shipped_weights()

    @cached_property
    def _network(self) -> Network:
        return Network(self._directory, "verifier.int8.onnx")

    @cached_property
    def _tokenizer(self) -> WordPiece:
        return open_tokenizer(self._directory)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        """Return one judgement a (claim, passage text) pair.

        Raises `Config` where the weights are missing, `Integrity` where they are not the pinned ones.
        """
        return [self._judge_one(claim, passage) for claim, passage in pairs]

    def _judge_one(self, claim: str, passage: str) -> Judgement:
        row = pair_row(self._tokenizer, claim, passage)
        return ABSTAIN if row is None else self._judgement(row)

    def _judgement(self, row: Row) -> Judgement:
        ids = np.array([row.ids], dtype=np.int64)
        kinds = np.array([row.kinds], dtype=np.int64)
        logits = self._network.run(
            {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": kinds}
        )
        supports, refutes, neutral = probabilities(logits, TEMPERATURE)  # the order it was trained with
        return Judgement(supports=supports, refutes=refutes, neutral=neutral)


def pair_row(tokenizer: WordPiece, claim: str, passage: str) -> Row | None:
    """The claim, then the passage cut to fit; `None` where the claim leaves it too little room."""
    said, words = tokenizer.words(claim), tokenizer.words(passage)
    room = MAX_TOKENS - 3 - len(said)  # a start and two ends
    if not words or not claim.strip() or room < min(MIN_ROOM, len(words)):
        return None
    first, second = [tokenizer.start, *said, tokenizer.end], [*words[:room], tokenizer.end]
    return Row(ids=(*first, *second), kinds=(0,) * len(first) + (1,) * len(second))
