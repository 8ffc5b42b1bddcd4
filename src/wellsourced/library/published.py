"""The part of a library that keeps what was published. Each method that writes is one transaction.

A process killed at any moment leaves all of it or nothing; of two that write at once one waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import partial

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from wellsourced.errors import Config, InputError, Transient
from wellsourced.library import edition_records as rows
from wellsourced.library import read_records, report_records, schema, standing_records
from wellsourced.library.database import Records
from wellsourced.model.editions import Confirmation, Correction, Edition, Page, Retraction
from wellsourced.model.standing import Dispute, Withholding

__all__ = ["Published"]


class Published:
    """Pages, the chains of their editions, and the logs of what befell them."""

    def __init__(self, database: Records) -> None:
        self._database = database

    def pages(self) -> Sequence[Page]:
        """Every page with its variants, by title."""
        return self._database.ask(rows.read_pages) or []

    def page(self, page_id: str) -> Page:
        """The page of that id, or the only one whose id starts so; `InputError` where there is no such."""
        found = self._database.ask(partial(rows.find_page_ids, prefix=page_id, limit=3)) or []
        name = _the_one(page_id, found, "page", "`wellsourced editions` lists them")
        page = self._database.ask(partial(rows.read_page, page_id=name))
        if page is None:
            raise _gone(name)
        return page

    def editions(self, page_id: str) -> Sequence[Edition]:
        """The chain of a page, oldest first; empty where there is no such page."""
        return self._database.ask(partial(rows.read_editions, page_id=page_id)) or []

    def chains(self) -> Mapping[str, Sequence[Edition]]:
        """The editions of all pages by the page's id, each chain oldest first."""
        return self._database.ask(rows.read_chains) or {}

    def edition(self, name: str) -> Edition:
        """The edition of that id, or the only one whose id starts so; `InputError` where there is no such."""
        found = self._database.ask(partial(rows.find_edition_ids, prefix=name, limit=3)) or []
        one = _the_one(name, found, "edition", "`wellsourced editions` lists them")
        edition = self._database.ask(partial(rows.read_edition, edition_id=one))
        if edition is None:
            raise _gone(one)
        return edition

    def publish(
        self, page: Page, report_id: str, at: datetime, note: str, corrected: Mapping[str, str]
    ) -> Edition:
        """Put a report at the end of a page's chain, making the page where it is new.

        What it takes back of the edition before, each with why, goes into the log of corrections with it.

        Publishing the newest edition's report again gives that edition and adds none. Raises `InputError`
        where the library has no such report, or the page was taken back.
        """
        with self._writing() as connection:
            if report_records.read_report(connection, report_id) is None:
                raise InputError(f"no report {report_id!r} in this library: check the question first.")
            taken_back = rows.read_retraction(connection, page.id)
            if taken_back is not None:
                when = f"was retracted on {taken_back.retracted_at.date()} ({taken_back.why})"
                raise InputError(f"the page {page.title!r} {when}: it gets no new editions.")
            rows.write_page(connection, page)
            edition = rows.add_edition(connection, page.id, report_id, at, note)
            for what, why in corrected.items():
                of = {"page": page.id, "edition": edition.id, "what": what, "why": why}
                rows.write_correction(connection, Correction(corrected_at=at, **of))
            return edition

    def add_variant(self, page_id: str, wording: str) -> None:
        """Keep another wording that resolves to a page; one it has already adds nothing."""
        with self._writing() as connection:
            _page_there(connection, page_id)
            rows.write_variant(connection, page_id, wording)

    def confirm(self, confirmation: Confirmation) -> None:
        """Keep that an edition was found to stand; `InputError` where there is no such edition."""
        with self._writing() as connection:
            if rows.read_edition(connection, confirmation.edition) is None:
                raise InputError(f"no edition {confirmation.edition!r} in this library: publish it first.")
            rows.write_confirmation(connection, confirmation)

    def confirmations(self, page_id: str) -> Sequence[Confirmation]:
        """When any edition of a page was found to stand, oldest first."""
        return self._database.ask(partial(rows.read_confirmations, page_id=page_id)) or []

    def last_confirmation(self, edition_id: str) -> Confirmation | None:
        """The last time an edition was found to stand, None where it never was; reads that one only."""
        return self._database.ask(partial(rows.last_confirmation, edition_id=edition_id))

    def correct(self, correction: Correction) -> None:
        """Enter a correction in the public log, once; `InputError` where its page or edition is not here."""
        with self._writing() as connection:
            edition = rows.read_edition(connection, correction.edition)
            if edition is None or edition.page != correction.page:
                raise InputError(
                    f"{correction.edition!r} is no edition of {correction.page!r}: name its own."
                )
            rows.write_correction(connection, correction)

    def corrections(self) -> Sequence[Correction]:
        """The public log of corrections, newest first."""
        return self._database.ask(rows.read_corrections) or []

    def retract(self, retraction: Retraction) -> None:
        """Take a page back: its editions stay. One taken back before keeps its first day and reason."""
        with self._writing() as connection:
            _page_there(connection, retraction.page)
            rows.write_retraction(connection, retraction)

    def retraction(self, page_id: str) -> Retraction | None:
        """When and why a page was taken back, None where it was not."""
        return self._database.ask(partial(rows.read_retraction, page_id=page_id))

    def retractions(self) -> Mapping[str, Retraction]:
        """All pages that were taken back, by their ids."""
        return self._database.ask(rows.read_retractions) or {}

    def dispute(self, dispute: Dispute) -> None:
        """Put a statement of an edition in dispute; one that is so already keeps its first day and reason.

        `InputError` where its edition is not here, or says no such thing.
        """
        with self._writing() as connection:
            edition = rows.read_edition(connection, dispute.edition)
            if edition is None or edition.page != dispute.page:
                raise InputError(f"{dispute.edition!r} is no edition of {dispute.page!r}: name its own.")
            report = report_records.read_report(connection, edition.report)
            if report is None or dispute.statement not in {said.text for said in report.statements()}:
                raise InputError("the edition has no such statement: choose one of its own.")
            standing_records.write_dispute(connection, dispute)

    def lift_dispute(self, name: str, at: datetime) -> None:
        """Let a statement stand again; `InputError` where no dispute has this id."""
        with self._writing() as connection:
            if standing_records.read_dispute(connection, name) is None:
                raise InputError(f"no dispute is called {name!r}: the page's desk lists them.")
            standing_records.lift(connection, schema.disputes, [name], at)

    def disputes(self, page_id: str) -> Sequence[Dispute]:
        """The disputes over statements of any edition of a page, oldest first; lifted ones too."""
        return self._database.ask(partial(standing_records.read_disputes, page_id=page_id)) or []

    def withhold(self, withholding: Withholding) -> None:
        """Take a page out of sight; one that is so already keeps its first day, rule and reason."""
        with self._writing() as connection:
            _page_there(connection, withholding.page)
            standing_records.write_withholding(connection, withholding)

    def show_again(self, page_id: str, at: datetime) -> None:
        """Show a page again that was withheld; `InputError` where it is not."""
        with self._writing() as connection:
            withheld = standing_records.read_withholding(connection, page_id)
            if withheld is None:
                raise InputError("the page is not withheld: there is nothing to lift.")
            standing_records.lift(connection, schema.withholdings, [withheld.id], at)

    def withholdings(self) -> Mapping[str, Withholding]:
        """All pages that are withheld now, by their ids."""
        return self._database.ask(standing_records.read_withholdings) or {}

    def count_read(self, page_id: str, day: date, times: int = 1) -> None:
        """Count that a page was shown to readers on a day (UTC), and nothing about them.

        No reader waits for this or is refused for it: where another process is writing just now, or the
        library can only be read or does not answer, the count is let go. `InputError` where there is no such
        page.
        """
        with suppress(Config, Transient, OperationalError), self._database.trying_to_write() as engine:
            if engine is None:
                return
            with engine.begin() as connection:
                _page_there(connection, page_id)
                read_records.add_read(connection, page_id, day, times)

    def reads(self, since: date) -> Mapping[str, int]:
        """How often each page was shown from a day (UTC) on, by its id; unread ones are left out."""
        return self._database.ask(partial(read_records.read_counts, since=since)) or {}

    def published_on(self, report_id: str) -> str | None:
        """The id of the page that a report is an edition of, None where it was not published."""
        return self._database.ask(partial(read_records.page_of_report, report_id=report_id))

    def befallen(self) -> Sequence[int]:
        """How much was published so far, and befell it: other numbers wherever anything did."""
        return self._database.ask(rows.counted) or ()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._database.writing() as engine, engine.begin() as connection:
            yield connection


def _page_there(connection: Connection, page_id: str) -> None:
    if rows.read_page(connection, page_id) is None:
        raise InputError(f"no page {page_id!r} in this library: `wellsourced editions` lists them.")


def _the_one(name: str, found: Sequence[str], kind: str, where: str) -> str:
    """The id itself, or the only one that starts so."""
    choices = [name] if name in found else list(found)
    if not name or not choices:
        raise InputError(f"no {kind} is called {name!r}: {where}.")
    if len(choices) > 1:
        raise InputError(f"{name!r} fits {', '.join(choices)}: give more of the id.")
    return choices[0]


def _gone(name: str) -> InputError:
    return InputError(f"nothing here is called {name!r}: it was removed meanwhile.")
