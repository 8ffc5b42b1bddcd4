"""Sentences of one draft that cannot both be true: other figures, dates, names or duties of the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from wellsourced.steps.proving.contrast import contrast
from wellsourced.steps.proving.restated import restated
from wellsourced.text.tokens import content_stems

__all__ = ["Clash", "clashes"]

TELLING = 4
"""The rarest words of a claim by which others of the same are found."""
MOST_TOGETHER = 24
"""Claims that share a telling word; a word of more claims tells nothing. Keeps the time in proportion."""
LEAST_SHARED = 0.5
"""Share of the shorter claim's words that both must have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two claims, by their places in the list, of which one at most is true; `why` says what differs."""

    one: int
    other: int
    why: str


def clashes(claims: Sequence[str]) -> tuple[Clash, ...]:
    """The pairs of claims that contradict each other, in order.

    Time grows with the number of claims: only those that share one of their rarest words are compared.
    """
    found = []
    for one, other in sorted(_near(claims)):
        clash = contrast(claims[one], claims[other]) or restated(claims[one], claims[other])
        if clash is not None:
            found.append(Clash(one=one, other=other, why=clash.why))
    return tuple(found)


def _near(claims: Sequence[str]) -> set[tuple[int, int]]:
    stems = [content_stems(claim) for claim in claims]
    counts = Counter(stem for held in stems for stem in held)
    sharing: dict[str, list[int]] = defaultdict(list)
    for at, held in enumerate(stems):
        shared = sorted((counts[stem], stem) for stem in held if counts[stem] > 1)
        for _, stem in shared[:TELLING]:
            sharing[stem].append(at)
    return {
        pair
        for together in sharing.values()
        if len(together) <= MOST_TOGETHER
        for pair in _pairs(together, stems)
    }


def _pairs(together: Sequence[int], stems: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    for one, other in combinations(together, 2):
        fewer = min(len(stems[one]), len(stems[other]))
        if len(stems[one] & stems[other]) >= LEAST_SHARED * fewer:
            yield one, other
