"""How often a page is read: a number a page and day, kept without a reader ever noticing."""

from __future__ import annotations

import fcntl
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from builders import NOW, report
from hashing_encoder import HashingEncoder
from publishing import PAGE
from wellsourced.errors import InputError
from wellsourced.library.home import Home
from wellsourced.library.store import SqlLibrary, open_library

MONDAY = date(2031, 5, 5)
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def library(home: Path | Home) -> SqlLibrary:
    opened = open_library(home, HashingEncoder())
    opened.publish(PAGE, opened.save_report(report()), NOW, "", {})
    return opened


@pytest.fixture
def kept_here(tmp_path: Path) -> SqlLibrary:
    opened = open_library(tmp_path / "library", HashingEncoder())
    opened.publish(PAGE, opened.save_report(report()), NOW, "", {})
    return opened


def test_a_page_is_counted_by_the_day_and_an_unread_one_is_left_out(library: SqlLibrary) -> None:
    assert library.reads(date.min) == {}
    for day in (MONDAY, MONDAY, TUESDAY):
        library.count_read(PAGE.id, day)
    assert library.reads(MONDAY) == {PAGE.id: 3}
    assert library.reads(TUESDAY) == {PAGE.id: 1}
    assert library.reads(TUESDAY + timedelta(days=1)) == {}


def test_what_is_kept_is_a_page_a_day_and_a_number(kept_here: SqlLibrary, tmp_path: Path) -> None:
    kept_here.count_read(PAGE.id, MONDAY)
    with closing(sqlite3.connect(tmp_path / "library" / "records.sqlite3")) as raw:
        assert raw.execute("SELECT * FROM page_reads").fetchall() == [(PAGE.id, MONDAY.isoformat(), 1)]


def test_only_a_page_that_is_there_is_counted(library: SqlLibrary) -> None:
    with pytest.raises(InputError, match="no page"):
        library.count_read("page-none", MONDAY)
    assert library.reads(date.min) == {}


def test_where_there_is_no_library_nothing_was_read(tmp_path: Path) -> None:
    assert open_library(tmp_path / "nowhere", HashingEncoder()).reads(date.min) == {}
    assert not (tmp_path / "nowhere").exists()


def test_a_reader_waits_for_no_writer(kept_here: SqlLibrary, tmp_path: Path) -> None:
    with (tmp_path / "library" / "lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        kept_here.count_read(PAGE.id, MONDAY)
    assert kept_here.reads(MONDAY) == {}
    kept_here.count_read(PAGE.id, MONDAY)
    assert kept_here.reads(MONDAY) == {PAGE.id: 1}


def test_a_report_is_known_by_the_page_it_was_published_on(library: SqlLibrary) -> None:
    [edition] = library.editions(PAGE.id)
    assert library.published_on(edition.report) == PAGE.id
    assert library.published_on("report-none") is None
