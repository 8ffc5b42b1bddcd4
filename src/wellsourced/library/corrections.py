"""What a second addition of the same address says anew of its source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from wellsourced.model.scope import EVERYWHERE
from wellsourced.model.sources import Source, SourceKind

__all__ = ["UNKNOWN_PUBLISHER", "corrected", "file_name", "host_name"]

UNKNOWN_PUBLISHER = "unknown publisher"
"""The publisher of a source of which nobody said who published it."""


def corrected(known: Source, said: Source) -> Source:
    """The known source with every field that `said` speaks of; a field left at its default says nothing."""
    return replace(
        known,
        title=known.title if said.title in ("", file_name(said.uri)) else said.title,
        publisher=known.publisher if said.publisher in _unsaid_publishers(said.uri) else said.publisher,
        kind=known.kind if said.kind is SourceKind.OTHER else said.kind,
        published=known.published if said.published is None else said.published,
        coverage=known.coverage if said.coverage == EVERYWHERE else said.coverage,
    )


def file_name(uri: str) -> str:
    """The last part of an address's path, else its host: the title of a file or page nobody named."""
    return PurePosixPath(unquote(urlsplit(uri).path)).name or host_name(uri)


def host_name(uri: str) -> str:
    """The host of an address, without `www.`: the publisher of a page where nobody named one."""
    return (urlsplit(uri).hostname or "").removeprefix("www.")


def _unsaid_publishers(uri: str) -> tuple[str, ...]:
    return ("", UNKNOWN_PUBLISHER, host_name(uri))
