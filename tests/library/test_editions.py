"""Editions: each page a chain that only grows, whatever happens to the process that writes it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine

import publishing
from builders import inquiry, report
from hashing_encoder import HashingEncoder
from holdings import FERRY, add, capture
from wellsourced.errors import InputError
from wellsourced.library.home import Home
from wellsourced.library.migrate import alembic_config
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.model.editions import Confirmation, Correction, Page, Retraction
from wellsourced.model.reports import Report
from wellsourced.ports import DamageKind

AT = datetime(2031, 5, 4, 17, 0, tzinfo=UTC)
PAGE = Page(
    claims=("Tackle shops may sell permits.",),
    place="ZZ-AV",
    agency=None,
    title="May shops sell permits?",
    slug="may-shops-sell-permits",
)


@pytest.fixture
def library(home: Path | Home) -> SqlLibrary:
    return open_library(home, HashingEncoder())


@pytest.fixture
def kept_here(tmp_path: Path) -> SqlLibrary:
    return open_library(tmp_path / "library", HashingEncoder())


def numbered(number: int) -> Report:
    """A report unlike those of other numbers."""
    return report(inquiry=replace(inquiry(), on=inquiry().on - timedelta(days=number)))


def published(library: SqlLibrary, *numbers: int, page: Page = PAGE) -> list[str]:
    return [
        library.publish(page, library.save_report(numbered(n)), AT + timedelta(days=n), f"Note {n}", {}).id
        for n in numbers
    ]


def changed(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "library" / "records.sqlite3")) as raw, raw:
        assert raw.execute(statement).rowcount == 1


def test_where_nothing_was_published_there_is_nothing(library: SqlLibrary) -> None:
    assert list(library.pages()) == list(library.editions("page-x")) == list(library.corrections()) == []
    assert library.retraction("page-x") is None and list(library.confirmations("page-x")) == []
    for ask in (library.page, library.edition):
        with pytest.raises(InputError, match="`wellsourced editions` lists them"):
            ask("page-x")


def test_editions_of_a_page_form_a_chain(library: SqlLibrary) -> None:
    ids = published(library, 1, 2, 3)
    chain = library.editions(PAGE.id)
    assert [edition.id for edition in chain] == ids
    assert [(edition.number, edition.previous) for edition in chain] == [(1, None), (2, ids[0]), (3, ids[1])]
    assert [edition.note for edition in chain] == ["Note 1", "Note 2", "Note 3"]
    assert chain[0].published_at == AT + timedelta(days=1)
    assert library.report(chain[2].report) == numbered(3)
    assert library.pages() == [PAGE] and library.page(PAGE.id) == PAGE
    assert DamageKind.EDITION not in {one.kind for one in library.verify()}


def test_publishing_what_is_newest_adds_nothing_but_an_older_report_is_a_new_edition(
    library: SqlLibrary,
) -> None:
    first, second = published(library, 1, 2)
    assert published(library, 2) == [second]
    assert [edition.id for edition in library.editions(PAGE.id)] == [first, second]
    [third] = published(library, 1)
    assert library.edition(third).number == 3


def test_an_edition_is_found_by_its_first_letters(library: SqlLibrary) -> None:
    first, second = published(library, 1, 2)
    assert library.edition(first[:20]).id == first
    with pytest.raises(InputError, match="give more of the id"):
        library.edition("edition-")
    assert library.find(second[:24]) == library.edition(second)
    assert library.find(PAGE.id[:20]) == PAGE


def test_only_a_report_that_is_kept_is_published(library: SqlLibrary) -> None:
    with pytest.raises(InputError, match="no report"):
        library.publish(PAGE, "report-none", AT, "", {})
    assert list(library.pages()) == []


def test_another_wording_is_kept_once_in_the_order_it_came(library: SqlLibrary) -> None:
    published(library, 1)
    for wording in ("Are shops allowed to?", "may shops  sell permits", "Can shops sell them?", " "):
        library.add_variant(PAGE.id, wording)
    library.add_variant(PAGE.id, "Can shops sell them?")
    assert library.page(PAGE.id).variants == ("Are shops allowed to?", "Can shops sell them?")
    asked_anew = replace(PAGE, title="Is it legal?", variants=("Can shops sell them?",))
    published(library, 2, page=asked_anew)
    assert library.page(PAGE.id).title == PAGE.title
    assert library.page(PAGE.id).variants == ("Are shops allowed to?", "Can shops sell them?", "Is it legal?")
    with pytest.raises(InputError, match="no page"):
        library.add_variant("page-none", "Anything")


def test_what_was_confirmed_is_kept_with_its_page(library: SqlLibrary) -> None:
    first, second = published(library, 1, 2)
    later = Confirmation(edition=second, confirmed_at=AT + timedelta(days=9), asked=4, dead=("https://a.b/",))
    sooner = Confirmation(edition=first, confirmed_at=AT + timedelta(days=1, hours=2), asked=4)
    for confirmation in (later, sooner, later):
        library.confirm(confirmation)
    assert list(library.confirmations(PAGE.id)) == [sooner, later]
    latest = replace(sooner, confirmed_at=AT + timedelta(days=20), weighed="report-x", unreached=1)
    library.confirm(latest)
    assert library.last_confirmation(first) == latest
    assert library.last_confirmation(second) == later
    assert library.last_confirmation("edition-x") is None
    with pytest.raises(InputError, match="no edition"):
        library.confirm(replace(later, edition="edition-none"))


def test_the_log_of_corrections_is_newest_first_and_tells_each_once(library: SqlLibrary) -> None:
    [first] = published(library, 1)
    old = Correction(page=PAGE.id, edition=first, corrected_at=AT, what="Nine shops", why="There are ten.")
    new = replace(old, corrected_at=AT + timedelta(days=3), what="In 2030")
    for correction in (old, new, replace(old, corrected_at=AT + timedelta(days=8))):
        library.correct(correction)
    assert list(library.corrections()) == [new, old]
    with pytest.raises(InputError, match="no edition of"):
        library.correct(replace(old, page="page-other"))


def test_a_page_taken_back_keeps_its_history_and_gets_no_more(library: SqlLibrary) -> None:
    [first] = published(library, 1)
    library.retract(Retraction(page=PAGE.id, retracted_at=AT, why="Of another matter."))
    library.retract(Retraction(page=PAGE.id, retracted_at=AT + timedelta(days=1), why="Again."))
    assert library.retraction(PAGE.id) == Retraction(page=PAGE.id, retracted_at=AT, why="Of another matter.")
    assert [edition.id for edition in library.editions(PAGE.id)] == [first]
    with pytest.raises(InputError, match="was retracted on 2031-05-04"):
        published(library, 2)
    with pytest.raises(InputError, match="no page"):
        library.retract(Retraction(page="page-none", retracted_at=AT, why="None."))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE editions SET report_id = (SELECT report_id FROM editions WHERE number = 1) WHERE number = 2",
        "UPDATE editions SET number = 7 WHERE number = 3",
        "UPDATE editions SET previous = NULL WHERE number = 3",
        "DELETE FROM editions WHERE number = 1",
        "UPDATE pages SET payload = json_set(payload, '$.place', 'ZZ-AW')",
        "UPDATE pages SET payload = '{}'",
    ],
)
def test_a_chain_that_was_tampered_with_is_found(kept_here: SqlLibrary, tmp_path: Path, change: str) -> None:
    published(kept_here, 1, 2, 3)
    kept_here.close()
    changed(tmp_path, change)
    again = open_library(tmp_path / "library", HashingEncoder())
    assert DamageKind.EDITION in {one.kind for one in again.verify()}
    again.close()


def test_a_library_from_before_there_were_editions_is_brought_up_to_date(
    kept_here: SqlLibrary, tmp_path: Path
) -> None:
    add(kept_here, capture("ferry", FERRY))
    kept = kept_here.save_report(numbered(1))
    kept_here.close()
    engine = create_engine(f"sqlite:///{tmp_path / 'library' / 'records.sqlite3'}")
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), "0003")
    engine.dispose()
    with closing(sqlite3.connect(tmp_path / "library" / "records.sqlite3")) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0003",)
        assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'editions'").fetchone() == (0,)
    again = open_library(tmp_path / "library", HashingEncoder())
    assert again.report(kept) == numbered(1)
    assert [passage.text for passage in again.view(datetime.now(UTC).date()).passages()] == [FERRY]
    assert len(published(again, 1)) == 1
    again.close()


@pytest.mark.parametrize(("when", "there"), [("before", 1), ("after", 2)])
def test_a_process_killed_at_the_commit_leaves_all_of_an_edition_or_nothing(
    kept_here: SqlLibrary, tmp_path: Path, when: str, there: int
) -> None:
    published(kept_here, 1)
    second = kept_here.save_report(numbered(2))
    kept_here.close()
    assert publishing.killed(tmp_path / "library", [second], when) == -9
    again = open_library(tmp_path / "library", HashingEncoder())
    assert len(again.editions(PAGE.id)) == there
    # The child said the page in other words too: they are there with its edition, or not at all.
    assert len(again.page(PAGE.id).variants) == there - 1
    published(again, 2)
    assert [edition.number for edition in again.editions(PAGE.id)] == [1, 2]
    again.close()


def test_two_processes_that_publish_at_once_make_one_chain(kept_here: SqlLibrary, tmp_path: Path) -> None:
    reports = [kept_here.save_report(numbered(n)) for n in range(12)]
    kept_here.close()
    halves = (reports[::2], reports[1::2])
    children = [
        subprocess.Popen(
            [sys.executable, *publishing.command(tmp_path / "library", some)], env=publishing.environment()
        )
        for some in halves
    ]
    assert [child.wait() for child in children] == [0, 0]
    again = open_library(tmp_path / "library", HashingEncoder())
    chain = again.editions(PAGE.id)
    assert [edition.number for edition in chain] == list(range(1, 13))
    assert [edition.previous for edition in chain] == [None, *(edition.id for edition in chain[:-1])]
    assert {edition.report for edition in chain} == set(reports)
    again.close()
