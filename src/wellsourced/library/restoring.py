"""A library out of a backup: every digest checked first, then put in its place in one move."""

from __future__ import annotations

import gzip
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import ValidationError

from wellsourced.errors import Config, InputError, Integrity
from wellsourced.library.backup import FORMAT, INSIDE, MANIFEST, Manifest, Member, Reading, told
from wellsourced.library.records import adapter
from wellsourced.library.schema import HEAD
from wellsourced.library.staging import staged, sync
from wellsourced.ports import Backup

__all__ = ["restore"]

_CHUNK = 1 << 20
_BROKEN = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, ValidationError)
"""What reading a file raises that is no backup, or one cut short or altered."""


def restore(source: Path, directory: Path) -> Backup:
    """Make the library of a backup in a directory, which is not there yet or empty.

    Whole or not at all: it is unpacked beside its place, and moved there when every file is what the
    manifest says. Raises `InputError` where the directory holds anything, `Integrity` where the backup is
    damaged, `Config` where it was made by a newer program.
    """
    if not source.is_file():
        raise InputError(f"{source} is not there: name the file that `backup` wrote.")
    _refuse_occupied(directory)
    directory.parent.mkdir(parents=True, exist_ok=True)
    with staged(directory.parent, directory.name) as folder:
        unpacked = folder / "library"
        unpacked.mkdir()
        with _readable(source):
            found, manifest = _unpack(source, unpacked)
        _check(source, found, manifest)
        _refuse_occupied(directory)
        try:
            unpacked.rename(directory)
        except OSError as error:
            raise InputError(f"{directory} cannot be replaced: name a folder that is not there.") from error
        sync(directory.parent)
    return told(manifest, source.stat().st_size)


def _refuse_occupied(directory: Path) -> None:
    if directory.is_symlink() or (directory.exists() and not directory.is_dir()):
        raise InputError(f"{directory} is no folder: restore to one that is empty or not there yet.")
    if directory.is_dir() and any(directory.iterdir()):
        raise InputError(
            f"{directory} is not empty, and nothing is written over: name a new folder with --library."
        )


@contextmanager
def _readable(source: Path) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise _damaged(source, "it is cut short, altered or no backup") from error


def _unpack(source: Path, folder: Path) -> tuple[list[Member], Manifest]:
    """Write the files of a backup to a folder; what was found, and what should be."""
    found: list[Member] = []
    stated: bytes | None = None
    with gzip.open(source, "rb") as packed:
        with tarfile.open(fileobj=packed, mode="r|") as tar:
            for header in tar:
                content = tar.extractfile(header) if header.isreg() else None
                if content is None or stated is not None:
                    raise _damaged(source, f"it holds {header.name!r}, which is not of a backup")
                if header.name == MANIFEST:
                    stated = content.read()
                else:
                    found.append(_written(folder, _place(header.name, source), content))
        while packed.read(_CHUNK):
            pass  # to its end, where gzip holds all of it to a checksum
    if stated is None:
        raise _damaged(source, "it ends before its list of files")
    return found, adapter(Manifest).validate_json(stated)


def _place(name: str, source: Path) -> str:
    """The path within a library of a member; nothing is ever written elsewhere."""
    path = PurePosixPath(name.removeprefix(INSIDE))
    if not name.startswith(INSIDE) or path.is_absolute() or ".." in path.parts:
        raise _damaged(source, f"it holds {name!r}, which is not of a library")
    return path.as_posix()


def _written(folder: Path, name: str, content: IO[bytes]) -> Member:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    reading = Reading(content)  # type: ignore[arg-type]
    with place.open("xb") as file:
        shutil.copyfileobj(reading, file, _CHUNK)
        size = file.tell()
    sync(place)
    return Member(path=name, size=size, sha256=reading.sha256)


def _check(source: Path, found: list[Member], manifest: Manifest) -> None:
    if manifest.format > FORMAT or manifest.revision > HEAD:
        raise Config(f"{source} was written by a newer version ({manifest.software}): upgrade wellsourced.")
    expected = {one.path: one for one in manifest.members}
    for one in found:
        if expected.pop(one.path, None) != one:
            raise _damaged(source, f"{one.path} is not what was backed up")
    if expected:
        raise _damaged(source, f"{min(expected)} is missing")


def _damaged(source: Path, why: str) -> Integrity:
    return Integrity(f"the backup {source} cannot be used ({why}): take another; nothing was restored.")
