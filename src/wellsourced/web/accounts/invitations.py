"""Invitations: each lets one person in, once, with a role, for a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from wellsourced.errors import InputError
from wellsourced.web.accounts import tables
from wellsourced.web.accounts.database import AccountsDatabase
from wellsourced.web.accounts.keys import digest_of, handle_of, is_handle, new_secret
from wellsourced.web.accounts.moments import moment, seconds
from wellsourced.web.accounts.people import insert_account
from wellsourced.web.accounts.records import Account, Invitation
from wellsourced.web.visitors import Role

__all__ = ["DAYS", "LONGEST", "Invitations"]

DAYS, LONGEST = 7, 30
_WORN = "this invitation is not good any more: ask for another one"


class Invitations:
    """The invitations of a site; of each only the digest is kept."""

    def __init__(self, database: AccountsDatabase) -> None:
        self._database = database

    def make(self, role: Role, by: str, days: int, now: datetime) -> str:
        """A new invitation, which is told this once. Raises `InputError`."""
        if not 1 <= days <= LONGEST:
            raise InputError(f"an invitation lasts 1 to {LONGEST} days")
        secret = new_secret()
        with self._database.writing() as connection:
            connection.execute(
                insert(tables.invitations).values(
                    digest=digest_of(secret),
                    role=role.value,
                    made_by=by,
                    made_at=seconds(now),
                    expires_at=seconds(now + timedelta(days=days)),
                    used_by="",
                )
            )
        return secret

    def open(self, now: datetime) -> list[Invitation]:
        """Those that still let somebody in, newest first."""
        kept = tables.invitations
        query = select(kept).where(_is_open(now)).order_by(kept.c.made_at.desc(), kept.c.digest)
        with self._database.reading() as connection:
            return [_invitation(row) for row in connection.execute(query)]

    def look(self, secret: str, now: datetime) -> Invitation:
        """What an invitation says. Raises `InputError` where it is not good any more."""
        kept = tables.invitations
        query = select(kept).where((kept.c.digest == digest_of(secret)) & _is_open(now))
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise InputError(_WORN)
        return _invitation(row)

    def accept(self, secret: str, account: Account, password: str, now: datetime) -> Account:
        """Make the account with the invitation's role. Of two who come with the same one, one is let in."""
        found, kept = self.look(secret, now), tables.invitations
        whole = replace(account, role=found.role, invited_by=found.made_by)
        with self._database.writing() as connection:
            ours = (kept.c.digest == digest_of(secret)) & _is_open(now)
            if connection.execute(update(kept).where(ours).values(used_by=account.name)).rowcount != 1:
                raise InputError(_WORN)
            insert_account(connection, whole, password)
        return whole

    def withdraw(self, handle: str) -> bool:
        """Make one worthless that nobody used yet; whether there was one."""
        kept = tables.invitations
        ours = kept.c.digest.startswith(handle) & (kept.c.used_by == "")
        with self._database.writing() as connection:
            return is_handle(handle) and connection.execute(delete(kept).where(ours)).rowcount > 0


def _is_open(now: datetime) -> Any:
    kept = tables.invitations
    return (kept.c.used_by == "") & (kept.c.expires_at > seconds(now))


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(
        id=handle_of(row.digest),
        role=Role(row.role),
        made_by=row.made_by,
        made_at=moment(row.made_at),
        expires_at=moment(row.expires_at),
        used_by=row.used_by,
    )
