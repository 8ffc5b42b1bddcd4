"""Files that can be made again, kept so that they need not be: cards of editions, pages as they are sent."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from wellsourced.outputs import write_output

__all__ = ["KeptFiles"]


class KeptFiles:
    """Bytes by name in a folder, written whole or not at all. A name says all that its bytes depend on.

    A disk that is full or cannot be written keeps nothing and stops nobody.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        """What is kept under the name, None where nothing is."""
        try:
            return self._place(name).read_bytes()
        except OSError:
            return None

    def keep(self, name: str, body: bytes) -> None:
        """Keep the bytes under the name, if that can be."""
        place = self._place(name)
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            write_output(place, body)

    def forget(self, name: str) -> None:
        """Remove all whose names begin with this one and a dot."""
        with suppress(OSError):
            for file in self._place(name).parent.glob(f"{name}.*"):
                file.unlink(missing_ok=True)

    def _place(self, name: str) -> Path:
        # A folder for each last two letters: thousands of files in one slow some file systems down.
        return self._folder / name.partition(".")[0][-2:] / name
