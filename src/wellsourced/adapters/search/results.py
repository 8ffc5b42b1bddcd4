"""From a service's rows to sources: what is no page is dropped, titles become plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Source, SourceKind
from wellsourced.text.addresses import host_of
from wellsourced.text.private import clean_address

__all__ = ["day", "found_source", "plain_title", "rows"]

MOST_RESULTS = 20
"""Taken of one answer: what a service ranks lower is rarely opened."""
_LONGEST_ADDRESS = 2_000
_LONGEST_TITLE = 300

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.DOTALL)


def rows(answer: object, *path: str) -> Sequence[Mapping[str, object]] | None:
    """The list of objects at a path into an answer; `None` where there is no list, so the form is unknown."""
    for name in path:
        answer = answer.get(name) if isinstance(answer, Mapping) else None
    if not isinstance(answer, list):
        return None
    return [row for row in answer if isinstance(row, Mapping)]


def found_source(
    uri: object,
    title: object,
    *,
    publisher: object = "",
    kind: SourceKind = SourceKind.OTHER,
    published: PartialDate | None = None,
) -> Source | None:
    """The source a row tells of, or `None` where it names no page of the web.

    Tracking and logins are cut from the address; the publisher is the host's name where none is given. A date
    is taken only from services that publish what they list: a search engine guesses it, and a wrong one would
    place a source before the day it is asked for.
    """
    address = clean_address(uri.strip()) if isinstance(uri, str) else ""
    host = host_of(address)
    if not host or len(address) > _LONGEST_ADDRESS or urlsplit(address).scheme not in ("http", "https"):
        return None
    if not address.isprintable() or " " in address:
        return None
    return Source(
        uri=address,
        title=plain_title(title) or host,
        publisher=plain_title(publisher) or host,
        kind=kind,
        published=published,
    )


def plain_title(value: object) -> str:
    """A title or name on one line, without markup and control characters; empty where it is no text."""
    if not isinstance(value, str):
        return ""
    text = html.unescape(_TAG.sub("", value))
    return "".join(c for c in " ".join(text.split()) if c.isprintable())[:_LONGEST_TITLE].strip()


def day(value: object) -> PartialDate | None:
    """The day an ISO 8601 date or time begins with; `None` where there is none."""
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    try:
        return PartialDate(text=found[1]) if found else None
    except ValueError:
        return None
