"""What a sentence of a draft cites: its marks, looked up in the draft's list of sources, and its links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wellsourced.model.audits import Mark
from wellsourced.steps.auditing.reading import DraftSentence, Link, SourceEntry

__all__ = ["PlacedLink", "cited_by", "placed"]

_MARK = re.compile(r"\[(?P<all>\^?\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)\]")
_ADDRESS = re.compile(r"https?://[^\s<>\"\]]+")
_AFTER = ".,;:!?)"
MOST_RANGE = 20
"""Numbers of "[3-9]" that are read; more is no citation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLink:
    """A link at `[start, end)` of the draft's text."""

    start: int
    end: int
    url: str


def placed(links: Iterable[Link], text: str) -> tuple[PlacedLink, ...]:
    """Where the words of each link stand in the text, looked for in their order; lost ones are left out."""
    found: list[PlacedLink] = []
    at = 0
    for link in links:
        words = " ".join(link.text.split())
        start = text.find(words, at) if words else -1
        if start >= 0:
            at = start + len(words)
            found.append(PlacedLink(start=start, end=at, url=link.url))
    return tuple(found)


def cited_by(
    sentence: DraftSentence, entries: Sequence[SourceEntry], links: Sequence[PlacedLink]
) -> tuple[Mark, ...]:
    """The marks of a sentence in order: numbers, links, addresses written out; a linked number is one."""
    known = {entry.number: entry.url for entry in entries}
    inside = [one for one in links if sentence.start <= one.start and one.end <= sentence.end]
    marks: list[Mark] = []
    for found in _MARK.finditer(sentence.text):
        start, end = sentence.start + found.start(), sentence.start + found.end()
        linked = next((one.url for one in inside if start <= one.start < end), None)
        for number in _numbers(found["all"]):
            marks.append(Mark(text=f"[{number}]", start=start, end=end, url=linked or known.get(number)))
    taken = [(mark.start, mark.end) for mark in marks]
    for one in inside:
        if not any(start <= one.start < end for start, end in taken):
            words = sentence.text[one.start - sentence.start : one.end - sentence.start]
            marks.append(Mark(text=words, start=one.start, end=one.end, url=one.url))
    taken = [(mark.start, mark.end) for mark in marks]
    for found in _ADDRESS.finditer(sentence.text):
        url = found[0].rstrip(_AFTER)
        start = sentence.start + found.start()
        if not any(left <= start < right for left, right in taken):
            marks.append(Mark(text=url, start=start, end=start + len(url), url=url))
    return tuple(sorted(marks, key=lambda mark: mark.start))


def _numbers(written: str) -> list[str]:
    """'1, 3-5' as 1, 3, 4 and 5."""
    numbers: list[str] = []
    for piece in written.replace("^", "").split(","):
        first, dash, last = piece.replace("–", "-").partition("-")
        if dash and 0 < int(last) - int(first) <= MOST_RANGE:
            numbers += [str(one) for one in range(int(first), int(last) + 1)]
        else:
            numbers.append(first.strip())
    return numbers
