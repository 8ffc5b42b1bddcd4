"""What jobs tell of themselves, read once for all who watch: one thread a job, however many look on."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock, Thread

from wellsourced.errors import Transient, WellsourcedError
from wellsourced.jobs.orders import ENDED, Queue
from wellsourced.ports import Event

__all__ = ["Watched", "Watches"]

MOST = 64
"""Jobs watched at once; whoever would watch one more is told how it stands, and no more."""

READ_IN = 2.0
"""Seconds at most in which what an ended job told is read for who looks at it first."""

KEPT_FOR = 600.0
"""Seconds for which it is remembered what a job told that has ended."""


@dataclass(slots=True)
class Watched:
    """What a job has told so far; `ended` once nothing more comes."""

    told: list[Event] = field(default_factory=list)
    ended: bool = False
    ended_at: float = 0.0


class Watches:
    """The jobs of a queue that somebody watches."""

    def __init__(self, queue: Queue, clock: Callable[[], float] = time.monotonic) -> None:
        self._queue, self._clock = queue, clock
        self._lock = Lock()
        self._watched: OrderedDict[str, Watched] = OrderedDict()

    def of(self, job_id: str) -> Watched | None:
        """What the job has told, told on as it happens; None where too many are watched already."""
        with self._lock:
            self._forget()
            known = self._watched.get(job_id)
            if known is not None:
                return known
            if sum(not one.ended for one in self._watched.values()) >= MOST:
                return None
            watched = self._watched[job_id] = Watched()
        name = f"watch-{job_id[:12]}"
        thread = Thread(target=self._follow, args=(job_id, watched), daemon=True, name=name)
        thread.start()
        if self._has_ended(job_id):
            thread.join(READ_IN)  # all it told is there: whoever looks first sees it too
        return watched

    def forget(self, job_id: str) -> None:
        """What was told of a job that is begun anew: it tells from its beginning."""
        with self._lock:
            self._watched.pop(job_id, None)

    def _has_ended(self, job_id: str) -> bool:
        try:
            return self._queue.job(job_id).state in ENDED
        except WellsourcedError:
            return False

    def _follow(self, job_id: str, watched: Watched) -> None:
        while not watched.ended:
            told: list[Event] = []
            try:
                for event in self._queue.events(job_id):
                    told.append(event)
                    # One that is begun anew tells from its beginning: what is known stays, what is new comes.
                    if len(told) > len(watched.told):
                        watched.told.append(event)
                watched.ended = self._queue.job(job_id).state in ENDED
            except Transient:
                time.sleep(1.0)
            except WellsourcedError:
                watched.ended = True
        watched.ended_at = self._clock()

    def _forget(self) -> None:
        for job_id, one in list(self._watched.items()):
            if one.ended and self._clock() - one.ended_at > KEPT_FOR:
                del self._watched[job_id]
