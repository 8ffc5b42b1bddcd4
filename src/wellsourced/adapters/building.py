"""Putting a document's text together from its blocks, so that every offset is right by construction."""

from __future__ import annotations

import re

from wellsourced.adapters.decoding import normal
from wellsourced.model.scope import PartialDate
from wellsourced.ports import Extracted

__all__ = ["LONGEST_HEADING", "TextBuilder"]

LONGEST_HEADING = 300
"""Characters: a heading is kept with every passage under it."""


class TextBuilder:
    """Collects headings and blocks in reading order; blank lines stand between them in the text.

    A heading that only repeats the document's title stands over what follows, and not in the text again.
    """

    def __init__(self, title: str = "") -> None:
        self._title = _words(title)
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[tuple[int, int, tuple[str, ...], int | None]] = []
        self._headings: list[tuple[int, str]] = []

    def heading(self, level: int, text: str) -> None:
        """A heading of a level, 1 the highest: it stands over what follows, and in the text itself.

        One longer than `LONGEST_HEADING` is a block that was set large, and stands over nothing.
        """
        text = normal(text).strip()
        if not text:
            return
        self._headings = [(above, title) for above, title in self._headings if above < level]
        if len(text) > LONGEST_HEADING:
            self.block(text)
            return
        self._headings.append((level, text))
        if not self._title or _words(text) != self._title:
            self._append(text)

    def block(self, text: str, page: int | None = None) -> None:
        """A paragraph, list item, quotation or table row."""
        text = normal(text).strip()
        if not text:
            return
        start = self._append(text)
        headings = tuple(title for _, title in self._headings)
        self._blocks.append((start, start + len(text), headings, page))

    def __bool__(self) -> bool:
        """Whether a block is in it: headings alone are no text."""
        return bool(self._blocks)

    @property
    def first_heading(self) -> str:
        """The heading over the last block, the highest one; empty where there is none."""
        return self._headings[0][1] if self._headings else ""

    def extracted(
        self, *, title: str, language: str, published: PartialDate | None, extractor: str
    ) -> Extracted:
        """The document as far as it was built."""
        return Extracted(
            text="\n\n".join(self._pieces),
            title=title,
            language=language,
            published=published,
            blocks=tuple(self._blocks),
            extractor=extractor,
        )

    def _append(self, text: str) -> int:
        # Two line feeds, so that neither normal form nor a sentence reaches from one block into the next.
        start = self._length + 2 if self._pieces else 0
        self._pieces.append(text)
        self._length = start + len(text)
        return start


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", normal(text).casefold())
