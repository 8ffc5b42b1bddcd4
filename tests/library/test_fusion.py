"""Rank fusion: properties that hold for any lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.library.fusion import Ranked, coverage, fuse, lexical_weight

ids = st.lists(st.sampled_from([f"p{number}" for number in range(12)]), unique=True, max_size=12)
ranked = st.builds(lambda names, weight: Ranked(ids=tuple(names), weight=weight), ids, st.floats(0, 4))


def names(fused: list[tuple[str, float]]) -> list[str]:
    return [name for name, _ in fused]


@given(ids)
def test_one_list_keeps_its_order(order: list[str]) -> None:
    assert names(fuse([Ranked(ids=tuple(order))], 12)) == order


@given(st.lists(ranked, max_size=4), st.integers(0, 15))
def test_the_k_best_of_all_that_was_found_best_first(lists: list[Ranked], k: int) -> None:
    fused = fuse(lists, k)
    everything = {name for one in lists for name in one.ids}
    assert len(fused) == min(k, len(everything))
    assert set(names(fused)) <= everything
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)
    assert fused == fuse(lists, 15)[:k]


@given(st.lists(ranked, max_size=4), st.randoms())
def test_the_order_of_the_lists_does_not_matter(lists: list[Ranked], random: object) -> None:
    mixed = list(lists)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert dict(fuse(mixed, 12)) == pytest.approx(dict(fuse(lists, 12)))


@given(ids, ids)
def test_a_list_without_weight_decides_nothing(order: list[str], other: list[str]) -> None:
    fused = names(fuse([Ranked(ids=tuple(order)), Ranked(ids=tuple(other), weight=0.0)], 12))
    assert fused[: len(order)] == order


def test_agreement_beats_a_single_first_place() -> None:
    lists = [Ranked(ids=("a", "both")), Ranked(ids=("b", "both"))]
    assert names(fuse(lists, 1)) == ["both"]


@given(st.floats(0, 1), st.floats(0, 1))
def test_word_matching_counts_more_the_more_it_covers(one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert 0.2 <= lexical_weight(less) <= lexical_weight(more) <= 1.0


def test_a_query_that_barely_matches_leaves_the_order_to_meaning() -> None:
    by_words, by_meaning = ("x", "y", "z"), ("a", "b", "c")
    weak = Ranked(ids=by_words, weight=lexical_weight(0.1))
    assert names(fuse([weak, Ranked(ids=by_meaning)], 3)) == ["a", "b", "c"]
    strong = Ranked(ids=by_words, weight=lexical_weight(1.0))
    assert set(names(fuse([strong, Ranked(ids=by_meaning)], 2))) == {"a", "x"}


def test_coverage_is_the_mean_share_of_the_query_found() -> None:
    assert coverage(["tide", "gate"], [["tide"], ["tide", "gate", "open"]]) == 0.75
    assert coverage([], [["tide"]]) == 0.0
    assert coverage(["tide"], []) == 0.0


def test_a_list_that_repeats_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="each id once"):
        Ranked(ids=("a", "a"))
