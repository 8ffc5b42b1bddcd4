"""Ranked lists cut so that chance has no part in them: of equal scores the smaller id goes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable

__all__ = ["best", "ordered"]

DIGITS = 6
"""Decimals of a score that tell two hits apart: further ones depend on the order in which sums were made."""
_MORE = 4
"""Each costs a read of its id; few scores tie with more than that."""

Scored = tuple[str, float]


def ordered(found: Iterable[Scored], k: int) -> list[Scored]:
    """The `k` best `(id, score)`, scores rounded, best first; ties go by id."""
    rounded = ((name, round(score, DIGITS)) for name, score in found)
    return sorted(rounded, key=lambda pair: (-pair[1], pair[0]))[:k]


def best(ask: Callable[[int], list[Scored]], k: int) -> list[Scored]:
    """The `k` best of what `ask(n)` gives, which picks at random among those that tie for the n-th place.

    So more are asked for than are wanted, until the last is worse than the k-th or there are no more.
    """
    asked = k + _MORE
    while True:
        found = ask(asked)
        ranked = ordered(found, asked)
        if len(found) < asked or ranked[-1][1] < ranked[k - 1][1]:
            return ranked[:k]
        asked *= 4
