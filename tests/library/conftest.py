"""The libraries that tests of a library are run against: one in a folder, one on servers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from servers import ObjectStore, Postgres
from wellsourced.library.home import Home

NUMBERS = count()


@pytest.fixture
def nothing_left_open() -> Iterator[None]:
    """Close what a test's libraries left open of connections, as ending a process does."""
    made: list[Any] = []

    def keep(connection: Any, entry: object) -> None:
        if hasattr(connection, "_usock"):  # of PostgreSQL's driver
            made.append(connection)

    event.listen(Pool, "connect", keep)
    yield
    event.remove(Pool, "connect", keep)
    for connection in made:
        with suppress(Exception):  # closed already
            connection.close()


@pytest.fixture
def bucket(object_store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> str:
    """A place in an object store where nothing is yet, and whose keys are in the environment."""
    for variable, value in object_store.environment.items():
        monkeypatch.setenv(variable, value)
    return f"s3://{object_store.bucket}/library{next(NUMBERS)}"


@pytest.fixture
def database(postgres: Postgres, nothing_left_open: None) -> str:
    """The address of a database in which nothing is yet."""
    name = f"library{next(NUMBERS)}"
    postgres.run(f"CREATE DATABASE {name}")
    return postgres.url(name)


@pytest.fixture
def on_servers(bucket: str, database: str) -> Home:
    """A library that is not there yet, with records on PostgreSQL, archive and index in an object store."""
    return Home(place=bucket, database=database)


@pytest.fixture(params=["in a folder", "on servers"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path | Home:
    """A library that is not there yet, wherever one can be."""
    if request.param == "in a folder":
        return tmp_path / "library"
    there: Home = request.getfixturevalue("on_servers")
    return there
