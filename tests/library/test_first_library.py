"""A library of the first schema, written by the program of that day, opens with nothing lost.

`tests/cases/first_library.tar.gz` is that library: made by the last commit whose newest migration was 0001,
with its own encoder and verifier. It holds a Markdown page, a news page, four judgements and three reports,
one of them on a bundled casebook. It is never made again: what it shows is that day's work.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tarfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, create_engine, insert, inspect, select, text

from wellsourced.adapters.onnx_encoder import OnnxEncoder
from wellsourced.cli import main
from wellsourced.library import backup, migrate
from wellsourced.library.home import Home, parts_of
from wellsourced.library.restoring import restore
from wellsourced.library.revisions import revision_of
from wellsourced.library.schema import HEAD, metadata
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.model.reports import Report

PACKED = Path(__file__).parent.parent / "cases/first_library.tar.gz"
TABLES = {
    "sources": 2,
    "snapshots": 2,
    "documents": 2,
    "passages": 4,
    "indexed": 2,
    "reports": 3,
    "evidence": 4,
}
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ENCODER = OnnxEncoder()
REVISIONS = [f"{number:04d}" for number in range(1, int(HEAD))]

Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """The library of then, not opened yet."""
    with tarfile.open(PACKED) as packed:
        packed.extractall(tmp_path, filter="data")
    assert revision_in(tmp_path / "library") == "0001"
    return tmp_path / "library"


def rows_of(
    directory: Path, columns: dict[str, list[str]] | None = None
) -> tuple[Rows, dict[str, list[str]]]:
    """Every row of every table as SQLite keeps it, of the columns named, else of all; and those columns."""
    with closing(sqlite3.connect(directory / "records.sqlite3")) as raw:
        if columns is None:
            columns = {name: [one[1] for one in raw.execute(f"PRAGMA table_info({name})")] for name in TABLES}
        found: Rows = {
            name: sorted(raw.execute(f"SELECT {', '.join(quoted(asked))} FROM {name}").fetchall(), key=repr)
            for name, asked in columns.items()
        }
    return found, columns


def quoted(names: list[str]) -> list[str]:
    return [f'"{name}"' for name in names]


def revision_in(directory: Path) -> str | None:
    engine = create_engine(f"sqlite:///{directory / 'records.sqlite3'}")
    with engine.connect() as connection:
        found = revision_of(connection)
    engine.dispose()
    return found


def held(rows: Rows, now: Rows) -> bool:
    """Whether every row of then is there now."""
    return all(set(rows[name]) <= set(now[name]) for name in rows)


def sound(library: SqlLibrary, reports: list[str], judged: list[tuple[object, ...]]) -> None:
    """What the library of then held is proven, read and found, and it grows."""
    assert library.verify() == []
    for name in reports:
        report = library.find(name)
        assert isinstance(report, Report) and report.id == name
    for claim, passage, verifier, _ in judged:
        assert library.recall(str(claim), [str(passage)], str(verifier)).keys() == {passage}
    hits = library.view(date(2026, 11, 24)).search("How often does the ferry sail?", 1)
    assert "four times a day" in hits[0].passage.text


def test_the_fixture_is_small_and_holds_something_of_each_table(first: Path) -> None:
    rows, _ = rows_of(first)
    assert {name: len(found) for name, found in rows.items()} == TABLES
    assert PACKED.stat().st_size < 200_000


def test_it_opens_with_every_row_as_it_was(first: Path) -> None:
    before, columns = rows_of(first)
    reports = [str(row[0]) for row in before["reports"]]
    with closing(open_library(first, ENCODER)) as library:
        sound(library, reports, before["evidence"])
    after, _ = rows_of(first, columns)
    assert held(before, after)
    assert revision_in(first) == HEAD
    assert {name: len(after[name]) for name in TABLES if name != "indexed"} == {
        name: count for name, count in TABLES.items() if name != "indexed"
    }, "only the index is built again, in its newer form"


@pytest.mark.parametrize("revision", REVISIONS)
def test_it_opens_from_every_revision_on_the_way(first: Path, revision: str) -> None:
    before, columns = rows_of(first)
    engine = create_engine(f"sqlite:///{first / 'records.sqlite3'}")
    with engine.begin() as connection:
        command.upgrade(migrate.alembic_config(connection), revision)
    engine.dispose()
    assert revision_in(first) == revision
    with closing(open_library(first, ENCODER)) as library:
        assert library.verify() == []
    assert revision_in(first) == HEAD and held(before, rows_of(first, columns)[0])


def test_a_report_of_then_is_published_and_shown_today(
    first: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, _ = rows_of(first)
    supported = [row for row in before["reports"] if '"label": "supported"' in str(row[-1])]
    ours = next(row for row in supported if "ferry" in str(row[-1]))
    place = ["--library", str(first), "--quiet"]
    assert main(["publish", str(ours[0]), *place, "--json"]) == 0, capsys.readouterr()
    edition = json.loads(capsys.readouterr().out)["edition"]
    assert main(["show", edition["id"], *place]) == 0
    assert "keep the ferry's Sunday service" in " ".join(capsys.readouterr().out.split())
    assert main(["verify", *place]) == 0


def test_one_of_a_newer_program_is_refused_in_one_line_and_left_alone(
    first: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_library(first, ENCODER)):
        pass
    with closing(sqlite3.connect(first / "records.sqlite3")) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    before, columns = rows_of(first)
    for asked in (["search", "ferry"], ["verify"], ["publish", "report-x"], ["backup", f"{first}.tar.gz"]):
        assert main([*asked, "--library", str(first), "--quiet"]) == 4
        said = capsys.readouterr()
        assert said.out == "" and said.err.count("\n") == 1
        assert "was written by a newer version (revision 9999): upgrade wellsourced" in said.err
    assert rows_of(first, columns)[0] == before


def test_a_backup_made_before_the_upgrade_is_restored_after_it(
    first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, columns = rows_of(first)
    packed = tmp_path / "before.tar.gz"
    with monkeypatch.context() as then:
        then.setattr(backup, "HEAD", "0001")  # what the program of then called newest
        backup._pack(first, packed, "wellsourced 0.0", NOW)
    with closing(open_library(first, ENCODER)):
        pass
    shutil.rmtree(first)
    restore(packed, first)
    assert revision_in(first) == "0001" and rows_of(first)[0] == before
    with closing(open_library(first, ENCODER)) as library:
        sound(library, [str(row[0]) for row in before["reports"]], before["evidence"])
    assert held(before, rows_of(first, columns)[0])


def test_the_same_library_on_postgresql_opens_as_well(first: Path, database: str) -> None:
    """Its rows in tables of the first revision, its files in a folder that machines share."""
    rows, _ = rows_of(first)
    home = Home(place=first, database=database)
    engine = create_engine(database.replace("postgresql://", "postgresql+pg8000://"))
    with engine.begin() as connection:
        command.upgrade(migrate.alembic_config(connection), "0001")
        move(first, connection)
    engine.dispose()
    with closing(open_library(home, ENCODER)) as library:
        sound(library, [str(row[0]) for row in rows["reports"]], rows["evidence"])
    with closing(parts_of(home).records) as records:
        assert records.ask(revision_of) == HEAD
        assert records.ask(counts) == {**TABLES, "indexed": 2 * TABLES["indexed"]}


def move(directory: Path, into: Connection) -> None:
    """Copy every row from SQLite, with JSON and times as the other database keeps them."""
    there = MetaData()
    there.reflect(into)
    source = create_engine(f"sqlite:///{directory / 'records.sqlite3'}")
    with source.connect() as out:
        here = MetaData()
        here.reflect(out)
        for table in metadata.sorted_tables:
            if table.name in TABLES:
                found = out.execute(select(here.tables[table.name])).mappings().all()
                kept = there.tables[table.name]
                into.execute(insert(kept), [dict(row) for row in found])
    source.dispose()


def counts(connection: Connection) -> dict[str, int]:
    present = set(inspect(connection).get_table_names())
    assert set(TABLES) <= present
    return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in TABLES}
