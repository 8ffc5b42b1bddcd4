"""Which published pages are due, and in what order they are brought up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from wellsourced.model.editions import Edition, Page
from wellsourced.model.freshness import Stale
from wellsourced.model.quantities import Quantity
from wellsourced.ports import Library, View
from wellsourced.refresh import checked_at
from wellsourced.steps.due import due, overtaken
from wellsourced.steps.quantities import newer, passage_quantities

__all__ = ["Figures", "due_pages", "figures_shown", "newest", "stale"]

Figures = Mapping[str, tuple[Quantity, ...]]


def newest(page: Page, library: Library) -> Edition:
    """The edition that stands."""
    return library.editions(page.id)[-1]


def figures_shown(library: Library) -> Figures:
    """The quantities that each page shows now, by the page's id; retracted pages show none."""
    standing = [page for page in library.pages() if library.retraction(page.id) is None]
    reports = ((page.id, library.report(newest(page, library).report)) for page in standing)
    return {
        page: tuple(one for exhibit in report.exhibits for one in passage_quantities(exhibit))
        for page, report in reports
    }


def stale(
    edition: Edition, library: Library, now: datetime, shown: Figures | None = None
) -> tuple[Stale, ...]:
    """The statements of an edition that are past their shelf life, soonest due first.

    Those of which another page shows a newer figure of the same measure come before all others. `shown`
    are the `figures_shown`, for who asks of many editions.
    """
    view = library.view(now.date())
    report = library.report(edition.report)
    last = checked_at(edition, library)
    everywhere = figures_shown(library) if shown is None else shown
    elsewhere = (one for page, found in everywhere.items() if page != edition.page for one in found)
    newer_ones = overtaken(newer(report, elsewhere), last)
    return (*newer_ones, *due(report, last, now, lambda source: _captures(view, source)))


def _captures(view: View, source: str) -> Sequence[tuple[datetime, str]]:
    return [(one.captured_at, one.content) for one in view.captures(source)]


def due_pages(library: Library, now: datetime) -> list[Page]:
    """The pages with a statement past its shelf life, the longest overdue for their shelf life first.

    So what goes off within hours comes before what keeps for a year. Retracted pages are left alone.
    """
    waiting = []
    shown = figures_shown(library)
    for page in library.pages():
        if library.retraction(page.id) is not None:
            continue
        for first in stale(newest(page, library), library, now, shown)[:1]:
            life = first.due_at - first.checked_at
            overdue = (now - first.due_at) / life if life else float("inf")
            waiting.append((-overdue, page.id, page))
    return [page for *_, page in sorted(waiting, key=lambda one: one[:2])]
