"""Places for files that are written once, whole, and never changed: a folder here, a bucket in `s3_blobs`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from wellsourced.library.staging import sync

__all__ = ["PARTIAL", "Blobs", "FolderBlobs"]

PARTIAL = ".partial"
"""How the name of a file ends while it is written."""


class Blobs(Protocol):
    """Files by name. A file that is there is whole; a writer that dies leaves none."""

    def write(self, name: str, fill: Callable[[BinaryIO], None]) -> str:
        """Keep what `fill` writes, durably; the name it is under, another where that is taken by other bytes.

        One writer at a time.
        """
        ...

    @contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        """The file, to be read from any place; `FileNotFoundError` where there is none."""
        ...

    @contextmanager
    def on_disk(self, name: str) -> Iterator[Path]:
        """The file on this machine, for as long as the context lasts."""
        ...

    def names(self) -> list[str]:
        """Every file that is whole, in order."""
        ...


class FolderBlobs:
    """Files of a folder, which is not there before something was written.

    A file is written beside its final name, synced and renamed, so a process killed at any moment
    leaves earlier files untouched and at worst a `.partial` that nobody reads.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def write(self, name: str, fill: Callable[[BinaryIO], None]) -> str:
        self._directory.mkdir(parents=True, exist_ok=True)
        for torn in self._directory.glob(f"*{PARTIAL}"):
            torn.unlink()
        partial = self._directory / (name + PARTIAL)
        with partial.open("wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self._directory / name)
        sync(self._directory)  # makes the rename itself durable
        return name

    @contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        with (self._directory / name).open("rb") as file:
            yield file

    @contextmanager
    def on_disk(self, name: str) -> Iterator[Path]:
        yield self._directory / name

    def names(self) -> list[str]:
        return sorted(path.name for path in self._directory.glob("*") if path.suffix != PARTIAL)
