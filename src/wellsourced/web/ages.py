"""Which statements of an edition are past their shelf life, told from what was worked out of it before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from wellsourced.config import Shelves
from wellsourced.jobs.refreshing import sightings_by
from wellsourced.model.editions import Confirmation, Edition
from wellsourced.model.freshness import Stale
from wellsourced.model.ids import digest
from wellsourced.ports import Clock
from wellsourced.steps.due import overtaken, to_come
from wellsourced.steps.quantities import overtaking
from wellsourced.web.catalogue import Catalogue, Listing
from wellsourced.web.figures import Figures
from wellsourced.web.kept_files import KeptFiles
from wellsourced.web.made_by import VERSION

__all__ = ["Ages"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """When each statement of an edition is to be looked at again, as worked out on a day."""

    checked_at: datetime
    day: date
    statements: tuple[Stale, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What was found past its shelf life, `of` what it was told from; good `until` the next goes off."""

    of: str
    until: datetime | None
    statements: tuple[Stale, ...]


COMING, GONE = TypeAdapter(Coming), TypeAdapter(Gone)


class Ages:
    """Tells what is stale. Several threads may ask at once.

    An edition never changes, so what goes off when is worked out once after each check of it, and again by
    `look_again` as captures come in; which figures other pages show, once the pages change. What came of both
    is kept with what it was told from, so that after a restart it is read, not worked out.
    """

    def __init__(self, library: Shelves, kept: KeptFiles, clock: Clock) -> None:
        self._library, self._kept, self._clock = library, kept, clock
        self._figures = Figures(library, kept)
        self._pages: tuple[Catalogue, str] | None = None

    def stale(
        self, listing: Listing, confirmations: Sequence[Confirmation], catalogue: Catalogue
    ) -> tuple[Stale, ...]:
        """The statements of a page's newest edition that are past their shelf life, as `jobs` tells them."""
        last, now = _checked_at(listing, confirmations), self._clock.now()
        body = self._kept.read(_name(listing.stands, "coming"))
        if body is not None:
            told_from = self._told_from(catalogue, last, body)
            kept = self._read(listing.stands, "gone", GONE)
            if kept is not None and kept.of == told_from and (kept.until is None or now < kept.until):
                return kept.statements
        return self._find(listing, last, now, catalogue)

    def _find(
        self, listing: Listing, last: datetime, now: datetime, catalogue: Catalogue
    ) -> tuple[Stale, ...]:
        card, edition = listing.card, listing.stands
        coming = self._coming(edition, last, now)
        marks = overtaking(
            self._figures.given(card),
            lambda measure: self._figures.elsewhere(measure, card.page, catalogue),
        )
        gone_off = (one for one in coming.statements if one.due_at <= now)
        found = (*overtaken(marks, last), *gone_off)
        until = min((one.due_at for one in coming.statements if one.due_at > now), default=None)
        told_from = self._told_from(catalogue, last, COMING.dump_json(coming))
        self._kept.keep(
            _name(edition, "gone"), GONE.dump_json(Gone(of=told_from, until=until, statements=found))
        )
        return found

    def _told_from(self, catalogue: Catalogue, last: datetime, coming: bytes) -> str:
        """What stands for all that a page's gone statements hang on but the moment: other pages, the last
        check, and what goes off when."""
        if self._pages is None or self._pages[0] is not catalogue:
            self._pages = catalogue, digest("pages", sorted(one.stands.id for one in catalogue.shown))
        return f"{self._pages[1]} {last.isoformat()} {sha256(coming).hexdigest()}"

    def open(self, catalogue: Catalogue) -> None:
        """Read all figures, so that no reader waits for it once a page is published."""
        self._figures.open(catalogue)

    def look_again(self, listing: Listing) -> bool:
        """Work out anew what goes off when, where that was done on another day; whether it was."""
        confirmations = self._library.confirmations(listing.page.id)
        last, now = _checked_at(listing, confirmations), self._clock.now()
        kept = self._read(listing.stands, "coming", COMING)
        if kept is not None and kept.checked_at == last and kept.day == now.date():
            return False
        self._work_out(listing.stands, last, now)
        return True

    def _coming(self, edition: Edition, last: datetime, now: datetime) -> Coming:
        kept = self._read(edition, "coming", COMING)
        return kept if kept is not None and kept.checked_at == last else self._work_out(edition, last, now)

    def _read(self, edition: Edition, what: str, form: TypeAdapter[T]) -> T | None:
        body = self._kept.read(_name(edition, what))
        try:
            return None if body is None else form.validate_json(body)
        except ValidationError:
            return None

    def _work_out(self, edition: Edition, last: datetime, now: datetime) -> Coming:
        report = self._library.report(edition.report)
        statements = to_come(report, last, sightings_by(self._library, now))
        made = Coming(checked_at=last, day=now.date(), statements=tuple(statements))
        self._kept.keep(_name(edition, "coming"), COMING.dump_json(made))
        return made


def _checked_at(listing: Listing, confirmations: Sequence[Confirmation]) -> datetime:
    """When its newest edition was last found to be so: when it was made, or confirmed since."""
    of_it = [one.confirmed_at for one in confirmations if one.edition == listing.stands.id]
    return max([listing.card.checked_at, *of_it])


def _name(edition: Edition, what: str) -> str:
    return f"{edition.id}.{what}-{VERSION}.json"
