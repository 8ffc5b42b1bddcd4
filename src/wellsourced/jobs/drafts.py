"""The shelf of drafts in the queue's database, so that workers on any machine find them there.

Apart from the jobs, so that a list of jobs does not read the drafts; as long as the jobs, so that what was
given to be audited goes when its job is forgotten.
"""

from __future__ import annotations

import base64
import secrets
import zlib
from datetime import UTC, date
from typing import TypeVar

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, delete, insert, select, update

from wellsourced.errors import Permanent
from wellsourced.jobs import tables
from wellsourced.jobs.giving import Audited, Given
from wellsourced.jobs.ledger import Ledger
from wellsourced.model.audits import Audit
from wellsourced.model.ids import bytes_digest
from wellsourced.ports import Clock

__all__ = ["Drafts"]

T = TypeVar("T")

_GIVEN, _AUDIT = TypeAdapter(Given), TypeAdapter(Audit)
_RANDOM = 20
"""Bytes of an id: 160 bits, which nobody guesses."""


class Drafts:
    """A `DraftShelf`. The ids of one queue are unknown to another in the same database."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger, self._clock = ledger, clock

    def put(self, given: Given, person: str) -> str:
        """Lay a draft down; see `DraftShelf`."""
        body = _GIVEN.dump_json(given)
        digest, day = bytes_digest(body), self._today()
        kept = tables.drafts
        same = (kept.c.person == person) & (kept.c.digest == digest) & (kept.c.day == day)
        name = f"audit-{base64.b32encode(secrets.token_bytes(_RANDOM)).decode('ascii').lower()}"
        values = {"id": name, "queue": self._ledger.queue, "person": person, "digest": digest, "day": day}
        with self._ledger.gate(), self._ledger.writing() as connection:
            known = connection.execute(select(kept.c.id).where(self._ours() & same)).scalar()
            if known is None:
                connection.execute(insert(kept).values(**values, given=zlib.compress(body), audit=None))
        return name if known is None else str(known)

    def given(self, name: str) -> Given:
        """The draft of that id; see `DraftShelf`."""
        query = select(tables.drafts.c.given).where(self._ours() & (tables.drafts.c.id == name))
        with self._ledger.reading() as connection:
            body = connection.execute(query).scalar()
        if body is None:
            raise Permanent("The draft is not kept any more: give it again.")
        return _unpacked(_GIVEN, body)

    def keep(self, name: str, audit: Audit) -> None:
        """Lay the audit beside its draft, both as of today; see `DraftShelf`."""
        kept = tables.drafts
        body = zlib.compress(_AUDIT.dump_json(audit))
        query = update(kept).where(self._ours() & (kept.c.id == name))
        with self._ledger.writing() as connection:
            connection.execute(query.values(audit=body, day=self._today()))

    def audited(self, name: str) -> Audited | None:
        """The audit of the draft of that id; see `DraftShelf`."""
        kept = tables.drafts
        query = select(kept.c.person, kept.c.audit).where(self._ours() & (kept.c.id == name))
        with self._ledger.reading() as connection:
            row = connection.execute(query).first()
        if row is None or row.audit is None:
            return None
        return Audited(person=row.person, audit=_unpacked(_AUDIT, row.audit))

    def drop(self, name: str) -> None:
        """Take draft and audit away; see `DraftShelf`."""
        with self._ledger.writing() as connection:
            connection.execute(delete(tables.drafts).where(self._ours() & (tables.drafts.c.id == name)))

    def forget(self, before: date) -> None:
        """Let go of what was given or audited on earlier days (UTC)."""
        old = self._ours() & (tables.drafts.c.day < before.isoformat())
        with self._ledger.writing() as connection:
            connection.execute(delete(tables.drafts).where(old))

    def _ours(self) -> ColumnElement[bool]:
        return tables.drafts.c.queue == self._ledger.queue

    def _today(self) -> str:
        return self._clock.now().astimezone(UTC).date().isoformat()


def _unpacked(shape: TypeAdapter[T], body: bytes) -> T:
    return shape.validate_json(zlib.decompress(body))
