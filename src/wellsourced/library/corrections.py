"""What a second addition of the same address says anew of its source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from wellsourced.model.scope import EVERYWHERE
from wellsourced.model.sources import UNKNOWN_PUBLISHER, Source, SourceKind

__all__ = ["UNKNOWN_PUBLISHER", "corrected"]


def corrected(known: Source, said: Source) -> Source:
    """The known source with every field that `said` speaks of; a field left at its default says nothing."""
    return replace(
        known,
        title=known.title if said.title in ("", file_name(said.uri)) else said.title,
        publisher=known.publisher if said.publisher in ("", UNKNOWN_PUBLISHER) else said.publisher,
        kind=known.kind if said.kind is SourceKind.OTHER else said.kind,
        published=known.published if said.published is None else said.published,
        coverage=known.coverage if said.coverage == EVERYWHERE else said.coverage,
    )


def file_name(uri: str) -> str:
    """The last part of an address's path: the title of a file nobody named."""
    return PurePosixPath(unquote(urlsplit(uri).path)).name
