"""A sentence as the row of items that proofs align: words, figures, dates, citations and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from wellsourced.steps.proving.words import ABBREVIATIONS
from wellsourced.text.dates import date_mentions
from wellsourced.text.figures import figures, identifiers
from wellsourced.text.tokens import fold

__all__ = ["Item", "Kind", "read"]


class Kind(StrEnum):
    """What an item is."""

    WORD = "word"
    FIGURE = "figure"
    DATE = "date"
    CITE = "cite"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Item:
    """One item at `[start, end)` of its text; items with equal `kind` and `key` say the same.

    A DATE's key is EDTF, with "early", "mid", "late" or "fiscal" after it. `text` is as written.
    """

    kind: Kind
    key: str
    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it is a word written with a capital."""
        return self.kind is Kind.WORD and self.text[:1].isupper()

    @property
    def acronym(self) -> bool:
        """Whether it is a word of three or more capitals."""
        return self.kind is Kind.WORD and len(self.text) > 2 and self.text.isupper()

    @property
    def mark(self) -> bool:
        """Whether it is punctuation."""
        return self.kind is Kind.MARK


_FOOTNOTE = re.compile(r"\[\d+(?:[,–-]\s?\d+)*\]")
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W_]+(?:['’][^\W_]+)*['’]?"  # words, don't, sheriffs'
    r"|\s[-–—]+\s|[—–]"  # dashes that set off
    r"|[,;:()?!/§%&$€£]"
)
_PART = re.compile(r"early|mid|late|fiscal|FY", re.IGNORECASE)
_PARTS = {
    "cannot": ("can", "not"), "can't": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not"),
    "u.s.": ("united", "states"), "us": ("us",), "§": ("section",), "§§": ("section",), "%": ("percent",),
    "&": ("and",), "it's": ("it", "is"), "they're": ("they", "are"), "that's": ("that", "is"),
}  # fmt: skip
_ORDINALS = {
    "1st": "first", "2d": "second", "2nd": "second", "3d": "third", "3rd": "third", "4th": "fourth",
    "5th": "fifth", "6th": "sixth", "7th": "seventh", "8th": "eighth", "9th": "ninth", "10th": "tenth",
    "11th": "eleventh", "12th": "twelfth", "13th": "thirteenth", "14th": "fourteenth",
}  # fmt: skip
_COUNTRY = frozenset({"US", "U.S.", "USA", "U.S.A."})


@lru_cache(maxsize=8192)
def read(text: str) -> tuple[Item, ...]:
    """Return the items of `text`, in order. Quotation marks, full stops, hyphens and [3] are left out.

    Figures, dates and citations are one item each with their value as key, so that "fourteen" is "14",
    "70%" is "70 percent" and "8 May 2018" is "May 8, 2018". Contractions are two items.
    """
    text = _FOOTNOTE.sub(lambda found: " " * len(found[0]), text)
    whole = sorted(_valued(text), key=lambda item: (item.start, -item.end))
    items: list[Item] = []
    at = 0
    for item in whole:
        if item.start < at:
            continue  # inside one we have
        items.extend(_plain(text, at, item.start))
        items.append(item)
        at = item.end
    items.extend(_plain(text, at, len(text)))
    return tuple(items)


def _valued(text: str) -> Iterator[Item]:
    for date in date_mentions(text):
        part = _PART.match(date.text)
        key = f"{date.date} {part[0].lower()}" if part and date.date else date.date or fold(date.text)
        yield Item(Kind.DATE, key, date.text, date.start, date.end)
    for cite in identifiers(text):
        yield Item(Kind.CITE, cite.norm, cite.text, cite.start, cite.end)
    for figure in figures(text):
        key = f"{figure.value.normalize():f} {figure.unit or ''}".strip()
        yield Item(Kind.FIGURE, key, figure.text, figure.start, figure.end)


def _plain(text: str, start: int, end: int) -> Iterator[Item]:
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        if word.strip()[0] in ",;:()?!/—–-":
            key = "—" if word.strip()[0] in "—–-" else word
            yield Item(Kind.MARK, key, word, match.start(), match.end())
            continue
        dotted = text[match.end() : match.end() + 1] == "."
        for key in _keys(word, dotted):
            yield Item(Kind.WORD, key, word, match.start(), match.end())


def _keys(word: str, dotted: bool) -> tuple[str, ...]:
    if word in _COUNTRY:
        return ("united", "states")
    folded = fold(word)
    if folded in _PARTS:
        return _PARTS[folded]
    if folded.endswith("n't"):
        return folded[:-3], "not"
    if folded in _ORDINALS:
        return (_ORDINALS[folded],)
    # "No." and "Art." are short for something, "no" and "art" are not; "v." has no capital.
    if dotted and folded in ABBREVIATIONS and (word[0].isupper() or folded in ("v", "vs")):
        return (ABBREVIATIONS[folded],)
    return (folded.replace(".", ""),)
