"""Jobs run here and now: keyed, cancellable, with progress, results in the order asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event as Flag
from typing import Generic, TypeVar

from wellsourced.errors import WellsourcedError
from wellsourced.ports import Event, Progress, quiet

__all__ = ["Cancelled", "Job", "Worker"]

T = TypeVar("T")


class Cancelled(WellsourcedError):
    """The job was not begun because the work was called off; run it again to go on."""

    exit_code = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Generic[T]):
    """A piece of work. Jobs of one key do the same: the first is run, the others share its result."""

    key: str
    work: Callable[[], T]
    size: int = 1
    """What it counts for in progress."""


class Worker(Generic[T]):
    """Runs jobs one after another and remembers their results by key.

    A job that fails leaves its error in its place and is run again when asked for again; work that
    must survive the process is keyed by content where it is kept, so running again is resuming.
    """

    def __init__(self, step: str, progress: Progress = quiet) -> None:
        self._step = step
        self._progress = progress
        self._done: dict[str, T] = {}
        self._cancelled = Flag()

    def cancel(self) -> None:
        """Begin no further job; safe to call from a signal handler or another thread."""
        self._cancelled.set()

    def run(self, jobs: Sequence[Job[T]]) -> list[T | Exception]:
        """One result a job, in order; an error, or `Cancelled`, where there is none.

        Only errors of ours are kept as results: any other is a fault in the program and is raised.
        """
        results: list[T | Exception] = []
        total, done = sum(job.size for job in jobs), 0
        for job in jobs:
            results.append(self._one(job))
            done += job.size
            self._progress(Event(step=self._step, message=f"{done} of {total}", done=done, total=total))
        return results

    def _one(self, job: Job[T]) -> T | Exception:
        if job.key in self._done:
            return self._done[job.key]
        if self._cancelled.is_set():
            return Cancelled("called off before this was begun: run it again to go on.")
        try:
            self._done[job.key] = job.work()
        except WellsourcedError as error:
            return error
        return self._done[job.key]
