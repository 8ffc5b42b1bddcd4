"""Whether what a page quotes still stands in a source that was captured again, and where.

Texts are compared as readers see them: white space, quotation marks and dashes are folded, so that a new
layout is no change. A quote is looked for as it is, at the place its neighbors are nearest (W3C
TextQuoteSelector: exact, prefix, suffix); then the sentence most like it, within a bound. What is like it
is not the same: it must be weighed again.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from wellsourced.model.sources import Passage
from wellsourced.text.dates import date_mentions
from wellsourced.text.sentences import sentences

__all__ = ["Anchoring", "Reanchored", "as_read", "new_sentences", "reanchor"]

LEAST_LIKE = 0.6
"""Sentences that share fewer of their words, in order, are not versions of one another."""
CONTEXT = 60
"""Letters of prefix and suffix that tell one place of a quote from another."""

_SPACE = re.compile(r"\s+")
_STAMP_WORD = re.compile(r"\d+(?::\d+)+|[^\W_]+|[$€£%#]")
_STAMPED = frozenset(("updated", "modified", "reviewed", "revised", "published", "posted"))
_BESIDE_STAMP = frozenset(
    ("the", "this", "page", "article", "story", "was", "last", "first", "originally", "on", "at", "date")
)
_FOLDED = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u00ad": "",
        "\u200b": "",
        "\u2060": "",
        "\ufeff": "",
        "\u2026": "...",
    }
)


class Anchoring(StrEnum):
    """What became of a quote: it stands, a sentence like it stands in its place, or nothing does."""

    STANDS = "stands"
    REWORDED = "reworded"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reanchored:
    """Where a quote is found again: the passage and its words there, both absent where it is gone.

    `likeness` is 0 to 1: the share of words, in order, that the two have in common.
    """

    anchoring: Anchoring
    likeness: float
    passage: Passage | None = None
    quote: str | None = None


def as_read(text: str) -> str:
    """The text as a reader sees it: marks and white space folded, compatibility forms resolved."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text).translate(_FOLDED)).strip()


def reanchor(quote: str, around: tuple[str, str], passages: Sequence[Passage]) -> Reanchored:
    """Find a quote in a document's passages; `around` are the texts before and after it when it was cited."""
    wanted = as_read(quote)
    exact = [(passage, as_read(passage.text)) for passage in passages]
    places = [(passage, text) for passage, text in exact if wanted in text]
    if places:
        passage, _ = max(places, key=lambda place: _neighbors(place[1], wanted, around))
        return Reanchored(anchoring=Anchoring.STANDS, likeness=1.0, passage=passage, quote=quote)
    return _most_like(wanted, passages)


def _neighbors(text: str, wanted: str, around: tuple[str, str]) -> float:
    """How much of what stood around a quote stands around it here, 0 to 2."""
    at = text.index(wanted)
    before, after = (as_read(side) for side in around)
    return _likeness(before[-CONTEXT:], text[max(0, at - CONTEXT) : at]) + _likeness(
        after[:CONTEXT], text[at + len(wanted) : at + len(wanted) + CONTEXT]
    )


def _most_like(wanted: str, passages: Iterable[Passage]) -> Reanchored:
    best = Reanchored(anchoring=Anchoring.GONE, likeness=0.0)
    for passage in passages:
        for sentence in _sentences(passage.text):
            likeness = _likeness(wanted, as_read(sentence))
            if likeness > best.likeness:
                best = Reanchored(
                    anchoring=Anchoring.REWORDED, likeness=likeness, passage=passage, quote=sentence
                )
    if best.likeness < LEAST_LIKE:
        return Reanchored(anchoring=Anchoring.GONE, likeness=best.likeness)
    return best


def _likeness(one: str, other: str) -> float:
    words, others = one.lower().split(), other.lower().split()
    if not words and not others:
        return 1.0
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    if matcher.real_quick_ratio() < LEAST_LIKE or matcher.quick_ratio() < LEAST_LIKE:
        return 0.0
    return matcher.ratio()


def _sentences(text: str) -> Iterator[str]:
    return (text[start:end] for start, end in sentences(text))


def new_sentences(before: str, after: str) -> tuple[str, ...]:
    """The sentences of a text that the earlier one does not have, as often as it has them, in order.

    Lines that only say when the page was changed are left out.
    """
    known = Counter(as_read(sentence) for sentence in _sentences(before))
    found = []
    for sentence in _sentences(after):
        read = as_read(sentence)
        if known[read]:
            known[read] -= 1
        elif read and not _is_stamp(read):
            found.append(sentence)
    return tuple(found)


def _is_stamp(text: str) -> bool:
    """Whether a line only says when its page was changed, which is no news of what the page tells."""
    days = date_mentions(text)
    for day in reversed(days):
        text = f"{text[: day.start]} {text[day.end :]}"
    words = set(_STAMP_WORD.findall(text.lower()))
    return bool(days and words & _STAMPED) and words <= _STAMPED | _BESIDE_STAMP
