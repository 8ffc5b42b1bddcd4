"""MinHash (Broder, 1997) with one hash and k minima: which pages may share text, without all pairs.

Of two sets the k minima of their union are a fair sample of it; so where the sets resemble each other by J,
the k minima of each have k J in common on average, and nothing with probability near exp(-k J): 0.002 at
J = 0.05. A set of k hashes or fewer is its own sketch. Every pair found is compared exactly afterwards, so
one value in common is bar enough: it costs time and no precision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from heapq import nsmallest
from itertools import combinations

__all__ = ["MINIMA", "pairs", "sketch"]

MINIMA = 128
CROWD = 200
"""A value that more sets than this have in common is a form's; copies are told by their other values."""


def sketch(shingles: Collection[int]) -> list[int]:
    """The smallest `MINIMA` of a set of hashes, ascending."""
    return nsmallest(MINIMA, shingles)


def pairs(sets: Sequence[Collection[int]]) -> Iterator[tuple[int, int]]:
    """The places of sets that may share a part, each pair once, lower place first, in order."""
    holding: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(sets):
        for value in sketch(one):
            holding[value].append(place)
    met: set[tuple[int, int]] = set()
    for places in holding.values():
        if 1 < len(places) <= CROWD:
            met.update(combinations(places, 2))
    yield from sorted(met)
