"""Workers as processes of their own: begun, begun again where one dies, and told to stop."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing.process import BaseProcess
from threading import Event as Flag
from threading import Thread
from types import FrameType

from wellsourced.config import SystemClock, open_desk, open_reader
from wellsourced.errors import Transient, WellsourcedError
from wellsourced.jobs.databases import PASSING, passing
from wellsourced.jobs.doing import Tools
from wellsourced.jobs.opening import open_durable
from wellsourced.jobs.worker import Manner, lasting, work_off
from wellsourced.settings import Settings
from wellsourced.telemetry import Observer, observed_too

__all__ = ["ProcessCrew"]

INTERRUPTED = 130
LONGEST_REST = 60.0
"""Seconds at most before a worker's place is taken again, when those in it keep dying."""
LIVED = 60.0
"""Seconds after which a worker that died is not held to have failed to begin."""


class ProcessCrew:
    """A `Crew` of processes on this machine; opening it makes the queue where there is none."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        open_durable(settings, SystemClock()).close()

    @contextmanager
    def at_work(self, workers: int) -> Iterator[None]:
        """So many at work meanwhile; see `Crew`."""
        stopping, at_once = Flag(), Flag()
        places = [
            Thread(target=_keep_filled, args=(self._settings, stopping, at_once), name=f"place-{number}")
            for number in range(workers)
        ]
        for place in places:
            place.start()
        try:
            yield
        except KeyboardInterrupt:
            at_once.set()
            raise
        finally:
            stopping.set()
            for place in places:
                place.join()

    def work_through(self, workers: int) -> None:
        """Do with so many what can be done now; see `Crew`."""
        crew = [_begun(self._settings, until_empty=True) for _ in range(workers)]
        for one in crew:
            one.join()
        if any(one.exitcode for one in crew):
            raise Transient("a worker ended before the jobs did: run it again to go on.")

    @contextmanager
    def keeper(self) -> Iterator[Callable[[], bool]]:
        """Tells whether this process keeps pages fresh; see `Crew`."""
        with (
            closing(open_durable(self._settings, SystemClock())) as queue,
            queue.ledger.office("keeper") as holds,
        ):
            yield holds


def _keep_filled(settings: Settings, stopping: Flag, at_once: Flag) -> None:
    """Keep one worker at work: where it dies another takes its place, after a rest that grows."""
    rest = 0.5
    while not stopping.is_set():
        began = time.monotonic()
        worker = _begun(settings, until_empty=False)
        while worker.is_alive() and not stopping.is_set():
            worker.join(0.2)
        if stopping.is_set():
            (worker.kill if at_once.is_set() else worker.terminate)()
            worker.join()
            return
        rest = 0.5 if time.monotonic() - began > LIVED else min(2 * rest, LONGEST_REST)
        stopping.wait(rest)


def _begun(settings: Settings, *, until_empty: bool) -> BaseProcess:
    # Not forked: threads, models and databases do not live through that.
    worker = multiprocessing.get_context("spawn").Process(target=_work, args=(settings, until_empty))
    worker.start()
    return worker


def _work(settings: Settings, until_empty: bool) -> None:
    """What a worker's process does."""
    told = Flag()

    def stop(number: int, frame: FrameType | None) -> None:
        told.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, lambda number, frame: os._exit(INTERRUPTED))
    Thread(target=_follow_parent, args=(told,), daemon=True, name="parent").start()
    code = _worked(settings, until_empty, told)
    sys.stderr.flush()
    os._exit(code)  # threads of the engine may wait for a database, or for what others do, however long


def _worked(settings: Settings, until_empty: bool, told: Flag) -> int:
    """Work until told to stop; the exit code."""
    try:
        with closing(open_durable(settings, SystemClock())) as queue, observed_too() as observer:
            desk = lasting(open_desk(settings, observer.tell), queue)
            with closing(desk.library):
                reader = open_reader(settings, observer.tell)
                tools = Tools(desk=desk, reader=reader, drafts=queue.drafts)
                manner = Manner(stopping=told.is_set, until_empty=until_empty)
                manner = replace(manner, heard=observer.tell, ended=observer.ended)
                work_off(queue, tools, replace(manner, waits=partial(_tell_waiting, observer)))
    except WellsourcedError as error:
        return _ended(error)
    except PASSING as error:
        return _ended(passing(error))
    return 0


def _tell_waiting(observer: Observer, why: Transient | None) -> None:
    if observer.log is not None:
        observer.log.outcome("queue", "back" if why is None else "waited for", {})
    elif why is None:
        print("a worker goes on: the queue answers again.", file=sys.stderr, flush=True)
    else:
        words = str(why).removesuffix(": try again.").removesuffix(" and try again.")
        print(f"error: a worker waits: {words}.", file=sys.stderr, flush=True)


def _ended(error: WellsourcedError) -> int:
    print(f"error: a worker ended: {' '.join(str(error).split())}", file=sys.stderr, flush=True)
    return error.exit_code


def _follow_parent(told: Flag) -> None:
    """A worker whose parent is gone ends its job in hand, and begins no other."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        told.set()
