"""Pairs a second beside sentence-transformers: `python speed.py WEIGHTS.safetensors ROWS...`.

In one run, on the same pairs cut to 128 tokens: the product's adapter (int8, one row at a time), and
`CrossEncoder` with the same encoder weights in single precision, under a pooler and classifier of its own
kind (a thousandth of the work; what it answers is not looked at). Needs both environments: the product and
`pip install sentence-transformers` beside the training packages.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from cross_encoder import PUBLISHED, PUBLISHED_LAYER, CrossEncoder, load_weights
from rows import read_rows
from sentence_transformers import CrossEncoder as Reference
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from wellsourced.adapters.onnx_verifier import OnnxVerifier
from wellsourced.adapters.onnx_weights import shipped_weights

PAIRS = 512
ROUNDS = 3
Pair = tuple[str, str]


def reference(weights: Path, folder: Path) -> Reference:
    """A `CrossEncoder` with our encoder in it."""
    own = CrossEncoder()
    load_weights(own, weights)
    model = BertForSequenceClassification(
        BertConfig(hidden_size=384, num_hidden_layers=6, intermediate_size=1536, num_labels=3)
    )
    theirs = model.state_dict()
    ours = own.state_dict()
    for published, name in PUBLISHED.items():
        _copy(theirs, f"bert.{published}", ours, name)
    for number in range(6):
        for published, name in PUBLISHED_LAYER.items():
            _copy(theirs, f"bert.encoder.layer.{number}.{published}", ours, f"layers.{number}.{name}")
    model.save_pretrained(folder)
    BertTokenizerFast(tokenizer_file=str(shipped_weights() / "tokenizer.json")).save_pretrained(folder)
    return Reference(str(folder), device="cpu", max_length=128)


def _copy(theirs: dict[str, torch.Tensor], to: str, ours: dict[str, torch.Tensor], name: str) -> None:
    for part in ("weight", "bias"):
        if f"{name}.{part}" in ours:
            theirs[f"{to}.{part}"].copy_(ours[f"{name}.{part}"])


def full_pairs(files: Sequence[Path]) -> list[Pair]:
    """Pairs that fill 128 tokens: evidences strung together until they do."""
    rows = [row for file in files for row in read_rows(file)]
    long = " ".join(row.evidence for row in rows[:2000]).split()
    return [(row.claim, " ".join(long[at * 110 % len(long) :][:110])) for at, row in enumerate(rows[:PAIRS])]


def timed(judge: Callable[[list[Pair]], object], pairs: list[Pair]) -> float:
    """Pairs a second, the best of `ROUNDS` (the machine may be shared)."""
    judge(pairs[:8])
    best = 0.0
    for _ in range(ROUNDS):
        began = time.perf_counter()
        judge(pairs)
        best = max(best, len(pairs) / (time.perf_counter() - began))
    return best


def main(weights: Path, files: Sequence[Path]) -> None:
    """Print both speeds and their ratio."""
    torch.set_num_threads(os.cpu_count() or 1)
    pairs = full_pairs(files)
    with tempfile.TemporaryDirectory() as folder:
        model = reference(weights, Path(folder))
        theirs = timed(lambda some: model.predict(some, batch_size=32), pairs)
    ours = timed(OnnxVerifier().judge, pairs)
    print(f"ours {ours:.1f}/s, CrossEncoder {theirs:.1f}/s, ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
