"""Several ranked lists into one: reciprocal-rank fusion with a weight a list (Cormack et al., 2009)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

__all__ = ["Ranked", "coverage", "fuse", "lexical_weight"]

RANK_CONSTANT = 60
"""Damps the top ranks; 60 is the value of the original paper."""

SLIGHT, FULL, FLOOR = 0.3, 0.8, 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Ids, best first and without repeats, and how much this list counts."""

    ids: tuple[str, ...]
    weight: float = 1.0

    def __post_init__(self) -> None:
        if self.weight < 0:
            raise ValueError(f"a weight is not negative: {self.weight}")
        if len(set(self.ids)) != len(self.ids):
            raise ValueError("a ranked list names each id once")


def fuse(lists: Sequence[Ranked], k: int) -> list[tuple[str, float]]:
    """The `k` best `(id, score)`, best first; ties go by id so that the order is the same every time."""
    scores: dict[str, float] = {}
    for ranked in lists:
        for rank, item in enumerate(ranked.ids, start=1):
            scores[item] = scores.get(item, 0.0) + ranked.weight / (RANK_CONSTANT + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[: max(k, 0)]


def coverage(query_terms: Collection[str], found_terms: Sequence[Collection[str]]) -> float:
    """The share of the query's terms in a found text, 0 to 1: the mean over the texts given."""
    wanted = set(query_terms)
    if not wanted or not found_terms:
        return 0.0
    return sum(len(wanted & set(terms)) / len(wanted) for terms in found_terms) / len(found_terms)


def lexical_weight(covered: float) -> float:
    """How much word matching counts beside meaning, 0.2 to 1.

    Word matching that finds few of the query's words ranks by chance (measured: equal weights are
    worse than meaning alone where it is weak), so its weight falls with what it covers.
    """
    share = (covered - SLIGHT) / (FULL - SLIGHT)
    return FLOOR + (1.0 - FLOOR) * min(max(share, 0.0), 1.0)
