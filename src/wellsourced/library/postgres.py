"""The library's records on PostgreSQL: the same tables, and an advisory lock where a file would be locked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress

from sqlalchemy import URL, Connection, Engine, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from wellsourced.errors import Config, Transient, WellsourcedError
from wellsourced.library.database import PATIENCE, READ_ONLY, Records
from wellsourced.library.postgres_connections import TRY_AGAIN_AFTER, Busy, connect_to
from wellsourced.library.revisions import revision_of, unfit, upgrade
from wellsourced.library.schema import HEAD

__all__ = ["PostgresRecords", "address"]

DRIVER = "postgresql+pg8000"

_LOCK = "hashtext('wellsourced library'), hashtext(current_schema())"
"""One lock a schema, since a schema holds one library."""


def address(database: str) -> URL:
    """A setting's `postgresql://USER:PASSWORD@HOST:PORT/NAME` as SQLAlchemy takes it.

    Raises `Config` where it is of another kind.
    """
    try:
        url = make_url(database)
    except ArgumentError as error:
        raise Config("setting 'database': write postgresql://USER:PASSWORD@HOST:PORT/NAME") from error
    if url.drivername not in ("postgresql", "postgres", DRIVER) or not url.database:
        raise Config("setting 'database': write postgresql://USER:PASSWORD@HOST:PORT/NAME")
    return url.set(drivername=DRIVER)


class PostgresRecords(Records):
    """`Records` in a schema of a PostgreSQL database. Nothing is created before the first `writing()`.

    Raises `Transient` wherever the server does not answer; the next call connects anew.
    """

    def __init__(self, url: URL, *, read_only: bool = False) -> None:
        self._url = url
        self._read_only = read_only
        self._connected: Engine | None = None
        self._ready = False

    @property
    def name(self) -> str:
        """The address, without the password."""
        return self._url.set(drivername="postgresql").render_as_string(hide_password=True)

    def engine(self) -> Engine | None:
        """The database at the newest revision, or None where there is no library yet.

        Raises `Config` where the library is newer than this program.
        """
        engine = self._engine()
        if not self._ready:
            with engine.connect() as connection:
                stored = revision_of(connection)
            if stored is None:
                return None
            if stored != HEAD and self._read_only:
                raise unfit(stored, self.name)
            if stored != HEAD:
                with self.writing():
                    pass
            self._ready = True
        return engine

    @contextmanager
    def writing(self) -> Iterator[_Holder]:
        """Hold the library for writing, making it first where there is none; those who wait take turns."""
        if self._read_only:
            raise Config(f"the library {self.name} {READ_ONLY}")
        with self._locked(PATIENCE) as connection:
            holder = _Holder(connection)
            self._bring_up(holder)
            yield holder

    @contextmanager
    def trying_to_write(self) -> Iterator[_Holder | None]:
        """As `writing`, but gives None at once where another is writing."""
        if self._read_only:
            yield None
            return
        with ExitStack() as held:
            try:
                connection = held.enter_context(self._locked(0.0))
            except Busy:
                yield None
                return
            holder = _Holder(connection)
            self._bring_up(holder)
            yield holder

    def close(self) -> None:
        """Let go of every connection."""
        if self._connected is not None:
            self._connected.dispose()
            self._connected = None

    def _engine(self) -> Engine:
        if self._connected is None:
            self._connected = connect_to(self._url, self.name)
        return self._connected

    def _bring_up(self, holder: _Holder) -> None:
        if self._ready:
            return
        with holder.connect() as connection:
            stored = revision_of(connection)
        upgrade(holder.begin, stored, self.name)
        self._ready = True

    @contextmanager
    def _locked(self, patience: float) -> Iterator[Connection]:
        """A connection that holds the lock, which goes with it: a killed process lets go."""
        with self._engine().connect() as connection:
            _take(connection, patience)
            try:
                yield connection
            finally:
                _let_go(connection)


class _Holder:
    """Writes through the very connection that holds the lock: where that is lost, nothing is committed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        self._still_held()
        with self._connection.begin():
            yield self._connection

    def connect(self) -> AbstractContextManager[Connection]:
        return self.begin()

    def _still_held(self) -> None:
        if self._connection.invalidated:
            raise Transient(
                "the database was lost while the library was written to: try again.", TRY_AGAIN_AFTER
            )


def _take(connection: Connection, patience: float) -> None:
    """Take the lock for as long as the connection lasts, waiting at most `patience` seconds."""
    with connection.begin():
        if not patience:
            if not connection.execute(text(f"SELECT pg_try_advisory_lock({_LOCK})")).scalar():
                raise Busy
            return
        connection.execute(text(f"SET LOCAL lock_timeout = {round(patience * 1000)}"))
        connection.execute(text(f"SELECT pg_advisory_lock({_LOCK})"))


def _let_go(connection: Connection) -> None:
    if connection.invalidated:
        return
    try:
        with connection.begin():
            connection.execute(text(f"SELECT pg_advisory_unlock({_LOCK})"))
    except (SQLAlchemyError, WellsourcedError):
        with suppress(SQLAlchemyError):
            connection.invalidate()  # closed, and the lock with it
