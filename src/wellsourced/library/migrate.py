"""Bring a library's tables to the newest revision. Alembic is slow to import: load this only when needed."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Connection

__all__ = ["alembic_config", "upgrade"]


def alembic_config(connection: Connection | None = None) -> AlembicConfig:
    """Alembic's settings for the migrations that ship in this package."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> None:
    """Run the missing migrations inside the connection's transaction: all of them or none."""
    command.upgrade(alembic_config(connection), "head")
