"""Where accounts are kept: a file beside the library, or PostgreSQL; brought up to date at opening."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, inspect, select, text, update
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from wellsourced.errors import Config, Integrity, Transient
from wellsourced.web.accounts import tables
from wellsourced.web.accounts.keys import new_secret
from wellsourced.web.databases import make_private

__all__ = ["FILE", "AccountsDatabase"]

FILE = "accounts.sqlite3"

_REVISION, _SECRET = "revision", "secret"
_LOCK = 0x77656C6C
"""The advisory lock under which tables are made in PostgreSQL."""


class AccountsDatabase:
    """Transactions over the tables. Raises `Config` where they are newer than this program."""

    def __init__(self, url: URL) -> None:
        self.is_local = url.get_backend_name() == "sqlite"
        self._where = url.database if self.is_local else url.render_as_string(hide_password=True)
        if self.is_local:
            make_private(Path(url.database or ""))
        self._engine = _engine(url)
        try:
            with self.writing() as connection:
                self.secret = self._prepare(connection)
        except (Config, Integrity, Transient):
            self.close()
            raise

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read by. Raises `Transient` where the database is out of reach."""
        with self._reached(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, kept where nothing was raised. Raises `Transient` as `reading`."""
        with self._reached(), self._engine.begin() as connection:
            if self.is_local:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except (OperationalError, InterfaceError, PoolTimeout) as error:
            raise Transient("the database of accounts is out of reach: try again.", 5.0) from error
        except DatabaseError as error:
            if self.is_local and "not a database" in str(error.orig):
                raise Integrity(f"{self._where} is no database: restore it from a backup.") from error
            raise

    def _prepare(self, connection: Connection) -> str:
        """Bring the tables to the newest revision; the secret that forms are bound by."""
        if not self.is_local:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        stored = 0
        if inspect(connection).has_table(tables.facts.name):
            stored = int(_fact(connection, _REVISION) or 0)
        if stored > tables.HEAD:
            raise Config(
                f"the accounts in {self._where} were made by a newer wellsourced (revision {stored}, "
                f"this one knows {tables.HEAD}): upgrade it"
            )
        for step in tables.STEPS[stored:]:
            step(connection)
        if stored == 0:
            facts = {_REVISION: str(tables.HEAD), _SECRET: new_secret()}
            connection.execute(
                insert(tables.facts), [{"name": name, "value": value} for name, value in facts.items()]
            )
        elif stored < tables.HEAD:
            ours = tables.facts.c.name == _REVISION
            connection.execute(update(tables.facts).where(ours).values(value=str(tables.HEAD)))
        return _fact(connection, _SECRET) or ""


def _fact(connection: Connection, name: str) -> str | None:
    found = connection.execute(select(tables.facts.c.value).where(tables.facts.c.name == name)).scalar()
    return None if found is None else str(found)


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # who writes says so first, so two never wait for each other
        for pragma in ("busy_timeout=30000", "foreign_keys=ON", "journal_mode=WAL"):
            connection.execute(f"PRAGMA {pragma}")

    return engine
