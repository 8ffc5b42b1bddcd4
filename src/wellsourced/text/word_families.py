"""Words of one family, whatever their part of speech: "enforce" and "enforcement" begin alike."""

from __future__ import annotations

__all__ = ["of_one_family"]

LEAST_ROOT, LONG_ROOT = 4, 6
"""Letters that two stems begin with to be of one family: all of the shorter one's, or so many."""


def of_one_family(one: str, other: str) -> bool:
    """Whether two stems are likely of one family; short ones are only where one begins the other."""
    short, long = sorted((one, other), key=len)
    rooted = len(short) >= LEAST_ROOT and long.startswith(short)
    return rooted or (len(short) > LONG_ROOT and long[:LONG_ROOT] == short[:LONG_ROOT])
