"""The library's records on PostgreSQL: the same tables, and an advisory lock where a file would be locked."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from wellsourced.errors import Config, MissingExtra, Transient, WellsourcedError
from wellsourced.library.database import BUSY, PATIENCE
from wellsourced.library.revisions import revision_of, upgrade
from wellsourced.library.schema import HEAD

try:
    import pg8000  # type: ignore[import-untyped]
except ImportError as error:
    raise MissingExtra("a library on PostgreSQL", "cluster") from error

__all__ = ["PostgresRecords", "address"]

DRIVER = "postgresql+pg8000"
CONNECT_WITHIN = 10.0
TRY_AGAIN_AFTER = 5.0

_KEEPALIVE = "-c tcp_keepalives_idle=20 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
"""A machine that is gone without a word lets go of its lock within a minute."""

_LOCK = "hashtext('wellsourced library'), hashtext(current_schema())"
"""One lock a schema, since a schema holds one library."""

_GONE = ("08", "53", "57P", "40001", "40P01")
"""Beginnings of SQLSTATE codes of what passes: connections lost, no room, shutdowns, deadlocks."""
_REFUSED = ("28", "3D000", "3F000", "42501", "25006")
"""Of what does not: no such user, wrong password, no such database, no right to it, read only."""
_WAITED = "55P03"

T = TypeVar("T")


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


class PostgresRecords:
    """`Records` in a schema of a PostgreSQL database. Nothing is created before the first `writing()`.

    Raises `Transient` wherever the server does not answer; the next call connects anew.
    """

    def __init__(self, url: URL) -> None:
        self._url = url
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
            if stored != HEAD:
                with self.writing():
                    pass
            self._ready = True
        return engine

    def ask(self, question: Callable[[Connection], T]) -> T | None:
        """The answer from the records, None where there is no library yet."""
        engine = self.engine()
        if engine is None:
            return None
        with engine.connect() as connection:
            return question(connection)

    @contextmanager
    def writing(self) -> Iterator[_Holder]:
        """Hold the library for writing, making it first where there is none; those who wait take turns."""
        with self._locked(PATIENCE) as connection:
            holder = _Holder(connection)
            self._bring_up(holder)
            yield holder

    @contextmanager
    def trying_to_write(self) -> Iterator[_Holder | None]:
        """As `writing`, but gives None at once where another is writing."""
        with ExitStack() as held:
            try:
                connection = held.enter_context(self._locked(0.0))
            except _Busy:
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
            self._connected = _connect_to(self._url, self.name)
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
            raise Transient("the database was lost while the library was written to: try again.", 5.0)


class _Busy(Transient):
    """Another process holds the library."""

    def __init__(self) -> None:
        super().__init__(BUSY, TRY_AGAIN_AFTER)


def _take(connection: Connection, patience: float) -> None:
    """Take the lock for as long as the connection lasts, waiting at most `patience` seconds."""
    with connection.begin():
        if not patience:
            if not connection.execute(text(f"SELECT pg_try_advisory_lock({_LOCK})")).scalar():
                raise _Busy
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


def _connect_to(url: URL, name: str) -> Engine:
    options, url = _security(url), url.difference_update_query(["sslmode"])
    engine = create_engine(
        url,
        # As SQLite's: what a transaction reads is of one moment.
        isolation_level="REPEATABLE READ",
        pool_pre_ping=True,
        max_overflow=-1,  # those who wait for the lock must not keep readers out: the server sets the limit
        connect_args={
            "application_name": "wellsourced",
            "startup_params": {"options": _KEEPALIVE},
            **options,
        },
    )
    # Rows by the thousand in one statement: the driver would send one a round trip.
    engine.dialect.use_insertmanyvalues_wo_returning = True

    @event.listens_for(engine, "do_connect")
    def _connect(dialect: object, record: object, arguments: object, options: dict[str, Any]) -> Any:
        if "unix_sock" in options:
            return None  # the driver's own way
        made = _socket(options.get("host") or "localhost", options.get("port") or 5432, name)
        try:
            return pg8000.Connection(**options, sock=made)
        except BaseException:
            made.close()
            raise

    @event.listens_for(engine, "handle_error")
    def _tell(context: ExceptionContext) -> None:
        error = context.original_exception
        # The driver does not count it as lost when the server says good-bye first.
        lost = context.is_disconnect = context.is_disconnect or _of(error)[0].startswith("57P")
        if context.is_pre_ping:
            return  # a connection that is gone is replaced by another
        means = told(error, name, lost=lost)
        if means is not None:
            raise means from error

    return engine


def _socket(host: str, port: int, name: str) -> socket.socket:
    """A connection to the server on which a server that is gone is noticed within a minute."""
    try:
        made = socket.create_connection((host, port), CONNECT_WITHIN)
    except OSError as error:
        why = f"the database {name} does not answer ({error.strerror or 'timed out'})"
        raise Transient(f"{why}: try again.", TRY_AGAIN_AFTER) from error
    made.settimeout(None)  # waiting for a lock takes longer than connecting
    made.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in (("TCP_KEEPIDLE", 20), ("TCP_KEEPINTVL", 10), ("TCP_KEEPCNT", 3)):
        if hasattr(socket, option):
            made.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)
    return made


def _security(url: URL) -> dict[str, Any]:
    """What the address says of encryption, in the words of libpq; none where it says nothing."""
    mode = url.query.get("sslmode", "disable")
    if mode == "disable":
        return {}
    if mode not in ("require", "verify-full"):
        raise Config(f"setting 'database': sslmode={mode} is not known: use disable, require or verify-full")
    context = ssl.create_default_context()
    if mode == "require":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return {"ssl_context": context}


def told(error: BaseException, name: str, *, lost: bool) -> WellsourcedError | None:
    """What an error of the driver means to whoever asked; None where it is a fault of the program."""
    code, words = _of(error)
    if code == _WAITED:
        return _Busy()
    if code.startswith(_REFUSED):
        return Config(f"the database {name} refuses ({words}): check the setting 'database' and its rights.")
    if lost or code.startswith(_GONE) or (not code and isinstance(error, pg8000.InterfaceError)):
        why = f"the database {name} does not answer ({words})"
        return Transient(f"{why}: try again.", TRY_AGAIN_AFTER)
    return None


def _of(error: BaseException) -> tuple[str, str]:
    """The SQLSTATE code of an error, empty where it has none, and its words in one line."""
    said = error.args[0] if error.args else ""
    if isinstance(said, dict):
        return str(said.get("C", "")), " ".join(str(said.get("M", "")).split())
    return "", " ".join(str(said).split())
