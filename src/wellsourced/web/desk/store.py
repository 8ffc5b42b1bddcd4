"""Flags in tables of their own: a file beside the library, or the database that several servers share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    MetaData,
    Row,
    String,
    Table,
    Text,
    create_engine,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from wellsourced.errors import Config, InputError, Transient
from wellsourced.library.schema import UtcDateTime
from wellsourced.web.databases import make_private
from wellsourced.web.desk.flags import Flag, Outcome, Reason

__all__ = ["FILE", "MOST_OPEN", "FlagStore"]

FILE = "desk.sqlite3"
"""Where flags are kept, in the site's folder."""

MOST_OPEN = 200
"""Open flags of one page; who would raise one more is asked to wait until some were looked at."""

ALL = MetaData()
flags = Table(
    "wellsourced_flags",
    ALL,
    Column("id", String(64), primary_key=True),
    Column("library", String(64), nullable=False, index=True),  # several may share a database
    Column("page", String(80), nullable=False, index=True),
    Column("edition", String(80), nullable=False),
    Column("reason", String(20), nullable=False),
    Column("statement", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("by", String(200), nullable=False),
    Column("raised_at", UtcDateTime, nullable=False),
    Column("taken_by", String(200), nullable=False),
    Column("outcome", String(20)),
    Column("answer", Text, nullable=False),
    Column("closed_at", UtcDateTime),
)


class FlagStore:
    """The flags of one library's pages. Several processes may use them at once."""

    def __init__(self, url: URL, library: str) -> None:
        self._library = library
        self._engine = _engine(url)
        try:
            ALL.create_all(self._engine)
        except SQLAlchemyError as error:
            where = url.render_as_string()
            raise Config(f"flags cannot be kept in {where}: see that it may be written") from error

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def raise_flag(self, flag: Flag) -> Flag:
        """Keep a flag; the same said of an edition while it is open is kept once.

        Raises `Transient` where a page has more open flags than anybody reads.
        """
        with self._begun() as connection:
            same = self._open_of(connection, flag.page)
            for one in same:
                said = (one.edition, one.reason, one.statement, one.words, one.by)
                if said == (flag.edition, flag.reason, flag.statement, flag.words, flag.by):
                    return one
            if len(same) >= MOST_OPEN:
                raise Transient("this page has many open flags: they are being looked at, come back later.")
            row = {name: getattr(flag, name) for name in Flag.__dataclass_fields__}
            connection.execute(
                insert(flags).values({**row, "library": self._library, "reason": flag.reason.value})
            )
        return flag

    def flag(self, name: str) -> Flag:
        """The flag of that id; `InputError` where there is no such."""
        with self._begun() as connection:
            return self._named(connection, name)

    def open(self, page: str | None = None) -> list[Flag]:
        """Open flags, of one page where it is named, oldest first."""
        with self._begun() as connection:
            return self._open_of(connection, page)

    def counted(self) -> int:
        """How many are open."""
        with self._begun() as connection:
            mine = (flags.c.library == self._library, flags.c.closed_at.is_(None))
            return int(connection.execute(select(func.count()).where(*mine)).scalar_one())

    def closed(self, most: int = 50) -> list[Flag]:
        """Those closed last, newest first."""
        mine = (flags.c.library == self._library, flags.c.closed_at.is_not(None))
        query = select(flags).where(*mine).order_by(flags.c.closed_at.desc()).limit(most)
        with self._begun() as connection:
            return [_flag(row) for row in connection.execute(query)]

    def take(self, name: str, editor: str) -> Flag:
        """An editor looks at it; `InputError` where it is closed."""
        return self._changed(name, taken_by=editor)

    def close_flag(self, name: str, outcome: Outcome, answer: str, editor: str, at: datetime) -> Flag:
        """What came of it; `InputError` where it is closed already."""
        told = {"outcome": outcome.value, "answer": answer, "taken_by": editor, "closed_at": at}
        return self._changed(name, **told)

    def _changed(self, name: str, **values: object) -> Flag:
        with self._begun() as connection:
            if self._named(connection, name).closed_at is not None:
                raise InputError("this flag is closed already: load the desk again.")
            connection.execute(update(flags).where(flags.c.id == name).values(**values))
            return self._named(connection, name)

    def _named(self, connection: Connection, name: str) -> Flag:
        mine = (flags.c.id == name, flags.c.library == self._library)
        row = connection.execute(select(flags).where(*mine)).first() if name.isprintable() else None
        if row is None:
            raise InputError("there is no such flag: go by the address you were given.")
        return _flag(row)

    def _open_of(self, connection: Connection, page: str | None) -> list[Flag]:
        query = select(flags).where(flags.c.library == self._library, flags.c.closed_at.is_(None))
        query = query if page is None else query.where(flags.c.page == page)
        return [_flag(row) for row in connection.execute(query.order_by(flags.c.raised_at, flags.c.id))]

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except OperationalError as error:
            raise Transient("the database of flags is out of reach: try again.", 5.0) from error


def _flag(row: Row[Any]) -> Flag:
    told = {name: getattr(row, name) for name in Flag.__dataclass_fields__}
    outcome = None if row.outcome is None else Outcome(row.outcome)
    return Flag(**{**told, "reason": Reason(row.reason), "outcome": outcome})


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    make_private(Path(str(url.database)))
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("busy_timeout=30000", "journal_mode=WAL"):
            connection.execute(f"PRAGMA {pragma}")

    return engine
