"""Which words of a passage are relied on: quotes found in its text, cut into segments to mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Segment", "find_quote", "segments"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a passage's text; `quotes` are the indexes of the quotes it is part of."""

    text: str
    quotes: tuple[int, ...] = ()


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, half-open; runs of white space count as equal."""
    words = quote.split()
    if not words:
        return None
    found = re.search(r"\s+".join(re.escape(word) for word in words), text)
    return None if found is None else found.span()


def segments(text: str, quotes: Sequence[str]) -> tuple[Segment, ...]:
    """Cut a text where quotes start and end; the segments joined are the text again."""
    spans = [(index, span) for index, quote in enumerate(quotes) if (span := find_quote(text, quote))]
    cuts = sorted({0, len(text), *(edge for _, span in spans for edge in span)})
    return tuple(
        Segment(
            text=text[start:end],
            quotes=tuple(index for index, (opens, closes) in spans if opens <= start and end <= closes),
        )
        for start, end in pairwise(cuts)
    )
