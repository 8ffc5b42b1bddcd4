"""Folders in which something is made ready, to be moved to its place whole or to leave nothing."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["staged", "sync"]

_ENDING = ".part"


@contextmanager
def staged(parent: Path, name: str) -> Iterator[Path]:
    """An empty folder in `parent`, gone when the context ends.

    What a process that was killed left under this name is cleared away first. Whoever works in such a
    folder holds its lock, which the system lets go of with the process.
    """
    _sweep(parent, name)
    folder, handle = _locked(parent, name)
    try:
        yield folder
    finally:
        os.close(handle)
        shutil.rmtree(folder, ignore_errors=True)


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _locked(parent: Path, name: str) -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=f".{name}.", suffix=_ENDING, dir=parent))
        handle = os.open(folder, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)
        if folder.exists():
            return folder, handle
        os.close(handle)  # swept by another process before it was locked


def _sweep(parent: Path, name: str) -> None:
    for left in parent.glob(f".{name}.*{_ENDING}"):
        with suppress(OSError):  # gone meanwhile, or at work
            handle = os.open(left, os.O_RDONLY | os.O_DIRECTORY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
            finally:
                os.close(handle)
