"""Asking a page's sources again: what each says now, or that it says nothing anymore.

A page asked again is asked whether it changed; one that says no sends no bytes. What it sends is archived
beside the earlier capture, never in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wellsourced.errors import Transient
from wellsourced.model.reports import Report
from wellsourced.model.sources import Source
from wellsourced.ports import Added, Library
from wellsourced.steps.collect import collect
from wellsourced.steps.gather import Web

__all__ = ["Answer", "Reasked", "cited_sources", "reask"]


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


def cited_sources(report: Report) -> tuple[Source, ...]:
    """The archived sources that a page rests on, each once; what is known by our notes alone is not asked."""
    by_id = {exhibit.source.id: exhibit.source for exhibit in report.exhibits if exhibit.archived}
    return tuple(by_id.values())


def reask(sources: Sequence[Source], web: Web, library: Library) -> tuple[Reasked, ...]:
    """Ask each again and keep what comes, in order. What cannot be reached now is asked the next time."""
    answers = collect(sources, web.fetcher, web.extractor, library)
    return tuple(_reasked(source, answer) for source, answer in zip(sources, answers, strict=True))


def _reasked(source: Source, answer: Added | Exception) -> Reasked:
    if isinstance(answer, Added):
        return Reasked(source=source, answer=Answer.READ, document=answer.document)
    kind = Answer.UNREACHED if isinstance(answer, Transient) else Answer.DEAD
    return Reasked(source=source, answer=kind, error=str(answer))
