"""The bundled verifier: a small cross-encoder that reads a claim and a passage together (int8 ONNX, CPU).

What it was trained on and how good it is stands in `weights/README.md`. It reads sentences better than pages,
and it is asked last, after proofs, contrasts and vetoes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from wellsourced.adapters.onnx_weights import Network, open_tokenizer, shipped_weights
from wellsourced.ports import Judgement

__all__ = ["OnnxVerifier"]

MAX_TOKENS = 128
MIN_ROOM = 12
"""Fewest passage tokens worth judging; a claim that leaves less room is not judged."""
START, SEPARATOR = 101, 102
TEMPERATURE = 1.28
"""Divides the logits, so that probabilities are as often right as they say (Guo et al., 2017)."""
ABSTAIN = Judgement(supports=0.0, refutes=0.0, neutral=1.0)


class OnnxVerifier:
    """A `Verifier` that runs one pair at a time, so batch-mates change nothing.

    Only the passage is cut to fit the 128 tokens. Nothing is loaded before the first pair.
    """

    name = "verifier-minilm@2"

    def __init__(self, directory: Path | None = None) -> None:
        self._directory = directory or shipped_weights()

    @cached_property
    def _network(self) -> Network:
        return Network(self._directory, "verifier.int8.onnx")

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return open_tokenizer(self._directory)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        """Return one judgement a (claim, passage text) pair.

        Raises `Config` where the weights are missing, `Integrity` where they are not the pinned ones.
        """
        return [self._judge_one(claim, passage) for claim, passage in pairs]

    def _judge_one(self, claim: str, passage: str) -> Judgement:
        first = self._tokenizer.encode(claim, add_special_tokens=False).ids
        second = self._tokenizer.encode(passage, add_special_tokens=False).ids
        room = MAX_TOKENS - 3 - len(first)
        if not second or room < min(MIN_ROOM, len(second)):
            return ABSTAIN
        head = [START, *first, SEPARATOR]
        tail = [*second[:room], SEPARATOR]
        ids = np.array([head + tail], dtype=np.int64)
        kinds = np.array([[0] * len(head) + [1] * len(tail)], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": kinds}
        logits = self._network.run(feed).astype(np.float64)
        odds = np.exp((logits - logits.max()) / TEMPERATURE)
        supports, refutes, neutral = (odds / odds.sum()).tolist()  # the order the model was trained with
        return Judgement(supports=supports, refutes=refutes, neutral=neutral)
