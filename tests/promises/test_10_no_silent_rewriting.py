"""Promise 10: an edition stays as it was; a changed verdict is announced with why, logged and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from test_refresh import BOARD, COUNT, PAGES, PAPER, Newsroom, label, newsroom_in
from wellsourced.diff import diff
from wellsourced.model.editions import ChangeKind
from wellsourced.render.markdown import page_markdown

pytestmark = pytest.mark.promise(10)

CHANGED = {
    "board": PAGES[BOARD].replace(COUNT, COUNT.replace("412", "398")),
    "paper": PAGES[PAPER].replace("412", "398"),
}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return newsroom_in(tmp_path)


def test_the_older_edition_reads_as_on_its_day(newsroom: Newsroom) -> None:
    first = newsroom.edition
    read = page_markdown(newsroom.report(first))
    newsroom.later(**CHANGED)
    assert newsroom.edition != first
    assert page_markdown(newsroom.report(first)) == read
    assert newsroom.desk.library.edition(first.id) == first


def test_a_changed_verdict_is_announced_with_why(newsroom: Newsroom) -> None:
    first = newsroom.edition
    done = newsroom.later(**CHANGED)
    assert done.edition is not None
    assert (label(newsroom.report(first)), label(newsroom.report())) == ("supported", "refuted")
    assert "from supported to refuted" in done.edition.note
    (entry,) = newsroom.desk.library.corrections()
    assert (entry.edition, entry.page) == (done.edition.id, done.edition.page)
    assert "412" in entry.why
    told = diff(newsroom.report(first), newsroom.report())
    assert ChangeKind.VERDICT in {change.kind for change in told}


def test_what_did_not_change_makes_no_edition(newsroom: Newsroom) -> None:
    newsroom.later(board=PAGES[BOARD].replace(". ", ".\n\n"))
    assert len(newsroom.desk.library.editions(newsroom.edition.page)) == 1
    assert newsroom.desk.library.corrections() == []
