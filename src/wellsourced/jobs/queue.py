"""The queue of jobs on its engine: asked for, given their turn, taken up again, called off.

A job waits in a hall that no worker listens to. Who has nothing to do lets the next one in, chosen by
`turns`, and the engine hands it to one worker. All that moves a job holds the ledger's gate.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions, WorkflowStatus, error
from sqlalchemy.exc import SQLAlchemyError

from wellsourced.errors import Config, InputError, Transient
from wellsourced.jobs.attempts import (
    EVENTS,
    STEPS,
    WORKFLOW,
    as_waiting,
    attempt_id,
    falls_of,
    job_of,
    newest,
    order_of,
    split,
)
from wellsourced.jobs.databases import PASSING
from wellsourced.jobs.drafts import Drafts
from wellsourced.jobs.ledger import Ledger
from wellsourced.jobs.orders import ENDED, Job, Order, State
from wellsourced.jobs.turns import Limits, next_in, pause, until_tomorrow
from wellsourced.library.room import out_of_room
from wellsourced.ports import Clock, Event

__all__ = ["DurableQueue"]

MOST_FALLS = 4
"""Workers that may die at one job before it is held to be what they die of, and dropped."""
POLL = 0.1
"""Seconds between two looks of a worker that has nothing to do."""
KEPT = timedelta(days=30)
"""How long an ended job is kept."""
_STATUSES = {
    State.WAITING: ["ENQUEUED", "DELAYED"],
    State.RUNNING: ["PENDING"],
    State.DONE: ["SUCCESS"],
    State.FAILED: ["ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
    State.CANCELLED: ["CANCELLED"],
}


class DurableQueue:
    """A `Queue` that outlives every process; workers use what is below the line too."""

    def __init__(self, ledger: Ledger, limits: Limits, clock: Clock) -> None:
        self.limits = limits
        self.ledger = ledger
        self.hall, self.floor = f"{ledger.queue}-hall", f"{ledger.queue}-floor"
        # Of its own where several libraries share a database: the engine knows versions by their names alone.
        self.version = f"{ledger.queue}-{STEPS}"
        self.clock = clock
        self.drafts = Drafts(ledger, clock)
        self.address = ledger.url.render_as_string(hide_password=False)
        try:
            ledger.prepare()
            DBOS.migrate(self.address)
        except SQLAlchemyError as problem:
            ledger.close()
            where = f"the queue's database {ledger.url.set(drivername=ledger.url.get_backend_name())}"
            if out_of_room(problem):
                raise Transient(f"no room is left for {where}: make room and try again.") from problem
            if isinstance(problem, PASSING) and not ledger.is_local:
                raise Transient(
                    f"{where} is out of reach: see that it runs, and try again.", 5.0
                ) from problem
            raise Config(
                f"{where} cannot be opened: see that it is there and may be written, or name another as "
                "'jobs_database'"
            ) from problem
        self._engine = DBOSClient(
            system_database_url=self.address,
            serializer=DBOSPortableJSONSerializer(),
            application_name=ledger.queue,
            retry_connection_errors=False,
        )

    def close(self) -> None:
        """Let go of the database."""
        self._engine.destroy()
        self.ledger.close()

    def submit(self, order: Order) -> Job:
        """Put an order in the queue; see `Queue`."""
        now = self.clock.now()
        today = now.astimezone(UTC).date()
        job = order.job_on(today, self.ledger.queue)
        with self.ledger.reached(), self.ledger.gate():
            last = self._last(job)
            if last is not None and job_of(last).state not in (State.FAILED, State.CANCELLED):
                return job_of(last)
            self._refuse_too_much(order.user, now)
            self.ledger.count_asked(order.user, today)
            return self._put(order, job, 1 if last is None else split(last.workflow_id)[1] + 1, {})

    def job(self, name: str) -> Job:
        """The job of that id; see `Queue`."""
        with self.ledger.reached():
            return job_of(self._named(name))

    def jobs(self, states: Sequence[State] = (), user: str | None = None, most: int = 100) -> list[Job]:
        """The newest jobs; see `Queue`."""
        wanted = sorted({status for state in states for status in _STATUSES[state]})
        found: list[Job] = []
        at = 0
        while len(found) < most:
            with self.ledger.reached():
                batch = self._list(status=wanted or None, user=user, limit=most, offset=at, sort_desc=True)
                tried = self._later(batch)
            for one in batch:
                if one.workflow_id not in tried and (not states or job_of(one).state in states):
                    found.append(job_of(one))
            at += len(batch)
            if len(batch) < most:
                break
        return found[:most]

    def events(self, name: str, pause: float = 0.25) -> Iterator[Event]:
        """What is told of a job until it ends; see `Queue`."""
        name, attempt = self.job(name).id, 0
        while attempt < (ended := self.job(name)).tries:
            attempt += 1
            workflow = attempt_id(name, attempt)
            with (
                suppress(error.DBOSNonExistentWorkflowError),
                self.ledger.reached(),
            ):  # an early try, not kept
                for told in self._engine.read_stream(workflow, EVENTS, polling_interval_sec=pause):
                    yield Event(**told)
        yield Event(step=ended.state.value, message=str((ended.error or {}).get("message", "")))

    def cancel(self, name: str) -> Job:
        """Call a job off; see `Queue`."""
        with self.ledger.reached(), self.ledger.gate():
            last = self._named(name)
            job = job_of(last)
            if job.state in ENDED:
                raise InputError(f"{job.id} has ended ({job.state.value}): there is nothing to call off.")
            self._engine.cancel_workflow(last.workflow_id)
        return self.job(job.id)

    def retry(self, name: str) -> Job:
        """Begin a job anew; see `Queue`."""
        with self.ledger.reached(), self.ledger.gate():
            last = self._named(name)
            job = job_of(last)
            if job.state not in (State.FAILED, State.CANCELLED):
                why = "only what failed or was called off is tried again."
                raise InputError(f"{job.id} is {job.state.value}: {why}")
            return self._put(order_of(last), job.id, job.tries + 1, {})

    def drop(self, name: str) -> None:
        """Forget a job that has ended; see `Queue`."""
        with self.ledger.reached(), self.ledger.gate():
            job = job_of(self._named(name))
            if job.state not in ENDED:
                raise InputError(f"{job.id} is {job.state.value}: call it off first.")
            tries = self._list(workflow_id_prefix=f"{job.id}~", load_input=False)
            self._engine.delete_workflows([one.workflow_id for one in tries])

    # What workers do.

    def open_floor(self) -> None:
        """Make the queue that workers listen to, where each has one job at a time."""
        self._engine.register_queue(self.floor, worker_concurrency=1, polling_interval_sec=POLL)

    def let_in(self) -> str | None:
        """Give the next job its turn where none is about to be begun; its workflow's id."""
        if not self._list(status=["ENQUEUED"], queue_name=[self.hall], limit=1, load_input=False):
            return None
        with self.ledger.gate():
            floor = self._list(status=["ENQUEUED", "PENDING"], queue_name=[self.floor], load_input=False)
            if any(one.status == "ENQUEUED" for one in floor):
                return None
            hall = self._list(status=["ENQUEUED"], queue_name=[self.hall], load_input=False)
            running = [one.authenticated_user or "" for one in floor]
            waiting = [as_waiting(one) for one in hall]
            turns, now = self.ledger.turns(), self.clock.now()
            chosen = next_in(waiting, running, turns, self.limits.at_once, now)
            if chosen is None:
                return None
            self.ledger.take_turn(chosen.user)
            self._engine.resume_workflow(chosen.job, queue_name=self.floor)
            return chosen.job

    def adopt(self, living: Callable[[], Collection[str]]) -> list[str]:
        """Take up again what dead workers left, and drop what workers keep dying at; the workflows' ids.

        `living` tells which workers live. It is asked once the jobs are known: whoever has one of them in
        hand was enrolled before, so none that came meanwhile is held for dead.
        """
        taken_up = []
        with self.ledger.gate():
            in_hand = self._list(status=["PENDING"], queue_name=[self.floor])
            alive = living()
            for one in in_hand:
                if one.executor_id in alive:
                    continue
                taken_up.append(one.workflow_id)
                falls = falls_of(one) + 1
                if falls >= MOST_FALLS:
                    why = f"{falls} workers died at it: see what is special about it, then retry"
                    self._mark(one.workflow_id, dropped={"kind": "Permanent", "message": why})
                    self._engine.cancel_workflow(one.workflow_id)
                    continue
                self._mark(one.workflow_id, falls=falls)
                self._engine.resume_workflow(one.workflow_id, queue_name=self.floor)
            for one in self._list(status=["ENQUEUED"], queue_name=[self.floor]):
                if self._is_of_another_version(one):
                    self._engine.cancel_workflow(one.workflow_id)
                    job, attempt = split(one.workflow_id)
                    self._put(order_of(one), job, attempt + 1, {})
        return taken_up

    def take_back(self, worker: str) -> None:
        """Take up again what the engine holds to be in a worker's hands, which knows that it is not.

        So it is where the engine could not write down how a job ended.
        """
        with self.ledger.gate():
            for one in self._in_hands_of(worker):
                self._engine.resume_workflow(one, queue_name=self.floor)

    def slipped(self, worker: str, busy: bool) -> bool:
        """Whether the engine holds a job to be in the hands of a worker that is not busy."""
        return not busy and bool(self._in_hands_of(worker))

    def orphaned(self, living: Collection[str]) -> bool:
        """Whether a job waits for a worker that is dead, or for one of another version."""
        floor = self._list(status=["PENDING", "ENQUEUED"], queue_name=[self.floor], load_input=False)
        return any(
            one.executor_id not in living if one.status == "PENDING" else self._is_of_another_version(one)
            for one in floor
        )

    def again(self, order: Order, workflow: str, why: dict[str, Any]) -> bool:
        """Put a job whose try failed back in the hall, to wait a while; false where it is not tried again."""
        job, attempt = split(workflow)
        with self.ledger.gate():
            if self._called_off(workflow) or attempt >= self.limits.tries:
                return False
            wait = pause(attempt, why.get("retry_after"), self.limits)
            now = self.clock.now()
            waits = {"waits_from": now.isoformat(), "not_before": (now + wait).isoformat()}
            self._put(order, job, attempt + 1, {**waits, "before": why})
        return True

    def is_empty(self, worker: str) -> bool:
        """Whether nothing waits that could be begun now, and nothing is about to be or is this worker's."""
        floor = self._list(status=["ENQUEUED", "PENDING"], queue_name=[self.floor], load_input=False)
        if any(one.status == "ENQUEUED" or one.executor_id == worker for one in floor):
            return False
        hall = self._list(status=["ENQUEUED"], queue_name=[self.hall], load_input=False)
        waiting = [as_waiting(one) for one in hall]
        return next_in(waiting, (), {}, None, self.clock.now()) is None

    def forget(self) -> None:
        """Let go of jobs that ended long ago, their drafts, and judgements that no job can need any more."""
        before = self.clock.now() - KEPT
        old = self._list(completed_before=before.isoformat(), load_input=False)
        if old:
            self._engine.delete_workflows([one.workflow_id for one in old])
        waiting = self._list(status=["ENQUEUED", "PENDING"], sort_desc=False, limit=1, load_input=False)
        begun = [as_waiting(one).since for one in waiting]
        day = min([before, *begun]).astimezone(UTC).date()
        self.ledger.forget_judged(day)
        self.drafts.forget(day)

    def _in_hands_of(self, worker: str) -> list[str]:
        held = self._list(status=["PENDING"], queue_name=[self.floor], load_input=False)
        return [one.workflow_id for one in held if one.executor_id == worker]

    def _put(self, order: Order, job: str, attempt: int, told: dict[str, Any]) -> Job:
        workflow = attempt_id(job, attempt)
        options: EnqueueOptions = {
            "workflow_name": WORKFLOW,
            "queue_name": self.hall,
            "workflow_id": workflow,
            "priority": int(order.urgency),
            "authenticated_user": order.user,
            "attributes": {"number": self.ledger.number(), **told},
        }
        self._engine.enqueue(options, order.as_json())
        last = self._last(job)
        assert last is not None
        return job_of(last)

    def _refuse_too_much(self, user: str, now: datetime) -> None:
        most = self.limits.a_day
        if most is not None and self.ledger.asked(user, now.astimezone(UTC).date()) >= most:
            raise Transient(
                f"{most} jobs a day may be asked for: ask again tomorrow (UTC).",
                until_tomorrow(now).total_seconds(),
            )

    def _list(self, **wanted: Any) -> list[WorkflowStatus]:
        """What the engine has of ours; `load_input=False` leaves out what was asked and what came of it."""
        whole = wanted.get("load_input", True)
        return self._engine.list_workflows(application_name=self.ledger.queue, load_output=whole, **wanted)

    def _mark(self, workflow: str, **told: Any) -> None:
        self._engine.update_workflow_attributes(workflow, told, merge=True)

    def _is_of_another_version(self, one: WorkflowStatus) -> bool:
        return one.app_version not in (None, self.version)

    def _called_off(self, workflow: str) -> bool:
        return not self._list(workflow_ids=[workflow], status=["PENDING"], load_input=False)

    def _named(self, name: str) -> WorkflowStatus:
        found = newest(self._list(workflow_id_prefix=name)) if name.startswith("job-") else []
        if not found:
            raise InputError(f"no job is called {name!r}: see `wellsourced jobs`.")
        if len(found) > 1:
            some = ", ".join(split(one.workflow_id)[0] for one in found[:3])
            raise InputError(f"{name!r} fits {some}: give more of the id.")
        return found[0]

    def _last(self, job: str) -> WorkflowStatus | None:
        return next(iter(newest(self._list(workflow_id_prefix=f"{job}~"))), None)

    def _later(self, found: Sequence[WorkflowStatus]) -> set[str]:
        """Those that were tried again since."""
        following = {}
        for one in found:
            job, attempt = split(one.workflow_id)
            following[attempt_id(job, attempt + 1)] = one.workflow_id
        there = self._list(workflow_ids=list(following), load_input=False) if following else []
        return {following[one.workflow_id] for one in there}
