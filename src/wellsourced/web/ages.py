"""Which statements of an edition are past their shelf life, told from what was worked out of it before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import TypeAdapter, ValidationError

from wellsourced.config import Shelves
from wellsourced.jobs.refreshing import sightings_by
from wellsourced.model.editions import Confirmation, Edition
from wellsourced.model.freshness import Stale
from wellsourced.ports import Clock
from wellsourced.steps.due import overtaken, to_come
from wellsourced.steps.quantities import overtaking
from wellsourced.web.catalogue import Catalogue, Listing
from wellsourced.web.figures import Figures
from wellsourced.web.kept_files import KeptFiles
from wellsourced.web.made_by import VERSION

__all__ = ["Ages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """When each statement of an edition is to be looked at again, as worked out on a day."""

    checked_at: datetime
    day: date
    statements: tuple[Stale, ...]


COMING = TypeAdapter(Coming)


class Ages:
    """Tells what is stale. Several threads may ask at once.

    An edition never changes, so what goes off when is worked out once after each check of it, and again by
    `look_again` as captures come in; which figures other pages show, once the pages change.
    """

    def __init__(self, library: Shelves, kept: KeptFiles, clock: Clock) -> None:
        self._library, self._kept, self._clock = library, kept, clock
        self._figures = Figures(library, kept)

    def stale(
        self, listing: Listing, confirmations: Sequence[Confirmation], catalogue: Catalogue
    ) -> tuple[Stale, ...]:
        """The statements of a page's newest edition that are past their shelf life, as `jobs` tells them."""
        last = _checked_at(listing, confirmations)
        card = listing.card
        marks = overtaking(
            self._figures.given(card),
            lambda measure: self._figures.elsewhere(measure, card.page, catalogue),
        )
        now = self._clock.now()
        coming = self._coming(listing.stands, last, now)
        gone_off = (one for one in coming.statements if one.due_at <= now)
        return (*overtaken(marks, last), *gone_off)

    def open(self, catalogue: Catalogue) -> None:
        """Read what must be known before the first edition can be told of."""
        for one in catalogue.shown[:1]:
            self.stale(one, self._library.confirmations(one.page.id), catalogue)

    def look_again(self, listing: Listing) -> bool:
        """Work out anew what goes off when, where that was done on another day; whether it was."""
        confirmations = self._library.confirmations(listing.page.id)
        last, now = _checked_at(listing, confirmations), self._clock.now()
        kept = self._read(listing.stands)
        if kept is not None and kept.checked_at == last and kept.day == now.date():
            return False
        self._work_out(listing.stands, last, now)
        return True

    def _coming(self, edition: Edition, last: datetime, now: datetime) -> Coming:
        kept = self._read(edition)
        return kept if kept is not None and kept.checked_at == last else self._work_out(edition, last, now)

    def _read(self, edition: Edition) -> Coming | None:
        body = self._kept.read(_name(edition))
        try:
            return None if body is None else COMING.validate_json(body)
        except ValidationError:
            return None

    def _work_out(self, edition: Edition, last: datetime, now: datetime) -> Coming:
        report = self._library.report(edition.report)
        statements = to_come(report, last, sightings_by(self._library, now))
        made = Coming(checked_at=last, day=now.date(), statements=tuple(statements))
        self._kept.keep(_name(edition), COMING.dump_json(made))
        return made


def _checked_at(listing: Listing, confirmations: Sequence[Confirmation]) -> datetime:
    """When its newest edition was last found to be so: when it was made, or confirmed since."""
    of_it = [one.confirmed_at for one in confirmations if one.edition == listing.stands.id]
    return max([listing.card.checked_at, *of_it])


def _name(edition: Edition) -> str:
    return f"{edition.id}.coming-{VERSION}.json"
