"""The links of a draft's markup with their words, in order: what a mark in its text leads to."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

from wellsourced.adapters.citing import cited
from wellsourced.adapters.decoding import decoded, tidy
from wellsourced.adapters.note_marks import as_mark, bracket_marks, marks_apart
from wellsourced.ports import Capture
from wellsourced.steps.auditing.reading import Link

__all__ = ["LARGEST", "draft_links"]

LARGEST = 2_000_000
"""Bytes of a draft whose markup is read for links."""


def draft_links(capture: Capture) -> tuple[Link, ...]:
    """The links of an HTML or Markdown draft to the web, with their words as the text has them; of a
    footnote's mark, where its note leads.

    Other kinds of file, and larger ones, have none: their numbered lists of sources are read from the text.
    """
    kind = capture.media_type.partition(";")[0].strip().lower()
    if len(capture.body) > LARGEST:
        return ()
    if kind == "text/markdown":
        return tuple(_of_markdown(capture))
    if kind in ("text/html", "application/xhtml+xml"):
        return tuple(_of_html(capture))
    return ()


def _of_markdown(capture: Capture) -> Iterator[Link]:
    text = decoded(capture.body, None, capture.source.title)
    for token in MarkdownIt("commonmark").enable("table").parse(marks_apart(text)):
        words: list[str] = []
        href = ""
        for child in token.children or ():
            if child.type == "link_open":
                words, href = [], str(child.attrGet("href") or "")
            elif child.type == "link_close":
                label = "".join(words)
                yield from _link(as_mark(label) or label, href, capture)
                href = ""
            elif href and child.type in ("text", "code_inline"):
                words.append(child.content)
            elif href and child.type in ("softbreak", "hardbreak"):
                words.append(" ")


def _of_html(capture: Capture) -> Iterator[Link]:
    try:
        page = lxml.html.document_fromstring(capture.body)
    except (lxml.etree.LxmlError, ValueError):
        return
    bracket_marks(page)
    named = {str(element.get("id")): element for element in page.iter() if element.get("id")}
    for anchor in page.iter("a"):
        href = str(anchor.get("href") or "")
        if href.startswith("#"):
            note = named.get(href[1:])
            inside = note.iter("a") if note is not None else ()
            href = next((str(a.get("href")) for a in inside if str(a.get("href")).startswith("http")), "")
        yield from _link(anchor.text_content(), href, capture)


def _link(words: str, href: str, capture: Capture) -> Iterator[Link]:
    for url in cited([href], capture.address or capture.source.uri):
        if words.strip():
            yield Link(text=tidy(words), url=url)
