"""`wellsourced work`: keep published pages fresh, round after round."""

import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from types import FrameType
from typing import Annotated

from cyclopts import Parameter

from wellsourced.cli.observing import observed, tell_refreshed
from wellsourced.cli.options import Common, flag, option, settings_of
from wellsourced.cli.output import print_error, print_json
from wellsourced.cli.refreshed import exit_code, outcome_json, print_outcome, print_outcomes
from wellsourced.cli.refreshing import shift_with
from wellsourced.config import open_crew, open_desk, open_reader
from wellsourced.errors import InputError, Transient
from wellsourced.jobs.priorities import Budget, Standing
from wellsourced.jobs.refreshing import newest
from wellsourced.jobs.rounds import Outcome, Shift, keep_fresh, one_round
from wellsourced.ports import Event, Library
from wellsourced.render.words import utc_stamp
from wellsourced.telemetry import Observer

__all__ = ["WorkOptions", "work"]

LAST_PORT = 65535
Look = Callable[[datetime], Sequence[Standing]]

MOST_WORKERS = 256
TICK = 0.5
"""Seconds between looks at whether the worker is to stop, while it rests."""


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class WorkOptions(Common):
    """What `work` can be told."""

    once: Annotated[bool, flag("One round, and with -n what jobs can be done now, then stop.")] = False
    workers: Annotated[
        int | None,
        option(
            "Processes that do jobs beside it, each a job at a time; default: 1, none with --once.", name="-n"
        ),
    ] = None
    most: Annotated[
        int, option("Refresh at most this many pages in a quarter of an hour.", show_default=True)
    ] = 20
    requests: Annotated[
        int, option("Ask at most this many sources in a quarter of an hour.", show_default=True)
    ] = 500
    offline: Annotated[bool, flag("Ask no source again: only what the library and casebooks say now.")] = (
        False
    )
    metrics: Annotated[
        int | None, option("Answer http://127.0.0.1:PORT/metrics as Prometheus asks it.", name="--metrics")
    ] = None


DEFAULTS = WorkOptions()


def work(*, options: WorkOptions = DEFAULTS) -> int:
    """Do the jobs of `submit`, and refresh published pages as they come due, until stopped.

    The most-read and most volatile come first, and no site is asked for page after page where
    others wait. A page that fails is tried again after a pause that grows. Stopped by SIGTERM it
    ends what is in hand and exits 0; by Ctrl-C it ends at once and exits 130. Either way each page
    has its old edition or its new one, whole, and a job that was not ended is taken up by the next
    worker. Of several that run on one library, on one machine or many, one refreshes pages.
    """
    if options.most < 1 or options.requests < 1:
        raise InputError("--most and --requests: give a number from 1 up")
    if options.json and not options.once:
        raise InputError("--json tells of one round: give it with --once")
    if options.metrics is not None and not 0 < options.metrics <= LAST_PORT:
        raise InputError(f"--metrics {options.metrics}: give a port from 1 to {LAST_PORT}")
    if options.workers is not None and not 0 <= options.workers <= MOST_WORKERS:
        raise InputError(f"-n {options.workers}: give a number from 0 to {MOST_WORKERS}")
    settings = settings_of(options, **({"search": ()} if options.offline else {}))
    with observed(options.quiet, options.log_json, options.metrics) as observer:
        desk = open_desk(settings, observer.tell)
        with closing(desk.library), _until_terminated() as stop:
            shift = replace(
                shift_with(desk, None if options.offline else open_reader(settings, observer.tell)),
                budget=Budget(pages=options.most, requests=options.requests),
                stopping=stop.called,
            )
            if options.once:
                if options.workers:
                    open_crew(settings).work_through(options.workers)
                return _once(replace(shift, told=partial(tell_refreshed, observer)), desk.library, options)

            def told(outcome: Outcome) -> None:
                tell_refreshed(observer, outcome)
                print_outcome(outcome, sys.stdout if options.log_json else None)  # stderr is the log's

            def rest(time_left: timedelta) -> None:
                observer.tell(Event(step="rest", message="Waiting for what comes due next"))
                stop.rest(time_left)

            crew = open_crew(settings)
            with crew.at_work(1 if options.workers is None else options.workers), crew.keeper() as keeps:
                observer.tell(Event(step="work", message="Keeping pages fresh; stop with Ctrl-C"))
                shift = replace(shift, told=told, waits=partial(_tell_waiting, observer))
                keep_fresh(replace(shift, look=_where(keeps, shift.look)), rest)
    return 0


def _tell_waiting(observer: Observer, why: Transient) -> None:
    if observer.log is None:
        print_error(why, as_json=False)
    else:
        observer.log.outcome("library", "waited for", {"error": type(why).__name__})


def _where(keeps: Callable[[], bool], look: Look) -> Look:
    """The same, but nothing to see while another process keeps the pages of this library fresh."""

    def seen(now: datetime) -> Sequence[Standing]:
        return look(now) if keeps() else ()

    return seen


def _once(shift: Shift, library: Library, options: WorkOptions) -> int:
    done = one_round(shift, {})
    if options.json:
        pages = [outcome_json(one, newest(one.page, library)) for one in done.outcomes]
        print_json({"pages": pages, "next_at": utc_stamp(done.next_at)})
    else:
        print_outcomes(done.outcomes)
    return exit_code(done.outcomes)


class _Stop:
    """Whether the worker was told to stop. A signal only sets a mark: a lock taken there could be held."""

    def __init__(self) -> None:
        self._told = False

    def tell(self, number: int, frame: FrameType | None) -> None:
        """What the signal does."""
        self._told = True

    def called(self) -> bool:
        return self._told

    def rest(self, time_left: timedelta) -> None:
        """Wait so long, or until told to stop."""
        until = time.monotonic() + time_left.total_seconds()
        while not self._told and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, TICK))


@contextmanager
def _until_terminated() -> Iterator[_Stop]:
    stop = _Stop()
    before = signal.signal(signal.SIGTERM, stop.tell)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGTERM, before)
