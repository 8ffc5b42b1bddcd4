"""What can be asked of the queue, and how what was asked stands. Light: nothing here opens anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any, Protocol

from pydantic import TypeAdapter

from wellsourced.errors import InputError
from wellsourced.jobs.giving import DraftShelf
from wellsourced.model.claims import Inquiry
from wellsourced.model.editions import Edition
from wellsourced.model.ids import digest
from wellsourced.model.sources import Source
from wellsourced.ports import Event

__all__ = [
    "ENDED",
    "Crew",
    "Job",
    "Kind",
    "Order",
    "Queue",
    "State",
    "Urgency",
    "inquiry_of",
    "order_to_add",
    "order_to_add_to",
    "order_to_audit",
    "order_to_check",
    "order_to_correct",
    "order_to_publish",
    "order_to_refresh",
    "sources_of",
]


@cache
def _inquiries() -> TypeAdapter[Inquiry]:
    """Made when it is needed: every command imports this module, and few leave or read an order."""
    return TypeAdapter(Inquiry)


@cache
def _source_lists() -> TypeAdapter[tuple[Source, ...]]:
    return TypeAdapter(tuple[Source, ...])


class Kind(StrEnum):
    """What a job does; each has its function in `jobs.doing`."""

    CHECK = "check"
    REFRESH = "refresh"
    ADD = "add"
    PUBLISH = "publish"
    CORRECT = "correct"
    AUDIT = "audit"


class Urgency(IntEnum):
    """Who waits for it: a lower number goes first, and an hour of waiting counts as one."""

    ASKED = 1
    """A person waits."""
    BULK = 2
    UPKEEP = 3


class State(StrEnum):
    """How a job stands. One that is to be tried again is waiting."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({State.DONE, State.FAILED, State.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody asks for: `what` is plain JSON that the job's function reads, `key` tells orders apart.

    `user` is whose limits it counts against, empty for whoever runs the program.
    """

    kind: Kind
    key: str
    what: Mapping[str, Any]
    title: str
    user: str = ""
    urgency: Urgency = Urgency.ASKED

    def job_on(self, day: date, library: str) -> str:
        """The id of the job that this is on a day (UTC): asked twice of a library, by whomever, it is one."""
        return digest("job", {"kind": self.kind, "key": self.key, "day": day, "library": library})

    def as_json(self) -> dict[str, Any]:
        """What is written down of it."""
        return {
            "kind": self.kind.value,
            "key": self.key,
            "what": dict(self.what),
            "title": self.title,
            "user": self.user,
            "urgency": int(self.urgency),
        }

    @staticmethod
    def of_json(told: Mapping[str, Any]) -> Order:
        """The order that was written down so."""
        return Order(
            kind=Kind(told["kind"]),
            key=told["key"],
            what=told["what"],
            title=told["title"],
            user=told["user"],
            urgency=Urgency(told["urgency"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """How what was asked stands.

    `tries` counts how often it was begun anew; one that waits until `again_at` failed before, for `error`.
    `result` is what its function gave back, and is there where it is done.
    """

    id: str
    kind: Kind
    title: str
    user: str
    urgency: Urgency
    state: State
    tries: int
    made_at: datetime
    ended_at: datetime | None = None
    again_at: datetime | None = None
    result: Mapping[str, Any] | None = None
    error: Mapping[str, Any] | None = None


class Queue(Protocol):
    """Where jobs are put, looked at and called off, from any process or machine."""

    def submit(self, order: Order) -> Job:
        """Put an order in the queue. One that is there already is not put there twice; one that failed or
        was called off is begun anew. Raises `Transient` where the user asked for as much today as may be.
        """
        ...

    def job(self, name: str) -> Job:
        """The job of that id, or whose id alone starts so; `InputError` where there is no such."""
        ...

    def jobs(self, states: Sequence[State] = (), user: str | None = None, most: int = 100) -> Sequence[Job]:
        """The newest jobs, newest first: of these states only, and of this user only, where given."""
        ...

    def events(self, name: str, pause: float = 0.25) -> Iterator[Event]:
        """What is told of a job from its beginning, as it happens, until it ends.

        The last event's step is the state it ended in. A piece of work that was resumed tells again.
        """
        ...

    def cancel(self, name: str) -> Job:
        """Call a job off. One that runs stops where it next tells of its progress; what it wrote stays."""
        ...

    def retry(self, name: str) -> Job:
        """Begin a job anew that failed or was called off; `InputError` where it did not."""
        ...

    def drop(self, name: str) -> None:
        """Forget a job that has ended, with all that is written of it; `InputError` where it has not."""
        ...

    @property
    def drafts(self) -> DraftShelf:
        """Where what is to be audited lies, and what was said of it."""
        ...

    def close(self) -> None: ...


class Crew(Protocol):
    """The processes that do the jobs of a library."""

    def at_work(self, workers: int) -> AbstractContextManager[None]:
        """So many at work meanwhile; at the end each is told to stop, and its job in hand waited for.

        Whoever interrupts waits for nothing: the jobs in hand are taken up by the next workers.
        """
        ...

    def work_through(self, workers: int) -> None:
        """Do with so many what can be done now. Raises `Transient` where one of them ended badly."""
        ...

    def keeper(self) -> AbstractContextManager[Callable[[], bool]]:
        """Tells whether this process keeps the library's pages fresh: one at a time does, on all machines."""
        ...


def order_to_check(
    inquiry: Inquiry, *, publish: bool = False, user: str = "", urgency: Urgency = Urgency.ASKED
) -> Order:
    """Check an inquiry and keep the report; with `publish`, make an edition of it."""
    return Order(
        kind=Kind.CHECK,
        key=f"{inquiry.id}{' published' if publish else ''}",
        what={"inquiry": _inquiries().dump_python(inquiry, mode="json"), "publish": publish},
        title=inquiry.title,
        user=user,
        urgency=urgency,
    )


def order_to_refresh(
    edition: Edition, checked_at: datetime, title: str, *, user: str = "", urgency: Urgency = Urgency.UPKEEP
) -> Order:
    """Bring the page of an edition up to date, once for each time it was found to be so (`checked_at`)."""
    since = checked_at.isoformat()
    return Order(
        kind=Kind.REFRESH,
        key=f"{edition.id} {since}",
        what={"page": edition.page, "since": since},
        title=title,
        user=user,
        urgency=urgency,
    )


def order_to_add(sources: Sequence[Source], *, user: str = "", urgency: Urgency = Urgency.ASKED) -> Order:
    """Put sources in the library. Raises `InputError` where there are none."""
    if not sources:
        raise InputError("nothing to add: name files, folders or addresses")
    more = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
    return Order(
        kind=Kind.ADD,
        key=digest("sources", [user, *sources]),
        what={"sources": _source_lists().dump_python(tuple(sources), mode="json")},
        title=f"{sources[0].title or sources[0].uri}{more}",
        user=user,
        urgency=urgency,
    )


def order_to_add_to(
    edition: Edition, checked_at: datetime, sources: Sequence[Source], title: str, *, user: str = ""
) -> Order:
    """Put sources in the library, then bring the page of an edition up to date with what they say."""
    adding = order_to_add(sources, user=user)
    refreshing = order_to_refresh(edition, checked_at, title)
    return Order(
        kind=Kind.ADD,
        key=f"{adding.key} {refreshing.key}",
        what={**adding.what, "refresh": refreshing.what},
        title=title,
        user=user,
    )


def order_to_publish(report_id: str, title: str, *, note: str = "", user: str = "") -> Order:
    """Make an edition of a kept report; `note` says what it is for."""
    what = {"report": report_id, "note": note}
    return Order(kind=Kind.PUBLISH, key=digest("publishing", what), what=what, title=title, user=user)


def order_to_correct(
    edition: Edition, statements: Sequence[str], why: str, title: str, *, user: str = ""
) -> Order:
    """Take sentences back that the newest edition of a page says: a new edition goes without them."""
    what = {"edition": edition.id, "statements": list(statements), "why": why}
    return Order(kind=Kind.CORRECT, key=digest("correcting", what), what=what, title=title, user=user)


def order_to_audit(draft: str, title: str, *, user: str = "") -> Order:
    """Audit the draft that lies on the shelf under that id."""
    return Order(kind=Kind.AUDIT, key=draft, what={"draft": draft}, title=title, user=user)


def inquiry_of(what: Mapping[str, Any]) -> Inquiry:
    """The inquiry of an order to check."""
    return _inquiries().validate_python(what["inquiry"])


def sources_of(what: Mapping[str, Any]) -> tuple[Source, ...]:
    """The sources of an order to add."""
    return _source_lists().validate_python(what["sources"])
