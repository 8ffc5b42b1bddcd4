"""A whole library as one file: records, archive and index of one moment, each part with its digest.

The file is a gzipped tar. Under `library/` are the library's own files, so that any tar program makes a
library of it; `manifest.json`, the last member, tells the size and SHA-256 of each.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from wellsourced.errors import InputError, Integrity, Transient
from wellsourced.library.blobs import PARTIAL
from wellsourced.library.database import RECORDS, Database
from wellsourced.library.records import adapter
from wellsourced.library.schema import HEAD
from wellsourced.library.staging import staged, sync
from wellsourced.ports import Backup

__all__ = ["FORMAT", "INSIDE", "MANIFEST", "Manifest", "Member", "Reading", "back_up", "told"]

FORMAT = 1
INSIDE = "library/"
MANIFEST = "manifest.json"
_COPIED = ("archive", "index")
_EFFORT = 1
"""Of gzip: most of the bytes are packed already, or floats that do not pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file of the backup: its path within the library, its bytes and their SHA-256 in hex."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds. `revision` is that of the records' tables."""

    format: int
    software: str
    made_at: datetime
    revision: str
    snapshots: int
    members: tuple[Member, ...]


class Reading:
    """A file that tells the digest of what was read of it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sha = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        some = self._file.read(size)
        self._sha.update(some)
        return some

    @property
    def sha256(self) -> str:
        """Of all that was read so far."""
        return self._sha.hexdigest()


def back_up(directory: Path, target: Path, software: str, now: datetime) -> Backup:
    """Write the library in a directory to a file, whole or not at all, while others read it and add to it.

    Writers wait only while files are linked and the records' moment is fixed, whatever the library's size.
    Raises `InputError` where there is no library, `Integrity` where files of its archive are missing.
    """
    with closing(Database(directory)) as database:
        if database.engine() is None:
            raise InputError(f"{directory} holds no library: nothing to back up.")
        with staged(target.parent, target.name) as beside, _frozen(database) as parts:
            packed = beside / target.name
            manifest = _pack(parts, packed, software, now)
            sync(packed)
            size = packed.stat().st_size
            packed.replace(target)
            sync(target.parent)
    return told(manifest, size)


def told(manifest: Manifest, size: int) -> Backup:
    """What is told of a backup whose file has so many bytes."""
    return Backup(
        made_at=manifest.made_at,
        software=manifest.software,
        snapshots=manifest.snapshots,
        files=len(manifest.members),
        size=size,
    )


@contextmanager
def _frozen(database: Database) -> Iterator[Path]:
    """A folder with the library's files as they are at one moment.

    Files of the archive and the index are never changed once written, only deleted: a link keeps them.
    """
    directory = database.directory
    with staged(directory, "backup") as folder:
        with closing(sqlite3.connect(directory / RECORDS, isolation_level=None)) as records:
            with database.writing():
                for part in _COPIED:
                    _link_all(directory / part, folder / part)
                records.execute("BEGIN")
                named = _archived(records)  # from here on it reads the records of this moment
            if lost := sorted(named - {path.name for path in (folder / "archive").glob("*")}):
                raise Integrity(
                    f"the archive lacks {lost[0]}: run `wellsourced verify`, and restore that file."
                )
            _copy(records, folder / RECORDS)
        yield folder


def _copy(records: sqlite3.Connection, target: Path) -> None:
    try:
        with closing(sqlite3.connect(target)) as copy:
            records.backup(copy)
    except sqlite3.OperationalError as error:
        raise Transient(f"the records cannot be copied ({error}): make room and try again.") from error


def _archived(records: sqlite3.Connection) -> set[str]:
    return {name for (name,) in records.execute("SELECT DISTINCT archive_file FROM snapshots")}


def _link_all(source: Path, target: Path) -> None:
    """Every file under a folder a second time: as a link, or as a copy where the disk has no links."""
    for found in sorted(source.rglob("*")):
        place = target / found.relative_to(source)
        if found.is_file() and found.suffix != PARTIAL:
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(found, place)
            except OSError:
                shutil.copyfile(found, place)


def _pack(folder: Path, target: Path, software: str, now: datetime) -> Manifest:
    members: list[Member] = []
    with gzip.open(target, "wb", compresslevel=_EFFORT) as packed, _tar(packed) as tar:
        for path in (path for path in sorted(folder.rglob("*")) if path.is_file()):
            name = path.relative_to(folder).as_posix()
            with path.open("rb") as file:
                reading = Reading(file)
                size = os.fstat(file.fileno()).st_size
                tar.addfile(_header(INSIDE + name, size, now), reading)
            members.append(Member(path=name, size=size, sha256=reading.sha256))
        manifest = Manifest(
            format=FORMAT,
            software=software,
            made_at=now.astimezone(UTC),
            revision=HEAD,
            snapshots=_snapshots(folder),
            members=tuple(members),
        )
        stated = adapter(Manifest).dump_json(manifest, indent=1)
        tar.addfile(_header(MANIFEST, len(stated), now), io.BytesIO(stated))
    return manifest


def _tar(packed: gzip.GzipFile) -> tarfile.TarFile:
    return tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT)


def _header(name: str, size: int, now: datetime) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.size, header.mode, header.mtime = size, 0o644, int(now.timestamp())
    return header


def _snapshots(folder: Path) -> int:
    with closing(sqlite3.connect(folder / RECORDS)) as records:
        return int(records.execute("SELECT count(*) FROM snapshots").fetchone()[0])
