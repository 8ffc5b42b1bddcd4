"""Migrations: what they make is what the tables say, and they run only when needed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects.sqlite import dialect

from wellsourced.errors import Config
from wellsourced.library.database import Database
from wellsourced.library.migrate import alembic_config
from wellsourced.library.schema import HEAD, UtcDateTime, metadata


def test_the_head_we_name_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == HEAD


def test_migrations_make_the_tables_the_schema_names(tmp_path: Path) -> None:
    database = Database(tmp_path / "library")
    with database.writing() as engine, engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    database.close()


def test_a_library_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    database = Database(tmp_path / "library")
    with database.writing():
        pass
    database.close()
    with closing(sqlite3.connect(tmp_path / "library" / "records.sqlite3")) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Config, match="newer version"):
        Database(tmp_path / "library").engine()


def test_a_migration_killed_half_way_is_done_again(tmp_path: Path) -> None:
    # An empty database is what a process leaves that dies before its migration commits.
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "records.sqlite3").touch()
    database = Database(tmp_path / "library")
    engine = database.engine()
    assert engine is not None
    with engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == HEAD
    database.close()


def test_opening_a_current_library_does_not_load_alembic(tmp_path: Path) -> None:
    database = Database(tmp_path / "library")
    with database.writing():
        pass
    database.close()
    program = (
        "import sys; from pathlib import Path; from wellsourced.library.database import Database\n"
        f"database = Database(Path({str(tmp_path / 'library')!r}))\n"
        "assert database.engine() is not None\n"
        "database.close()\n"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_times_come_back_in_utc_and_naive_ones_are_refused() -> None:
    kind = UtcDateTime()
    west = datetime(2026, 3, 1, 20, 0, tzinfo=timezone(timedelta(hours=-7)))
    stored = kind.process_bind_param(west, dialect())
    assert stored == west and stored.tzinfo is UTC
    without = stored.replace(tzinfo=None)
    assert kind.process_result_value(without, dialect()) == west
    with pytest.raises(ValueError, match="has a zone"):
        kind.process_bind_param(without, dialect())
