"""Two wordings of one statement: which words stayed, which figures differ, how alike they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from wellsourced.text.dates import date_mentions
from wellsourced.text.figures import figures, ordinals
from wellsourced.text.tokens import content_words, tokens

__all__ = ["Kept", "Refigured", "WordSpan", "figure_changes", "likeness", "word_changes"]

# Every character is in exactly one piece, so that pieces joined are the text.
_PIECE = re.compile(r"\s+|\d+(?:[.,:]\d+)*[^\W\d_]*|[^\W\d_]+(?:['’-][^\W\d_]+)*|.", re.DOTALL)


class Kept(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSpan:
    """Words in a row that share a fate. Kept and removed joined are the old text, kept and added the new."""

    kept: Kept
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refigured:
    """Figures, dates and counts that differ, as written; `only` where nothing else does."""

    pairs: tuple[tuple[str, str], ...]
    only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quantity:
    """A figure or date at `start` to `end`: `unit` is its kind, `value` what is compared."""

    start: int
    end: int
    text: str
    unit: str
    value: str


def word_changes(before: str, after: str) -> tuple[WordSpan, ...]:
    """Align two texts word by word. Space between two changed words changes with them."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    joined: list[tuple[str, str]] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        removed, added = "".join(old[i:j]), "".join(new[k:m])
        kept = tag == "equal" and (not removed.isspace() or i == 0 or j == len(old))
        if kept:
            joined.append((removed, removed))
        elif joined and joined[-1][0] != joined[-1][1]:
            joined[-1] = (joined[-1][0] + removed, joined[-1][1] + added)
        else:
            joined.append((removed, added))
    return tuple(_spans(joined))


def _spans(joined: Sequence[tuple[str, str]]) -> Iterator[WordSpan]:
    for removed, added in joined:
        if removed == added:
            yield WordSpan(kept=Kept.KEPT, text=removed)
            continue
        if removed:
            yield WordSpan(kept=Kept.REMOVED, text=removed)
        if added:
            yield WordSpan(kept=Kept.ADDED, text=added)


def likeness(before: str, after: str) -> float:
    """The share of words two texts have in common, 0 to 1 (Dice over stems of content, with repeats)."""
    old, new = _words(before), _words(after)
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0


@lru_cache(maxsize=4096)
def _words(text: str) -> Counter[str]:
    return Counter(content_words(text) or (token.norm for token in tokens(text)))


def figure_changes(before: str, after: str) -> Refigured:
    """The figures, dates and ordinals in which a reworded statement differs, paired by what they measure.

    Where all else is the same they are paired by place; else those that occur in one text alone are
    paired in order, like with like, and one without a partner is left to the words.
    """
    old, new = _quantities(before), _quantities(after)
    if _without(before, old) == _without(after, new) and len(old) == len(new):
        differing = [(a, b) for a, b in zip(old, new, strict=True) if a.text != b.text]
        told = tuple((a.text, b.text) for a, b in differing if a.value != b.value)
        return Refigured(pairs=told, only=bool(told) and len(told) == len(differing))
    return Refigured(pairs=tuple(_partners(old, new)), only=False)


def _partners(old: Sequence[_Quantity], new: Sequence[_Quantity]) -> Iterator[tuple[str, str]]:
    gone, come = _apart(old, new), _apart(new, old)
    for unit in dict.fromkeys(one.unit for one in gone):
        pairs = zip(
            (one for one in gone if one.unit == unit), (one for one in come if one.unit == unit), strict=False
        )
        yield from ((a.text, b.text) for a, b in pairs if a.text != b.text)


def _apart(of: Sequence[_Quantity], others: Sequence[_Quantity]) -> list[_Quantity]:
    """The quantities that are not among the others, each of those counting once."""
    there = Counter((one.unit, one.value) for one in others)
    left = []
    for one in of:
        if there[one.unit, one.value]:
            there[one.unit, one.value] -= 1
        else:
            left.append(one)
    return left


def _quantities(text: str) -> list[_Quantity]:
    found = [
        _Quantity(start=d.start, end=d.end, text=d.text, unit="date", value=d.date or d.text.casefold())
        for d in date_mentions(text)
    ]
    found += [
        _Quantity(start=f.start, end=f.end, text=f.text, unit=f.unit or "count", value=f"{f.value} {f.unit}")
        for f in (*figures(text), *ordinals(text))
    ]
    apart: list[_Quantity] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def _without(text: str, quantities: Sequence[_Quantity]) -> tuple[str, ...]:
    """The text around its quantities."""
    edges = [0, *(edge for one in quantities for edge in (one.start, one.end)), len(text)]
    return tuple(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
