"""Where a queue is kept, SQLite or PostgreSQL, and what it looks like when that is out of reach."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from wellsourced.errors import Config, Transient
from wellsourced.library.room import out_of_room

__all__ = ["PASSING", "connect_to", "database_url", "passing"]

PASSING = (OperationalError, InterfaceError, PoolTimeout)
"""What a database out of reach looks like."""
_FILE = "queue.sqlite3"


def passing(error: BaseException) -> Transient:
    """What one of `PASSING` means to whoever asked."""
    if out_of_room(error):
        return Transient("no room is left for the queue: make room and try again.", 5.0)
    return Transient("the database of the queue is out of reach: try again.", 5.0)


def database_url(folder: Path, setting: str | None) -> URL:
    """Where the queue is kept: in a file of the folder, or where the setting says. Raises `Config`."""
    if setting is None:
        return URL.create("sqlite", database=str(folder / _FILE))
    try:
        url = make_url(setting)
    except Exception as error:
        raise Config("setting 'jobs_database': write postgresql://USER:PASSWORD@HOST/NAME") from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        return url
    raise Config("setting 'jobs_database': PostgreSQL (postgresql://...) or a file (sqlite:///...)")


def connect_to(url: URL) -> Engine:
    """An engine whose transactions never wait for each other in a circle."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, entry: ConnectionPoolEntry) -> None:
        # A transaction takes the write lock where it begins, so two can never wait for each other.
        connection.isolation_level = "IMMEDIATE"
        # Readers beside a writer; the file keeps it.
        for pragma in ("busy_timeout=30000", "journal_mode=WAL"):
            connection.execute(f"PRAGMA {pragma}")

    return engine
