"""A document's text into passages: whole sentences, 60 to 180 words, within one block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from wellsourced.model.sources import Span
from wellsourced.ports import Extracted

__all__ = ["LEAST", "MOST", "Cut", "Sentences", "cut"]

LEAST, MOST = 60, 180
"""Words of a passage: enough to stand alone, few enough for an encoder to read whole."""

Sentences = Callable[[str], Sequence[tuple[int, int]]]
"""Half-open spans of a text's sentences, in order."""

_RUN_ON = 2 * MOST
_WORD = re.compile(r"\S{1,200}")  # what is longer is no word, and counts as several
_LONGEST = 100_000
"""Characters of a block that is cut in one go."""
_STOPS = (". ", "\n", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Where a passage lies in its document's text, under which headings, on which page."""

    span: Span
    headings: tuple[str, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    words: int


def cut(extracted: Extracted, sentences: Sentences) -> list[Cut]:
    """Cut every block into passages, in document order.

    Passages never cross a block; a block shorter than `LEAST` words is one passage. A "sentence" of
    more than twice `MOST` words (a table, a list without stops) is cut between words.
    """
    return [
        Cut(span=Span(start=start, end=end), headings=headings, page=page)
        for block_start, block_end, headings, page in extracted.blocks
        for start, end in _block(extracted.text, block_start, block_end, sentences)
    ]


def _block(text: str, start: int, end: int, sentences: Sentences) -> Iterator[tuple[int, int]]:
    for left, right in _stretches(text, start, end):
        spans = ((left + first, left + last) for first, last in sentences(text[left:right]))
        units = [unit for first, last in spans for unit in _units(text, first, last)]
        for begin, after in _groups(units):
            yield units[begin].start, units[after - 1].end


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The block, in parts where it is very long: what is held of one at work is many times its size."""
    while end - start > _LONGEST:
        least = start + _LONGEST // 2
        stop = next(
            (at for mark in _STOPS if (at := text.rfind(mark, least, start + _LONGEST) + 1)), start + _LONGEST
        )
        yield start, stop
        start = stop
    yield start, end


def _units(text: str, start: int, end: int) -> Iterator[_Unit]:
    """The sentence as one unit, or in pieces between words where it is a run-on."""
    words = _WORD.finditer(text, start, end)
    ahead = list(islice(words, _RUN_ON + 1))
    if len(ahead) <= _RUN_ON:
        if ahead:
            yield _Unit(ahead[0].start(), ahead[-1].end(), len(ahead))
        return
    every = chain(ahead, words)
    while piece := list(islice(every, MOST)):
        yield _Unit(piece[0].start(), piece[-1].end(), len(piece))


def _groups(units: Sequence[_Unit]) -> list[tuple[int, int]]:
    """Half-open groups of neighbouring units with the least total cost (dynamic programming)."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for last in range(1, len(units) + 1):
        choices: list[tuple[float, int]] = []
        words = 0
        for first in range(last - 1, -1, -1):
            words += units[first].words
            choices.append((best[first][0] + _cost(words), first))
            if words > MOST:
                break
        best.append(min(choices))
    groups: list[tuple[int, int]] = []
    at = len(units)
    while at > 0:
        groups.append((best[at][1], at))
        at = best[at][1]
    return groups[::-1]


def _cost(words: int) -> float:
    """Too long is worst, too short is bad, and of two good cuts the one with fewer passages wins."""
    return 1.0 + 10.0 * max(0, words - MOST) + max(0, LEAST - words)
