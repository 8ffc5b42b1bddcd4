"""How often pages are read, gathered and written down now and then: no reader waits for it."""

from __future__ import annotations

from collections import Counter
from threading import Event, Lock, Thread

from wellsourced.config import Shelves
from wellsourced.ports import Clock

__all__ = ["Reads", "Unread"]

WRITTEN_EVERY = 20.0
"""Seconds; what a server that is killed read since then is not counted."""


class Reads:
    """Counts by page, and nothing of who read."""

    def __init__(self, library: Shelves, clock: Clock) -> None:
        self._library, self._clock = library, clock
        self._lock, self._counts, self._stop = Lock(), Counter[str](), Event()
        self._thread = Thread(target=self._write_now_and_then, daemon=True, name="reads")
        self._thread.start()

    def count(self, page_id: str) -> None:
        """One more reading."""
        with self._lock:
            self._counts[page_id] += 1

    def close(self) -> None:
        """Write down what is left."""
        self._stop.set()
        self._thread.join()

    def _write_now_and_then(self) -> None:
        while not self._stop.wait(WRITTEN_EVERY):
            self._write()
        self._write()

    def _write(self) -> None:
        with self._lock:
            counts, self._counts = self._counts, Counter()
        today = self._clock.now().date()
        for page_id, times in counts.items():
            self._library.count_read(page_id, today, times)


class Unread(Reads):
    """Counts nothing: for who copies pages and reads none."""

    def __init__(self) -> None:
        """Nothing is begun, so nothing is to be closed."""

    def count(self, page_id: str) -> None:
        """No reading."""

    def close(self) -> None:
        """Nothing is left."""
