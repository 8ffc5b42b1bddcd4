"""Workers as processes of their own: begun, begun again where one dies, and told to stop."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing.process import BaseProcess
from threading import Event as Flag
from threading import Thread
from types import FrameType

from wellsourced.config import SystemClock, open_desk, open_reader
from wellsourced.errors import WellsourcedError
from wellsourced.jobs.doing import Tools
from wellsourced.jobs.opening import open_durable
from wellsourced.jobs.worker import Manner, lasting, work_off
from wellsourced.ports import quiet
from wellsourced.settings import Settings

__all__ = ["work_through", "work_together"]

INTERRUPTED = 130
LONGEST_REST = 60.0
"""Seconds at most before a worker's place is taken again, when those in it keep dying."""
LIVED = 60.0
"""Seconds after which a worker that died is not held to have failed to begin."""


@contextmanager
def work_together(settings: Settings, workers: int) -> Iterator[None]:
    """So many workers at work meanwhile; at the end each is told to stop, and its job in hand waited for.

    Whoever interrupts waits for nothing: the jobs in hand are taken up by the next workers.
    """
    stopping, at_once = Flag(), Flag()
    places = [
        Thread(target=_keep_filled, args=(settings, stopping, at_once), name=f"place-{number}")
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


def work_through(settings: Settings, workers: int) -> int:
    """Work off all that can be done now with so many workers; how many of them ended badly."""
    crew = [_begun(settings, until_empty=True) for _ in range(workers)]
    for one in crew:
        one.join()
    return sum(1 for one in crew if one.exitcode)


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
    try:
        with closing(open_durable(settings, SystemClock())) as queue:
            desk = lasting(open_desk(settings, quiet), queue)
            with closing(desk.library):
                tools = Tools(desk=desk, reader=open_reader(settings))
                work_off(queue, tools, Manner(stopping=told.is_set, until_empty=until_empty))
    except WellsourcedError as error:
        print(f"error: a worker ended: {' '.join(str(error).split())}", file=sys.stderr, flush=True)
        sys.exit(error.exit_code)


def _follow_parent(told: Flag) -> None:
    """A worker whose parent is gone ends its job in hand, and begins no other."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        told.set()
