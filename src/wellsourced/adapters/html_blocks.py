"""A tree of elements as headings and blocks, no word of it lost: one walk, however deep the tree is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from wellsourced.adapters.building import TextBuilder
from wellsourced.adapters.decoding import tidy
from wellsourced.text.boilerplate import is_boilerplate

__all__ = ["MAIN_TEXT", "WHOLE_PAGE", "Grammar", "fill"]

LONGEST_ROW = 80
"""Words of a table row that is one block; a longer one lays a page out, and each cell is read by itself."""

_BREAKS = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What the tags of a tree mean; a tag that is not named stands within a line.

    `headings` gives each its level, 0 where the element's `rend` names it ("h2"). `inner` are the
    blocks that make a table's row a piece of layout.
    """

    headings: Mapping[str, int]
    blocks: frozenset[str]
    row: str
    cells: frozenset[str]
    breaks: frozenset[str]
    code: frozenset[str]
    inner: frozenset[str]
    skipped: frozenset[str] = frozenset()


MAIN_TEXT = Grammar(
    headings={"head": 0},
    blocks=frozenset({"body", "main", "p", "list", "item", "quote", "table", "div", "ab", "fw"}),
    row="row",
    cells=frozenset({"cell"}),
    breaks=frozenset({"lb"}),
    code=frozenset({"code"}),
    inner=frozenset({"table", "list", "head"}),
)
"""Trafilatura's tree."""

WHOLE_PAGE = Grammar(
    headings={f"h{level}": level for level in range(1, 7)},
    blocks=frozenset(
        {"body", "main", "p", "li", "ul", "ol", "dl", "dd", "dt", "blockquote", "figure", "figcaption"}
        | {"table", "caption", "div", "section", "article", "hr", "center", "address", "details", "summary"}
    ),
    row="tr",
    cells=frozenset({"td", "th"}),
    breaks=frozenset({"br"}),
    code=frozenset({"pre"}),
    inner=frozenset({"table", "ul", "ol"}),
    skipped=frozenset(
        {"head", "title", "script", "style", "noscript", "template", "nav", "header", "footer", "aside"}
        | {"form", "button", "select", "svg", "math", "iframe", "object", "audio", "video", "canvas"}
    ),
)
"""HTML as it came, without menus, forms and scripts."""


def fill(builder: TextBuilder, root: etree._Element, grammar: Grammar) -> list[str]:
    """Put the tree's text into the builder; the pieces that were left out as a site's own furniture."""
    writer = _Writer(builder, grammar)
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in ("comment", "pi"):
            writer.text(element.tail)
        elif element.tag in grammar.skipped:
            if event == "start":
                walk.skip_subtree()
            else:
                writer.text(element.tail)
        elif event == "start":
            writer.open(element)
        else:
            writer.close(element)
            if element is not root:
                writer.text(element.tail)
    writer.flush()
    return writer.dropped


class _Writer:
    """Gathers the text of the block at hand, and what a table's row holds so far."""

    def __init__(self, builder: TextBuilder, grammar: Grammar) -> None:
        self._builder = builder
        self._grammar = grammar
        self._pieces: list[str] = []
        self._row: tuple[etree._Element, list[str]] | None = None
        self.dropped: list[str] = []

    def text(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)

    def open(self, element: etree._Element) -> None:
        tag = element.tag
        if self._row is None:
            if tag in self._grammar.breaks:
                self._pieces.append("\n")
            elif self._parts(element):
                self.flush()
            if tag == self._grammar.row and self._is_plain(element):
                self._row = (element, [])
        elif tag in self._grammar.blocks or tag in self._grammar.breaks:
            self._pieces.append(" ")
        self.text(element.text)

    def close(self, element: etree._Element) -> None:
        tag = element.tag
        if self._row is not None:
            row, cells = self._row
            if tag in self._grammar.cells or element is row:
                cells.append(tidy(self._taken()))
            elif tag in self._grammar.blocks:
                self._pieces.append(" ")
            if element is row:
                self._row = None
                self._keep(" | ".join(cell for cell in cells if cell))
        elif tag in self._grammar.headings:
            self._heading(self._grammar.headings[tag] or _level(element))
        elif tag in self._grammar.code and self._is_block_of_code(element):
            self._code()
        elif self._parts(element):
            self.flush()

    def flush(self) -> None:
        """End the block at hand; an empty line within it parts two."""
        for part in _BREAKS.split(self._taken()):
            self._keep(tidy(part))

    def _code(self) -> None:
        """Set text: prose set so is kept, line by line as its author ended them, and a program is not."""
        for part in _BREAKS.split(self._taken()):
            if is_boilerplate(part):
                self.dropped.append(tidy(part))
            else:
                self._keep(tidy(part))

    def _heading(self, level: int) -> None:
        text = tidy(self._taken())
        if text and is_boilerplate(text):
            self.dropped.append(text)
        else:
            self._builder.heading(level, text)

    def _keep(self, text: str) -> None:
        if text and is_boilerplate(text):
            self.dropped.append(text)
        else:
            self._builder.block(text)

    def _taken(self) -> str:
        text = "".join(self._pieces)
        self._pieces.clear()
        return text

    def _parts(self, element: etree._Element) -> bool:
        """Whether the element begins and ends a block of its own."""
        tag, grammar = element.tag, self._grammar
        return (
            tag in grammar.blocks
            or tag in grammar.headings
            or tag in grammar.cells
            or tag == grammar.row
            or (tag in grammar.code and self._is_block_of_code(element))
        )

    def _is_block_of_code(self, element: etree._Element) -> bool:
        """Code between paragraphs, not a word of it within one."""
        parent = element.getparent()
        return element.tag == "pre" or parent is None or parent.tag in ("body", "div")

    def _is_plain(self, row: etree._Element) -> bool:
        if any(child.tag in self._grammar.inner for child in row.iterdescendants()):
            return False
        return sum(len(text.split()) for text in row.itertext()) <= LONGEST_ROW


def _level(element: etree._Element) -> int:
    level = (element.get("rend") or "h2").lstrip("h")
    return int(level) if level.isdigit() else 2
