"""The links of a web page that stand in its main text, not in its menus.

The main text is found by a library that drops links or changes the text it finds; so links are looked for in
the page as it came, and one counts where the words around it are words of the main text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin

import lxml.html  # type: ignore[import-untyped]
from lxml import etree

from wellsourced.adapters.decoding import normal
from wellsourced.adapters.html_blocks import WHOLE_PAGE
from wellsourced.ports import Extracted

__all__ = ["base_of", "links_in"]

AROUND = 5
"""Words on each side of a link by which its place is known."""
FEWEST = 4
"""Words that tell a place in a text; of fewer the whole block must be one of the text's."""
MOST_LOOKED_AT = 5_000
"""Links of a page, menus included; of what comes after we say nothing."""
MOST_IN_A_FOOTNOTE = 20

_WORD = re.compile(r"\w+")
_SKIPPED = WHOLE_PAGE.skipped - {"header"}  # an article has one as well
_PARTS = WHOLE_PAGE.blocks | WHOLE_PAGE.headings.keys() | WHOLE_PAGE.cells | WHOLE_PAGE.breaks | {"tr", "pre"}


def base_of(page: lxml.html.HtmlElement, address: str | None) -> str | None:
    """What the page's relative links are resolved against: its `<base>`, else its address."""
    stated = next((href for one in page.iter("base") if (href := (one.get("href") or "").strip())), "")
    if not stated:
        return address
    try:
        base = stated if address is None else urljoin(address, stated)
    except ValueError:
        return address
    return base if base.lower().startswith(("http://", "https://")) else address


def links_in(page: lxml.html.HtmlElement, read: Extracted) -> Iterator[str]:
    """What the links in the main text say they lead to, in order; of a footnote's mark, what it cites."""
    text = f" {_words(read.text)} "
    blocks = {_words(read.text[start:end]) for start, end, _, _ in read.blocks}
    notes: Mapping[str, etree._Element] | None = None
    for link in islice(_links(page), MOST_LOOKED_AT):
        told = [way for way in link.ways if way.count(" ") + 1 >= FEWEST]
        if not (any(f" {way} " in text for way in told) if told else link.block in blocks):
            continue
        if not link.href.startswith("#"):
            yield link.href
            continue
        if notes is None:
            notes = {one.get("id"): one for one in page.iter() if one.get("id")}
        yield from _in_footnote(notes.get(link.href[1:]))


@dataclass(frozen=True, slots=True)
class _Link:
    """A link with the words, put one way, that may tell its place in a text, and those of its block."""

    href: str
    ways: tuple[str, ...]
    block: str


def _in_footnote(note: etree._Element | None) -> list[str]:
    """The addresses within a footnote; what holds many is a part of the page, and no footnote."""
    if note is None:
        return []
    hrefs = [href for one in note.iter("a") if (href := one.get("href") or "") and not href.startswith("#")]
    return hrefs if len(hrefs) <= MOST_IN_A_FOOTNOTE else []


def _links(page: lxml.html.HtmlElement) -> Iterator[_Link]:
    block = _Block()
    opened: list[int] = []
    walk = etree.iterwalk(page, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _SKIPPED:
                walk.skip_subtree()
                continue
            if tag in _PARTS:
                yield from block.taken()
            elif tag == "a":
                opened.append(block.length)
            block.say(element.text)
            continue
        if event == "end" and tag in _PARTS:
            yield from block.taken()
        elif event == "end" and tag == "a":
            block.link((element.get("href") or "").strip(), opened.pop())
        block.say(element.tail)
    yield from block.taken()


class _Block:
    """The text of the block at hand, and where in it its links stand."""

    def __init__(self) -> None:
        self.length = 0
        self._pieces: list[str] = []
        self._spans: list[tuple[str, int, int]] = []

    def say(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self.length += len(text)

    def link(self, href: str, start: int) -> None:
        if href and start <= self.length:  # later: a block began within the link
            self._spans.append((href, start, self.length))

    def taken(self) -> list[_Link]:
        """The links of the block, which ends here."""
        text, spans = "".join(self._pieces), self._spans
        self.length, self._pieces, self._spans = 0, [], []
        return list(_placed(text, spans)) if spans else []


def _placed(text: str, spans: Sequence[tuple[str, int, int]]) -> Iterator[_Link]:
    found = list(_WORD.finditer(text))
    words = [normal(one[0].casefold()) for one in found]
    starts, ends = [one.start() for one in found], [one.end() for one in found]
    block = " ".join(words)
    for href, start, end in spans:
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        before = " ".join(words[max(0, first - AROUND) : first])
        yield _Link(
            href=href,
            ways=(
                " ".join(words[max(0, first - AROUND) : last]),
                " ".join(words[first : last + AROUND]),
                *([before] if href.startswith("#") else []),
            ),
            block=block,
        )


def _words(text: str) -> str:
    return " ".join(_WORD.findall(normal(text.casefold())))
