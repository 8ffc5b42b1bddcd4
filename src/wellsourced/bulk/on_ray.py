"""Shards spread over a Ray cluster by Ray Data: actors that load their models once, fed as they finish."""

from __future__ import annotations

import logging
import os
import pickle
import socket
import warnings
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from time import sleep
from typing import Any

from wellsourced.bulk.crew import AUTO, LOCAL, ONE_THREAD, Crew, Worker
from wellsourced.bulk.shards import Shard
from wellsourced.errors import Transient

# Read when Ray is imported: it reports each cluster's use to its makers otherwise, and writes its log, and
# what future versions will do, between our lines on standard error.
os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")

import ray
import ray.data
from ray.exceptions import RayError, RayTaskError

__all__ = ["spread"]

TRIES = 4
"""How often what is missing is handed out anew after nodes were lost."""

PAUSE = 10.0
"""Seconds until then: for so long Ray may still take a lost node for one that is there."""


class _Actor:
    """A worker as Ray Data makes it: once an actor; rows are shards on the way in, answers on the way out."""

    def __init__(self, worker: Worker) -> None:
        for name, value in ONE_THREAD.items():
            os.environ.setdefault(name, value)
        self._worker = worker

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        return {"place": row["place"], "answer": pickle.dumps(self._worker(pickle.loads(row["shard"])))}


def spread(crew: Crew, worker: Worker, shards: Sequence[Shard[Any]]) -> Iterator[tuple[Shard[Any], Any]]:
    """Each shard with its answer, as they are done; those of a node that is lost are handed out again.

    Raises `Transient` where no cluster answers, or nodes are lost again and again.
    """
    # Ray prints what befalls its nodes to standard output, where results may go; its logs have it too.
    with open(os.devnull, "w", encoding="utf-8") as away, redirect_stdout(away):
        _connect(crew)
        try:
            yield from _until_done(crew, worker, dict(enumerate(shards)))
        finally:
            ray.shutdown()


def _until_done(crew: Crew, worker: Worker, left: dict[int, Shard[Any]]) -> Iterator[tuple[Shard[Any], Any]]:
    for attempt in range(1, TRIES + 1):
        try:
            for place, answer in _answers(crew, worker, left):
                yield left.pop(place), answer
            return
        except RayError as error:
            if isinstance(error, RayTaskError) and not isinstance(error.cause, RayError):
                raise  # the work itself went wrong, and would again
            if attempt == TRIES:
                why = f"the Ray cluster lost its workers {TRIES} times ({_line(error)})"
                raise Transient(f"{why}: run it again to go on.") from error
            sleep(PAUSE)


def _answers(crew: Crew, worker: Worker, left: dict[int, Shard[Any]]) -> Iterator[tuple[int, Any]]:
    """Answers by their shards' places. A block is a shard, so that one is handed out at a time.

    Ray Data holds back new shards while answers wait to be taken, or its store is full.
    """
    rows = [{"place": place, "shard": pickle.dumps(shard)} for place, shard in left.items()]
    size = min(crew.size or max(1, int(ray.cluster_resources().get("CPU", 1))), len(rows))
    with warnings.catch_warnings():
        # Ray 2.64 will have another way to say `max_restarts`; the extra asks for an earlier one.
        warnings.simplefilter("ignore", DeprecationWarning)
        data = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
            _Actor,
            fn_constructor_args=(worker,),
            compute=ray.data.ActorPoolStrategy(size=size, max_tasks_in_flight_per_actor=1),
            num_cpus=1,
            # An actor begun again waits for room, and its shard with it: where a node is lost, for ever.
            max_restarts=0,
        )
    for row in data.iter_rows():
        yield row["place"], pickle.loads(row["answer"])


def _connect(crew: Crew) -> None:
    """Join the cluster, or begin one here. Raises `Transient` where there is none."""
    size = {"num_cpus": crew.size or os.cpu_count(), "include_dashboard": False}
    local = size if crew.ray == LOCAL else {}
    try:
        _knock(crew.ray or LOCAL)
        with warnings.catch_warnings():
            # The index warns of forks; what Ray forks is another program at once.
            warnings.simplefilter("ignore")
            ray.init(crew.ray, logging_level=logging.ERROR, log_to_driver=False, **local)
    except (OSError, RayError, RuntimeError) as error:
        why = f"no Ray cluster answers at {crew.ray} ({_line(error)})"
        raise Transient(f"{why}: start one with `ray start --head`, or use --ray {LOCAL}.") from error
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.enable_operator_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # what it meets is raised, and told in one line


def _knock(address: str) -> None:
    """See that somebody listens there: Ray would try for minutes. Raises `OSError`."""
    if address in (LOCAL, AUTO):
        return
    host, _, port = address.removeprefix("ray://").rpartition(":")
    socket.create_connection((host.strip("[]"), int(port)), timeout=PAUSE).close()


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:160]
