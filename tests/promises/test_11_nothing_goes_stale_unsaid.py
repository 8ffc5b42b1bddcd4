"""Promise 11: what a page says keeps for a time by its kind; a page past it says which words went off."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from test_refresh import Newsroom, newsroom_in, source_of
from wellsourced.jobs.refreshing import due_pages, newest, stale
from wellsourced.render.imprint import imprint_of
from wellsourced.render.json import report_json
from wellsourced.render.markdown import page_markdown
from wellsourced.render.page import page_html

pytestmark = pytest.mark.promise(11)

COUNT = "As of April 2026 the Alderford ferry pier had 412 berths."
SETTLED = "The Alderford ferry pier was opened on May 3, 1911."


def newsroom_on(folder: Path, told: str) -> Newsroom:
    return newsroom_in(folder, told, {source_of("https://board.example/pier").uri: f"{told} It is of oak."})


@pytest.mark.parametrize(("told", "days"), [(COUNT, (20, 130)), (SETTLED, (300, 1600))])
def test_a_count_goes_off_long_before_what_is_settled(
    tmp_path: Path, told: str, days: tuple[int, int]
) -> None:
    newsroom = newsroom_on(tmp_path, told)
    library, now = newsroom.desk.library, newsroom.clock.now()
    kept, gone_off = (now + timedelta(days=n) for n in days)
    assert due_pages(library, kept) == []
    assert [page.id for page in due_pages(library, gone_off)] == [newsroom.edition.page]


def test_the_page_names_the_words_that_went_off_in_every_form(tmp_path: Path) -> None:
    newsroom = newsroom_on(tmp_path, COUNT)
    library, edition, report = newsroom.desk.library, newsroom.edition, newsroom.report()
    past = stale(edition, library, newsroom.clock.now() + timedelta(days=130))
    imprint = imprint_of(edition, (), None, past)
    for page in (page_html(report, imprint=imprint), page_markdown(report, imprint=imprint)):
        assert "Due to be checked again" in page
        assert "412 berths" in page.split("Due to be checked again")[1][:120]
    (first, *_) = report_json(report, imprint)["stale"]  # type: ignore[misc]
    assert first["expired"] in first["statement"]


def test_a_page_due_is_refreshed_and_due_no_more(tmp_path: Path) -> None:
    newsroom = newsroom_on(tmp_path, COUNT)
    library = newsroom.desk.library
    newsroom.clock.moment += timedelta(days=130)
    (page,) = due_pages(library, newsroom.clock.now())
    assert newest(page, library) == newsroom.edition
    newsroom.clock.moment -= timedelta(days=7)
    assert newsroom.later().confirmation is not None
    assert due_pages(library, newsroom.clock.now()) == []
