"""The tables of accounts, and their revisions: each step leads from one to the next."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
)

__all__ = ["HEAD", "STEPS", "actions", "facts", "invitations", "sessions", "tokens", "users"]

_ALL = MetaData()
_DIGEST = String(64)
_NAME = String(40)

facts = Table(
    "wellsourced_site",
    _ALL,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)
"""The revision of these tables, and the secret that forms are bound by."""
users = Table(
    "wellsourced_users",
    _ALL,
    Column("name", _NAME, primary_key=True),
    Column("password", String(300), nullable=False),
    Column("role", String(20), nullable=False),
    Column("invited_by", _NAME, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("disabled", Boolean, nullable=False),
)
sessions = Table(
    "wellsourced_sessions",
    _ALL,
    Column("digest", _DIGEST, primary_key=True),
    Column("person", _NAME, ForeignKey("wellsourced_users.name"), nullable=False, index=True),
    Column("made_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("browser", String(120), nullable=False),
)
tokens = Table(
    "wellsourced_tokens",
    _ALL,
    Column("digest", _DIGEST, primary_key=True),
    Column("person", _NAME, ForeignKey("wellsourced_users.name"), nullable=False, index=True),
    Column("label", String(80), nullable=False),
    Column("scopes", String(200), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_on", String(10)),
)
invitations = Table(
    "wellsourced_invitations",
    _ALL,
    Column("digest", _DIGEST, primary_key=True),
    Column("role", String(20), nullable=False),
    Column("made_by", _NAME, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_by", _NAME, nullable=False),
)
actions = Table(
    "wellsourced_actions",
    _ALL,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", BigInteger, nullable=False),
    Column("who", _NAME, nullable=False),
    Column("what", String(80), nullable=False),
    Column("on_what", String(300), nullable=False),
    Column("outcome", Integer, nullable=False),
    Column("network", String(60), nullable=False),
)

_APPENDED_ONLY = "what was done stays written down"


def _first(connection: Connection) -> None:
    """All tables; what was done can be added to and not changed, whoever holds the database."""
    _ALL.create_all(connection)
    if connection.dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER wellsourced_actions_no_{change.lower()} BEFORE {change} ON "
                f"wellsourced_actions BEGIN SELECT RAISE(ABORT, '{_APPENDED_ONLY}'); END"
            )
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION wellsourced_actions_stay() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_APPENDED_ONLY}'; END $$"
    )
    connection.exec_driver_sql(
        "CREATE TRIGGER wellsourced_actions_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON wellsourced_actions "
        "FOR EACH STATEMENT EXECUTE FUNCTION wellsourced_actions_stay()"
    )


STEPS: tuple[Callable[[Connection], None], ...] = (_first,)
"""From no tables to revision 1, and so on: append, and never change one that was shipped."""
HEAD = len(STEPS)
