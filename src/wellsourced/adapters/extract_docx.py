"""Word documents (DOCX): headings, paragraphs and table rows, read by a child process with limits."""

from __future__ import annotations

import re
from dataclasses import replace

from wellsourced.adapters.building import TextBuilder
from wellsourced.adapters.citing import cited
from wellsourced.adapters.decoding import tidy
from wellsourced.adapters.files import DOCX_TYPE
from wellsourced.adapters.in_child import read_in_child
from wellsourced.adapters.page_facts import authors_in
from wellsourced.errors import Permanent
from wellsourced.model.scope import PartialDate
from wellsourced.ports import Capture, Extracted

__all__ = ["DOCX", "DOCX_TYPE", "extract_docx"]

DOCX = "docx@2"

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_WHY = {
    "encrypted": "is encrypted, or an old DOC: save it as DOCX without a password and add it again.",
    "broken": "is not a readable DOCX: save it again and add the copy.",
    "limits": "takes more time, memory or room unpacked than a DOCX may: split it and add the parts.",
    "empty": "holds no text: add a version that does.",
}
_TEMPLATE_AUTHORS = frozenset({"python-docx", "microsoft office user", "unknown", "user", "author"})


def extract_docx(capture: Capture, charset: str | None) -> Extracted:
    """The document's text under its headings. Raises `Permanent` where it cannot be read or has none.

    Text deleted under tracked changes is left out. When a document was made says nothing of when it was
    published, so that stays open; the day of its last change is given as such.
    """
    name = capture.source.title
    found = read_in_child("docx_child.py", capture.body, name, _WHY)
    builder = TextBuilder()
    blocks, links = found["blocks"], found["links"]
    assert isinstance(blocks, list) and isinstance(links, list)
    for kind, level, texts in blocks:
        if kind == "heading":
            builder.heading(level, tidy(" ".join(texts)))
        elif kind == "row":
            builder.block(" | ".join(cell for text in texts if (cell := tidy(text))))
        else:
            builder.block(tidy(" ".join(texts)))
    if not builder:
        raise Permanent(f"{name} {_WHY['empty']}")
    language = str(found["language"]).lower()
    authors = authors_in(str(found["author"]))
    modified = str(found["modified"])
    extracted = builder.extracted(
        title=tidy(str(found["title"])) or builder.first_heading or name,
        language=language if _LANGUAGE.fullmatch(language) else "und",
        published=None,
        extractor=DOCX,
    )
    return replace(
        extracted,
        authors=tuple(one for one in authors if one.lower() not in _TEMPLATE_AUTHORS),
        updated=PartialDate(text=modified) if modified else None,
        links=cited(map(str, links), None),
    )
