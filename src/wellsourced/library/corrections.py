"""Who says what of a source: its document, then what was said before, then what is said now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from wellsourced.model.scope import EVERYWHERE
from wellsourced.model.sources import UNKNOWN_PUBLISHER, Source, SourceKind
from wellsourced.ports import Extracted
from wellsourced.text.addresses import host_of

__all__ = ["UNKNOWN_PUBLISHER", "corrected", "described", "file_name"]


def described(source: Source, extracted: Extracted) -> Source:
    """The source as its document and address tell of it: what stands behind whatever a user says.

    `corrected(described(said, extracted), said)` is what to keep of one that is new.
    """
    return replace(
        source,
        publisher=extracted.publisher or source.publisher,
        kind=source.kind if extracted.kind is SourceKind.OTHER else extracted.kind,
    )


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


def telling_title(title: str, uri: str) -> str:
    """A document's title as it is indexed: empty where it is only its file's name, which tells nothing."""
    return "" if title == file_name(uri) else title


def file_name(uri: str) -> str:
    """The last part of an address's path, else its host: the title of a file or page nobody named.

    It is one line, whatever the address spells out in percents.
    """
    name = PurePosixPath(unquote(urlsplit(uri).path)).name
    return "".join(letter if letter.isprintable() else " " for letter in name).strip() or host_of(uri)


def _unsaid_publishers(uri: str) -> tuple[str, ...]:
    """What stands for a publisher where nobody named one; of a page of the web its host does."""
    return ("", UNKNOWN_PUBLISHER, host_of(uri))
