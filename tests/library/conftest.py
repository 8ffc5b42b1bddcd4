"""The libraries that tests of a library are run against: one in a folder, one on servers."""

from __future__ import annotations

from pathlib import Path

import pytest

from wellsourced.library.home import Home


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
