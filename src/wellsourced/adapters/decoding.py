"""Bytes to text: which encoding, and the one normal form (NFC, LF) that offsets are counted in."""

from __future__ import annotations

import codecs
import re
import unicodedata

from wellsourced.errors import Permanent

__all__ = ["decoded", "normal", "tidy"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")
_SHARE_OF_CONTROLS = 0.01


def decoded(body: bytes, declared: str | None, name: str) -> str:
    """The bytes as text in normal form: byte order mark, then what is declared, UTF-8, Windows-1252.

    Raises `Permanent` for bytes that are no text.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return normal(body[len(mark) :].decode(encoding, errors="replace"))
    if b"\x00" in body:
        raise Permanent(f"{name} is not text: it holds binary data. Add text, Markdown, HTML or PDF.")
    for encoding in (declared or "utf-8", "utf-8", "cp1252"):
        text = _try(body, encoding)
        if text is not None and len(_CONTROLS.findall(text)) <= _SHARE_OF_CONTROLS * len(text):
            return normal(text)
    raise Permanent(f"{name} is in no encoding we read: save it as UTF-8 and add it again.")


def normal(text: str) -> str:
    """The text in NFC with line feeds only and without control characters; doing it twice changes nothing."""
    return unicodedata.normalize("NFC", _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)))


def tidy(text: str) -> str:
    """The text on one line: every run of white space is one space."""
    return _BLANKS.sub(" ", normal(text)).strip()


def _try(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError):  # not in that encoding, or no encoding of that name
        return None
