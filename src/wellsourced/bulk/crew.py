"""Who does the work: this process, several on this machine, or actors on a Ray cluster, all by one `Task`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for
from threading import Thread
from typing import Any, Protocol, TypeVar, cast

from wellsourced.bulk.shards import Shard
from wellsourced.errors import (
    Config,
    InputError,
    Integrity,
    MissingExtra,
    Permanent,
    Transient,
    WellsourcedError,
)

__all__ = ["AUTO", "LOCAL", "ONE_THREAD", "Crew", "Task", "Worker", "done_by"]

S = TypeVar("S")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "LANCE_CPU_THREADS")}
"""What keeps the libraries of a worker to one thread: there are as many workers as there is room for."""

LOCAL, AUTO = "local", "auto"
"""In the place of a cluster's address: one begun here for the run; the one that this machine is part of."""

AHEAD = 2
"""Shards handed out for each process: one at work and one waiting, so that no more are held in memory."""

_KINDS: tuple[type[WellsourcedError], ...] = (Transient, Permanent, Integrity, Config, InputError)


class Task(Protocol[S, R_co]):
    """What a worker is given, by pickle: opened once in each, then asked for one shard after another."""

    def open(self) -> Callable[[Shard[S]], R_co]:
        """Load what the work takes: models, the library. Raises as the openers do."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """How many workers, and where: `ray` is the address of a cluster, `local` or `auto`.

    Without `ray`, `size` processes (1 where it is None); with it, `size` actors, or one for each of the
    cluster's processors.
    """

    size: int | None = None
    ray: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failed:
    """An error on its way from another process: errors with arguments of their own do not unpickle."""

    kind: int
    message: str


class Worker:
    """A task in a worker, opened at its first shard and kept."""

    def __init__(self, task: Task[Any, Any]) -> None:
        self._task = task

    def __call__(self, shard: Shard[Any]) -> Any:
        """The shard's answer, or what stands for the error of ours that was met."""
        try:
            return self._ready(shard)
        except WellsourcedError as error:
            kind = next((at for at, kind in enumerate(_KINDS) if isinstance(error, kind)), 1)
            return _Failed(kind=kind, message=str(error))

    @cached_property
    def _ready(self) -> Callable[[Shard[Any]], Any]:
        return self._task.open()


def done_by(crew: Crew, task: Task[S, R], shards: Sequence[Shard[S]]) -> Iterator[tuple[Shard[S], R]]:
    """Each shard with its answer, as they are done: in no particular order.

    Raises what a worker met; what was given out before that stands. Raises `Transient` where workers died.
    """
    if not shards:
        return iter(())
    if crew.ray is not None:
        if find_spec("ray") is None:
            raise MissingExtra("--ray", "ray")
        spread = import_module("wellsourced.bulk.on_ray").spread
        given = cast("Iterator[tuple[Shard[S], R | _Failed]]", spread(crew, Worker(task), shards))
    elif crew.size is None or crew.size == 1:
        opened = task.open()
        return ((shard, opened(shard)) for shard in shards)
    else:
        given = _in_processes(crew.size, Worker(task), shards)
    return _unfailing(given)


def _unfailing(given: Iterator[tuple[Shard[S], R | _Failed]]) -> Iterator[tuple[Shard[S], R]]:
    for shard, answer in given:
        if isinstance(answer, _Failed):
            raise _KINDS[answer.kind](answer.message)
        yield shard, answer


_mine: Worker | None = None
"""The worker of a process of `_in_processes`; nothing in any other."""


def _begin(worker: Worker) -> None:
    global _mine
    os.environ.update(ONE_THREAD)  # before anything that counts processors is loaded
    Thread(target=_end_with_the_run, daemon=True).start()
    _mine = worker


def _end_with_the_run() -> None:
    """Workers that wait for work would outlive a run that was killed."""
    run = parent_process()
    if run is not None:
        wait_for([run.sentinel])
        os._exit(1)


def _do(shard: Shard[Any]) -> Any:
    assert _mine is not None
    return _mine(shard)


def _in_processes(size: int, worker: Worker, shards: Sequence[Shard[S]]) -> Iterator[tuple[Shard[S], Any]]:
    # Spawned, not forked: the index's threads do not survive a fork.
    pool = ProcessPoolExecutor(
        min(size, len(shards)), get_context("spawn"), initializer=_begin, initargs=(worker,)
    )
    waiting = iter(shards)
    handed: dict[Future[Any], Shard[S]] = {}
    try:
        while True:
            for shard in waiting:
                handed[pool.submit(_do, shard)] = shard
                if len(handed) >= AHEAD * size:
                    break
            if not handed:
                return
            for future in wait(handed, return_when=FIRST_COMPLETED).done:
                yield handed.pop(future), future.result()
    except BrokenProcessPool as error:
        raise Transient("a worker died, for want of memory perhaps: run it again to go on.") from error
    finally:
        pool.shutdown(cancel_futures=True)
