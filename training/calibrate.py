"""Fit the temperature on held-out rows: `python calibrate.py WEIGHTS TOKENIZER ROWS...` (Guo et al., 2017).

Every source counts the same, so that the largest does not decide. Prints the temperature and the expected
calibration error (15 bins) without and with it.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
from curve import Bin, drawn
from evaluate import logits, open_model, open_tokenizer, probabilities
from numpy.typing import NDArray
from rows import Row, held_out, read_rows, tokenise

BINS = 15
TEMPERATURES = np.linspace(0.5, 3.0, 251)


def expected_calibration_error(
    chances: NDArray[np.float64], labels: NDArray[np.int64], weights: NDArray[np.float64]
) -> float:
    """The weighted mean gap between confidence and accuracy, over bins of equal width."""
    return sum(one.share * abs(one.confidence - one.right) for one in reliability(chances, labels, weights))


def reliability(
    chances: NDArray[np.float64], labels: NDArray[np.int64], weights: NDArray[np.float64]
) -> list[Bin]:
    """The bins of equal width that hold pairs, each pair counting by its weight."""
    confidence, right = chances.max(axis=1), chances.argmax(axis=1) == labels
    places = np.minimum((confidence * BINS).astype(int), BINS - 1)
    bins = []
    for place in np.unique(places):
        inside = places == place
        share = float(weights[inside].sum())
        bins.append(
            Bin(
                float(np.sum(weights[inside] * confidence[inside])) / share,
                float(np.sum(weights[inside] * right[inside])) / share,
                share / float(weights.sum()),
            )
        )
    return bins


def loss(chances: NDArray[np.float64], labels: NDArray[np.int64], weights: NDArray[np.float64]) -> float:
    """The weighted mean negative log-likelihood, in nats."""
    said = np.maximum(chances[np.arange(len(labels)), labels], 1e-12)
    return float(np.sum(weights * -np.log(said)) / weights.sum())


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("rows", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=500, help="rows a source")
    parser.add_argument("--curve", type=Path, help="draw the reliability after calibration into this SVG")
    arguments = parser.parse_args()
    by_source: dict[str, list[Row]] = defaultdict(list)
    for file in arguments.rows:
        for row in read_rows(file):
            if held_out(row):
                by_source["_".join(row.source.split("_")[:2])].append(row)
    kept, weights = [], []
    for source in sorted(by_source):
        rows = by_source[source]
        chosen = np.random.default_rng(1).permutation(len(rows))[: arguments.limit]
        kept += [rows[at] for at in chosen]
        weights += [1.0 / len(chosen)] * len(chosen)
        print(f"{source}: {len(chosen)} of {len(rows)} rows")
    pairs = tokenise(kept, open_tokenizer(arguments.tokenizer))
    scores, weight = logits(open_model(arguments.weights), pairs), np.array(weights)
    losses = [loss(probabilities(scores / t), pairs.labels, weight) for t in TEMPERATURES]
    best = float(TEMPERATURES[int(np.argmin(losses))])
    for name, temperature in (("as trained", 1.0), ("calibrated", best)):
        chances = probabilities(scores / temperature)
        error = expected_calibration_error(chances, pairs.labels, weight)
        now = loss(chances, pairs.labels, weight)
        print(f"{name}: temperature {temperature:.2f}, loss {now:.4f}, ECE {error:.4f}")
    if arguments.curve:
        title = f"{len(pairs):,} held-out pairs, temperature {best:.2f}"
        arguments.curve.write_text(drawn(reliability(chances, pairs.labels, weight), title))


if __name__ == "__main__":
    main()
