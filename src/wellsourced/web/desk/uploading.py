"""A file that an editor uploads as a source: read in this process's children, kept as any other capture."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from threading import Lock
from urllib.parse import quote

from wellsourced.adapters.files import DOCX_TYPE, media_type_of
from wellsourced.config import open_extractor
from wellsourced.errors import InputError, Permanent, Transient
from wellsourced.model.sources import UNKNOWN_PUBLISHER, UPLOADED, Source, SourceKind
from wellsourced.ports import Added, Capture
from wellsourced.web.desk.adding import LONGEST_NAME, kind_called, source_at
from wellsourced.web.desk.words import plain
from wellsourced.web.site import Site

__all__ = ["TAKEN", "Uploaded", "keep", "named", "one_at_a_time"]

TAKEN = frozenset({"text/plain", "text/markdown", "text/html", "application/pdf", DOCX_TYPE})
"""Media types that are read, by what the bytes say of themselves and then by the name."""

_DIGITS = 16
_TURN = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """A file as it came, and what was said of it; `address` is where it was published, if it was."""

    name: str
    body: bytes
    address: str
    kind: str
    publisher: str


def keep(file: Uploaded, site: Site) -> Added:
    """Put the file in the library's archive, its passages in the index.

    Raises `InputError` where it is no file that is read, `Transient` while another is being read.
    """
    name, media_type = named(file.name, file.body)
    capture = Capture(
        source=_source(name, file),
        body=file.body,
        media_type=media_type,
        captured_at=site.clock.now(),
    )
    with one_at_a_time():
        [answer] = site.library.add([capture], open_extractor(site.settings))
    if isinstance(answer, Permanent):
        raise InputError(str(answer)) from answer
    if not isinstance(answer, Added):
        raise answer
    return answer


def named(said: str, body: bytes) -> tuple[str, str]:
    """A file's name without its folders, and its media type. Raises `InputError` where it is not read."""
    name = plain(PurePath(said.replace("\\", "/")).name, LONGEST_NAME)
    if not name or not body:
        raise InputError("Choose a file that has something in it.")
    media_type = media_type_of(PurePath(name), body)
    if media_type not in TAKEN:
        raise InputError(f"{name} is not text, Markdown, HTML, DOCX or PDF: convert it first.")
    return name, media_type


def _source(name: str, file: Uploaded) -> Source:
    """The source at the address that was given, else one named by the file and its digest."""
    if file.address.strip():
        return source_at(file.address, file.kind, file.publisher)
    letters = hashlib.sha256(file.body).hexdigest()[:_DIGITS]
    publisher = " ".join(plain(file.publisher, LONGEST_NAME).split())
    kind: SourceKind = kind_called(file.kind)
    uri = f"{UPLOADED}{letters}/{quote(name)}"
    return Source(uri=uri, title=name, publisher=publisher or UNKNOWN_PUBLISHER, kind=kind)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Reading a file takes memory and seconds."""
    if not _TURN.acquire(blocking=False):
        raise Transient("Another file is being read just now: try again in a minute.", retry_after=60.0)
    try:
        yield
    finally:
        _TURN.release()
