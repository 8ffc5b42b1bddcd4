"""The extractor that comes with the package: picks one by media type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from email.message import Message
from itertools import chain

from wellsourced.adapters.citing import cited, written_addresses
from wellsourced.adapters.extract_docx import DOCX_TYPE, extract_docx
from wellsourced.adapters.extract_html import ONLY_FURNITURE, extract_html
from wellsourced.adapters.extract_pdf import extract_pdf
from wellsourced.adapters.extract_text import extract_markdown, extract_plain
from wellsourced.adapters.own_pages import is_own_page
from wellsourced.errors import Permanent
from wellsourced.model.sources import SourceKind
from wellsourced.ports import Capture, Extracted
from wellsourced.rules.source_kinds import kind_of
from wellsourced.text.addresses import canonical_address
from wellsourced.text.boilerplate import is_boilerplate

__all__ = ["Extractors"]

_Extract = Callable[[Capture, str | None], Extracted]

_BY_TYPE: dict[str, _Extract] = {
    "text/plain": extract_plain,
    "text/markdown": extract_markdown,
    "text/html": extract_html,
    "application/xhtml+xml": extract_html,
    "application/pdf": extract_pdf,
    DOCX_TYPE: extract_docx,
}


class Extractors:
    """An `Extractor` for text, Markdown, HTML, DOCX and PDF."""

    def extract(self, captures: Sequence[Capture]) -> list[Extracted | Exception]:
        """One answer a capture, in order: its text, or the `Permanent` that says why there is none."""
        return [self._one(capture) for capture in captures]

    def _one(self, capture: Capture) -> Extracted | Exception:
        media_type, charset = _parsed(capture.media_type)
        extract = _BY_TYPE.get(media_type)
        name = capture.source.title
        if extract is None:
            return Permanent(
                f"{name} is not text, Markdown, HTML, DOCX or PDF but {media_type}: convert it first."
            )
        try:
            extracted = extract(capture, charset)
        except Permanent as error:
            return error
        if not extracted.blocks:
            return Permanent(f"{name} holds no text: add a version that does.")
        if is_own_page(capture.body, extracted.text):
            return Permanent(f"{name} is a page Wellsourced made, and no evidence: add the sources it cites.")
        kept = tuple(
            block for block in extracted.blocks if not is_boilerplate(extracted.text[block[0] : block[1]])
        )
        if not kept:
            return Permanent(f"{name} {ONLY_FURNITURE}")
        kind = kind_of(capture.source.uri) if extracted.kind is SourceKind.OTHER else extracted.kind
        written = chain(*(written_addresses(extracted.text[start:end]) for start, end, _, _ in kept))
        links = cited([*extracted.links, *written], None)
        own = {canonical_address(one) for one in (capture.source.uri, capture.address) if one}
        elsewhere = tuple(link for link in links if canonical_address(link) not in own)
        return replace(extracted, blocks=kept, kind=kind, links=elsewhere)


def _parsed(media_type: str) -> tuple[str, str | None]:
    """`text/html; charset=utf-8` in its two parts (RFC 9110)."""
    header = Message()
    header["Content-Type"] = media_type
    charset = header.get_param("charset")
    kind = media_type.partition(";")[0].strip().lower()
    return kind or "of unknown type", charset if isinstance(charset, str) else None
