"""What a history of sources is made of: topics, sources, their answers at each step, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

__all__ = [
    "FIRST_DAY",
    "REAL",
    "Answer",
    "Event",
    "EventKind",
    "Histories",
    "SourceHistory",
    "Topic",
    "day_of",
]

FIRST_DAY = date(2026, 1, 5)
"""The day of step 0; a week lies between two steps."""


def day_of(step: int) -> date:
    """The day on which the sources answer as at this step."""
    return FIRST_DAY + timedelta(weeks=step)


class EventKind(StrEnum):
    """What happens to one source between two steps."""

    NOTHING = "nothing"
    COSMETIC = "cosmetic"
    MOVED = "moved"
    REDATED = "redated"
    REWORDED = "reworded"
    FAILURE = "failure"
    BACK = "back"
    COPY = "redated_copy"
    FIGURE = "figure"
    REVERSED = "reversed"
    DELETED = "deleted"
    GONE = "gone"
    CONTRADICTION = "contradiction"


REAL = (
    EventKind.FIGURE,
    EventKind.REVERSED,
    EventKind.DELETED,
    EventKind.GONE,
    EventKind.CONTRADICTION,
)
"""What a reader of a page that cites the sentence must be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened to a source by a step: `before` and `after` are the sentence, if one is meant.

    `point` names what the sentence tells, empty where it says nothing of the matter. `of` is the source
    that a copy is of.
    """

    matter: str
    source: str
    step: int
    kind: EventKind
    before: str | None = None
    after: str | None = None
    point: str = ""
    of: str | None = None

    @property
    def real(self) -> bool:
        """Whether the world changed, and not only the page."""
        return self.kind in REAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server says at a step. `etag` and `modified` are of the body's last change."""

    status: int
    body: bytes = b""
    etag: str = ""
    modified: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHistory:
    """A page over time: one answer a step; before it was there the answer is 404.

    `sentences` are those that bear on the question at each step, empty where the page does not answer.
    """

    id: str
    matter: str
    host: str
    path: str
    publisher: str
    kind: str
    title: str
    appears: int
    answers: tuple[Answer, ...]
    sentences: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A question or claim on one point of a matter, and the sources on that matter.

    The topics of one matter, one a point, share their sources and events. `denied` says that the sources
    say no, at first, to what is asked.
    """

    id: str
    question: str
    point: str
    sources: tuple[SourceHistory, ...]
    events: tuple[Event, ...]
    denied: bool = False

    def at(self, step: int) -> tuple[Event, ...]:
        """What happened by this step, `nothing` left out."""
        return tuple(event for event in self.events if event.step == step)

    def bears(self, event: Event) -> bool:
        """Whether what happened has to do with the question."""
        return event.point == self.point

    def listed(self, step: int) -> tuple[SourceHistory, ...]:
        """The sources that a search finds at this step: those that have appeared and are not gone."""
        return tuple(one for one in self.sources if one.answers[step].status not in (404, 410))


@dataclass(frozen=True, slots=True, kw_only=True)
class Histories:
    """All topics of a seed."""

    seed: int
    steps: int
    topics: tuple[Topic, ...]

    @property
    def sources(self) -> int:
        """How many sources there are."""
        return len({source.id for topic in self.topics for source in topic.sources})
