"""Pages, editions and what befell them to rows and back. Functions work on a connection, commit nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from wellsourced.library import schema
from wellsourced.library.records import adapter
from wellsourced.model.editions import Confirmation, Correction, Edition, Page, Retraction
from wellsourced.model.ids import digest

__all__ = [
    "add_edition",
    "counted",
    "find_edition_ids",
    "find_page_ids",
    "last_confirmation",
    "newest_edition",
    "read_chains",
    "read_confirmations",
    "read_corrections",
    "read_edition",
    "read_editions",
    "read_page",
    "read_pages",
    "read_retraction",
    "read_retractions",
    "write_confirmation",
    "write_correction",
    "write_page",
    "write_retraction",
    "write_variant",
]


def read_pages(connection: Connection) -> list[Page]:
    """Every page with its variants, by title."""
    wordings: dict[str, list[str]] = {}
    variants = schema.variants
    for row in connection.execute(select(variants).order_by(variants.c.page_id, variants.c.ordinal)):
        wordings.setdefault(row.page_id, []).append(row.wording)
    rows = connection.execute(select(schema.pages))
    pages = [_page(row.payload, wordings.get(row.id, ())) for row in rows]
    return sorted(pages, key=lambda page: (page.title, page.id))


def counted(connection: Connection) -> tuple[int, ...]:
    """How many editions, wordings, confirmations and whatever befell pages there are, and were lifted."""
    of = (schema.editions, schema.variants, schema.confirmations, schema.corrections, schema.retractions)
    lifted = (schema.disputes, schema.withholdings)
    counts = [select(func.count()).select_from(table).scalar_subquery() for table in (*of, *lifted)]
    counts += [select(func.count(table.c.lifted_at)).scalar_subquery() for table in lifted]
    return tuple(int(count) for count in connection.execute(select(*counts)).one())


def read_page(connection: Connection, page_id: str) -> Page | None:
    """The page of that id, with its variants."""
    payload = connection.execute(select(schema.pages.c.payload).where(schema.pages.c.id == page_id)).scalar()
    return None if payload is None else _page(payload, _wordings(connection, page_id))


def write_page(connection: Connection, page: Page) -> None:
    """Insert the page, or add to the one that is there the wordings it does not know."""
    known = read_page(connection, page.id)
    if known is None:
        payload = adapter(Page).dump_python(replace(page, variants=()), mode="json")
        connection.execute(insert(schema.pages).values(id=page.id, payload=payload))
    for wording in (page.title, *page.variants):
        write_variant(connection, page.id, wording)


def write_variant(connection: Connection, page_id: str, wording: str) -> None:
    """Add another wording of a page that is there; its title, and what it has already, are none."""
    page = read_page(connection, page_id)
    if page is None:
        raise ValueError(f"no page {page_id}")
    if not wording.strip() or page.is_worded(wording):
        return
    ordinal = len(page.variants)
    connection.execute(insert(schema.variants).values(page_id=page_id, ordinal=ordinal, wording=wording))


def find_page_ids(connection: Connection, prefix: str, limit: int) -> list[str]:
    """At most `limit` ids of pages that start so, in order."""
    return _ids(connection, schema.pages.c.id, prefix, limit)


def find_edition_ids(connection: Connection, prefix: str, limit: int) -> list[str]:
    """At most `limit` ids of editions that start so, in order."""
    return _ids(connection, schema.editions.c.id, prefix, limit)


def read_editions(connection: Connection, page_id: str) -> list[Edition]:
    """The chain of a page, oldest first."""
    table = schema.editions
    rows = connection.execute(select(table).where(table.c.page_id == page_id).order_by(table.c.number))
    return [_edition(row) for row in rows]


def read_edition(connection: Connection, edition_id: str) -> Edition | None:
    """The edition of that id."""
    row = connection.execute(select(schema.editions).where(schema.editions.c.id == edition_id)).first()
    return None if row is None else _edition(row)


def newest_edition(connection: Connection, page_id: str) -> Edition | None:
    """The last edition of a page's chain."""
    table = schema.editions
    newest = select(table).where(table.c.page_id == page_id).order_by(table.c.number.desc()).limit(1)
    row = connection.execute(newest).first()
    return None if row is None else _edition(row)


def add_edition(connection: Connection, page_id: str, report_id: str, at: datetime, note: str) -> Edition:
    """Put a report at the end of a page's chain; where it is there already that edition is given back."""
    newest = newest_edition(connection, page_id)
    if newest is not None and newest.report == report_id:
        return newest
    edition = Edition(
        page=page_id,
        number=1 if newest is None else newest.number + 1,
        report=report_id,
        published_at=at,
        previous=None if newest is None else newest.id,
        note=note,
    )
    row = {
        "id": edition.id,
        "page_id": edition.page,
        "number": edition.number,
        "report_id": edition.report,
        "published_at": edition.published_at,
        "previous": edition.previous,
        "note": edition.note,
    }
    connection.execute(insert(schema.editions).values(row))
    return edition


def read_confirmations(connection: Connection, page_id: str) -> list[Confirmation]:
    """When any edition of a page was found to stand, oldest first."""
    table = schema.confirmations
    query = (
        select(table.c.payload)
        .join(schema.editions, schema.editions.c.id == table.c.edition_id)
        .where(schema.editions.c.page_id == page_id)
        .order_by(table.c.confirmed_at, schema.editions.c.number)
    )
    return [adapter(Confirmation).validate_python(one) for one in connection.execute(query).scalars()]


def last_confirmation(connection: Connection, edition_id: str) -> Confirmation | None:
    """The last time an edition was found to stand."""
    table = schema.confirmations
    query = select(table.c.payload).where(table.c.edition_id == edition_id)
    payload = connection.execute(query.order_by(table.c.confirmed_at.desc()).limit(1)).scalar()
    return None if payload is None else adapter(Confirmation).validate_python(payload)


def write_confirmation(connection: Connection, confirmation: Confirmation) -> None:
    """Insert the confirmation; one of that edition and moment already there is kept."""
    table = schema.confirmations
    there = select(func.count()).where(
        table.c.edition_id == confirmation.edition, table.c.confirmed_at == confirmation.confirmed_at
    )
    if connection.execute(there).scalar_one() == 0:
        row = {
            "edition_id": confirmation.edition,
            "confirmed_at": confirmation.confirmed_at,
            "payload": adapter(Confirmation).dump_python(confirmation, mode="json"),
        }
        connection.execute(insert(table).values(row))


def read_corrections(connection: Connection) -> list[Correction]:
    """The public log, newest first."""
    table = schema.corrections
    query = select(table.c.payload).order_by(table.c.corrected_at.desc(), table.c.id)
    return [adapter(Correction).validate_python(one) for one in connection.execute(query).scalars()]


def write_correction(connection: Connection, correction: Correction) -> None:
    """Enter the correction in the log; the same one, whenever it was entered, is there once."""
    of = {name: getattr(correction, name) for name in ("page", "edition", "what", "why")}
    name = digest("correction", of)
    table = schema.corrections
    if connection.execute(select(func.count()).where(table.c.id == name)).scalar_one() == 0:
        row = {
            "id": name,
            "page_id": correction.page,
            "corrected_at": correction.corrected_at,
            "payload": adapter(Correction).dump_python(correction, mode="json"),
        }
        connection.execute(insert(table).values(row))


def read_chains(connection: Connection) -> dict[str, list[Edition]]:
    """The chains of all pages by the page's id, each oldest first."""
    table = schema.editions
    chains: dict[str, list[Edition]] = {}
    for row in connection.execute(select(table).order_by(table.c.page_id, table.c.number)):
        chains.setdefault(row.page_id, []).append(_edition(row))
    return chains


def read_retractions(connection: Connection) -> dict[str, Retraction]:
    """All that was taken back, by the page's id."""
    rows = connection.execute(select(schema.retractions))
    return {
        row.page_id: Retraction(page=row.page_id, retracted_at=row.retracted_at, why=row.why) for row in rows
    }


def read_retraction(connection: Connection, page_id: str) -> Retraction | None:
    """Why and when a page was taken back, if it was."""
    table = schema.retractions
    row = connection.execute(select(table).where(table.c.page_id == page_id)).first()
    return None if row is None else Retraction(page=row.page_id, retracted_at=row.retracted_at, why=row.why)


def write_retraction(connection: Connection, retraction: Retraction) -> None:
    """Take a page back; one that was taken back already keeps its day and reason."""
    if read_retraction(connection, retraction.page) is None:
        row = {
            "page_id": retraction.page,
            "retracted_at": retraction.retracted_at,
            "why": retraction.why,
        }
        connection.execute(insert(schema.retractions).values(row))


def _wordings(connection: Connection, page_id: str) -> Sequence[str]:
    table = schema.variants
    query: Select[Any] = select(table.c.wording).where(table.c.page_id == page_id).order_by(table.c.ordinal)
    return connection.execute(query).scalars().all()


def _page(payload: object, wordings: Sequence[str]) -> Page:
    page: Page = adapter(Page).validate_python(payload)
    return replace(page, variants=tuple(wordings))


def _edition(row: Row[Any]) -> Edition:
    return Edition(
        page=row.page_id,
        number=row.number,
        report=row.report_id,
        published_at=row.published_at,
        previous=row.previous,
        note=row.note,
    )


def _ids(connection: Connection, column: Any, prefix: str, limit: int) -> list[str]:
    query = select(column).where(column.startswith(prefix, autoescape=True)).order_by(column).limit(limit)
    return list(connection.execute(query).scalars())
