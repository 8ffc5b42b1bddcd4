"""The library's records: opened lazily, brought up to date when needed, one writer at a time.

Here in a database file, in `postgres` on a server.
"""

from __future__ import annotations

import fcntl
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol, TextIO, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from wellsourced.errors import Config, Integrity, Transient
from wellsourced.library.revisions import revision_of, unfit, upgrade
from wellsourced.library.room import out_of_room
from wellsourced.library.schema import HEAD

__all__ = ["BUSY", "PATIENCE", "READ_ONLY", "RECORDS", "Database", "Records", "Writer"]

PATIENCE = 60.0
"""Seconds to wait for another writer."""

READ_ONLY = "is opened to be read only: to write to it, unset the setting 'read_only'."

BUSY = "another process is writing to this library: try again."

_OURS = frozenset({"lock", "archive", "index"})
RECORDS = "records.sqlite3"
"""The file of them in a library's directory."""

T = TypeVar("T")


class Writer(Protocol):
    """What a library is written through by the one who holds it: an engine, or one connection."""

    def begin(self) -> AbstractContextManager[Connection]:
        """A transaction, committed where the context ends without an error."""
        ...

    def connect(self) -> AbstractContextManager[Connection]:
        """A connection to read with."""
        ...


class Records(Protocol):
    """A library's records, wherever they are. Nothing is created before the first `writing()`."""

    @property
    def name(self) -> str:
        """Where they are, in words that hold no secret."""
        ...

    def engine(self) -> Engine | None:
        """The database at the newest revision, or None where there is no library yet."""
        ...

    def ask(self, question: Callable[[Connection], T]) -> T | None:
        """The answer from the records, None where there is no library yet."""
        engine = self.engine()
        if engine is None:
            return None
        with engine.connect() as connection:
            return question(connection)

    def writing(self) -> AbstractContextManager[Writer]:
        """Hold the library for writing, making it first where there is none.

        Raises `Transient` where another holds it too long, `Config` where it cannot be made.
        """
        ...

    def trying_to_write(self) -> AbstractContextManager[Writer | None]:
        """As `writing`, but gives None at once where another is writing."""
        ...

    def close(self) -> None:
        """Let go of them."""
        ...


class Database(Records):
    """SQLite records in a library's directory. Nothing is created before the first `writing()`."""

    def __init__(self, directory: Path, *, read_only: bool = False) -> None:
        self.directory = directory
        self._read_only = read_only
        self._engine: Engine | None = None

    @property
    def name(self) -> str:
        """The path of the file."""
        return str(self.directory / RECORDS)

    def engine(self) -> Engine | None:
        """The database at the newest revision, or None where there is no library yet.

        Raises `Config` where the library is newer than this program or the path is no directory,
        `Integrity` where the file is no database, `Transient` where the disk is full.
        """
        if self._engine is None and self._exists():
            engine = _connect_to(self.directory / RECORDS, self._read_only)
            stored = self._revision(engine)
            if stored != HEAD and self._read_only:
                raise unfit(stored, str(self.directory))
            if stored != HEAD:
                with self._locked(wait=True):
                    self._upgrade(engine)
            self._engine = engine
        return self._engine

    @contextmanager
    def writing(self) -> Iterator[Engine]:
        """Hold the library for writing, making it first where there is none.

        Raises `Transient` where another process holds it too long or the disk is full, `Config` where it
        cannot be made.
        """
        if self._read_only:
            raise Config(f"the library {self.directory} {READ_ONLY}")
        with self._locked(wait=True):
            try:
                with self._having_room():
                    yield self._created()
            except (OSError, OperationalError) as error:
                why = f"the library {self.directory} cannot be written ({_reason(error)})"
                raise Config(f"{why}: allow it or choose another.") from error

    @contextmanager
    def trying_to_write(self) -> Iterator[Engine | None]:
        """As `writing`, but gives None at once where another process is writing."""
        if self._read_only:
            yield None
            return
        with ExitStack() as held:
            try:
                held.enter_context(self._locked(wait=False))
            except Transient:
                yield None
                return
            with self._having_room():
                yield self._created()

    @contextmanager
    def _having_room(self) -> Iterator[None]:
        """What fails meanwhile since the disk is full, in whatever part of the library, is `Transient`."""
        try:
            yield
        except Exception as error:
            if not out_of_room(error):
                raise
            raise self._no_room() from error

    def _no_room(self) -> Transient:
        return Transient(f"no room is left for {self.directory}: make room and try again.")

    def close(self) -> None:
        """Let go of the file."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def _exists(self) -> bool:
        if self.directory.exists() and not self.directory.is_dir():
            raise Config(f"{self.directory} is a file: give --library a directory.")
        return (self.directory / RECORDS).is_file()

    def _created(self) -> Engine:
        if self._engine is None:
            engine = _connect_to(self.directory / RECORDS)
            if self._revision(engine) != HEAD:
                self._upgrade(engine)
            self._engine = engine
        return self._engine

    @contextmanager
    def _locked(self, *, wait: bool) -> Iterator[None]:
        self._exists()
        self._refuse_others_folder()
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            file = (self.directory / "lock").open("a", encoding="utf-8")
        except OSError as error:
            if out_of_room(error):
                raise self._no_room() from error
            why = f"the library {self.directory} cannot be written ({_reason(error)})"
            raise Config(f"{why}: choose another.") from error
        with file:  # closing it, or dying, lets go of the lock
            _take(file, PATIENCE if wait else 0.0)
            yield

    def _refuse_others_folder(self) -> None:
        if not self.directory.is_dir() or (self.directory / RECORDS).is_file():
            return
        names = {entry.name for entry in self.directory.iterdir()} - _OURS
        # Another process may be making the records just now, with what SQLite keeps beside them.
        if any(not name.startswith(RECORDS) for name in names):
            raise Config(
                f"{self.directory} holds other files and no library: give --library an empty directory."
            )

    def _revision(self, engine: Engine) -> str | None:
        try:
            with engine.connect() as connection:
                return revision_of(connection)
        except DatabaseError as error:
            if out_of_room(error):  # SQLite needs some to be read, beside those who write
                raise self._no_room() from error
            raise Integrity(f"{self.name} is not a readable database: restore it from a backup.") from error

    def _upgrade(self, engine: Engine) -> None:
        stored = self._revision(engine)  # again, now that nobody else can be migrating
        if stored is None or stored < HEAD:
            with closing(sqlite3.connect(self.directory / RECORDS)) as raw:
                raw.execute("PRAGMA journal_mode=WAL")  # readers beside a writer; the file keeps it
        upgrade(engine.begin, stored, str(self.directory))


def _connect_to(path: Path, read_only: bool = False) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": 30})
    if read_only:
        # No pool: each connection sees anew whether a writer's files are beside the database.
        engine = create_engine("sqlite://", creator=lambda: _read_only(path), poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, entry: ConnectionPoolEntry) -> None:
        # pysqlite would begin transactions on its own and leave table definitions outside them.
        connection.isolation_level = None
        for pragma in ("foreign_keys=ON", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection that writes nothing; in a folder where nothing can be written, to the file as it lies."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, timeout=30, uri=True, check_same_thread=False)
    try:
        connection.execute("PRAGMA schema_version")
        return connection
    except sqlite3.OperationalError:
        connection.close()
        return sqlite3.connect(f"{address}&immutable=1", uri=True, check_same_thread=False)


def _reason(error: OSError | OperationalError) -> str:
    if isinstance(error, OSError):
        return error.strerror or "not writable"
    return str(error.orig)


def _take(file: TextIO, patience: float) -> None:
    """Take the lock on an open file, waiting at most `patience` seconds."""
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise Transient(BUSY, 5.0) from error
            time.sleep(0.05)
