"""A library's records opened to be read and nothing else, by as many processes as like."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import OperationalError

from wellsourced.errors import Config
from wellsourced.library.database import Database
from wellsourced.library.schema import HEAD

__all__ = ["ReadOnlyDatabase"]

_PATIENCE = 30.0
"""Seconds to wait where SQLite recovers after a writer that was killed."""


class ReadOnlyDatabase(Database):
    """A `Database` that takes no lock, makes no folder, changes no table and writes no row.

    A reader sees what was committed when it asks, and no writer waits for it: that is SQLite's write-ahead
    log. Counting readers and finishing what an `add` left are let go.
    """

    def engine(self) -> Engine | None:
        """The records, None where there is no library. Raises `Config` where another version wrote them."""
        if self._engine is None and self._exists():
            engine = _connect_to(self.directory)
            try:
                stored = self._revision(engine)
            except OperationalError as error:
                raise Config(f"the library {self.directory} cannot be read ({error.orig}).") from error
            if stored != HEAD:
                whose, how = ("a newer", "upgrade wellsourced") if (stored or "") > HEAD else _OLDER
                raise Config(f"the library {self.directory} was written by {whose} version: {how}.")
            self._engine = engine
        return self._engine

    @contextmanager
    def writing(self) -> Iterator[Engine]:
        """Raises `Config`: nothing is written."""
        self._refuse()
        yield  # pragma: no cover

    @contextmanager
    def trying_to_write(self) -> Iterator[Engine | None]:
        """Gives None, as where another process is writing."""
        yield None

    def _refuse(self) -> NoReturn:
        raise Config(
            f"the library {self.directory} is opened to be read only: "
            "to write to it, unset the setting 'read_only'."
        )


_OLDER = ("an older", "open it once for writing, as with `wellsourced verify`")


def _connect_to(directory: Path) -> Engine:
    # No connection outlives its question, so that a writer who leaves can tidy up after itself.
    engine = create_engine("sqlite://", creator=lambda: _opened(directory), poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")  # all answers to one connection are of one moment

    return engine


def _opened(directory: Path) -> sqlite3.Connection:
    file = directory / "records.sqlite3"
    mode = "immutable=1" if _at_rest(file) else "mode=ro"
    address = f"file:{quote(str(file.absolute()))}?{mode}"
    return sqlite3.connect(
        address, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )


def _at_rest(file: Path) -> bool:
    """Whether nobody writes just now and we could not make the shared memory that readers need otherwise."""
    return not os.access(file.parent, os.W_OK) and not file.with_name(f"{file.name}-wal").exists()
