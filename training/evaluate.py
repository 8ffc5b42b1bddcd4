"""Measure weights on held-out rows, a line a source: `python evaluate.py WEIGHTS TOKENIZER ROWS...`."""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from cross_encoder import CrossEncoder, load_weights
from numpy.typing import NDArray
from rows import LABELS, Pairs, Row, held_out, read_rows, tokenise
from tokenizers import Tokenizer
from train import feed

ROWS_A_BATCH = 64


def logits(model: CrossEncoder, pairs: Pairs) -> NDArray[np.float32]:
    """Return logits of shape (pairs, 3), in the order of the pairs."""
    out = np.zeros((len(pairs), len(LABELS)), dtype=np.float32)
    order = np.argsort(pairs.lengths, kind="stable")
    with torch.inference_mode():
        for at in range(0, len(order), ROWS_A_BATCH):
            chosen = order[at : at + ROWS_A_BATCH]
            ids, mask, kinds, _ = feed([(pairs, 1.0)], np.stack([np.zeros_like(chosen), chosen], axis=1))
            out[chosen] = model(ids, mask, kinds).float().numpy()
    return out


def probabilities(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Softmax over the last axis."""
    shifted = np.exp(scores.astype(np.float64) - scores.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def macro_f1(gold: NDArray[np.int64], said: NDArray[np.int64]) -> float:
    """The mean F1 over the labels that occur in gold."""
    scores = []
    for label in np.unique(gold):
        hit = np.sum((gold == label) & (said == label))
        scores.append(2 * hit / max(1, np.sum(gold == label) + np.sum(said == label)))
    return float(np.mean(scores))


def open_model(weights: Path) -> CrossEncoder:
    """A network ready to be asked, in bfloat16."""
    model = CrossEncoder(dropout=0.0)
    load_weights(model, weights)
    return model.bfloat16().eval()


def open_tokenizer(file: Path) -> Tokenizer:
    """A tokenizer that neither cuts nor pads."""
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def main() -> None:
    """Print rows, accuracy, macro-F1 and mean loss, a line a source."""
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("rows", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=400)
    parser.add_argument("--all", action="store_true", help="rows that were trained on too")
    arguments = parser.parse_args()
    by_source: dict[str, list[Row]] = defaultdict(list)
    for file in arguments.rows:
        for row in read_rows(file):
            if arguments.all or held_out(row):
                by_source[row.source].append(row)
    model, tokenizer = open_model(arguments.weights), open_tokenizer(arguments.tokenizer)
    for source, rows in sorted(by_source.items()):
        draw = np.random.default_rng(1)
        kept = [rows[at] for at in draw.permutation(len(rows))[: arguments.limit]]
        pairs = tokenise(kept, tokenizer)
        chances = probabilities(logits(model, pairs))
        said = chances.argmax(axis=1)
        loss = -np.log(np.maximum(chances[np.arange(len(said)), pairs.labels], 1e-9)).mean()
        accuracy = float(np.mean(said == pairs.labels))
        print(
            f"{source:32} {len(kept):6} {accuracy:.3f} {macro_f1(pairs.labels, said):.3f} {loss:.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
