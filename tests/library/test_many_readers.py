"""A library open for reading only: many processes look, one writes, and neither minds the other."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import text

import reading_only
from hashing_encoder import HashingEncoder
from holdings import BARRAGE, ENCODER, FERRY, LIGHTHOUSE, add, capture
from publishing import environment
from wellsourced.errors import Config
from wellsourced.library.home import Home
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.model.editions import Page

TODAY = date(2026, 11, 22)
PAGE = Page(claims=("A ferry sails.",), place=None, agency=None, title="Does it sail?", slug="does-it-sail")


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    with closing(open_library(tmp_path / "library", HashingEncoder())) as library:
        add(library, capture("ferry", FERRY))
    return tmp_path / "library"


def reader(directory: Path, how: str) -> subprocess.Popen[str]:
    """A reader in another process that has begun."""
    command = [sys.executable, reading_only.__file__, str(directory), how]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    started = subprocess.Popen(command, text=True, env=environment(), **pipes)
    assert started.stdout is not None and started.stdout.readline()
    return started


def files(directory: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file()}


def opened(directory: Path) -> SqlLibrary:
    return open_library(Home(place=directory, read_only=True), ENCODER)


def test_a_reader_finds_what_is_there_and_leaves_every_file_as_it_was(directory: Path) -> None:
    before = files(directory)
    with closing(opened(directory)) as library:
        assert [hit.passage.text for hit in library.view(TODAY).search("ferry", 3)] == [FERRY]
        assert library.verify() == [] and list(library.pages()) == []
        library.count_read("page-x", TODAY)
    after = {name: body for name, body in files(directory).items() if not name.endswith(("-wal", "-shm"))}
    assert after == before


def test_what_would_write_is_refused_in_a_line(directory: Path) -> None:
    with closing(opened(directory)) as library:
        for write in (
            lambda: add(library, capture("barrage", BARRAGE)),
            lambda: library.publish(PAGE, "report-x", datetime.now(UTC), "", {}),
            lambda: library.merge(directory.with_name("other")),
            lambda: library.keep_anchors({}),
        ):
            with pytest.raises(Config, match="is opened to be read only"):
                write()


def test_where_nothing_is_nothing_is_made(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "library")) as library:
        assert list(library.view(TODAY).passages()) == [] and library.verify() == []
    assert not (tmp_path / "library").exists()


def test_a_reader_sees_what_is_added_while_it_is_open(directory: Path) -> None:
    with closing(opened(directory)) as reading, closing(open_library(directory, ENCODER)) as writing:
        assert reading.view(TODAY).search("barrage", 1)[0].passage.text == FERRY
        add(writing, capture("barrage", BARRAGE))
        assert reading.view(TODAY).search("barrage", 1)[0].passage.text == BARRAGE


def test_readers_at_work_never_block_or_break_a_writer(directory: Path) -> None:
    readers = [reader(directory, "loop") for _ in range(2)]
    with closing(open_library(directory, HashingEncoder())) as library:
        for number in range(30):
            add(
                library,
                capture(f"pier-{number}", f"Pier {number} was sold to the county in {1800 + number}."),
            )
            if number % 10 == 9:
                library._index.optimize()
        assert library.verify() == []
    for one in readers:
        told, _ = one.communicate("stop")
        assert one.returncode == 0
        times, first, last = map(int, told.split())
        assert times > 1 and 1 <= first <= last <= 31


def test_a_reader_that_stands_still_or_dies_in_the_middle_stops_nobody(directory: Path) -> None:
    """One is stopped with its transaction open, one killed in it; the writer does not even wait."""
    still, dying = reader(directory, "hold"), reader(directory, "hold")
    still.send_signal(signal.SIGSTOP)
    dying.kill()
    try:
        began = monotonic()
        with closing(open_library(directory, HashingEncoder())) as library:
            add(library, capture("barrage", BARRAGE))
            add(library, capture("lighthouse", LIGHTHOUSE))
            assert library.verify() == []
        assert monotonic() - began < 20  # less than the patience with anybody's lock
    finally:
        still.kill()
        for one in (still, dying):
            one.communicate()
    with closing(opened(directory)) as library:
        assert len(list(library.view(TODAY).passages())) == 3


@pytest.mark.parametrize(("revision", "says"), [("0001", "an older version: open it once"), ("9", "a newer")])
def test_a_library_of_another_version_is_not_touched(directory: Path, revision: str, says: str) -> None:
    with closing(open_library(directory, ENCODER)) as library:
        engine = library._database.engine()
        assert engine is not None
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
    with pytest.raises(Config, match=says):
        opened(directory)
