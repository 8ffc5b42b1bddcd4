"""A worker watched: its progress shown or logged, what it did counted, the counts served."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from wellsourced.cli.output import progress
from wellsourced.jobs.rounds import Outcome
from wellsourced.ports import quiet
from wellsourced.telemetry import LOGGED, Observer, logged, sharing_meters, watched

__all__ = ["observed", "tell_refreshed"]


@contextmanager
def observed(hidden: bool, log_json: bool, port: int | None) -> Iterator[Observer]:
    """Progress as `progress` shows it, and the numbers at a port of this machine where one is named.

    Processes that are begun meanwhile log and count too, where they use `observed_too`.
    """
    with ExitStack() as held:
        meters = None if port is None else held.enter_context(sharing_meters())
        if meters is not None and port is not None:
            held.enter_context(meters.served(port))
        if log_json and LOGGED not in os.environ:
            os.environ[LOGGED] = "1"
            held.callback(os.environ.pop, LOGGED)
        log = held.enter_context(logged(sys.stderr)) if log_json else None
        shown = quiet if log_json else held.enter_context(progress(hidden))
        tell = held.enter_context(watched(shown, log, meters))
        yield Observer(tell=tell, log=log, meters=meters)


def tell_refreshed(observer: Observer, outcome: Outcome) -> None:
    """Count and log what became of a page: how its refresh came out, or `failed`."""
    why = {} if outcome.error is None else {"error": type(outcome.error).__name__}
    came = "failed" if outcome.done is None else outcome.done.outcome
    observer.ended("refresh", came, {"page": outcome.page.id, **why})
