"""A disk that is soon full: a file system in memory, of so many bytes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["NoDisk", "SmallDisk", "mounted"]


class NoDisk(RuntimeError):
    """Whoever runs the tests may not mount a file system."""


@dataclass(frozen=True)
class SmallDisk:
    """A file system of its own at a folder."""

    folder: Path

    def fill(self, room: int) -> None:
        """Leave so many bytes free, and no more."""
        self.clear()
        left = os.statvfs(self.folder)
        with self._ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, left.f_bavail * left.f_frsize - room))

    def clear(self) -> None:
        """Make room again."""
        self._ballast.unlink(missing_ok=True)

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"


@contextmanager
def mounted(folder: Path, size: int) -> Iterator[SmallDisk]:
    """A disk of so many bytes at a folder. Raises `NoDisk` where that takes rights we have not."""
    folder.mkdir()
    rights = [] if os.getuid() == 0 else ["sudo", "-n"]
    options = f"size={size},mode=700,uid={os.getuid()},gid={os.getgid()}"
    try:
        command = [*rights, "mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoDisk(f"no small disk can be mounted here: {error}") from error
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run([*rights, "umount", "-l", str(folder)], check=True)
