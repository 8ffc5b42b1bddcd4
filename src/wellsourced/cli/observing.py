"""A worker watched: its progress shown or logged, what it did counted, the counts served."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from wellsourced.cli.output import progress
from wellsourced.jobs.rounds import Outcome
from wellsourced.ports import Progress, quiet
from wellsourced.telemetry import Log, Meters, logged, sharing_meters, watched

__all__ = ["Observer", "observed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observer:
    """Who hears of a worker: of its progress by `tell`, and of each page it refreshed."""

    tell: Progress
    log: Log | None
    meters: Meters | None

    def refreshed(self, outcome: Outcome) -> None:
        """Count and log what became of a page."""
        came = _outcome(outcome)
        if self.meters is not None:
            self.meters.refreshed(came)
        if self.log is not None:
            why = {} if outcome.error is None else {"error": type(outcome.error).__name__}
            self.log.outcome("refreshed", came, {"page": outcome.page.id, **why})


@contextmanager
def observed(hidden: bool, log_json: bool, port: int | None) -> Iterator[Observer]:
    """Progress as `progress` shows it, and the numbers at a port of this machine where one is named."""
    with ExitStack() as held:
        meters = None if port is None else held.enter_context(sharing_meters())
        if meters is not None and port is not None:
            held.enter_context(meters.served(port))
        log = held.enter_context(logged(sys.stderr)) if log_json else None
        shown = quiet if log_json else held.enter_context(progress(hidden))
        tell = held.enter_context(watched(shown, log, meters))
        yield Observer(tell=tell, log=log, meters=meters)


def _outcome(outcome: Outcome) -> str:
    """`edition`, `confirmed`, `unconfirmed` or `failed`."""
    if outcome.done is None:
        return "failed"
    if outcome.done.edition is not None:
        return "edition"
    return "unconfirmed" if outcome.done.confirmation is None else "confirmed"
