"""A worker: one process that does one job after another, and takes up what dead workers left."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from threading import Thread

from dbos import DBOS, DBOSPortableJSONSerializer, PortableWorkflowError

from wellsourced.adapters.remember import RememberingVerifier
from wellsourced.check import Desk
from wellsourced.errors import Transient, WellsourcedError
from wellsourced.jobs.attempts import EVENTS, WORKFLOW
from wellsourced.jobs.databases import PASSING, passing
from wellsourced.jobs.doing import JSON, Tools, do
from wellsourced.jobs.judged import LastingVerifier
from wellsourced.jobs.lives import BEAT, Life, Living
from wellsourced.jobs.orders import Order
from wellsourced.jobs.queue import DurableQueue
from wellsourced.ports import Event, Progress, quiet

__all__ = ["Manner", "lasting", "work_off"]

LOST = 75
"""How a process ends that others may hold for dead (BSD's "try again"): its jobs are no longer its own."""
REST = 1.0
"""Seconds until a worker looks again at a queue that is out of reach."""
AT_HAND = 10_000
"""Judgements kept in memory; a worker lasts, and all are in the queue's database."""
TIDY = 6 * 3600.0
"""Seconds between two looks for what is to be forgotten; a worker may last for months."""
SLIPPED = 5.0
"""Seconds after which a job that should be in a worker's hands, and is not, is taken up again."""


def _never() -> bool:
    return False


def _unheard(kind: str, outcome: str, known: Mapping[str, str]) -> None:
    """For who wants to hear of none."""


def _patiently(why: Transient | None) -> None:
    """For who wants to hear of no waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a worker works: no job is begun once `stopping` says so; `until_empty`, it ends with the queue.

    It looks for work each `tick` seconds, and for dead workers each `round` seconds. `heard` is told what
    it does beside the queue, `ended` what came of each try at a job: its kind, a word, and what is known.
    `waits` is told once why it waits for the queue, and with None once it goes on.
    """

    stopping: Callable[[], bool] = _never
    until_empty: bool = False
    tick: float = 0.1
    round: float = 2.0
    heard: Progress = quiet
    ended: Callable[[str, str, Mapping[str, str]], None] = _unheard
    waits: Callable[[Transient | None], None] = _patiently


def lasting(desk: Desk, queue: DurableQueue) -> Desk:
    """The desk with a verifier that remembers across workers."""
    verifier = LastingVerifier(desk.verifier, queue.ledger, queue.clock)
    return replace(desk, verifier=RememberingVerifier(verifier, capacity=AT_HAND))


def work_off(queue: DurableQueue, tools: Tools, manner: Manner) -> None:
    """Do jobs until told to stop, or until there are none; the one in hand is ended first."""
    life = Life(queue.ledger)
    work = _Work(queue, tools, manner)
    _begin(queue, life.id, work)
    Thread(target=_beat, args=(life,), daemon=True, name="beat").start()
    try:
        _work_on(queue, _Round(queue, life, work), manner)
        # Waits for the job in hand.
        DBOS.destroy(workflow_completion_timeout_sec=3600 if work.busy else 0, destroy_registry=True)
    finally:
        life.end()


def _work_on(queue: DurableQueue, rounds: _Round, manner: Manner) -> None:
    """Let jobs in until told to stop; where the queue is out of reach, wait for it and say so once."""
    looked, waiting = -manner.round, False
    while not manner.stopping():
        try:
            if time.monotonic() - looked >= manner.round:
                rounds.look()
                looked = time.monotonic()
            rounds.let_in()
            if manner.until_empty and rounds.is_over():
                return
            if waiting:
                manner.waits(None)
            waiting = False
        except (Transient, *PASSING) as error:  # the job in hand waits for it as well
            if not waiting:
                manner.waits(error if isinstance(error, Transient) else passing(error))
            waiting = True
            time.sleep(REST)
        time.sleep(manner.tick)


class _Round:
    """What a worker does beside its jobs, each time it looks."""

    def __init__(self, queue: DurableQueue, life: Life, work: _Work) -> None:
        self._queue = queue
        self._life = life
        self._work = work
        self._living = Living(queue.ledger)
        self._slipped_at: float | None = None
        self._tidied_at = -TIDY

    def look(self) -> None:
        """Take up what dead workers left, and what slipped from our own hands."""
        if time.monotonic() - self._tidied_at >= TIDY:
            self._queue.forget()
            self._tidied_at = time.monotonic()
        if self._queue.orphaned(self._living.living()):
            self._queue.adopt(self._living.living)
        if not self._queue.slipped(self._life.id, self._work.busy):
            self._slipped_at = None
        elif self._slipped_at is None:
            self._slipped_at = time.monotonic()  # perhaps it is about to be begun
        elif time.monotonic() - self._slipped_at > SLIPPED:
            self._queue.take_back(self._life.id)
            self._slipped_at = None

    def let_in(self) -> None:
        """Let a job in where we have none in hand."""
        if not self._work.busy:
            self._queue.let_in()

    def is_over(self) -> bool:
        """Whether there is nothing to do now."""
        return not self._work.busy and self._queue.is_empty(self._life.id)


def _begin(queue: DurableQueue, executor: str, work: _Work) -> None:
    DBOS(
        config={
            "name": queue.ledger.queue,
            "system_database_url": queue.address,
            "application_version": queue.version,
            "executor_id": executor,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "CRITICAL",
            "console_log_level": "CRITICAL",
        }
    )

    # How often a job may be taken up again is for the queue to say.
    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)
    def job(told: JSON) -> JSON:
        return work.job(told)

    queue.open_floor()
    DBOS.listen_queues([queue.floor])
    DBOS.launch()


def _beat(life: Life) -> None:
    while life.rest(BEAT):
        try:
            alive = life.beat()
        except Exception:  # the database is out of reach: it may come back before anybody gives us up
            alive = not life.in_doubt
        if not alive and life.rest(0.0):
            os._exit(LOST)


class _Work:
    """The one workflow there is: do what was ordered, step by step."""

    def __init__(self, queue: DurableQueue, tools: Tools, manner: Manner) -> None:
        self._queue = queue
        self._tools = tools
        self._manner = manner
        self._running = 0

    @property
    def busy(self) -> bool:
        """Whether a job is in hand."""
        return self._running > 0

    def job(self, told: JSON) -> JSON:
        """What came of an order; it ends in an error that says why where nothing did."""
        self._running += 1
        try:
            return self._done(Order.of_json(told))
        finally:
            self._running -= 1

    def _done(self, order: Order) -> JSON:
        heard = self._manner.heard
        try:
            done = do(order, self._tools, partial(_journaled, heard))
            self._manner.ended(order.kind, str(done.get("outcome", "done")), {})
            return done
        except Exception as error:
            why = _told(error)
        finally:
            heard(Event(step="rest", message="Waiting for the next job"))
        workflow = DBOS.workflow_id
        assert workflow is not None  # we are in one
        if why.pop("temporary") and DBOS.run_step({"name": "again"}, self._put_back, order, workflow, why):
            self._manner.ended(order.kind, "again", {"error": str(why["kind"])})
            return {"again": True}
        self._manner.ended(order.kind, "failed", {"error": str(why["kind"])})
        raise PortableWorkflowError(str(why["message"]), str(why["kind"]), None, why)

    def _put_back(self, order: Order, workflow: str, why: JSON) -> bool:
        """`again`, as soon as the queue can be reached: it may be what made the job fail."""
        while True:
            try:
                return self._queue.again(order, workflow, why)
            except (Transient, *PASSING):
                time.sleep(REST)


class _Stopped(Exception):
    """A step ended in this error, now or before."""

    def __init__(self, why: JSON) -> None:
        super().__init__(why["message"])
        self.why = why


def _journaled(heard: Progress, name: str, call: Callable[[Progress], JSON]) -> JSON:
    def tell(event: Event) -> None:
        heard(event)
        _tell(event)

    def done() -> JSON:
        tell(Event(step=name, message="Begun"))
        try:
            return {"value": call(tell)}
        except Exception as error:
            return {"error": _told(error)}

    came: JSON = DBOS.run_step({"name": name}, done)
    if "error" in came:
        raise _Stopped(came["error"])
    value: JSON = came["value"]
    return value


def _tell(event: Event) -> None:
    """Write progress down; where the job was called off or is another's by now, it ends here."""
    DBOS.write_stream(EVENTS, asdict(event))


def _told(error: Exception) -> JSON:
    """An error as it is written down, with whether trying again may help."""
    if isinstance(error, _Stopped):
        return dict(error.why)
    if isinstance(error, Transient):
        return {**error.as_json(), "temporary": True, "retry_after": error.retry_after}
    if isinstance(error, WellsourcedError):
        return {**error.as_json(), "temporary": False}
    if isinstance(error, PASSING):
        return {**passing(error).as_json(), "temporary": True}
    may_pass = isinstance(error, OSError) and not isinstance(error, PermissionError)
    words = str(error).splitlines()[0] if str(error) else type(error).__name__
    return {"kind": type(error).__name__, "message": words, "temporary": may_pass}
