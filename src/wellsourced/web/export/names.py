"""Which file an address of the site becomes, and how one file names another."""

from __future__ import annotations

import hashlib
import posixpath
import re
from urllib.parse import parse_qsl, quote, unquote, urlsplit

__all__ = ["file_of", "is_exported", "plain", "relative"]

APART = frozenset(
    {
        "account",
        "ask",
        "audit",
        "audits",
        "desk",
        "flags",
        "health",
        "jobs",
        "library",
        "metrics",
        "openapi.json",
        "people",
        "reports",
    }
)
"""Rooms, by the first part of their addresses, that are nothing without a server."""
ACTS = frozenset({"desk", "flag", "refresh"})
"""What is done to a page, by the last part of its address."""
LONGEST = 120
"""Letters of a file's name: some file systems take 255 bytes."""

_ENDINGS = {"application/json": "json"}
_UNSAFE = re.compile(r"[^\w.~-]")


def plain(address: str) -> str:
    """The address as files have it: no fragment, and of the query only which page of a list it is."""
    parts = urlsplit(address)
    number = dict(parse_qsl(parts.query)).get("page", "")
    return f"{parts.path}?page={number}" if number.isdecimal() else parts.path


def is_exported(address: str) -> bool:
    """Whether a file may stand for an address: whether it is there to be read and by anybody."""
    parts = [part for part in urlsplit(address).path.split("/") if part]
    pdf = bool(parts) and parts[-1].endswith(".pdf")
    return not (pdf or (parts and (parts[0] in APART or parts[0] == "search" or parts[-1] in ACTS)))


def file_of(address: str, media_type: str) -> str:
    """The path in the folder for what is at a plain address."""
    parts = urlsplit(address)
    segments = [_segment(part) for part in parts.path.split("/") if part]
    number = dict(parse_qsl(parts.query)).get("page", "")
    name = "/".join(segments) or "index"
    if number:
        name += f".page-{number}"
    if media_type == "text/html":
        return f"{name}.html"
    ending = _ENDINGS.get(media_type)
    return name if ending is None or name.endswith(f".{ending}") else f"{name}.{ending}"


def relative(target: str, page: str) -> str:
    """How the file `page` leads to the file `target`, wherever the folder lies."""
    return quote(posixpath.relpath(target, posixpath.dirname(page) or "."))


def _segment(part: str) -> str:
    """A part of an address as the name of a file; what had to be changed has its digest in it."""
    told = unquote(part)
    safe = _UNSAFE.sub("_", told).lstrip(".") if told != ".well-known" else told
    if safe == told and len(safe) <= LONGEST:
        return safe
    return f"{safe[:LONGEST]}~{hashlib.sha256(told.encode('utf-8')).hexdigest()[:8]}"
