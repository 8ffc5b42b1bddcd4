"""Fit the weights of `steps/auditing/worth.py`: `python training/checkworthy/fit.py`.

`written.tsv` holds sentences worded for this project by its makers, with 1 where a newsroom would check
them. A logistic regression with a ridge, by Newton's steps; printed are the weights, and how well they do
on a fifth of the rows that they were not fitted on, five times over. No evaluation set is read.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wellsourced.steps.auditing.signs import SIGNS, signs

ROWS = Path(__file__).with_name("written.tsv")
RIDGE = 1.0
STEPS = 30
FOLDS = 5

Floats = NDArray[np.float64]


def read() -> tuple[Floats, Floats]:
    """The signs of all rows, a column of ones first, and whether each is worth checking."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        rows = [(float(row[0]), row[1]) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    told = [[1.0, *signs(text).values()] for _, text in rows]
    return np.array(told), np.array([gold for gold, _ in rows])


def fit(told: Floats, gold: Floats) -> Floats:
    """The weights, the constant first, which is not held back."""
    weights = np.zeros(told.shape[1])
    hold = RIDGE * np.eye(told.shape[1])
    hold[0, 0] = 1e-6
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-told @ weights))
        slope = told.T @ (gold - likely) - hold @ weights
        bend = (told.T * (likely * (1 - likely))) @ told + hold
        weights += np.linalg.solve(bend, slope)
    return weights


def f1(likely: Floats, gold: Floats) -> float:
    """At the threshold of a half."""
    said = likely >= 0.5
    right = float(np.sum(said & (gold == 1)))
    return 2 * right / (float(np.sum(said)) + float(np.sum(gold == 1)))


def main() -> None:
    """Fit, measure on what was held out, print."""
    told, gold = read()
    fold = np.arange(len(gold)) % FOLDS
    held = np.zeros(len(gold))
    for one in range(FOLDS):
        weights = fit(told[fold != one], gold[fold != one])
        held[fold == one] = 1 / (1 + np.exp(-told[fold == one] @ weights))
    weights = fit(told, gold)
    for name, weight in zip(("constant", *SIGNS), weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(f"{len(gold)} rows, {gold.mean():.2f} worth checking; F1 on held-out fifths {f1(held, gold):.3f}")


if __name__ == "__main__":
    main()
