"""Which pages are due: those whose statements went off, and those that another page's figure overtook."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from test_refresh import Newsroom, newsroom_in, source_of
from wellsourced.check import check
from wellsourced.jobs.refreshing import due_pages, newest, stale
from wellsourced.model.editions import Edition, Retraction
from wellsourced.publish import publish
from wellsourced.refresh import checked_at
from wellsourced.steps.classify import read_inquiry

APRIL = "As of April 2026 the Alderford ferry pier had 412 berths."
OCTOBER = "As of October 2026 the Alderford ferry pier had 655 berths."


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return newsroom_in(tmp_path, APRIL, {source_of("https://board.example/pier").uri: f"{APRIL} It is old."})


def another_page(newsroom: Newsroom, claim: str, **pages: str) -> Edition:
    newsroom.add(**pages)
    report = check(read_inquiry(claim, on=newsroom.clock.now().date()), newsroom.desk)
    newsroom.desk.library.save_report(report)
    return publish(report.id, newsroom.desk)


def test_a_page_just_checked_is_not_due(newsroom: Newsroom) -> None:
    assert due_pages(newsroom.desk.library, newsroom.clock.now()) == []


def test_a_page_is_due_when_its_count_has_gone_off_and_not_when_confirmed_since(newsroom: Newsroom) -> None:
    library = newsroom.desk.library
    later = newsroom.clock.now() + timedelta(days=200)
    (page,) = due_pages(library, later)
    first = stale(newest(page, library), library, later)[0]
    assert "412" in first.expired
    assert first.expired in first.statement
    newsroom.clock.moment = later - timedelta(days=7)
    done = newsroom.later()
    assert done.edition is None
    assert checked_at(newsroom.edition, library) == later
    assert due_pages(library, later) == []


def test_a_newer_figure_on_another_page_makes_a_page_due_at_once(newsroom: Newsroom) -> None:
    library = newsroom.desk.library
    newsroom.clock.moment += timedelta(days=180)
    newsroom.later()
    assert due_pages(library, newsroom.clock.now()) == []
    another_page(newsroom, OCTOBER, harbor=f"{OCTOBER} The stairs are new.")
    (page,) = due_pages(library, newsroom.clock.now())
    assert page.id == newsroom.edition.page
    why = stale(newest(page, library), library, newsroom.clock.now())[0].why
    assert "412" in why
    assert "655" in why
    assert "October 2026" in why


def test_once_it_was_looked_at_in_the_light_of_that_figure_it_keeps_as_others_do(newsroom: Newsroom) -> None:
    library = newsroom.desk.library
    newsroom.clock.moment += timedelta(days=180)
    another_page(newsroom, OCTOBER, harbor=f"{OCTOBER} The stairs are new.")
    newsroom.later()
    assert newsroom.edition.page not in {page.id for page in due_pages(library, newsroom.clock.now())}
    marked = stale(newest(library.page(newsroom.edition.page), library), library, newsroom.clock.now())
    assert any(one.overtaken for one in marked)


def test_a_retracted_page_is_left_alone(newsroom: Newsroom) -> None:
    library = newsroom.desk.library
    later = newsroom.clock.now() + timedelta(days=200)
    library.retract(Retraction(page=newsroom.edition.page, retracted_at=later, why="It was a test."))
    assert due_pages(library, later) == []
