"""Measures, as pure functions: each names where it comes from. All are 0 to 1 and 0.0 over nothing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

__all__ = [
    "accuracy",
    "balanced_accuracy",
    "confusion",
    "expected_calibration_error",
    "label_f1",
    "macro_f1",
    "ndcg",
    "recall",
    "reciprocal_rank",
]

BINS = 15


def accuracy(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """The share of cases whose label is right."""
    return _mean([float(g == p) for g, p in zip(gold, predicted, strict=True)])


def label_f1(gold: Sequence[str], predicted: Sequence[str], label: str) -> float:
    """The harmonic mean of one label's precision and recall (van Rijsbergen, 1979)."""
    pairs = Counter(zip(gold, predicted, strict=True))
    both = pairs[label, label]
    either = sum((g == label) * n + (p == label) * n for (g, p), n in pairs.items())
    return 2 * both / either if either else 0.0


def macro_f1(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """The mean F1 of the labels that gold has (Sebastiani, 2002); other labels are only mistakes."""
    return _mean([label_f1(gold, predicted, label) for label in sorted(set(gold))])


def balanced_accuracy(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """The mean recall of the labels that gold has (Brodersen et al., 2010)."""
    right = Counter(g for g, p in zip(gold, predicted, strict=True) if g == p)
    return _mean([right[label] / n for label, n in sorted(Counter(gold).items())])


def confusion(gold: Sequence[str], predicted: Sequence[str]) -> dict[str, dict[str, int]]:
    """How often each gold label was predicted as what: gold, then predicted, then a count above 0."""
    found: dict[str, dict[str, int]] = {}
    for (g, p), n in sorted(Counter(zip(gold, predicted, strict=True)).items()):
        found.setdefault(g, {})[p] = n
    return found


def expected_calibration_error(
    confidences: Sequence[float], right: Sequence[bool], bins: int = BINS
) -> float:
    """How far confidence is from accuracy, over bins of equal width weighed by size (Guo et al., 2017).

    A bin is open below and closed above, as in the paper; a confidence of 0 is in the first.
    """
    held: dict[int, list[tuple[float, bool]]] = {}
    for confidence, ok in zip(confidences, right, strict=True):
        if not 0.0 <= confidence <= 1.0:
            raise ValueError(f"a confidence is a probability: {confidence}")
        held.setdefault(max(math.ceil(confidence * bins) - 1, 0), []).append((confidence, ok))
    apart = (abs(sum(c for c, _ in cases) - sum(ok for _, ok in cases)) for cases in held.values())
    return sum(apart) / len(confidences) if confidences else 0.0


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], k: int = 10) -> float:
    """Normalized discounted cumulative gain of the first `k` (Järvelin and Kekäläinen, 2002).

    The gain is the grade itself and the discount log2(rank + 1), as in trec_eval and BEIR.
    """
    best = _dcg(sorted(grades.values(), reverse=True)[:k])
    return _dcg([grades.get(one, 0) for one in ranked[:k]]) / best if best else 0.0


def recall(ranked: Sequence[str], grades: Mapping[str, int], k: int) -> float:
    """The share of the relevant documents (grade above 0) among the first `k` (TREC `recall_k`)."""
    wanted = {one for one, grade in grades.items() if grade > 0}
    return len(wanted.intersection(ranked[:k])) / len(wanted) if wanted else 0.0


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, int], k: int = 10) -> float:
    """One over the rank of the first relevant document, 0 where none is in the first `k` (Voorhees, 1999)."""
    for rank, one in enumerate(ranked[:k], start=1):
        if grades.get(one, 0) > 0:
            return 1.0 / rank
    return 0.0


def _dcg(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
