"""PDF: text by page, read by a child process that hostile files cannot harm."""

from __future__ import annotations

import re

from wellsourced.adapters.building import TextBuilder
from wellsourced.adapters.decoding import normal, tidy
from wellsourced.adapters.in_child import Bounds, read_in_child
from wellsourced.errors import Permanent
from wellsourced.ports import Capture, Extracted

__all__ = ["PDF", "extract_pdf", "paragraphs"]

PDF = "pdfium@2"

MEMORY = 400_000_000
"""Bytes of the child that reads a PDF."""

_HYPHEN = re.compile("[\ufffe\u00ad\x02]\\s*\n?|(?<=[a-z])-\n(?=[a-z])")
_STOP = re.compile(r"[.!?:;][\"'”’)\]]*$")
_WHY = {
    "encrypted": "is encrypted: remove its password and add it again.",
    "broken": "is not a readable PDF: save it again and add the copy.",
    "limits": "took more time or memory than a PDF may: split it and add the parts.",
    "scan": "holds no text (a scan?): run text recognition on it and add the result.",
}


def extract_pdf(capture: Capture, charset: str | None) -> Extracted:
    """The PDF's paragraphs with their page, 1 the first. Raises `Permanent` where there is no text."""
    name = capture.source.title
    found = read_in_child("pdf_child.py", capture.body, name, _WHY, Bounds(memory=MEMORY))
    builder = TextBuilder()
    pages = found["pages"]
    assert isinstance(pages, list)
    for number, text in enumerate(pages, start=1):
        for paragraph in paragraphs(str(text)):
            builder.block(paragraph, page=number)
    title = tidy(str(found.get("title") or ""))
    extracted = builder.extracted(title=title or name, language="und", published=None, extractor=PDF)
    if not extracted.blocks:
        raise Permanent(f"{name} {_WHY['scan']}")
    return extracted


def paragraphs(page: str) -> list[str]:
    """A page's lines joined into paragraphs.

    PDF has no paragraphs: one ends at a blank line, or at a line that ends a sentence well short of
    the page's usual width. A word parted at a line's end is joined again.
    """
    lines = [line.strip() for line in _HYPHEN.sub("", page.replace("\r\n", "\n")).split("\n")]
    widths = sorted(len(line) for line in lines if line)
    usual = widths[3 * (len(widths) - 1) // 4] if widths else 0  # a full line, not a mean of full and short
    found: list[list[str]] = [[]]
    for line in lines:
        if not line:
            found.append([])
            continue
        found[-1].append(line)
        if _STOP.search(line) and len(line) < 0.8 * usual:
            found.append([])
    return [tidy(normal(" ".join(part))) for part in found if part]
