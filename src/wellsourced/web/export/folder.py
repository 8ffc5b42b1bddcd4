"""The folder of an exported site: only its own files are written or removed, each whole or not at all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from wellsourced.errors import InputError
from wellsourced.outputs import write_output

__all__ = ["Folder"]

LIST = ".wellsourced-export"
"""The file that lists what is ours."""


@dataclass(slots=True)
class Folder:
    """Where a site is exported to; `written` and `same` count the files of this time."""

    place: Path
    written: int = 0
    same: int = 0
    removed: int = 0
    _ours: set[str] = field(default_factory=set)
    _now: set[str] = field(default_factory=set)

    def open(self) -> None:
        """Make the folder, or take up one that was exported to before. Raises `InputError` otherwise."""
        listed = self.place / LIST
        if self.place.exists() and not self.place.is_dir():
            raise InputError(f"{self.place} is a file: name a folder")
        if self.place.is_dir() and any(self.place.iterdir()) and not listed.is_file():
            raise InputError(
                f"{self.place} has files in it that are no exported site: name a new or empty folder"
            )
        self.place.mkdir(parents=True, exist_ok=True)
        self._ours = set(listed.read_text("utf-8").split("\n")) - {""} if listed.is_file() else set()
        listed.touch()

    def put(self, name: str, body: bytes) -> None:
        """Write a file, where it is not so already. Raises `InputError` where somebody else's is there."""
        file = self.place / name
        if name not in self._ours:
            if file.exists() or file.is_symlink():
                raise InputError(f"{file} is not of the exported site: move it away, and export again")
            # Before the file itself: what an export leaves that is interrupted here is known as ours.
            with (self.place / LIST).open("a", encoding="utf-8") as listed:
                listed.write(f"{name}\n")
            self._ours.add(name)
        self._now.add(name)
        if file.is_file() and file.read_bytes() == body:
            self.same += 1
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        write_output(file, body)
        self.written += 1

    def keep_only(self, names: Collection[str]) -> None:
        """Remove what an earlier export wrote and is not among these; the list names what is left."""
        for name in sorted(self._ours.difference(names)):
            file = self.place / name
            if file.is_file():
                file.unlink()
                self.removed += 1
            self._tidy(file.parent)
        self._ours.intersection_update(names)
        listed = "".join(f"{name}\n" for name in sorted(self._ours))
        write_output(self.place / LIST, listed.encode("utf-8"))

    def close(self) -> None:
        """Remove what an earlier export wrote and this one did not; the list is what stands now."""
        self.keep_only(self._now)

    def _tidy(self, folder: Path) -> None:
        """Remove folders that are empty now."""
        while folder != self.place and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
