"""Captured bytes in WARC 1.1 files: one file a batch, whole or not there at all."""

from __future__ import annotations

import hashlib
import shutil
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from wellsourced.errors import Integrity
from wellsourced.library.blobs import Blobs, FolderBlobs
from wellsourced.library.warc_records import capture_records, revisit_record
from wellsourced.model.ids import digest
from wellsourced.model.sources import Snapshot
from wellsourced.ports import Capture

__all__ = ["Archive", "Place"]

_ENDING = ".warc.gz"
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record lies: a file's name within the archive and a byte offset in it."""

    file: str
    offset: int


class Archive:
    """`.warc.gz` files in a folder or a bucket, each written once and never changed (ISO 28500:2017).

    A file is named for what it holds: writing the same batch again puts the same records at the same name.
    """

    def __init__(self, blobs: Blobs | Path) -> None:
        self._blobs: Blobs = FolderBlobs(blobs) if isinstance(blobs, Path) else blobs

    def write(
        self,
        batch: Sequence[tuple[Snapshot, Capture]],
        again: Sequence[tuple[Snapshot, Capture]] = (),
    ) -> list[Place]:
        """Archive the batch and return where each one's bytes lie, in order. One writer at a time.

        `again` are captures of bytes that are here already, each with the snapshot that holds them: of
        these a `revisit` record is kept, without the bytes.
        """
        if not batch and not again:
            return []
        offsets: list[int] = []

        def fill(file: BinaryIO) -> None:
            writer = WARCWriter(file, gzip=True, warc_version="1.1")
            for snapshot, capture in batch:
                offsets.append(file.tell())
                for record in capture_records(writer, snapshot, capture):
                    writer.write_record(record)
            for first, capture in again:
                writer.write_record(revisit_record(writer, first, capture))

        name = self._blobs.write(_name(batch, again), fill)
        return [Place(file=name, offset=offset) for offset in offsets]

    def files(self) -> list[str]:
        """The names of the files, in order."""
        return [name for name in self._blobs.names() if name.endswith(_ENDING)]

    def holds(self, name: str) -> bool:
        """Whether there is a file of that name."""
        try:
            with self._blobs.reading(name):
                return True
        except FileNotFoundError:
            return False

    @contextmanager
    def on_disk(self, name: str) -> Iterator[Path]:
        """A file of it on this machine, for as long as the context lasts."""
        with self._blobs.on_disk(name) as path:
            yield path

    def adopt(self, file: Path) -> str:
        """Keep a whole file of another archive; its name here, another where that one is taken.

        A file that is here already, by its bytes, is kept once. One writer at a time.
        """
        with file.open("rb") as content:
            other = hashlib.file_digest(content, "sha256").hexdigest()[:26] + _ENDING

        def copied(to: BinaryIO) -> None:
            with file.open("rb") as content:
                shutil.copyfileobj(content, to)

        for name in (file.name, other):
            try:
                with self._blobs.reading(name) as held, file.open("rb") as content:
                    if _alike(held, content):
                        return name
            except FileNotFoundError:
                return self._blobs.write(name, copied)
        raise Integrity(f"archive/{other} is not what its name says: restore that file.")

    def read(self, place: Place) -> bytes:
        """The record's bytes; `Integrity` where the file is gone, cut short or no WARC at that place."""
        try:
            with self._blobs.reading(place.file) as file:
                file.seek(place.offset)
                record = next(iter(ArchiveIterator(file)), None)
                if record is None:
                    raise Integrity(
                        f"archive/{place.file} ends before byte {place.offset}: restore that file."
                    )
                of = record.rec_headers if record.http_headers is None else record.http_headers
                stated = of.get_header("Content-Length")
                body = bytes(record.content_stream().read())
        except FileNotFoundError as error:
            raise Integrity(f"archive/{place.file} is missing: restore that file.") from error
        # AttributeError: what warcio makes of a record whose headers are cut short.
        except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError, zlib.error) as error:
            raise Integrity(
                f"archive/{place.file} cannot be read at byte {place.offset}: restore it."
            ) from error
        if stated is None or not stated.isdigit() or len(body) != int(stated):
            raise Integrity(f"archive/{place.file} is cut short at byte {place.offset}: restore that file.")
        return body


def _name(batch: Sequence[tuple[Snapshot, Capture]], again: Sequence[tuple[Snapshot, Capture]]) -> str:
    """For the same batch the same name; a return is told from another by its time."""
    held: list[object] = [snapshot.id for snapshot, _ in batch]
    held += [[first.id, capture.captured_at] for first, capture in again]
    return digest("batch", held).removeprefix("batch-")[:26] + _ENDING


def _alike(one: BinaryIO, other: BinaryIO) -> bool:
    while True:
        some = one.read(_AT_ONCE)
        if some != other.read(_AT_ONCE):
            return False
        if not some:
            return True
