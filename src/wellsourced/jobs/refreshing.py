"""Which published pages are due, and in what order they are brought up to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from wellsourced.model.editions import Edition, Page
from wellsourced.model.freshness import Stale
from wellsourced.model.quantities import Quantity
from wellsourced.ports import Library, View
from wellsourced.refresh import checked_at
from wellsourced.steps.due import due, overtaken
from wellsourced.steps.quantities import newer, passage_quantities

__all__ = ["due_pages", "newest", "stale"]


def newest(page: Page, library: Library) -> Edition:
    """The edition that stands."""
    return library.editions(page.id)[-1]


def stale(edition: Edition, library: Library, now: datetime) -> tuple[Stale, ...]:
    """The statements of an edition that are past their shelf life, soonest due first.

    Those of which another page shows a newer figure of the same measure come before all others.
    """
    view = library.view(now.date())
    report = library.report(edition.report)
    last = checked_at(edition, library)
    newer_ones = overtaken(newer(report, _figures_elsewhere(edition, library)), last)
    return (*newer_ones, *due(report, last, now, lambda source: _captures(view, source)))


def _figures_elsewhere(edition: Edition, library: Library) -> Iterator[Quantity]:
    """The quantities that other pages show now."""
    for page in library.pages():
        if page.id != edition.page and library.retraction(page.id) is None:
            for exhibit in library.report(newest(page, library).report).exhibits:
                yield from passage_quantities(exhibit)


def _captures(view: View, source: str) -> Sequence[tuple[datetime, str]]:
    return [(one.captured_at, one.content) for one in view.captures(source)]


def due_pages(library: Library, now: datetime) -> list[Page]:
    """The pages with a statement past its shelf life, the longest overdue for their shelf life first.

    So what goes off within hours comes before what keeps for a year. Retracted pages are left alone.
    """
    waiting = []
    for page in library.pages():
        if library.retraction(page.id) is not None:
            continue
        for first in stale(newest(page, library), library, now)[:1]:
            life = first.due_at - first.checked_at
            overdue = (now - first.due_at) / life if life else float("inf")
            waiting.append((-overdue, page.id, page))
    return [page for *_, page in sorted(waiting, key=lambda one: one[:2])]
