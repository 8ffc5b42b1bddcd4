"""Reads a DOCX on standard input and writes its blocks as JSON: run by `limited.py`, in its own process.

A file of this kind is a zip of XML. Before anything is unpacked its parts are counted and their sizes
summed, and a part with a document type is refused: only entities, and so attacks, need one.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator

from docx import Document
from docx.document import Document as Docx
from docx.opc.exceptions import OpcError
from docx.text.paragraph import Paragraph
from lxml import etree  # type: ignore[import-untyped]

MOST_PARTS = 5_000
MOST_BYTES = 200_000_000
"""Of all parts unpacked; pictures are never unpacked but count."""
MOST_XML = 60_000_000
"""Of one part that is XML."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LEFT_OUT = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}fldData", f"{W}rPr", f"{W}pPr"}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
"""Text that was deleted or moved away, codes of fields, and the second form of what stands there twice."""
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_DTD = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
Block = tuple[str, int, list[str]]


def read(body: bytes) -> dict[str, object]:
    """The blocks `(kind, level, texts)`, the links and the core properties, or `error`.

    Kinds are `heading` with its level, `row` with its cells, and `text`; errors `limits`, `encrypted` and
    `broken`.
    """
    if body.startswith(b"\xd0\xcf\x11\xe0"):  # a compound file: an encrypted DOCX, or an old DOC
        return {"error": "encrypted"}
    try:
        refusal = _refusal(body)
        if refusal:
            return {"error": refusal}
        document = Document(io.BytesIO(body))
        about = document.core_properties
        return {
            "blocks": list(_blocks(document)),
            "links": list(_links(document)),
            "title": about.title or "",
            "author": about.author or "",
            "modified": about.modified.date().isoformat() if about.modified else "",
            "language": about.language or "",
        }
    except MemoryError:
        return {"error": "limits"}
    except (zipfile.BadZipFile, zlib.error, OpcError, etree.LxmlError, EOFError, OSError, RecursionError):
        return {"error": "broken"}
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, NotImplementedError, RuntimeError):
        return {"error": "broken"}  # parts that are missing, or not what the package says they are


def _refusal(body: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            return "limits"
        if any(part.flag_bits & 1 for part in parts):
            return "encrypted"
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                if part.file_size > MOST_XML:
                    return "limits"
                with archive.open(part) as opened:  # never more than the size it states
                    start = opened.read(4096)
                if _DTD.search(start.replace(b"\x00", b"")):  # in UTF-16 too
                    return "broken"
    return ""


def _blocks(document: Docx) -> Iterator[Block]:
    """Paragraphs and table rows in reading order, those within frames and content controls too."""
    for element in document.element.body.iter(f"{W}p", f"{W}tr"):
        if element.tag == f"{W}tr":
            yield "row", 0, [" ".join(_texts(cell)) for cell in element.iter(f"{W}tc")]
        elif not any(above.tag in (f"{W}tr", f"{W}p", *LEFT_OUT) for above in element.iterancestors()):
            level = _level(Paragraph(element, document))
            yield ("heading" if level else "text"), level, _texts(element)


def _links(document: Docx) -> Iterator[str]:
    """Where the links in the text lead, in order, in as far as they lead out of the document."""
    for link in document.element.body.iter(f"{W}hyperlink"):
        deleted = any(above.tag in LEFT_OUT for above in link.iterancestors())
        relation = document.part.rels.get(link.get(RELATION, ""))
        if relation is not None and relation.is_external and not deleted:
            yield relation.target_ref


def _texts(element: etree._Element) -> list[str]:
    """The text within an element, a piece for each paragraph in it."""
    pieces: list[str] = [""]
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in walk:
        if one.tag in LEFT_OUT:
            if event == "start":
                walk.skip_subtree()
        elif event == "end":
            pieces += [""] if one.tag == f"{W}p" else []
        elif one.tag == f"{W}t":
            pieces[-1] += one.text or ""
        elif one.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            pieces[-1] += " "
        elif one.tag == f"{W}noBreakHyphen":
            pieces[-1] += "-"
    return [piece for piece in pieces if piece.strip()]


def _level(paragraph: Paragraph) -> int:
    """1 the highest, 0 for a paragraph that is no heading; by the style, however Word's language names it."""
    style = paragraph.style
    name = (style.name if style is not None else "") or ""
    if name.lower() == "title":
        return 1
    found = _HEADING.fullmatch(name)
    if found is not None:
        return int(found[1])
    for properties in (paragraph._p.pPr, style.element.pPr if style is not None else None):
        outline = None if properties is None else properties.find(f"{W}outlineLvl")
        if outline is not None and (outline.get(f"{W}val") or "9").isdigit():
            level = int(outline.get(f"{W}val") or "9")
            return level + 1 if level < 9 else 0
    return 0


if __name__ == "__main__":
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)
