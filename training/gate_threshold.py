"""Fit the gate's last tier on the tuning half: `python gate_threshold.py TUNING.jsonl` (product environment).

What proof and veto leave open is scored by a logistic regression on the verifier's log-odds of support and
the share of new words. Prints its weights, and what each threshold would pass and strip over all rows.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wellsourced.adapters.onnx_verifier import OnnxVerifier
from wellsourced.steps.bearing_out import open_features
from wellsourced.steps.proving.proof import prove
from wellsourced.steps.vetoing.copying import copies
from wellsourced.steps.vetoing.veto import closest_sentences, veto

RIDGE = 1e-2
STEPS = 200


def fit(features: NDArray[np.float64], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression with an intercept first, by Newton's method."""
    x = np.hstack([np.ones((len(features), 1)), features])
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chances - labels) + RIDGE * weights
        curve = (x * (chances * (1 - chances))[:, None]).T @ x + RIDGE * np.eye(x.shape[1])
        weights -= np.linalg.solve(curve, slope)
    return weights


def chance(weights: NDArray[np.float64], features: NDArray[np.float64]) -> NDArray[np.float64]:
    """The probability of each row."""
    return 1 / (1 + np.exp(-(np.hstack([np.ones((len(features), 1)), features]) @ weights)))


def area(scores: NDArray[np.float64], labels: NDArray[np.float64]) -> float:
    """How often a sound row scores above a corrupted one (area under the ROC curve)."""
    sound, corrupted = scores[labels == 1], scores[labels == 0]
    above = (sound[:, None] > corrupted[None, :]).mean() + 0.5 * (sound[:, None] == corrupted[None, :]).mean()
    return float(above)


def main(file: Path) -> None:
    """Fit, and print what each threshold would do."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    verifier = OnnxVerifier(Path(sys.argv[2])) if len(sys.argv) > 2 else OnnxVerifier()
    proved, vetoed, features, labels, documents = [], [], [], [], []
    for row in rows:
        quotes = [evidence["text"] for evidence in row["evidence"]]
        if prove(row["sentence"], quotes) or copies(
            row["sentence"], closest_sentences(row["sentence"], quotes)
        ):
            proved.append(row["borne_out"])
        elif veto(row["sentence"], quotes):
            vetoed.append(row["borne_out"])
        else:
            features.append(open_features(row["sentence"], quotes, verifier))
            labels.append(float(row["borne_out"]))
            documents.append(row["document"])
    x, y = np.array(features), np.array(labels)
    weights = fit(x, y)
    scores = chance(weights, x)
    sound, corrupted = sum(row["borne_out"] for row in rows), sum(not row["borne_out"] for row in rows)
    shares = ", ".join(
        f"{len(found)} {name} ({np.mean(found):.3f} sound)"
        for name, found in (("proved", proved), ("vetoed", vetoed), ("open", labels))
    )
    print(f"{len(rows)} rows: {shares}")
    print("weights", np.round(weights, 3).tolist())
    apart = [np.array([document == left for document in documents]) for left in sorted(set(documents))]
    unseen = np.zeros(len(y))
    for left in apart:
        unseen[left] = chance(fit(x[~left], y[~left]), x[left])
    print(f"area under the curve, by documents not fitted on: {area(unseen, y):.3f}")
    for threshold in np.arange(0.3, 0.95, 0.05):
        passed = scores >= threshold
        false_pass = (passed[y == 0].sum() + sum(not b for b in proved)) / corrupted
        false_strip = ((~passed)[y == 1].sum() + sum(vetoed)) / sound
        print(f"threshold {threshold:.2f}: false pass {false_pass:.3f}, false strip {false_strip:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
