"""Bytes to text: which encoding, and the one normal form (NFC, LF) that offsets are counted in."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

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
# Halves of a pair (surrogates) come out of JSON's escapes, and can be neither stored nor sent.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_SHARE_OF_CONTROLS = 0.01
_SHARE_OF_NULS = 0.001
_SHARE_OF_BROKEN = 0.1
_MEANT = (
    dict.fromkeys(
        ("iso-8859-1", "iso8859-1", "iso_8859-1", "latin-1", "latin1", "ascii", "us-ascii"), "cp1252"
    )
    | dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030")
    | dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932")
    | {"iso-8859-9": "cp1254", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "tis-620": "cp874"}
    | {"big5": "big5hkscs"}
)
"""What browsers read under a name (WHATWG Encoding Standard): the wider encoding that holds the named one."""


def decoded(body: bytes, declared: str | None, name: str) -> str:
    """The bytes as text in normal form: byte order mark, UTF-8, then what is declared, Windows-1252.

    UTF-8 comes before another encoding that is declared: letters beyond ASCII that happen to be valid
    UTF-8 are UTF-8, and many servers and templates declare what they no longer send. A text that is UTF-8
    but for a few broken bytes keeps the rest. Raises `Permanent` for bytes that are no text.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return normal(body[len(mark) :].decode(encoding, errors="replace"))
    if body.count(0) > _SHARE_OF_NULS * len(body):
        raise Permanent(f"{name} is not text: it holds binary data. Add text, Markdown, HTML, DOCX or PDF.")
    for text in _readings(body, declared):
        if text is not None and len(_CONTROLS.findall(text)) <= _SHARE_OF_CONTROLS * len(text):
            return normal(text)
    raise Permanent(f"{name} is in no encoding we read: save it as UTF-8 and add it again.")


def _readings(body: bytes, declared: str | None) -> Iterator[str | None]:
    """The ways to read the bytes, the likeliest first; None for one that they are not in."""
    named = (declared or "utf-8").strip().lower()
    if not body.isascii():
        yield _try(body, "utf-8")
        yield _nearly_utf8(body)
    yield _try(body, _MEANT.get(named, named))
    yield _try(body, named)
    yield _try(body, "utf-8")
    yield _try(body, "cp1252")


def _nearly_utf8(body: bytes) -> str | None:
    """The text where nearly all that is beyond ASCII is valid; in another encoding nearly nothing is."""
    text = body.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond = sum(map(len, _BEYOND_ASCII.findall(text))) - broken
    return text if broken and broken <= _SHARE_OF_BROKEN * beyond else None


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
