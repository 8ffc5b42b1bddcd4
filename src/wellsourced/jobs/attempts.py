"""Between our jobs and the engine's workflows: each try of a job is a workflow of its own, `JOB~TRY`."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from dbos import PortableWorkflowError, WorkflowStatus

from wellsourced.jobs.orders import Job, Order, State
from wellsourced.jobs.turns import Waiting

__all__ = [
    "EVENTS",
    "STEPS",
    "WORKFLOW",
    "as_waiting",
    "attempt_id",
    "falls_of",
    "job_of",
    "newest",
    "order_of",
    "split",
]

WORKFLOW = "job"
EVENTS = "events"
"""The stream that a job's progress is written to."""
STEPS = "1"
"""The version of the steps that jobs are made of. Raise it when a step is added, taken out or moved: what was
begun with other steps is then begun anew, since its journal no longer fits."""

_STATES = {
    "DELAYED": State.WAITING,
    "ENQUEUED": State.WAITING,
    "PENDING": State.RUNNING,
    "SUCCESS": State.DONE,
    "ERROR": State.FAILED,
    "CANCELLED": State.CANCELLED,
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": State.FAILED,
}

# The engine tells on its logger of everything that we tell in our own words.
logging.getLogger("dbos").setLevel(logging.CRITICAL)


def attempt_id(job: str, attempt: int) -> str:
    """The id of the workflow that is a job's try of that number, from 1 up."""
    return f"{job}~{attempt}"


def split(workflow: str) -> tuple[str, int]:
    """The job that a workflow is a try of, and the try's number."""
    job, _, attempt = workflow.partition("~")
    return job, int(attempt)


def newest(found: Sequence[WorkflowStatus]) -> list[WorkflowStatus]:
    """The last try of each job, in the order the jobs' first are met."""
    last: dict[str, WorkflowStatus] = {}
    for one in found:
        job, attempt = split(one.workflow_id)
        if job not in last or split(last[job].workflow_id)[1] < attempt:
            last[job] = one
    return list(last.values())


def order_of(status: WorkflowStatus) -> Order:
    """What was asked for."""
    assert status.input is not None  # asked for with its input
    return Order.of_json(status.input["args"][0])


def job_of(status: WorkflowStatus) -> Job:
    """How a job stands whose last try this is."""
    order = order_of(status)
    told = _attributes(status)
    dropped = told.get("dropped")
    state = State.FAILED if dropped else _STATES[status.status]
    not_before = told.get("not_before")
    return Job(
        id=split(status.workflow_id)[0],
        kind=order.kind,
        title=order.title,
        user=order.user,
        urgency=order.urgency,
        state=state,
        tries=split(status.workflow_id)[1],
        made_at=_moment(status.created_at),
        ended_at=None if status.completed_at is None else _moment(status.completed_at),
        again_at=datetime.fromisoformat(not_before) if not_before and state is State.WAITING else None,
        result=status.output if state is State.DONE else None,
        error=dropped or _error(status) or (told.get("before") if state is State.WAITING else None),
    )


def as_waiting(status: WorkflowStatus) -> Waiting:
    """A waiting job as those who give out turns see it."""
    told = _attributes(status)
    since, until = told.get("waits_from"), told.get("not_before")
    return Waiting(
        job=status.workflow_id,
        user=status.authenticated_user or "",
        urgency=status.priority or 1,
        number=told.get("number", 0),
        since=_moment(status.created_at),
        pause=(datetime.fromisoformat(since), datetime.fromisoformat(until)) if since and until else None,
    )


def falls_of(status: WorkflowStatus) -> int:
    """How many workers died while they were at it."""
    return int(_attributes(status).get("falls", 0))


def _attributes(status: WorkflowStatus) -> Mapping[str, Any]:
    return status.attributes or {}


def _error(status: WorkflowStatus) -> Mapping[str, Any] | None:
    if status.error is None:
        return None
    if isinstance(status.error, PortableWorkflowError) and isinstance(status.error.data, dict):
        return status.error.data
    return {"kind": type(status.error).__name__, "message": str(status.error)}


def _moment(milliseconds: int | None) -> datetime:
    return datetime.fromtimestamp((milliseconds or 0) / 1000, UTC)
