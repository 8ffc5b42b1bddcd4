"""Fusion of ranks and of scores: properties that hold for any lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.library.fusion import Ranked, blend, fuse

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


scored = st.dictionaries(st.sampled_from([f"p{number}" for number in range(8)]), st.floats(0.001, 40))


@given(scored, scored, st.integers(0, 10))
def test_blended_scores_are_the_k_best_of_all_found(
    lexical: dict[str, float], cosines: dict[str, float], k: int
) -> None:
    blended = blend(lexical, cosines, k)
    assert len(blended) == min(k, len(lexical.keys() | cosines.keys()))
    scores = [score for _, score in blended]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 1.0 + 1e-9 for score in scores)
    assert blended == blend(lexical, cosines, 10)[:k]


@given(scored, scored, st.floats(0.01, 100))
def test_only_the_proportions_of_scores_matter(
    lexical: dict[str, float], cosines: dict[str, float], times: float
) -> None:
    larger = {name: score * times for name, score in lexical.items()}
    assert dict(blend(larger, cosines, 9)) == pytest.approx(dict(blend(lexical, cosines, 9)))


@given(scored, scored)
def test_the_share_runs_from_meaning_alone_to_words_alone(
    lexical: dict[str, float], cosines: dict[str, float]
) -> None:
    by_meaning = dict(blend(lexical, cosines, 20, share=0.0))
    by_words = dict(blend(lexical, cosines, 20, share=1.0))
    for scores, alone in ((by_meaning, cosines), (by_words, lexical)):
        highest = max(alone.values(), default=1.0)
        assert scores == pytest.approx({name: alone.get(name, 0.0) / highest for name in scores})


def test_a_list_that_sets_nothing_apart_leaves_the_order_to_the_other() -> None:
    flat = {"x": 2.0, "y": 2.0, "b": 2.0, "a": 2.0}
    assert names(blend(flat, {"a": 0.7, "x": 0.6, "b": 0.5, "y": 0.4}, 4)) == ["a", "x", "b", "y"]
    by_rank = [Ranked(ids=("x", "y", "b", "a")), Ranked(ids=("a", "x", "b", "y"))]
    assert names(fuse(by_rank, 1)) == ["x"], "ranks alone cannot tell that its first place is chance"


def test_a_clear_first_counts_for_more_than_its_rank() -> None:
    lexical = {"clear": 9.0, "other": 3.0}
    assert names(blend(lexical, {"other": 0.5, "clear": 0.45}, 1)) == ["clear"]


def test_what_means_the_opposite_or_shares_no_word_earns_nothing() -> None:
    assert blend({}, {"far": -0.4, "near": 0.5}, 2) == [("near", pytest.approx(0.6)), ("far", 0.0)]
    assert blend({}, {"far": -0.4}, 2) == [("far", 0.0)]
    assert blend({}, {}, 2) == []


def test_a_list_that_repeats_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="each id once"):
        Ranked(ids=("a", "a"))
