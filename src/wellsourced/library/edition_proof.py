"""Proving what was published: a page is what its id says, and its editions form one unbroken chain."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from wellsourced.library import edition_records, schema
from wellsourced.model.editions import Edition
from wellsourced.ports import Damage, DamageKind

__all__ = ["edition_damage"]


def edition_damage(connection: Connection) -> Iterator[Damage]:
    """Pages and editions that are not what was published, and chains with a link missing."""
    pages = schema.pages
    for name in connection.execute(select(pages.c.id).order_by(pages.c.id)).scalars().all():
        try:
            page = edition_records.read_page(connection, name)
            chain = edition_records.read_editions(connection, name)
        except ValueError:
            yield _damage(name, "the record of the page or of its editions cannot be read")
            continue
        if page is None or page.id != name:
            yield _damage(name, "the page is of other claims, or of another place or agency")
        yield from _chain_damage(connection, name, chain)


def _chain_damage(connection: Connection, page_id: str, chain: list[Edition]) -> Iterator[Damage]:
    ids = schema.editions.c.id
    stored = set(connection.execute(select(ids).where(schema.editions.c.page_id == page_id)).scalars())
    for strange in sorted(stored - {edition.id for edition in chain}):
        yield _damage(strange, "the edition is not what was published")
    before: Edition | None = None
    for place, edition in enumerate(chain, start=1):
        if edition.number != place or edition.previous != (None if before is None else before.id):
            yield _damage(edition.id, f"the edition does not follow edition {place - 1} of its page")
        before = edition


def _damage(record: str, what: str) -> Damage:
    how = "restore the library from a backup"
    return Damage(kind=DamageKind.EDITION, record=record, message=f"{what}: {how}.")
