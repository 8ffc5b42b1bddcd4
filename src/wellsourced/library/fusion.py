"""Several ranked lists into one: by their scores, or by ranks alone where scores do not compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Ranked", "blend", "fuse"]

RANK_CONSTANT = 60
"""Damps the top ranks; 60 is the value of the original paper."""

LEXICAL_SHARE = 0.4
"""How much words count beside meaning, 0 to 1; chosen on sets of our own (see docs/decisions)."""


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
    """The `k` best `(id, score)` by reciprocal rank (Cormack et al., 2009), best first; ties go by id."""
    scores: dict[str, float] = {}
    for ranked in lists:
        for rank, item in enumerate(ranked.ids, start=1):
            scores[item] = scores.get(item, 0.0) + ranked.weight / (RANK_CONSTANT + rank)
    return _best(scores, k)


def blend(
    lexical: Mapping[str, float], cosines: Mapping[str, float], k: int, share: float = LEXICAL_SHARE
) -> list[tuple[str, float]]:
    """The `k` best `(id, score)` by a convex combination of scores, 0 to 1, best first; ties go by id.

    Each kind of score is divided by its best here, its floor being what says nothing: no word shared, no
    cosine above 0 (Bruch, Gai and Ingber, 2023). Unlike ranks, scores tell a clear first from a list in
    which many share the same few words, whose order is chance. What a mapping lacks has its floor.
    """
    words, meaning = _to_one(lexical), _to_one(cosines)
    names = words.keys() | meaning.keys()
    scores = {name: share * words.get(name, 0.0) + (1.0 - share) * meaning.get(name, 0.0) for name in names}
    return _best(scores, k)


def _to_one(scores: Mapping[str, float]) -> dict[str, float]:
    """The scores over the highest, those below 0 as 0."""
    highest = max(scores.values(), default=0.0)
    return {name: max(score, 0.0) / highest if highest > 0 else 0.0 for name, score in scores.items()}


def _best(scores: Mapping[str, float], k: int) -> list[tuple[str, float]]:
    """The highest `k`; ties go by id so that the order is the same every time."""
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[: max(k, 0)]
