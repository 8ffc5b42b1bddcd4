"""The watch list: what pages tell readers to watch, by when each is looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from builders import E_ALDER, E_STATUTE, NOW, cite, report, say
from hashing_encoder import HashingEncoder
from wellsourced.jobs.watching import watch_list
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.model.editions import Confirmation, Page, Retraction
from wellsourced.model.reports import Statement

DAY = timedelta(days=1)
FEE = say("The new fee takes effect on May 9, 2031.", cite(E_STATUTE))
APPEAL = say("The appeal against the ordinance is pending.", cite(E_ALDER))
COUNTING = say("The county counts permits again in August 2031.", cite(E_ALDER))


@pytest.fixture
def library(tmp_path: Path) -> SqlLibrary:
    return open_library(tmp_path / "library", HashingEncoder())


def published(library: SqlLibrary, name: str, *watch: Statement) -> str:
    """A page with these under "what to watch"; the id of its edition."""
    page = Page(claims=(name,), place=None, agency=None, title=name, slug=name)
    made = report(watch=watch, inquiry=replace(report().inquiry, text=name))
    return library.publish(page, library.save_report(made), NOW, "", {}).id


def test_what_comes_soonest_is_first_with_its_page_its_day_and_why(library: SqlLibrary) -> None:
    published(library, "one", APPEAL, FEE)
    published(library, "other", COUNTING)
    published(library, "nothing to watch")
    found = watch_list(library, NOW)
    assert [(one.page.title, one.statement, one.day) for one in found] == [
        ("one", FEE.text, date(2031, 5, 9)),
        ("one", APPEAL.text, None),
        ("other", COUNTING.text, date(2031, 8, 1)),
    ]
    assert found[0].due_at.date() == date(2031, 5, 9)
    assert found[1].due_at == NOW + 14 * DAY
    assert "May 9, 2031" in found[0].why
    assert "is pending" in found[1].why


def test_a_day_that_has_come_is_due_until_the_page_is_looked_at(library: SqlLibrary) -> None:
    edition = published(library, "one", FEE)
    later = NOW + 10 * DAY
    [before] = watch_list(library, later)
    assert (before.due_at <= later, before.day) == (True, date(2031, 5, 9))
    library.confirm(Confirmation(edition=edition, confirmed_at=later, asked=1))
    [after] = watch_list(library, later)
    assert (after.due_at <= later, after.day) == (False, None)


def test_a_retracted_page_is_not_watched(library: SqlLibrary) -> None:
    edition = library.edition(published(library, "one", FEE))
    library.retract(Retraction(page=edition.page, retracted_at=NOW, why="It was a draft."))
    assert watch_list(library, NOW) == ()
