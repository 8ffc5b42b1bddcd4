"""Local files and folders as sources."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePath
from urllib.parse import unquote, urlsplit

from wellsourced.adapters.room import Room
from wellsourced.errors import InputError, Permanent
from wellsourced.library.corrections import UNKNOWN_PUBLISHER
from wellsourced.model.scope import EVERYWHERE, PartialDate, Scope
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture

__all__ = [
    "DOCX_TYPE",
    "MOST_BYTES",
    "UNKNOWN_PUBLISHER",
    "FileFetcher",
    "declared_media_type",
    "file_sources",
]

MOST_BYTES = 50_000_000
"""A larger file is not read."""

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_SUFFIXES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".pdf": "application/pdf",
    ".docx": DOCX_TYPE,
}
# The table that comes with Python, not the machine's: the same file is the same everywhere.
_KNOWN = mimetypes.MimeTypes(filenames=())
_UNKNOWN = "application/octet-stream"
_SAYS_NOTHING = frozenset({"", _UNKNOWN, "binary/octet-stream", "unknown/unknown"})
"""What servers declare of files that they do not know."""


def file_sources(
    paths: Sequence[Path],
    *,
    kind: SourceKind = SourceKind.OTHER,
    publisher: str = UNKNOWN_PUBLISHER,
    published: PartialDate | None = None,
    coverage: Scope = EVERYWHERE,
) -> list[Source]:
    """A source for each file given and each file below a folder given, in a fixed order, each once.

    Hidden files and folders below a folder are passed over. Raises `InputError` for a path that is
    not there or is neither file nor folder.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found |= dict.fromkeys(_files(path))
    return [
        Source(
            uri=path.as_uri(),
            title=path.name,
            publisher=publisher,
            kind=kind,
            published=published,
            coverage=coverage,
        )
        for path in found
    ]


class FileFetcher:
    """A `Fetcher` for `file:` addresses."""

    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        """The files' bytes with their media type, or the error that says why one cannot be read.

        Once the files together hold more than `ROOM` bytes, the rest come back as `Postponed`.
        """
        room = Room()
        return [room.held(source.uri, partial(self._one, source)) for source in sources]

    def _one(self, source: Source) -> Capture | Exception:
        parts = urlsplit(source.uri)
        if parts.scheme != "file":
            return Permanent(f"{source.uri} is no local file: give a path.")
        path = Path(unquote(parts.path))
        try:
            size = path.stat().st_size
            if size > MOST_BYTES:
                most = f"{MOST_BYTES / 1e6:.0f} MB"
                return Permanent(f"{path} is larger than {most}: split it and add the parts.")
            body = path.read_bytes()
        except OSError as error:
            return Permanent(f"{path} cannot be read ({error.strerror}): check the path and its permissions.")
        return Capture(
            source=source,
            body=body,
            media_type=media_type_of(path, body),
            captured_at=datetime.now(UTC),
        )


def media_type_of(path: PurePath, body: bytes) -> str:
    """By what the bytes say of themselves, then by the name, then by whether they look like text."""
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-"):
        return "application/pdf"
    if start.startswith(b"PK\x03\x04") and b"word/document.xml" in body:
        return DOCX_TYPE
    suffix = path.suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    guess = _KNOWN.guess_type(path.name, strict=False)[0]
    if guess is not None:
        return guess
    if start[:64].lower().startswith((b"<!doctype html", b"<html")):
        return "text/html"
    return _UNKNOWN if b"\x00" in body and not body.startswith((b"\xff\xfe", b"\xfe\xff")) else "text/plain"


def declared_media_type(declared: str, address: str, body: bytes) -> str:
    """What a server declares, its charset with it; where that says nothing, what the bytes look like."""
    if declared.partition(";")[0].strip().lower() in _SAYS_NOTHING:
        return media_type_of(Path(unquote(urlsplit(address).path)), body)
    return declared


def _files(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise InputError(f"{path} is not there: check the path.")
    if path.is_file():
        yield path.resolve()
    elif path.is_dir():
        yield from _below(path.resolve())
    else:
        raise InputError(f"{path} is neither a file nor a folder: give one of those.")


def _below(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(f"{folder} cannot be read ({error.strerror}): check its permissions.") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():  # a link could lead back up
            yield from _below(entry)
        elif entry.is_file():
            yield entry
