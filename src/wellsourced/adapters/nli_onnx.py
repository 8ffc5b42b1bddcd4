"""Any verification model that is an ONNX graph with a tokenizer, on the CPU."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import DTypeLike, NDArray

from wellsourced.adapters.model_store import Manifest, checked_bytes, verifier_name
from wellsourced.adapters.onnx_weights import open_session
from wellsourced.adapters.pair_rows import ABSTAIN, Row
from wellsourced.adapters.pairs import PairReader, judgement_of, open_reader
from wellsourced.errors import Config
from wellsourced.ports import Judgement

__all__ = ["OnnxNli"]

KNOWN = frozenset({"input_ids", "attention_mask", "token_type_ids"})
NARROW = "tensor(int32)"
"""What some graphs take for whole numbers; the others take 64 bits."""


class _Graph:
    """A graph that takes token ids, and what else of the known inputs it asks for, and gives one row."""

    def __init__(self, graph: bytes, where: Path) -> None:
        self._where = where
        try:
            self._session = open_session(graph)
        except Exception as error:  # ONNX Runtime's own errors have no base but this
            raise Config(f"{where} cannot be opened as a graph ({_line(error)}): pull another") from error
        self._inputs: Mapping[str, DTypeLike] = {
            one.name: np.int32 if one.type == NARROW else np.int64 for one in self._session.get_inputs()
        }
        odd = sorted(set(self._inputs) - KNOWN)
        if odd or "input_ids" not in self._inputs:
            raise Config(
                f"{where} asks for {', '.join(odd) or 'no input_ids'}: it is no model for pairs of texts"
            )
        outputs = [one.name for one in self._session.get_outputs()]
        self._output = "logits" if "logits" in outputs else outputs[0]

    def run(self, row: Row) -> NDArray[np.float32]:
        """The logits of one row, one a label."""
        given = {"input_ids": row.ids, "attention_mask": (1,) * len(row.ids), "token_type_ids": row.kinds}
        feed = {name: np.array([given[name]], dtype=kind) for name, kind in self._inputs.items()}
        try:
            logits: NDArray[np.float32] = self._session.run([self._output], feed)[0]
        except Exception as error:
            raise Config(
                f"{self._where} cannot read {len(row.ids)} tokens ({_line(error)}): pull it again with fewer "
                "--max-tokens"
            ) from error
        if logits.ndim != 2:
            raise Config(f"{self._where} gives no row of scores for a pair: it is no model that classifies")
        first: NDArray[np.float32] = logits[0]
        return first


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


class OnnxNli:
    """A `Verifier` from a folder with a `model.json`, one pair at a time, so batch-mates change nothing.

    Nothing is loaded before the first pair; then graph and tokenizer are built from the very bytes whose
    digests were checked.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.name = verifier_name(folder, manifest)
        self._folder, self._manifest = folder, manifest

    @cached_property
    def _graph(self) -> _Graph:
        weights = self._manifest.weights
        return _Graph(checked_bytes(self._folder, self._manifest, weights), self._folder / weights)

    @cached_property
    def _reader(self) -> PairReader:
        return open_reader(self._folder, self._manifest)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        """Return one judgement a (claim, passage text) pair.

        Raises `Integrity` where a file is not the pinned one, `Config` where the model cannot be used.
        """
        return [self._judge_one(claim, passage) for claim, passage in pairs]

    def _judge_one(self, claim: str, passage: str) -> Judgement:
        row = self._reader.read(claim, passage)
        return ABSTAIN if row is None else judgement_of(self._graph.run(row), self._manifest, self._folder)
