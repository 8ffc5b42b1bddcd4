"""Connections to PostgreSQL, and what its errors and those of the driver mean to whoever asked."""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext

from wellsourced.errors import Config, MissingExtra, Transient, WellsourcedError
from wellsourced.library.database import BUSY

try:
    import pg8000  # type: ignore[import-untyped]
except ImportError as error:
    raise MissingExtra("a library on PostgreSQL", "cluster") from error

__all__ = ["TRY_AGAIN_AFTER", "Busy", "connect_to"]

CONNECT_WITHIN = 10.0
TRY_AGAIN_AFTER = 5.0

_KEEPALIVE = "-c tcp_keepalives_idle=20 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
"""A machine that is gone without a word lets go of its lock within a minute."""

_GONE = ("08", "53", "57P", "40001", "40P01")
"""Beginnings of SQLSTATE codes of what passes: connections lost, no room, shutdowns, deadlocks."""
_REFUSED = ("28", "3D000", "3F000", "42501", "25006")
"""Of what does not: no such user, wrong password, no such database, no right to it, read only."""
_WAITED = "55P03"


class Busy(Transient):
    """Another process holds the library."""

    def __init__(self) -> None:
        super().__init__(BUSY, TRY_AGAIN_AFTER)


class _Connection(pg8000.Connection):  # type: ignore[misc]
    """One that tells of a server that is gone in one way, and says no good-bye to it."""

    def handle_messages(self, context: Any) -> None:
        try:
            super().handle_messages(context)
        except OSError as error:
            raise pg8000.InterfaceError("network error") from error

    def close(self) -> None:
        with suppress(pg8000.Error, OSError):
            super().close()


def connect_to(url: URL, name: str) -> Engine:
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
            return _Connection(**options, sock=made)
        except OSError as error:
            made.close()
            raise _silent(name, error) from error
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
        raise _silent(name, error) from error
    made.settimeout(None)  # waiting for a lock takes longer than connecting
    made.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in (("TCP_KEEPIDLE", 20), ("TCP_KEEPINTVL", 10), ("TCP_KEEPCNT", 3)):
        if hasattr(socket, option):
            made.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)
    return made


def _silent(name: str, error: OSError) -> Transient:
    why = f"the database {name} does not answer ({error.strerror or 'timed out'})"
    return Transient(f"{why}: try again.", TRY_AGAIN_AFTER)


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
        return Busy()
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
