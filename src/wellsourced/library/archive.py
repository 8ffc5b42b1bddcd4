"""Captured bytes in WARC 1.1 files: one file a batch, whole or not there at all."""

from __future__ import annotations

import filecmp
import hashlib
import os
import shutil
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from wellsourced.errors import Integrity
from wellsourced.library.warc_records import capture_records, revisit_record
from wellsourced.model.ids import digest
from wellsourced.model.sources import Snapshot
from wellsourced.ports import Capture

__all__ = ["Archive", "Place"]

_PARTIAL = ".partial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record lies: a file's name within the archive and a byte offset in it."""

    file: str
    offset: int


class Archive:
    """A folder of `.warc.gz` files, each written once and never changed (ISO 28500:2017).

    A batch is written beside its final name, synced and renamed, so a process killed at any moment
    leaves earlier files untouched and at worst a `.partial` that nobody reads. A file is named for
    what it holds: writing the same batch again puts the same records at the same name.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    @property
    def directory(self) -> Path:
        """The folder, which is not there before something was written."""
        return self._directory

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
        self._directory.mkdir(parents=True, exist_ok=True)
        for torn in self._directory.glob(f"*{_PARTIAL}"):
            torn.unlink()
        name = _name(batch, again)
        partial = self._directory / (name + _PARTIAL)
        places: list[Place] = []
        with partial.open("wb") as file:
            writer = WARCWriter(file, gzip=True, warc_version="1.1")
            for snapshot, capture in batch:
                places.append(Place(file=name, offset=file.tell()))
                for record in capture_records(writer, snapshot, capture):
                    writer.write_record(record)
            for first, capture in again:
                writer.write_record(revisit_record(writer, first, capture))
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self._directory / name)
        _sync_folder(self._directory)
        return places

    def adopt(self, file: Path) -> str:
        """Keep a whole file of another archive; its name here, another where that one is taken.

        A file that is here already, by its bytes, is kept once. One writer at a time.
        """
        with file.open("rb") as content:
            other = hashlib.file_digest(content, "sha256").hexdigest()[:26] + ".warc.gz"
        for name in (file.name, other):
            place = self._directory / name
            if not place.exists():
                self._directory.mkdir(parents=True, exist_ok=True)
                partial = self._directory / (name + _PARTIAL)
                with file.open("rb") as content, partial.open("wb") as copy:
                    shutil.copyfileobj(content, copy)
                    copy.flush()
                    os.fsync(copy.fileno())
                partial.replace(place)
                _sync_folder(self._directory)
                return name
            if filecmp.cmp(place, file, shallow=False):
                return name
        raise Integrity(f"archive/{other} is not what its name says: restore that file.")

    def read(self, place: Place) -> bytes:
        """The record's bytes; `Integrity` where the file is gone, cut short or no WARC at that place."""
        path = self._directory / place.file
        try:
            with path.open("rb") as file:
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
    return digest("batch", held).removeprefix("batch-")[:26] + ".warc.gz"


def _sync_folder(directory: Path) -> None:
    """Make the rename itself durable."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
