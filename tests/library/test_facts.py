"""What a document says of itself is kept with it, proven with it, and decides from when it counts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from holdings import CAPTURED, ENCODER, FERRY, LIGHTHOUSE, add, capture
from wellsourced.adapters.extractors import Extractors
from wellsourced.library.database import Database
from wellsourced.library.home import Home
from wellsourced.library.migrate import alembic_config
from wellsourced.library.records import document_digest
from wellsourced.library.schema import HEAD
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Document, Snapshot
from wellsourced.ports import DamageKind

PAGE = """<!doctype html><html lang="en"><head><title>Ferry cuts</title>
<link rel="canonical" href="https://gull.example/ferries/cuts">
<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "Ann Reed"}, {"name":
"Bo Alder"}], "datePublished": "2025-05-03", "dateModified": "2025-09-14T08:00:00Z"}</script></head><body>
<article><h1>Ferry cuts</h1><p>The ferry to Gull Island will sail once a day from May, the harbor board said
on Friday. It carried 412 cars last year, <a href="/board/minutes-7">the board's minutes</a> show, fewer than
in any year since it began to sail.</p></article></body></html>"""


def open_at(folder: Path | Home) -> SqlLibrary:
    return open_library(folder, ENCODER)


def kept(library: SqlLibrary, name: str) -> Document:
    found = library.find(name)
    assert isinstance(found, Document)
    return found


def raw(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "records.sqlite3")) as database, database:
        database.execute(statement)


def test_a_page_keeps_who_wrote_it_when_it_changed_and_what_it_cites(home: Path | Home) -> None:
    library = open_at(home)
    page = replace(capture("gull", PAGE, media_type="text/html"), address="https://gull.example/new/cuts")
    [added] = add(library, page)
    document = kept(library, added.document)
    assert document.authors == ("Ann Reed", "Bo Alder")
    assert (document.published, document.updated) == (
        PartialDate(text="2025-05-03"),
        PartialDate(text="2025-09-14"),
    )
    assert document.canonical == "https://gull.example/ferries/cuts"
    assert document.links == ("https://gull.example/board/minutes-7",)
    snapshot = library.find(added.snapshot)
    assert isinstance(snapshot, Snapshot) and snapshot.address == "https://gull.example/new/cuts"
    assert library.verify() == []
    library.close()


@pytest.mark.parametrize(
    "change",
    [
        "updated = '2025-01-01'",
        "updated = NULL",
        "updated = 'autumn'",
        """authors = '["Someone Else"]'""",
        "authors = '5'",
        "authors = 'no json'",
        "canonical = 'https://other.example/'",
        "links = NULL",
        """links = '[["https://other.example/"]]'""",
    ],
)
def test_what_was_read_with_the_text_is_proven_with_it(tmp_path: Path, change: str) -> None:
    library = open_at(tmp_path)
    add(library, capture("gull", PAGE, media_type="text/html"))
    library.close()
    raw(tmp_path, f"UPDATE documents SET {change}")
    library = open_at(tmp_path)
    [damage] = library.verify()
    assert damage.kind is DamageKind.TEXT
    library.close()


def test_a_document_of_which_nothing_more_is_known_has_the_digest_it_always_had() -> None:
    plain = Document(
        snapshot="snapshot-a", text=FERRY, title="Ferry", published=None, language="en", extractor="plain@1"
    )
    # As the first release wrote it.
    assert document_digest(plain) == "text-ihe7oh5apiacocgkygxmyam6kgufjvvafbj7g7p6sqnggme7mheq"
    more = [
        replace(plain, updated=PartialDate(text="2025")),
        replace(plain, authors=("Ann Reed",)),
        replace(plain, canonical="https://gull.example/"),
        replace(plain, links=("https://gull.example/",)),
    ]
    assert len({document_digest(one) for one in (plain, *more)}) == 5


def written_at_first(folder: Path) -> None:
    """A library as the first release left it: its tables, and rows of what it knew of a document."""
    library = open_at(folder)
    add(library, capture("ferry", FERRY, published="2025"))
    library.close()
    first = create_engine(f"sqlite:///{folder / 'first.sqlite3'}")
    with first.begin() as connection:
        command.upgrade(alembic_config(connection), "0001")
        connection.execute(text(f"ATTACH '{folder / 'records.sqlite3'}' AS now"))
        for table in ("sources", "snapshots", "documents", "passages", "indexed"):
            names = [row[1] for row in connection.execute(text(f"PRAGMA main.table_info({table})"))]
            columns = ", ".join(f'"{name}"' for name in names)
            connection.execute(
                text(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table}")
            )
    first.dispose()
    for name in ("records.sqlite3-wal", "records.sqlite3-shm"):
        (folder / name).unlink(missing_ok=True)
    (folder / "first.sqlite3").replace(folder / "records.sqlite3")


def test_a_library_of_the_first_release_is_opened_proven_and_added_to(tmp_path: Path) -> None:
    written_at_first(tmp_path)
    with closing(sqlite3.connect(tmp_path / "records.sqlite3")) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(documents)")]
        assert "links" not in columns
        assert database.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    library = open_at(tmp_path)
    assert library.verify() == []
    view = library.view(date(2026, 11, 23))
    [hit] = view.search("ferry to Gull Island", 1)
    old = view.document_of(hit.passage)
    assert (old.updated, old.authors, old.canonical, old.links) == (None, (), None, ())
    assert view.snapshot_of(hit.passage).address is None
    [again, added] = add(
        library, capture("ferry", FERRY, published="2025"), capture("gull", PAGE, media_type="text/html")
    )
    assert not again.new and added.new
    assert kept(library, added.document).links == ("https://gull.example/board/minutes-7",)
    assert library.verify() == []
    library.close()
    database = Database(tmp_path)
    engine = database.engine()
    assert engine is not None
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
    database.close()


@pytest.mark.parametrize(
    ("stated", "first_day"),
    [
        (None, date(2025, 9, 14)),  # what stood there from May on, nobody can tell
        ("2025-05-03", date(2025, 9, 14)),  # says no more than the page itself
        ("2025-06-01", date(2025, 6, 1)),  # the user knows better
    ],
)
def test_a_page_that_was_changed_counts_from_its_change(
    home: Path | Home, stated: str | None, first_day: date
) -> None:
    library = open_at(home)
    add(library, capture("gull", PAGE, media_type="text/html", published=stated))
    before = date.fromordinal(first_day.toordinal() - 1)
    assert library.view(before).search("ferry", 5) == [] and list(library.view(before).passages()) == []
    assert len(library.view(first_day).search("ferry", 5)) == 1
    [passage] = library.view(first_day).passages()
    shown = library.view(first_day).source_of(passage)
    assert shown.published == PartialDate(text=stated or "2025-05-03")
    library.close()


def test_a_change_alone_dates_nothing(home: Path | Home) -> None:
    library = open_at(home)
    read = Extractors().extract([capture("island", LIGHTHOUSE)])[0]
    assert not isinstance(read, Exception)

    class Changed:
        def extract(self, captures: object) -> list[object]:
            return [replace(read, published=None, updated=PartialDate(text="2020-01-02"))]

    library.add([capture("island", LIGHTHOUSE)], Changed())  # type: ignore[arg-type]
    assert list(library.view(date(2026, 11, 21)).passages()) == []
    assert len(list(library.view(CAPTURED.astimezone(UTC).date()).passages())) == 1
    library.close()


def test_a_change_after_the_capture_is_none_that_we_hold(home: Path | Home) -> None:
    library = open_at(home)
    early = capture("gull", PAGE, media_type="text/html", captured_at=datetime(2025, 7, 1, tzinfo=UTC))
    add(library, early)
    [passage] = library.view(date(2025, 7, 1)).passages()
    assert library.view(date(2025, 7, 1)).document_of(passage).updated is None
    library.close()
