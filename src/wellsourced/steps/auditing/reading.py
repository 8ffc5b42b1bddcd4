"""A draft's sentences with their exact places, parted from its headings, lists of sources and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wellsourced.ports import Extracted
from wellsourced.text.grammar import finite_index, split_words
from wellsourced.text.sentences import sentences

__all__ = [
    "Draft",
    "DraftSentence",
    "Link",
    "SourceEntry",
    "draft_sentences",
    "source_entries",
    "without_marks",
]

_MARK = re.compile(r"\s*\[(?:\^?\d{1,3})(?:\s*[,–-]\s*\d{1,3})*\]")
_ENTRY = re.compile(
    r"^[^\S\n]*(?:\[\^?(?P<a>\d{1,3})\]:?|(?P<b>\d{1,3})[.)])\s+(?P<rest>[^\n]*?(?P<url>https?://[^\s<>\"\]]+)[^\n]*)$",
    re.MULTILINE,
)
SHORT_LINE = 0.6
"""Share of a block's longest line."""
_MARKS_ONLY = re.compile(r"(?:\s|\[\^?\d[\d\s,–-]*\]|[.,;])+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as the draft's markup has it: its words and its address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is audited: its text as extracted, the links of its markup in order, and where it came from.

    `place` is the code of the place it is about, where the user says so.
    """

    uri: str
    media_type: str
    extracted: Extracted
    links: tuple[Link, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentence:
    """A sentence at `[start, end)` of the draft, its marks with it; `paragraph` numbers its block."""

    text: str
    start: int
    end: int
    paragraph: int
    headings: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """Without its citation marks."""
        return without_marks(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """An entry of a list of sources: what is cited under a number."""

    number: str
    url: str
    start: int
    end: int


def without_marks(text: str) -> str:
    """The text without marks such as [3] or [1, 2], and no space before its full stop."""
    return re.sub(r"\s+([.,;:!?])", r"\1", _MARK.sub("", text)).strip()


def source_entries(text: str) -> tuple[SourceEntry, ...]:
    """The numbered entries with an address ("[3] Title, https://...") in order; the first of a number."""
    found: dict[str, SourceEntry] = {}
    for entry in _ENTRY.finditer(text):
        number = entry["a"] or entry["b"]
        url = entry["url"].rstrip(".,;:)")
        found.setdefault(number, SourceEntry(number=number, url=url, start=entry.start(), end=entry.end()))
    return tuple(found.values())


def draft_sentences(draft: Extracted) -> tuple[DraftSentence, ...]:
    """The sentences of a draft in order; headings and entries of a list of sources are none.

    Marks that stand after a full stop belong to the sentence before them.
    """
    listed = [(entry.start, entry.end) for entry in source_entries(draft.text)]
    found: list[DraftSentence] = []
    for number, (start, end, headings, _) in enumerate(draft.blocks):
        if any(one < end and start < two for one, two in listed):
            continue
        for piece_start, piece_end in _by_lines(draft.text, start, end):
            for left, right in _with_marks(draft.text, piece_start, piece_end):
                text = draft.text[left:right]
                if not _is_heading(text):
                    found.append(
                        DraftSentence(text=text, start=left, end=right, paragraph=number, headings=headings)
                    )
    return tuple(found)


def _by_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a block: a line much shorter than the longest, before a capital, was not wrapped there."""
    lines = text[start:end].split("\n")
    longest = max(map(len, lines))
    at = begun = start
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        at += len(line) + 1
        if following[:1].isupper() and len(line) < SHORT_LINE * longest:
            yield begun, at - 1
            begun = at
    yield begun, end


def _with_marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of a block's sentences; one that is marks alone is put to the sentence before it."""
    spans: list[tuple[int, int]] = []
    for left, right in sentences(text[start:end]):
        left, right = start + left, start + right
        led = _MARKS_ONLY.match(text, left, right)
        if spans and led is not None and "[" in led[0]:
            spans[-1] = (spans[-1][0], left + len(led[0].rstrip()))
            left = led.end()
        if left < right:
            spans.append((left, right))
    yield from spans


def _is_heading(text: str) -> bool:
    """A line that does not end like a sentence, and has no verb or is short."""
    if text.rstrip("\"”’') ]0123456789[").endswith((".", "!", "?", ":", ";")):
        return False
    parts = split_words(text)
    return len(parts) <= 20 or finite_index(parts) is None
