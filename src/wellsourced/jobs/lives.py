"""Which workers live: nobody else's job is taken up before its worker is known to be dead.

On one machine a worker holds a lock on a file of its own: it goes with the process, however that ends, and
stays with one that is only slow or stopped. Of a worker on another machine we hear its beats, and hold it
for dead when none came for a while; it holds itself for dead sooner than that. No two clocks are compared.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event as Flag
from uuid import uuid4

from wellsourced.jobs.databases import PASSING
from wellsourced.jobs.ledger import Ledger, taken

__all__ = ["BEAT", "Life", "Living"]

BEAT = 5.0
"""Seconds between two beats."""
SILENCE = 90.0
"""Seconds without a beat after which a worker on another machine is held for dead."""
DOUBT = 60.0
"""Seconds after which a worker that could not beat holds itself for dead."""


def clock() -> float:
    """Seconds that pass, those a machine slept through too where it can tell."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


def place_of(folder: Path) -> str:
    """Where locks in a folder are to be trusted: this machine since it was started, and this folder."""
    boot = Path("/proc/sys/kernel/random/boot_id")
    since = boot.read_text(encoding="ascii").strip() if boot.is_file() else ""
    there = folder.stat()
    return f"{socket.gethostname()} {since} {there.st_dev} {there.st_ino}"


class Life:
    """One worker's own: enrolled, with its lock held, until `end`."""

    def __init__(self, ledger: Ledger, now: Callable[[], float] = clock) -> None:
        self.id = f"worker-{uuid4().hex}"
        self._ledger = ledger
        self._now = now
        folder = _folder(ledger)
        folder.mkdir(exist_ok=True)
        self._path = folder / f"{self.id}.lock"
        self._file = self._path.open("a", encoding="utf-8")
        taken(self._file, 0.0)
        # Only now that the lock is held: who is enrolled without one is dead.
        ledger.enroll(self.id, place_of(folder))
        self._beaten = now()
        self._ended = Flag()

    def beat(self) -> bool:
        """Say that we live; false where others may hold us for dead by now, so all work is to be dropped."""
        before = self._beaten
        # On one machine the lock speaks for us, however long we stood still.
        late = not self._ledger.is_local and self._now() - before > DOUBT
        if late or not self._ledger.beat(self.id):
            return False
        self._beaten = self._now()
        return True

    @property
    def in_doubt(self) -> bool:
        """Whether it is so long since the last beat that others may soon hold us for dead."""
        return not self._ledger.is_local and self._now() - self._beaten > DOUBT

    def rest(self, seconds: float) -> bool:
        """Wait so long; false where we ended meanwhile."""
        return not self._ended.wait(seconds)

    def end(self) -> None:
        """Strike ourselves off; whoever beats for us stops."""
        self._ended.set()
        with suppress(*PASSING):  # others will, once they find us dead
            self._ledger.strike_off(self.id)
        self._path.unlink(missing_ok=True)
        self._file.close()


class Living:
    """Tells which workers live; it remembers whose beats it heard when."""

    def __init__(self, ledger: Ledger, now: Callable[[], float] = clock) -> None:
        self._ledger = ledger
        self._now = now
        self._heard: dict[str, tuple[int, float]] = {}

    def living(self) -> set[str]:
        """The ids of the workers that live or may; those found dead are struck off."""
        here = place_of(_folder(self._ledger)) if _folder(self._ledger).is_dir() else ""
        found, heard = set[str](), dict[str, tuple[int, float]]()
        for one in self._ledger.workers():
            if self._ledger.is_local or one.place == here:
                alive = self._holds_its_lock(one.id)
            else:
                beat, at = self._heard.get(one.id, (None, self._now()))
                heard[one.id] = (one.beat, at if beat == one.beat else self._now())
                alive = self._now() - heard[one.id][1] <= SILENCE
            if alive:
                found.add(one.id)
            else:
                self._ledger.strike_off(one.id)
        self._heard = heard
        return found

    def _holds_its_lock(self, worker: str) -> bool:
        path = _folder(self._ledger) / f"{worker}.lock"
        try:
            with path.open("r+", encoding="utf-8") as file:
                if not taken(file, 0.0):
                    return True
        except FileNotFoundError:
            return False
        path.unlink(missing_ok=True)
        return False


def _folder(ledger: Ledger) -> Path:
    return ledger.folder / "workers"
