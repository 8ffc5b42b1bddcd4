"""Which revision a library's tables are at, and bringing them to the newest: the same on every database."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import Connection, inspect, text

from wellsourced.errors import Config
from wellsourced.library.schema import HEAD

__all__ = ["revision_of", "unfit", "upgrade"]


def revision_of(connection: Connection) -> str | None:
    """The stored revision, None for a database without tables. Cheap: one row, and no alembic."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(begin: Callable[[], AbstractContextManager[Connection]], stored: str | None, name: str) -> None:
    """Run the migrations that are missing in one transaction; `name` is the library's, for the reader.

    The caller holds the library for writing. Raises `Config` where the library is newer than this program.
    """
    if stored == HEAD:
        return
    if stored is not None and stored > HEAD:
        raise unfit(stored, name)
    # Loaded by name, and only here: alembic costs more than all else that opening takes.
    migrate = importlib.import_module("wellsourced.library.migrate")
    with begin() as connection:
        migrate.upgrade(connection)


def unfit(stored: str | None, name: str) -> Config:
    """Why a library of another revision is not opened as it is."""
    if stored is not None and stored > HEAD:
        return Config(
            f"the library {name} was written by a newer version (revision {stored}): "
            "upgrade wellsourced to open it."
        )
    return Config(
        f"the library {name} was written by an older version: open it once without the setting 'read_only'."
    )
