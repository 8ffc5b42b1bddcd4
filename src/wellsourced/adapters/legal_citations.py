"""What a text cites as law: our own reading, and eyecite's where that finds nothing though there may be more.

eyecite takes a quarter of a second to load and some 8 ms a kilobyte, so it is loaded with the first text that
has something for it, and reads the lines around that only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from wellsourced.model.citations import LegalCitation
from wellsourced.text.citing.reading import in_order, legal_citations

__all__ = ["read_citations"]

_MAYBE_CASE = re.compile(r"(?<![\w.,$])\d{1,4}\s(?=[A-Z])[^\d\n;()]{2,40}?\s\d{1,6}\b")  # 12 Alaska Rep. 345
_MAYBE = re.compile(
    rf"{_MAYBE_CASE.pattern}"
    r"|[A-Z][A-Za-z'’]{0,12}\.\s[^\n;()]{0,60}?§{1,2}\s?\d"  # N.D. Cent. Code § 12.1-01
)
_POINTED = re.compile(r"[A-Z][A-Za-z'’]{0,8}\.|\b(?:WL|[A-Z]{2,}) \d")
_BEFORE, _AFTER = 80, 120
_MOST_READ = 20_000
"""Characters of one text that are given to eyecite: its time grows with them."""


class _Reads(Protocol):
    def __call__(self, text: str) -> list[LegalCitation]: ...


def read_citations(text: str) -> tuple[LegalCitation, ...]:
    """The authorities that `text` cites, in order, never overlapping: ours, and eyecite's beside them."""
    ours = legal_citations(text)
    more: list[LegalCitation] = []
    for start, end in _unread(text, ours):
        more += (
            replace(one, start=start + one.start, end=start + one.end) for one in _eyecite()(text[start:end])
        )
    beside = [one for one in more if not _meets(ours, one.start, one.end)]
    return in_order([*ours, *beside]) if beside else ours


def _unread(text: str, ours: tuple[LegalCitation, ...]) -> Iterator[tuple[int, int]]:
    """Stretches, apart from each other, that look like a citation where ours has none."""
    stretches: list[tuple[int, int]] = []
    for found in (_MAYBE if "§" in text else _MAYBE_CASE).finditer(text):
        if not _POINTED.search(found[0]) or _meets(ours, found.start(), found.end()):
            continue
        start, end = max(0, found.start() - _BEFORE), min(len(text), found.end() + _AFTER)
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    left = _MOST_READ
    for start, end in stretches:
        yield start, min(end, start + left)
        left -= end - start
        if left <= 0:
            return


def _meets(ours: tuple[LegalCitation, ...], start: int, end: int) -> bool:
    """Whether one of the citations (in order, apart from each other) has a part in the stretch."""
    after = bisect_left(ours, end, key=lambda one: one.start)
    return after > 0 and ours[after - 1].end > start


@cache
def _eyecite() -> _Reads:
    return cast(_Reads, import_module("wellsourced.adapters.eyecite_reading").eyecite_citations)
