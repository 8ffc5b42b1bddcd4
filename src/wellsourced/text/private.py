"""What a page never prints: e-mail addresses, telephone and identity numbers, keys, tracking in addresses."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from wellsourced.text.addresses import TRACKING

__all__ = ["clean_address", "masked", "private"]

MASK = "•"
"""Stands for each character hidden, so that offsets into a text stay true."""

# Anchored and bounded, so that a megabyte without a space costs no more than one with.
_EMAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[A-Za-z]{2,24}"
_TELEPHONE = (
    r"(?<![\w.-])(?:\+?1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[.-]\d{4}(?![\w-])",
    r"(?<!\w)\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}(?!\w)",
)
_IDENTITY = r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])"
_KEYS = (
    r"\b(?:sk|pk|rk)_(?:live|test)_\w{8,}",
    r"\bgh[opsur]_\w{20,}",
    r"\bxox[abprs]-[\w-]{10,}",
    r"\bAKIA[A-Z0-9]{12,}",
    r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*",
    r"(?i:\bbearer )[\w.~+/-]{12,}=*",
    # Capitals, small letters and digits mixed without a space: no word, name or number of a law is so.
    r"(?<![\w/-])(?=[\w-]{0,200}\d)(?=[\w-]{0,200}[a-z])(?=[\w-]{0,200}[A-Z])[A-Za-z0-9_-]{28,}(?![\w/])",
)
_TRACKS = (
    rf"(?:{TRACKING}|"
    r"(?:access_?|auth_?|id_?|session_?)?token|session_?id|sid|api_?key|key|sig(?:nature)?|password|pwd)"
)
_PARAMETER = rf"(?<=[?&;]){_TRACKS}=[^\s&#<>\"')\]]*"
_PRIVATE = re.compile("|".join((_EMAIL, *_TELEPHONE, _IDENTITY, *_KEYS, rf"(?i:{_PARAMETER})")))
_TRACKED = re.compile(_TRACKS, re.IGNORECASE)


def private(text: str) -> list[str]:
    """The stretches of a text that are nobody's business, in order; empty is clean."""
    return [found[0] for found in _PRIVATE.finditer(text)]


def masked(text: str) -> str:
    """The text, of the same length, with what is private hidden."""
    return _PRIVATE.sub(lambda found: MASK * len(found[0]), text)


def clean_address(uri: str) -> str:
    """An address without the parameters that follow readers or let them in; otherwise as it is."""
    try:
        parts = urlsplit(uri)
        asked = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:  # no address a browser would follow either
        return uri
    kept = [(name, value) for name, value in asked if _TRACKED.fullmatch(name) is None]
    host = parts.netloc.rpartition("@")[2]
    if len(kept) == len(asked) and host == parts.netloc:
        return uri
    return urlunsplit(parts._replace(netloc=host, query=urlencode(kept)))
