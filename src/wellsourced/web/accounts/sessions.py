"""Browsers that are signed in: begun with a new secret each time, ended by rest, by age, or by somebody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, or_, select, update

from wellsourced.web.accounts import tables
from wellsourced.web.accounts.database import AccountsDatabase
from wellsourced.web.accounts.keys import digest_of, handle_of, is_handle, new_secret
from wellsourced.web.accounts.moments import moment, seconds
from wellsourced.web.accounts.records import Session
from wellsourced.web.visitors import Role

__all__ = ["AT_MOST", "AT_REST", "Sessions"]

AT_REST = timedelta(days=7)
"""A session that was not used for so long is over."""
AT_MOST = timedelta(days=30)
"""And so is one that is older than this, however much it was used."""
_NOTED_EVERY = 300
"""Seconds after which it is written down anew that a session is in use."""
_BROWSER = 120


class Sessions:
    """The sessions of a site; of each secret only the digest is kept."""

    def __init__(self, database: AccountsDatabase) -> None:
        self._database = database

    def begin(self, user: str, browser: str, now: datetime) -> str:
        """A session with a secret that nobody had before; those that are over are forgotten."""
        secret, at = new_secret(), seconds(now)
        kept = tables.sessions
        with self._database.writing() as connection:
            connection.execute(delete(kept).where(_is_over(now)))
            connection.execute(
                insert(kept).values(
                    digest=digest_of(secret),
                    person=user,
                    made_at=at,
                    seen_at=at,
                    browser=browser[:_BROWSER],
                )
            )
        return secret

    def whose(self, secret: str, now: datetime) -> tuple[str, Role] | None:
        """Whose session a secret opens, and what they are now; None where it opens none."""
        kept, users, digest = tables.sessions, tables.users, digest_of(secret)
        query = (
            select(users.c.name, users.c.role, kept.c.seen_at)
            .join(users, users.c.name == kept.c.person)
            .where((kept.c.digest == digest) & ~_is_over(now) & users.c.disabled.is_(False))
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        if seconds(now) - row.seen_at > _NOTED_EVERY:
            with self._database.writing() as connection:
                connection.execute(update(kept).where(kept.c.digest == digest).values(seen_at=seconds(now)))
        return row.name, Role(row.role)

    def of(self, user: str, now: datetime) -> list[Session]:
        """The sessions of somebody that are not over, the last used first."""
        kept = tables.sessions
        query = select(kept).where((kept.c.person == user) & ~_is_over(now)).order_by(kept.c.seen_at.desc())
        with self._database.reading() as connection:
            return [_session(row) for row in connection.execute(query)]

    def end(self, secret: str) -> None:
        """Sign out."""
        with self._database.writing() as connection:
            connection.execute(delete(tables.sessions).where(tables.sessions.c.digest == digest_of(secret)))

    def end_one(self, user: str, handle: str) -> bool:
        """End a session of somebody's own; whether there was one."""
        kept = tables.sessions
        theirs = (kept.c.person == user) & kept.c.digest.startswith(handle)
        with self._database.writing() as connection:
            return is_handle(handle) and connection.execute(delete(kept).where(theirs)).rowcount > 0

    def end_all(self, user: str, but: str = "") -> None:
        """End all sessions of somebody, but the one of a secret."""
        kept = tables.sessions
        theirs = (kept.c.person == user) & (kept.c.digest != (digest_of(but) if but else ""))
        with self._database.writing() as connection:
            connection.execute(delete(kept).where(theirs))


def _is_over(now: datetime) -> Any:
    kept = tables.sessions
    return or_(kept.c.seen_at <= seconds(now - AT_REST), kept.c.made_at <= seconds(now - AT_MOST))


def _session(row: Row[Any]) -> Session:
    return Session(
        id=handle_of(row.digest),
        user=row.person,
        made_at=moment(row.made_at),
        seen_at=moment(row.seen_at),
        browser=row.browser,
    )
