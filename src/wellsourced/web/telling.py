"""What a job tells of itself, in words: its steps, how it stands, and what to do where it came to nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wellsourced.jobs.orders import Job, Kind, State
from wellsourced.ports import Event

__all__ = ["Told", "advice", "deed", "far", "standing", "step_name", "steps_told"]

STEPS = {
    "classify": "Read",
    "discover": "Searched the web",
    "capture": "Captured",
    "search": "Searched",
    "verify": "Weighed",
    "write": "Written",
    "attribute": "Held against its passages",
    "add": "Added",
    "publish": "Published",
    "refresh": "Checked again",
    "correct": "Corrected",
    "check": "Begun",
    "draft": "Begun",
    "audit": "Audited",
}
"""What each step is called to people; one that is not here goes by its own name."""

DEEDS = {
    Kind.CHECK: "Check",
    Kind.REFRESH: "Check again",
    Kind.ADD: "Add a source",
    Kind.PUBLISH: "Publish",
    Kind.CORRECT: "Correct",
    Kind.AUDIT: "Audit",
}
"""What a job of each kind does, for lists."""

_STANDING = {
    State.WAITING: "Waiting for its turn",
    State.RUNNING: "Being worked on",
    State.DONE: "Done",
    State.FAILED: "It did not work out",
    State.CANCELLED: "It was called off",
}
_ENDINGS = frozenset(state.value for state in State)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A step with the last that it told, how often it told something, and how `far` it is."""

    step: str
    name: str
    message: str
    times: int
    far: str


def step_name(step: str) -> str:
    """What a step is called to people."""
    return STEPS.get(step, step.capitalize())


def deed(job: Job) -> str:
    """What the job does, in a word or two."""
    return DEEDS[job.kind]


def far(event: Event) -> str:
    """How far a step is, where its message does not say so itself."""
    if not event.total or event.done is None:
        return ""
    told = f"{event.done} of {event.total}"
    return "" if told in event.message else told


def steps_told(events: Iterable[Event]) -> list[Told]:
    """The steps in the order they began, how it ended left out."""
    told: dict[str, Told] = {}
    for event in events:
        if event.step in _ENDINGS:
            continue
        before = told.get(event.step)
        told[event.step] = Told(
            step=event.step,
            name=step_name(event.step),
            message=event.message,
            times=1 if before is None else before.times + 1,
            far=far(event),
        )
    return list(told.values())


def standing(job: Job) -> str:
    """How a job stands, in a sentence without its period."""
    if job.state is State.WAITING and job.again_at is not None:
        return f"It could not be done yet, and is tried again at {job.again_at:%H:%M} UTC"
    return _STANDING[job.state]


def advice(job: Job) -> str:
    """Why nothing came of a job and what to do, in plain words; empty where something did or still may."""
    if job.state is State.CANCELLED:
        return "Somebody called it off before it was done. Begin it anew if you still want to know."
    if job.state is not State.FAILED:
        return ""
    why = str((job.error or {}).get("message", "")).strip() or "Nobody can say why."
    other = ", or ask in other words" if job.kind is Kind.CHECK else ""
    return f"{why.rstrip('.')}. Begin it anew{other}; if it fails again, tell an editor."
