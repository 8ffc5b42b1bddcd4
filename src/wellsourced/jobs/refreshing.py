"""Which published pages stand, when each is due, and which statements made it so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

from wellsourced.jobs.priorities import READS_OVER, Standing, by_priority
from wellsourced.model.editions import Edition, Page
from wellsourced.model.freshness import Shelf, Stale
from wellsourced.model.quantities import Quantity
from wellsourced.model.reports import Report
from wellsourced.ports import Library
from wellsourced.refresh import checked_at
from wellsourced.steps.due import SightingsOf, due, next_due, overtaken
from wellsourced.steps.quantities import newer, passage_quantities
from wellsourced.steps.reask import cited_sources
from wellsourced.steps.shelf_life import LIVES
from wellsourced.text.addresses import host_of

__all__ = [
    "Figures",
    "Lookout",
    "due_pages",
    "figures_of",
    "figures_shown",
    "in_public",
    "newest",
    "sightings_by",
    "stale",
]

K = TypeVar("K")
T = TypeVar("T")
Figures = Mapping[str, tuple[Quantity, ...]]


def newest(page: Page, library: Library) -> Edition:
    """The edition that stands."""
    return library.editions(page.id)[-1]


def in_public(library: Library) -> list[Page]:
    """The pages that were neither retracted nor withheld."""
    withheld = library.withholdings()
    return [
        page for page in library.pages() if page.id not in withheld and library.retraction(page.id) is None
    ]


def figures_shown(library: Library) -> Figures:
    """The quantities that each page shows now, by the page's id; others show none."""
    return {page.id: figures_of(library.report(newest(page, library).report)) for page in in_public(library)}


def stale(
    edition: Edition, library: Library, now: datetime, shown: Figures | None = None
) -> tuple[Stale, ...]:
    """The statements of an edition that are past their shelf life, soonest due first.

    Those of which another page shows a newer figure of the same measure come before all others. `shown`
    are the `figures_shown`, for who asks of many editions.
    """
    report = library.report(edition.report)
    last = checked_at(edition, library)
    elsewhere = _elsewhere(edition, figures_shown(library) if shown is None else shown)
    return (*overtaken(newer(report, elsewhere), last), *due(report, last, now, sightings_by(library, now)))


class Lookout:
    """Looks over the pages of a library, again and again, for what is due.

    A page is due when its first statement goes off, and at once when another page shows a newer figure of the
    same measure that was published since it was last checked.

    An edition never changes, so what follows from it is worked out once; what follows from confirmations and
    the figures of other pages once they change, and from captures once a day.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._figures: dict[str, tuple[str, tuple[Quantity, ...]]] = {}
        self._hosts: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._overtaken: dict[str, tuple[object, bool]] = {}
        self._next_due: dict[str, tuple[object, datetime]] = {}

    def look(self, now: datetime) -> list[Standing]:
        """Every page that stands, with when it is due, how much it was read and whom a refresh asks."""
        library = self._library
        pages = [(page, newest(page, library)) for page in in_public(library)]
        by_age = sorted((edition for _, edition in pages), key=_published_at)
        reads = library.reads((now - READS_OVER).date())
        found = []
        for page, edition in pages:
            last = checked_at(edition, library)
            # One that was looked at with the newer figure on file and came to the same keeps as others do.
            since = by_age[bisect_left(by_age, last, key=_published_at) :]
            known = (edition.id, frozenset(one.report for one in since))
            overtaken = _known(self._overtaken, page.id, known, partial(self._is_overtaken, edition, since))
            known_due = (edition.id, last, now.date())
            soonest = partial(self._soonest, edition, last, now)
            found.append(
                Standing(
                    page=page,
                    checked_at=last,
                    due_at=last if overtaken else _known(self._next_due, page.id, known_due, soonest),
                    reads=reads.get(page.id, 0),
                    hosts=self._hosts_of(edition),
                )
            )
        return found

    def _soonest(self, edition: Edition, last: datetime, now: datetime) -> datetime:
        """When its first statement goes off; what says nothing yet may come to say something."""
        first = next_due(self._report(edition), last, sightings_by(self._library, now))
        return first or last + LIVES[Shelf.STATUS]

    def _is_overtaken(self, edition: Edition, since: Sequence[Edition]) -> bool:
        """Whether one of these editions of other pages shows a newer figure than it does."""
        shown = {one.page: self._figures_of(one) for one in since}
        return bool(newer(self._report(edition), _elsewhere(edition, shown)))

    def _report(self, edition: Edition) -> Report:
        return self._library.report(edition.report)

    def _figures_of(self, edition: Edition) -> tuple[Quantity, ...]:
        return _known(self._figures, edition.page, edition.report, lambda: figures_of(self._report(edition)))

    def _hosts_of(self, edition: Edition) -> tuple[str, ...]:
        return _known(self._hosts, edition.page, edition.report, lambda: _hosts(self._report(edition)))


def _known(memory: dict[str, tuple[K, T]], page: str, key: K, work_out: Callable[[], T]) -> T:
    """What is remembered of a page under this key, else worked out and remembered in its place."""
    kept = memory.get(page)
    if kept is None or kept[0] != key:
        kept = memory[page] = (key, work_out())
    return kept[1]


def _published_at(edition: Edition) -> datetime:
    return edition.published_at


def due_pages(library: Library, now: datetime) -> list[Page]:
    """The pages that are due, the most-read and most volatile first.

    So what goes off within hours comes before what keeps for a year. Retracted pages are left alone.
    """
    waiting = [one for one in Lookout(library).look(now) if one.due_at <= now]
    return [one.page for one in by_priority(waiting, now)]


def sightings_by(library: Library, now: datetime) -> SightingsOf:
    """When the sources in the library were seen to give which text, by now."""
    return library.view(now.date()).sightings


def figures_of(report: Report) -> tuple[Quantity, ...]:
    """The quantities that the passages shown with a report give."""
    return tuple(one for exhibit in report.exhibits for one in passage_quantities(exhibit))


def _hosts(report: Report) -> tuple[str, ...]:
    """The host of each source that a refresh asks over the network."""
    return tuple(host for source in cited_sources(report) if (host := host_of(source.uri)))


def _elsewhere(edition: Edition, shown: Figures) -> Iterator[Quantity]:
    return (one for page, found in shown.items() if page != edition.page for one in found)
