"""Plain text and Markdown: paragraphs as blocks, Markdown's headings over them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from wellsourced.adapters.building import TextBuilder
from wellsourced.adapters.citing import cited
from wellsourced.adapters.decoding import decoded, tidy
from wellsourced.adapters.note_marks import as_mark, marks_apart
from wellsourced.model.scope import PartialDate
from wellsourced.ports import Capture, Extracted

__all__ = ["MARKDOWN", "PLAIN", "extract_markdown", "extract_plain"]

PLAIN = "plain@2"
MARKDOWN = "markdown@3"

LONGEST_WRAPPED = 160
"""Characters of a line that may have been wrapped by hand; a longer line is a paragraph of its own."""

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_FRONT_MATTER = re.compile(r"\A---[^\S\n]*\n(.*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(title|date)[^\S\n]*+:(.*)$", re.MULTILINE | re.IGNORECASE)
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def extract_plain(capture: Capture, charset: str | None) -> Extracted:
    """The text as it is, in paragraphs: blank lines part them, and so does the end of a long line."""
    text = decoded(capture.body, charset, capture.source.title)
    blocks: list[tuple[int, int, tuple[str, ...], int | None]] = []
    for start, end in _paragraphs(text):
        blocks.append((start, end, (), None))
    return Extracted(
        text=text,
        title=capture.source.title,
        language="und",
        published=None,
        blocks=tuple(blocks),
        extractor=PLAIN,
    )


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for end, after in [match.span() for match in _BLANK_LINES.finditer(text)] + [(len(text), len(text))]:
        lines = text[start:end].split("\n")
        if max(len(line) for line in lines) > LONGEST_WRAPPED:
            for line in lines:
                spans.append((start, start + len(line)))
                start += len(line) + 1
        else:
            spans.append((start, end))
        start = after
    trimmed = (_trimmed(text, left, right) for left, right in spans)
    return [span for span in trimmed if span[0] < span[1]]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def extract_markdown(capture: Capture, charset: str | None) -> Extracted:
    """Markdown's prose without its marks, code and raw HTML; front matter gives title and date."""
    text = decoded(capture.body, charset, capture.source.title)
    fields: dict[str, str] = {}
    front = _FRONT_MATTER.match(text)
    if front is not None:
        fields = {name.lower(): tidy(value.strip().strip("\"'")) for name, value in _FIELD.findall(front[1])}
        text = text[front.end() :]
    builder = TextBuilder()
    tokens = MarkdownIt("commonmark").enable("table").parse(marks_apart(text))
    top = _fill(builder, tokens)
    extracted = builder.extracted(
        title=fields.get("title") or top or capture.source.title,
        language="und",
        published=_date(fields.get("date", "")),
        extractor=MARKDOWN,
    )
    return replace(extracted, links=cited(_hrefs(tokens), capture.address or capture.source.uri))


def _hrefs(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrGet("href") or "")


def _fill(builder: TextBuilder, tokens: Sequence[Token]) -> str:
    """Put the prose into the builder and return the first top heading."""
    top = ""
    level = 0
    row: list[str] | None = None
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            builder.block(" | ".join(row or []))
            row = None
        elif token.type == "inline":
            text = _prose(token)
            if row is not None:
                row.append(text)
            elif level:
                builder.heading(level, text)
                top = top or (text if level == 1 else "")
                level = 0
            else:
                builder.block(text)
    return top


def _prose(inline: Token) -> str:
    pieces: list[str] = []
    link = 0
    for child in inline.children or ():
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        elif child.type == "link_open":
            link = len(pieces)
        elif child.type == "link_close":
            label = "".join(pieces[link:])
            pieces[link:] = [as_mark(label) or label]
    return tidy("".join(pieces))


def _date(text: str) -> PartialDate | None:
    found = _DATE.match(text)
    if found is None:
        return None
    try:
        return PartialDate(text=found[0])
    except ValueError:  # a day that is not in the calendar dates nothing
        return None
