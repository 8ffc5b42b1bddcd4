"""The measures, against figures worked out by hand and against what must hold of any run."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.bench.metrics import (
    accuracy,
    balanced_accuracy,
    confusion,
    expected_calibration_error,
    label_f1,
    macro_f1,
    ndcg,
    recall,
    reciprocal_rank,
)

LABELS = ("supported", "refuted", "nei")
GOLD = ["supported", "supported", "supported", "refuted", "nei", "nei"]
SAID = ["supported", "supported", "refuted", "refuted", "supported", "nei"]

runs = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=1, max_size=40)
documents = st.sampled_from("abcdefghijklmnop")
rankings = st.lists(documents, unique=True, max_size=16)
graded = st.dictionaries(documents, st.integers(min_value=0, max_value=3), min_size=1, max_size=8)


def test_labels_by_hand() -> None:
    assert accuracy(GOLD, SAID) == pytest.approx(4 / 6)
    # supported: precision 2/3, recall 2/3; refuted: precision 1/2, recall 1; nei: precision 1, recall 1/2
    assert label_f1(GOLD, SAID, "supported") == pytest.approx(2 / 3)
    assert label_f1(GOLD, SAID, "refuted") == pytest.approx(2 / 3)
    assert label_f1(GOLD, SAID, "nei") == pytest.approx(2 / 3)
    assert macro_f1(GOLD, SAID) == pytest.approx(2 / 3)
    assert balanced_accuracy(GOLD, SAID) == pytest.approx((2 / 3 + 1 + 1 / 2) / 3)
    assert confusion(GOLD, SAID) == {
        "supported": {"supported": 2, "refuted": 1},
        "refuted": {"refuted": 1},
        "nei": {"nei": 1, "supported": 1},
    }


def test_a_label_that_gold_does_not_have_is_a_mistake_and_no_class() -> None:
    gold, said = ["supported", "supported", "refuted", "refuted"], ["supported", "nei", "refuted", "refuted"]
    assert macro_f1(gold, said) == pytest.approx((2 / 3 + 1) / 2)
    assert balanced_accuracy(gold, said) == pytest.approx(0.75)
    assert label_f1(gold, said, "nei") == 0.0


@given(runs)
def test_labels_of_any_run(run: list[tuple[str, str]]) -> None:
    gold, said = [g for g, _ in run], [s for _, s in run]
    counted = confusion(gold, said)
    assert sum(n for row in counted.values() for n in row.values()) == len(run)
    assert accuracy(gold, said) == pytest.approx(sum(counted[g].get(g, 0) for g in counted) / len(run))
    for measure in (accuracy, macro_f1, balanced_accuracy):
        assert 0.0 <= measure(gold, said) <= 1.0
        assert measure(gold, gold) == 1.0
        backwards = measure(gold[::-1], said[::-1])
        assert backwards == pytest.approx(measure(gold, said))


def test_nothing_measured_is_nothing() -> None:
    assert accuracy([], []) == macro_f1([], []) == balanced_accuracy([], []) == 0.0
    assert expected_calibration_error([], []) == 0.0
    assert ndcg([], {}) == recall([], {}, 5) == reciprocal_rank([], {}) == 0.0


def test_calibration_by_hand() -> None:
    # Two bins of 15: 0.9 to 0.933 holds two cases at .92, one right; 0.333 to 0.4 holds one at .35, right.
    sure = [0.92, 0.92, 0.35]
    expected = (2 * abs(0.92 - 0.5) + abs(0.35 - 1.0)) / 3
    assert expected_calibration_error(sure, [True, False, True]) == pytest.approx(expected)


def test_a_bin_is_closed_above() -> None:
    # With two bins .5 belongs to the lower one: beside .4, not beside .6.
    assert expected_calibration_error([0.4, 0.5], [False, True], bins=2) == pytest.approx(abs(0.9 - 1.0) / 2)
    assert expected_calibration_error([0.5, 0.6], [True, False], bins=2) == pytest.approx((0.5 + 0.6) / 2)
    assert expected_calibration_error([0.0, 1.0], [False, True]) == 0.0


def test_a_confidence_is_a_probability() -> None:
    with pytest.raises(ValueError, match="probability"):
        expected_calibration_error([1.2], [True])


@given(st.lists(st.tuples(st.floats(min_value=0, max_value=1), st.booleans()), min_size=1, max_size=50))
def test_calibration_of_any_run(run: list[tuple[float, bool]]) -> None:
    sure, right = [s for s, _ in run], [r for _, r in run]
    error = expected_calibration_error(sure, right)
    assert 0.0 <= error <= 1.0
    # Splitting into bins can only bring errors of both signs to light.
    whole = abs(sum(sure) - sum(right)) / len(run)
    assert error >= whole - 1e-9
    assert expected_calibration_error(sure, right, bins=1) == pytest.approx(whole)


def test_rankings_by_hand() -> None:
    grades = {"a": 2, "b": 1, "c": 0}
    ranked = ["c", "b", "x", "a"]
    gained = 1 / math.log2(3) + 2 / math.log2(5)
    assert ndcg(ranked, grades) == pytest.approx(gained / (2 + 1 / math.log2(3)))
    assert ndcg(ranked, grades, 2) == pytest.approx((1 / math.log2(3)) / (2 + 1 / math.log2(3)))
    assert recall(ranked, grades, 2) == 0.5
    assert recall(ranked, grades, 4) == 1.0
    assert reciprocal_rank(ranked, grades) == 0.5
    assert reciprocal_rank(["x"] * 10 + ["a"], grades) == 0.0


@given(rankings, graded, st.integers(min_value=1, max_value=12))
def test_rankings_of_any_run(ranked: list[str], grades: dict[str, int], k: int) -> None:
    for value in (ndcg(ranked, grades, k), recall(ranked, grades, k), reciprocal_rank(ranked, grades, k)):
        assert 0.0 <= value <= 1.0 + 1e-12
    assert recall(ranked, grades, k) <= recall(ranked, grades, k + 1)
    ideal = sorted(grades, key=lambda one: -grades[one])
    assert ndcg(ideal, grades, k) == pytest.approx(1.0 if any(grades.values()) else 0.0)
    assert ndcg(ranked, grades, k) <= ndcg(ideal, grades, k) + 1e-9
    assert (reciprocal_rank(ranked, grades, k) > 0) == (recall(ranked, grades, k) > 0)
