"""Wrappers that remember ask the tool underneath only for what is new."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from wellsourced.adapters.remember import RememberingEncoder, RememberingVerifier
from wellsourced.ports import Judgement


class Counting:
    """A verifier and encoder whose answers follow from the text, and that counts what it is asked."""

    name = "counting@1"
    dimension = 2

    def __init__(self) -> None:
        self.asked: list[object] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        self.asked.extend(pairs)
        return [self.answer(claim, passage) for claim, passage in pairs]

    @staticmethod
    def answer(claim: str, passage: str) -> Judgement:
        return Judgement(supports=float(claim == passage), refutes=0.0, neutral=float(claim != passage))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.extend(texts)
        return np.array(
            [[1.0, 0.0] if text.startswith("a") else [0.0, 1.0] for text in texts], dtype=np.float32
        )


def test_a_pair_is_judged_once() -> None:
    inner = Counting()
    verifier = RememberingVerifier(inner)
    first = verifier.judge([("a", "b"), ("a", "a"), ("a", "b")])
    assert inner.asked == [("a", "b"), ("a", "a")]
    assert verifier.judge([("a", "a"), ("a", "b"), ("c", "c")]) == [
        first[1],
        first[0],
        Counting.answer("c", "c"),
    ]
    assert inner.asked == [("a", "b"), ("a", "a"), ("c", "c")]
    assert verifier.name == inner.name


def test_a_text_is_encoded_once() -> None:
    inner = Counting()
    encoder = RememberingEncoder(inner)
    assert encoder.encode(["ab", "b", "ab"]).tolist() == [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]
    assert encoder.encode(["b"]).tolist() == [[0.0, 1.0]]
    assert inner.asked == ["ab", "b"]
    assert encoder.encode([]).shape == (0, 2)


def test_the_pair_used_longest_ago_is_forgotten_first() -> None:
    inner = Counting()
    verifier = RememberingVerifier(inner, capacity=2)
    for pair in [("1", ""), ("2", ""), ("1", ""), ("3", ""), ("1", ""), ("2", "")]:
        verifier.judge([pair])
    assert inner.asked == [("1", ""), ("2", ""), ("3", ""), ("2", "")]


def test_a_memory_holds_something() -> None:
    with pytest.raises(ValueError, match="at least one"):
        RememberingVerifier(Counting(), capacity=0)


@given(st.lists(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")))), st.integers(1, 5))
def test_remembering_never_changes_an_answer(batches: list[list[tuple[str, str]]], capacity: int) -> None:
    verifier = RememberingVerifier(Counting(), capacity=capacity)
    for batch in batches:
        assert list(verifier.judge(batch)) == [Counting.answer(*pair) for pair in batch]
