"""What a run tells of itself to those who keep it running: lines of JSON, and numbers for Prometheus.

The seam is `Progress`: `watched` times the steps that its events tell of. The packages behind it are
imported only where somebody wants to know.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Protocol, TextIO, cast

from wellsourced.adapters.stopwatch import Step, Stopwatch
from wellsourced.ports import Progress, quiet

__all__ = [
    "LOGGED",
    "SHARED",
    "Log",
    "Meters",
    "Observer",
    "logged",
    "meters_at_hand",
    "observed_too",
    "sharing_meters",
    "watched",
]

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Prometheus's own name for the folder through which processes count together."""


LOGGED = "WELLSOURCED_LOG_JSON"
"""The variable that says so to processes that are begun."""


class Log(Protocol):
    """Lines for programs that gather logs; see `adapters.json_log.JsonLog`."""

    def begin(self) -> None: ...
    def step(self, step: Step) -> None: ...
    def outcome(self, event: str, outcome: str, known: Mapping[str, str]) -> None: ...
    def end(self, seconds: float, error: BaseException | None) -> None: ...


class Meters(Protocol):
    """What is measured; see `adapters.metrics.Meters`."""

    def step(self, step: Step) -> None: ...
    def checked(self, outcome: str) -> None: ...
    def refreshed(self, outcome: str) -> None: ...
    def text(self) -> bytes: ...
    def served(self, port: int, host: str = "127.0.0.1") -> AbstractContextManager[int]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Observer:
    """Who hears of a worker: of its progress by `tell`, and of each piece of work by `ended`."""

    tell: Progress
    log: Log | None
    meters: Meters | None

    def ended(self, kind: str, outcome: str, known: Mapping[str, str]) -> None:
        """Count and log what came of a `check`, `refresh` or `add`; `known` are ids of what is public."""
        if self.meters is not None and kind == "check":
            self.meters.checked(outcome)
        if self.meters is not None and kind == "refresh":
            self.meters.refreshed(outcome)
        if self.log is not None:
            self.log.outcome(kind, outcome, known)


@contextmanager
def observed_too() -> Iterator[Observer]:
    """How a process is watched that one that is watched began: as its environment tells."""
    with ExitStack() as held:
        log = held.enter_context(logged(sys.stderr)) if os.environ.get(LOGGED) else None
        meters = meters_at_hand()
        yield Observer(tell=held.enter_context(watched(quiet, log, meters)), log=log, meters=meters)


@contextmanager
def logged(stream: TextIO) -> Iterator[Log]:
    """A log of one run on a stream, from its begin to its end and the kind of error that ended it."""
    made = import_module("wellsourced.adapters.json_log").JsonLog(stream, version("wellsourced"))
    log = cast(Log, made)
    log.begin()
    began = monotonic()
    try:
        yield log
    except BaseException as error:
        log.end(monotonic() - began, error)
        raise
    log.end(monotonic() - began, None)


@contextmanager
def watched(passed_on: Progress, log: Log | None, meters: Meters | None) -> Iterator[Progress]:
    """Progress whose steps are timed for those who want to know; the same as before where nobody does."""
    heard: list[Callable[[Step], None]] = [one.step for one in (log, meters) if one is not None]
    if not heard:
        yield passed_on
        return
    watch = Stopwatch(heard, passed_on)
    with ExitStack() as after:
        after.callback(watch.end)
        yield watch


@contextmanager
def sharing_meters() -> Iterator[Meters]:
    """Meters that this process and those it begins meanwhile share. Once in the life of a process."""
    if "prometheus_client" in sys.modules:
        raise RuntimeError("prometheus_client settles at its import where it counts: share meters before")
    with TemporaryDirectory(prefix="wellsourced-metrics-") as folder:
        os.environ[SHARED] = folder
        try:
            yield _meters()
        finally:
            del os.environ[SHARED]


def meters_at_hand() -> Meters | None:
    """The meters that the process which began this one shares with it, where it does."""
    return _meters() if SHARED in os.environ else None


def _meters() -> Meters:
    return cast(Meters, import_module("wellsourced.adapters.metrics").shared_meters())
