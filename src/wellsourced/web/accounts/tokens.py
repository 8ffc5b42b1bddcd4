"""What programs sign in by: a secret that is shown once, for some of what its owner may do, until a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from wellsourced.errors import InputError
from wellsourced.web.accounts import tables
from wellsourced.web.accounts.database import AccountsDatabase
from wellsourced.web.accounts.keys import digest_of, handle_of, is_handle, new_token
from wellsourced.web.accounts.moments import moment, seconds
from wellsourced.web.accounts.records import Token
from wellsourced.web.visitors import May, Role

__all__ = ["DAYS", "LONGEST", "SCOPES", "Tokens", "read_scopes"]

DAYS, LONGEST = 90, 366
"""Days a token lasts unless somebody says otherwise, and at most."""
SCOPES = frozenset(May) - {May.MANAGE}
"""What a token can be for: a program that leaks its token must not have given away the accounts."""
_LABEL = 80
_MOST = 50


def read_scopes(words: Collection[str]) -> frozenset[May]:
    """Scopes by their words. Raises `InputError`."""
    known = {one.value: one for one in SCOPES}
    if not words or not known.keys() >= set(words):
        raise InputError(f"say what the token is for: one or more of {', '.join(sorted(known))}")
    return frozenset(known[word] for word in words)


class Tokens:
    """The API tokens of a site; of each only the digest is kept."""

    def __init__(self, database: AccountsDatabase) -> None:
        self._database = database

    def make(self, user: str, label: str, scopes: frozenset[May], days: int, now: datetime) -> str:
        """A new token, which is told this once. Raises `InputError`."""
        if not 1 <= days <= LONGEST:
            raise InputError(f"a token lasts 1 to {LONGEST} days")
        kept, secret = tables.tokens, new_token()
        with self._database.writing() as connection:
            connection.execute(delete(kept).where(kept.c.expires_at <= seconds(now)))
            if len(connection.execute(select(kept.c.digest).where(kept.c.person == user)).all()) >= _MOST:
                raise InputError(f"you have {_MOST} tokens already: revoke one first")
            connection.execute(
                insert(kept).values(
                    digest=digest_of(secret),
                    person=user,
                    label=_plain(label)[:_LABEL] or "unnamed",
                    scopes=",".join(sorted(one.value for one in scopes)),
                    made_at=seconds(now),
                    expires_at=seconds(now + timedelta(days=days)),
                    used_on=None,
                )
            )
        return secret

    def whose(self, secret: str, now: datetime) -> tuple[str, Role, frozenset[May]] | None:
        """Whose token it is, what they are now, and what it is for; None where it is not good."""
        kept, users, digest = tables.tokens, tables.users, digest_of(secret)
        query = (
            select(users.c.name, users.c.role, kept.c.scopes, kept.c.used_on)
            .join(users, users.c.name == kept.c.person)
            .where((kept.c.digest == digest) & (kept.c.expires_at > seconds(now)))
            .where(users.c.disabled.is_(False))
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        today = now.date().isoformat()
        if row.used_on != today:
            with self._database.writing() as connection:
                connection.execute(update(kept).where(kept.c.digest == digest).values(used_on=today))
        return row.name, Role(row.role), _scopes(row.scopes)

    def of(self, user: str, now: datetime) -> list[Token]:
        """The tokens of somebody that still open something, newest first."""
        kept = tables.tokens
        theirs = (kept.c.person == user) & (kept.c.expires_at > seconds(now))
        query = select(kept).where(theirs).order_by(kept.c.made_at.desc(), kept.c.digest)
        with self._database.reading() as connection:
            return [_token(row) for row in connection.execute(query)]

    def revoke(self, user: str, handle: str) -> bool:
        """Make a token of somebody's own worthless; whether there was one."""
        kept = tables.tokens
        theirs = (kept.c.person == user) & kept.c.digest.startswith(handle)
        with self._database.writing() as connection:
            return is_handle(handle) and connection.execute(delete(kept).where(theirs)).rowcount > 0

    def revoke_all(self, user: str) -> None:
        """Make all tokens of somebody worthless."""
        with self._database.writing() as connection:
            connection.execute(delete(tables.tokens).where(tables.tokens.c.person == user))


def _plain(label: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in label).split())


def _scopes(kept: str) -> frozenset[May]:
    return frozenset(May(word) for word in kept.split(",") if word) & SCOPES


def _token(row: Row[Any]) -> Token:
    return Token(
        id=handle_of(row.digest),
        user=row.person,
        label=row.label,
        scopes=_scopes(row.scopes),
        made_at=moment(row.made_at),
        expires_at=moment(row.expires_at),
        used_on=None if row.used_on is None else date.fromisoformat(row.used_on),
    )
