"""Hits are in the order of their scores, and of their ids where scores are equal: never in that of adding."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from wellsourced.library import scanning
from wellsourced.library.index import DIMENSION, Index
from wellsourced.library.ranking import best, ordered

NAMES = [f"p{number:03}" for number in range(300)]
WANTED = 40


def vectors_in_threes() -> NDArray[np.float32]:
    """Each vector occurs three times, a hundred rows apart."""
    drawn = np.random.default_rng(11).normal(size=(100, DIMENSION)).astype(np.float32)
    return np.tile(drawn, (3, 1))


def filled(folder: Path, order: list[int]) -> Index:
    """Three hundred passages of which a third say the same, added in several turns in this order."""
    index, vectors = Index(folder), vectors_in_threes()
    texts = [
        "The ferry was late." if number % 3 else f"Pier k{number}x: the ferry, the ferry."
        for number in range(300)
    ]
    for at in range(0, 300, 70):
        some = order[at : at + 70]
        index.add([NAMES[one] for one in some], [texts[one] for one in some], vectors[some])
        if at == 140:
            index.optimize()
    return index


@pytest.fixture
def two(tmp_path: Path) -> tuple[Index, Index]:
    shuffled = list(range(300))
    random.Random(5).shuffle(shuffled)
    return filled(tmp_path / "one", list(range(300))), filled(tmp_path / "other", shuffled)


def test_words_find_the_same_in_whatever_order_passages_were_added(two: tuple[Index, Index]) -> None:
    for index in two:
        index.optimize()
    for query in ("ferry", "late ferry", "k33x ferry"):
        one, other = (index.lexical(query, WANTED) for index in two)
        assert one == other
        assert one == sorted(one, key=lambda pair: (-pair[1], pair[0]))
        assert len(one) == WANTED


@pytest.mark.parametrize(
    ("in_memory_up_to", "at_once_up_to"),
    [(1000, 1000), (0, 1000), (1000, 0)],
    ids=["in memory", "rounded", "where they lie"],
)
def test_meaning_finds_the_same_in_whatever_order_passages_were_added(
    two: tuple[Index, Index], monkeypatch: pytest.MonkeyPatch, in_memory_up_to: int, at_once_up_to: int
) -> None:
    monkeypatch.setattr(scanning, "IN_MEMORY_UP_TO", in_memory_up_to)
    monkeypatch.setattr(scanning, "AT_ONCE_UP_TO", at_once_up_to)
    vectors = vectors_in_threes()
    query = np.random.default_rng(12).normal(size=DIMENSION).astype(np.float32)
    cosines = np.round(vectors @ query / np.linalg.norm(query) / np.linalg.norm(vectors, axis=1), 5)
    expected = sorted(range(300), key=lambda at: (-cosines[at], NAMES[at]))[:WANTED]
    one, other = (index.dense(query, WANTED) for index in two)
    assert [name for name, _ in one] == [name for name, _ in other] == [NAMES[at] for at in expected]
    assert [score for _, score in one] == pytest.approx([score for _, score in other], abs=2e-6)


def test_rounded_vectors_give_the_exact_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of vectors that nearly tie, of very uneven numbers, and of zeros."""
    rng = np.random.default_rng(4)
    near = rng.normal(size=DIMENSION) + 1e-4 * rng.normal(size=(200, DIMENSION))
    uneven = rng.normal(size=(200, DIMENSION)) * np.geomspace(1e-4, 1.0, DIMENSION)
    vectors = np.concatenate([near, uneven, np.zeros((1, DIMENSION))]).astype(np.float32)
    names = [f"p{number:03}" for number in range(len(vectors))]
    index = Index(tmp_path / "index")
    index.add(names, ["text"] * len(names), vectors)
    in_full = {k: index.dense(near[0].astype(np.float32), k) for k in (1, 50, 201, 500)}
    cosines = index.similarities(names, uneven[3].astype(np.float32))
    monkeypatch.setattr(scanning, "IN_MEMORY_UP_TO", 0)
    rounded = Index(tmp_path / "index")
    for k, found in in_full.items():
        again = rounded.dense(near[0].astype(np.float32), k)
        assert [score for _, score in again] == pytest.approx([score for _, score in found], abs=2e-6)
        assert len({name for name, _ in again} & {name for name, _ in found}) >= 0.99 * len(found)
    assert rounded.similarities([*names, "no such"], uneven[3].astype(np.float32)) == pytest.approx(
        cosines, abs=2e-6
    )


def test_rounded_vectors_are_those_of_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "IN_MEMORY_UP_TO", 0)
    rng = np.random.default_rng(9)
    index = Index(tmp_path / "index")
    for number in range(4):
        vector = rng.normal(size=(1, DIMENSION)).astype(np.float32)
        index.add([f"p{number}"], ["text"], vector)
        assert index.dense(vector[0], 1) == [(f"p{number}", 1.0)]
    index.optimize()
    index.remove(["p3"])
    assert {name for name, _ in index.dense(vector[0], 9)} == {"p0", "p1", "p2"}


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(0, 4).map(lambda n: n / 4)),
    st.integers(1, 12),
    st.randoms(use_true_random=False),
)
def test_the_best_are_those_of_a_full_sort_however_ties_were_picked(
    scores: dict[str, float], k: int, chance: random.Random
) -> None:
    def ask(asked: int) -> list[tuple[str, float]]:
        shuffled = list(scores.items())
        chance.shuffle(shuffled)
        return sorted(shuffled, key=lambda pair: -pair[1])[:asked]

    assert best(ask, k) == ordered(scores.items(), len(scores))[:k]
