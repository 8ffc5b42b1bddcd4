"""A page's sources asked again: what each says now, or that it says nothing anymore.

A page asked again is asked whether it changed; one that says no sends no bytes. What it sends is archived
beside the earlier capture, never in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from wellsourced.errors import Transient
from wellsourced.model.reports import Report
from wellsourced.model.sources import UPLOADED, Source
from wellsourced.ports import Added

__all__ = ["Answer", "Reasked", "asked_plainly", "cited_sources", "reasked"]


class Answer(StrEnum):
    """What a source answered: a capture, that it is gone, or nothing this time."""

    READ = "read"
    DEAD = "dead"
    UNREACHED = "unreached"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasked:
    """A source with its answer: the `document` its bytes now are in the library, or the `error`."""

    source: Source
    answer: Answer
    document: str | None = None
    error: str = ""


def cited_sources(*reports: Report) -> tuple[Source, ...]:
    """The archived sources that reports rest on, each once.

    What is known by our notes alone is not asked, nor a file that was uploaded: there is nowhere to ask.
    """
    exhibits = (exhibit for report in reports for exhibit in report.exhibits if exhibit.archived)
    by_id: dict[str, Source] = {}
    for exhibit in exhibits:
        if not exhibit.source.uri.startswith(UPLOADED):
            by_id.setdefault(exhibit.source.id, exhibit.source)
    return tuple(by_id.values())


def asked_plainly(sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources as they are asked again: the day that a page gave is not said of its source.

    What a source is said to be stands over what its pages say from then on.
    """
    return tuple(replace(source, published=None) for source in sources)


def reasked(sources: Sequence[Source], answers: Sequence[Added | Exception]) -> tuple[Reasked, ...]:
    """Each source with what it answered. What could not be reached now is asked the next time."""
    return tuple(_reasked(source, answer) for source, answer in zip(sources, answers, strict=True))


def _reasked(source: Source, answer: Added | Exception) -> Reasked:
    if isinstance(answer, Added):
        return Reasked(source=source, answer=Answer.READ, document=answer.document)
    kind = Answer.UNREACHED if isinstance(answer, Transient) else Answer.DEAD
    return Reasked(source=source, answer=kind, error=str(answer))
