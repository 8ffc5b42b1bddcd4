"""Disputes and withholdings to rows and back. Functions work on a connection and commit nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select, update

from wellsourced.library import schema
from wellsourced.model.standing import Dispute, Rule, Withholding

__all__ = [
    "lift",
    "read_dispute",
    "read_disputes",
    "read_withholding",
    "read_withholdings",
    "write_dispute",
    "write_withholding",
]

_DISPUTES, _WITHHOLDINGS = schema.disputes, schema.withholdings


def read_disputes(connection: Connection, page_id: str | None = None) -> list[Dispute]:
    """The disputes over a page, or over all, lifted ones too, oldest first."""
    query = select(_DISPUTES).order_by(_DISPUTES.c.disputed_at, _DISPUTES.c.id)
    if page_id is not None:
        query = query.where(_DISPUTES.c.page_id == page_id)
    return [_dispute(row) for row in connection.execute(query)]


def read_dispute(connection: Connection, name: str) -> Dispute | None:
    """The dispute of that id."""
    row = connection.execute(select(_DISPUTES).where(_DISPUTES.c.id == name)).first()
    return None if row is None else _dispute(row)


def write_dispute(connection: Connection, dispute: Dispute) -> None:
    """Insert a dispute; where the edition's statement is in dispute already that one stands."""
    table = _DISPUTES
    same = (table.c.edition_id == dispute.edition, table.c.statement == dispute.statement)
    if connection.execute(select(table.c.id).where(*same, table.c.lifted_at.is_(None))).first() is None:
        row = {
            "id": dispute.id,
            "page_id": dispute.page,
            "edition_id": dispute.edition,
            **_plain(dispute, ("statement", "disputed_at", "why", "lifted_at")),
        }
        connection.execute(insert(table).values(row))


def read_withholding(connection: Connection, page_id: str) -> Withholding | None:
    """How a page is withheld now, if it is."""
    table = _WITHHOLDINGS
    query = select(table).where(table.c.page_id == page_id, table.c.lifted_at.is_(None))
    row = connection.execute(query.order_by(table.c.withheld_at).limit(1)).first()
    return None if row is None else _withholding(row)


def read_withholdings(connection: Connection) -> dict[str, Withholding]:
    """All pages that are withheld now, by their ids."""
    table = _WITHHOLDINGS
    query = select(table).where(table.c.lifted_at.is_(None)).order_by(table.c.withheld_at.desc())
    return {row.page_id: _withholding(row) for row in connection.execute(query)}


def write_withholding(connection: Connection, withholding: Withholding) -> None:
    """Insert it; a page that is withheld already stays so as it is."""
    if read_withholding(connection, withholding.page) is None:
        told = _plain(withholding, ("withheld_at", "why", "titled", "lifted_at"))
        row = {"id": withholding.id, "page_id": withholding.page, "rule": withholding.rule.value, **told}
        connection.execute(insert(_WITHHOLDINGS).values(row))


def lift(connection: Connection, table: Table, names: Iterable[str], at: datetime) -> None:
    """Lift these rows of a table, by id; one lifted before stays lifted since then."""
    this = table.c.id.in_(list(names))
    connection.execute(update(table).where(this, table.c.lifted_at.is_(None)).values(lifted_at=at))


def _plain(value: Dispute | Withholding, names: tuple[str, ...]) -> dict[str, Any]:
    return {one.name: getattr(value, one.name) for one in fields(value) if one.name in names}


def _dispute(row: Row[Any]) -> Dispute:
    return Dispute(
        page=row.page_id,
        edition=row.edition_id,
        statement=row.statement,
        disputed_at=row.disputed_at,
        why=row.why,
        lifted_at=row.lifted_at,
    )


def _withholding(row: Row[Any]) -> Withholding:
    return Withholding(
        page=row.page_id,
        withheld_at=row.withheld_at,
        rule=Rule(row.rule),
        why=row.why,
        titled=row.titled,
        lifted_at=row.lifted_at,
    )
