"""What to watch, over all pages: what is to come by their own words, and when each is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from wellsourced.jobs.refreshing import in_public, newest, sightings_by
from wellsourced.model.editions import Edition, Page
from wellsourced.ports import Library
from wellsourced.refresh import checked_at
from wellsourced.steps.due import SightingsOf, to_come
from wellsourced.steps.shelf_life import scheduled

__all__ = ["Watched", "watch_list"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A statement that a page tells readers to watch, and when the page is refreshed for it.

    `day` is the next day it names, counted from when the page was last checked; `why` a sentence.
    """

    page: Page
    edition: Edition
    statement: str
    day: date | None
    due_at: datetime
    why: str


def watch_list(library: Library, now: datetime) -> tuple[Watched, ...]:
    """The statements under "what to watch" of every page that stands, soonest due first."""
    sightings = sightings_by(library, now)
    found = [one for page in in_public(library) for one in _watched(page, library, sightings)]
    return tuple(sorted(found, key=lambda one: (one.due_at, one.page.id, one.statement)))


def _watched(page: Page, library: Library, sightings: SightingsOf) -> list[Watched]:
    edition = newest(page, library)
    report = library.report(edition.report)
    if not report.watch:
        return []
    last = checked_at(edition, library)
    watched = {statement.text: statement for statement in report.watch}
    return [
        Watched(
            page=page,
            edition=edition,
            statement=one.statement,
            day=_day_named(scheduled(watched[one.statement], last.astimezone(UTC).date(), watched=True)),
            due_at=one.due_at,
            why=one.why,
        )
        for one in to_come(report, last, sightings)
        if one.statement in watched
    ]


def _day_named(planned: tuple[date, str] | None) -> date | None:
    return None if planned is None else planned[0]
