"""The addresses a text cites, as one would open them: each page once, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from wellsourced.text.addresses import canonical_address, host_of
from wellsourced.text.private import clean_address

__all__ = ["MOST_LINKS", "cited", "written_addresses"]

MOST_LINKS = 300
"""Addresses kept of one document: what cites more is a list, and its first entries tell what it rests on."""

LONGEST = 2_000
"""Characters of an address that is kept."""

_WRITTEN = re.compile(r"\bhttps?://[^\s<>\"'“”‘’\[\]{}|\\^`]+", re.IGNORECASE)
_UNFIT = re.compile(r"[\x00-\x20\x7f\ud800-\udfff]")
_AFTER = ".,;:!?*_"
"""Marks that end a sentence and not the address before them."""


def cited(hrefs: Iterable[str], base: str | None) -> tuple[str, ...]:
    """The addresses of the web among links, resolved against the address of the document they stand in.

    At most `MOST_LINKS`, without fragment and tracking. Without a `base` only whole addresses say where
    they lead.
    """
    found: dict[str, str] = {}
    for href in hrefs:
        address = _address(href.strip(), base)
        if address is not None:
            found.setdefault(canonical_address(address), address)
            if len(found) == MOST_LINKS:
                break
    return tuple(found.values())


def written_addresses(text: str) -> Iterator[str]:
    """The addresses written out in a text, in order, without the marks of the sentence around them."""
    for found in _WRITTEN.finditer(text):
        address = found[0].rstrip(_AFTER)
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(_AFTER)
        yield address


def _address(href: str, base: str | None) -> str | None:
    if not href or len(href) > LONGEST or _UNFIT.search(href):
        return None
    try:
        address = urljoin(base, href) if base is not None else href
    except ValueError:  # brackets that hold no IPv6 address
        return None
    if not address.lower().startswith(("http://", "https://")) or not host_of(address):
        return None
    whole = clean_address(address.partition("#")[0])
    return whole if len(whole) <= LONGEST else None
