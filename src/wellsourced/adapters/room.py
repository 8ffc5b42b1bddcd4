"""How many captured bytes are held in memory at once."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from wellsourced.errors import Postponed
from wellsourced.ports import Capture

__all__ = ["ROOM", "Room"]

ROOM = 64_000_000
"""Bytes of the captures that are handed over together, beyond which no further one is begun."""


class Room:
    """Room for captures of `most` bytes together, and the one that is larger; for several threads."""

    def __init__(self, most: int = ROOM) -> None:
        self._left = most
        self._lock = Lock()

    def held(self, name: str, read: Callable[[], Capture | Exception]) -> Capture | Exception:
        """What `read` gives while there is room; then `Postponed`, without reading."""
        with self._lock:
            if self._left <= 0:
                return Postponed(f"{name} was not read yet, for want of room: ask for it again")
        answer = read()
        if isinstance(answer, Capture):
            with self._lock:
                self._left -= len(answer.body)
        return answer
