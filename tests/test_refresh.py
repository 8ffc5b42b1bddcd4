"""A page is brought up to date for the price of what changed; an edition is for what a reader sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desks import encoder, verifier
from wellsourced.adapters.extractors import Extractors
from wellsourced.check import Desk, check
from wellsourced.diff import diff
from wellsourced.errors import InputError, Permanent, Transient
from wellsourced.library.store import open_library
from wellsourced.model.editions import ChangeKind, Edition, Retraction
from wellsourced.model.reports import Report
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Judgement
from wellsourced.publish import publish
from wellsourced.refresh import Refreshed, checked_at, refresh
from wellsourced.render.imprint import imprint_line, imprint_of
from wellsourced.steps.classify import read_inquiry
from wellsourced.steps.collect import collect
from wellsourced.steps.gather import Web
from wellsourced.steps.shelf_life import learned

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
BOARD, PAPER, CLERK = (f"https://{name}.example/pier" for name in ("board", "paper", "clerk"))
COUNT = "The Alderford harbor board counted 412 boats at the ferry pier in April 2026."
UNTOLD = "The dairy school bought the rope works. Lessons start at nine."
PAGES = {
    BOARD: f"{COUNT} The pier has two stairs. It was built of oak.",
    PAPER: "The Alderford ferry pier had 412 boats in April 2026, the paper said. It rained on most days.",
    CLERK: "The clerk of Alderford keeps the seal. The office is open on weekdays.",
}
AUDIT = "The Alderford harbor board counted 377 boats at the ferry pier in April 2026."
CLAIM = "The Alderford harbor board counted 412 boats at the ferry pier in April 2026."


@dataclass
class Ticking:
    """A clock that is set forward by hand."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment


@dataclass
class Site:
    """A web of pages that change; `asked` counts the requests."""

    clock: Ticking
    pages: dict[str, str | Exception] = field(default_factory=lambda: dict(PAGES))
    asked: int = 0

    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        return [self._one(source) for source in sources]

    def _one(self, source: Source) -> Capture | Exception:
        self.asked += 1
        page = self.pages.get(source.uri, Permanent(f"{source.uri} is gone: look for it elsewhere"))
        if isinstance(page, Exception):
            return page
        return Capture(
            source=source, body=page.encode(), media_type="text/plain", captured_at=self.clock.now()
        )


@dataclass
class Counting:
    """The verifier that ships, and how many pairs it was asked for."""

    pairs: int = 0
    name: str = field(default_factory=lambda: verifier().name)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        self.pairs += len(pairs)
        return verifier().judge(pairs)


@dataclass
class Newsroom:
    """A desk with its site and clock, and a page published at the start."""

    desk: Desk
    site: Site
    clock: Ticking
    edition: Edition

    def later(self, **changes: str | Exception) -> Refreshed:
        """What a refresh a week later comes to, after pages changed: `board`, `paper`, `clerk` or others."""
        self.clock.moment += timedelta(days=7)
        self.site.pages |= {f"https://{name}.example/pier": page for name, page in changes.items()}
        done = refresh(self.edition, self.desk, self.reader)
        self.edition = done.stands
        return done

    @property
    def reader(self) -> Web:
        return Web(providers=(), fetcher=self.site, extractor=Extractors())

    def report(self, edition: Edition | None = None) -> Report:
        return self.desk.library.report((edition or self.edition).report)

    def add(self, **pages: str) -> None:
        """New pages into the library, as a user adds them."""
        self.site.pages |= {f"https://{name}.example/pier": page for name, page in pages.items()}
        sources = [source_of(f"https://{name}.example/pier") for name in pages]
        added = collect(sources, self.site, Extractors(), self.desk.library)
        assert not [one for one in added if isinstance(one, Exception)], added


def source_of(uri: str) -> Source:
    host = uri.split("/")[2].removesuffix(".example")
    return Source(
        uri=uri,
        title=f"Page of the {host}",
        publisher=f"Alderford {host.capitalize()}",
        kind=SourceKind.GOVERNMENT,
        published=PartialDate(text="2026-05-02"),
    )


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return newsroom_in(tmp_path)


def newsroom_in(folder: Path, claim: str = CLAIM, pages: Mapping[str, str] = PAGES) -> Newsroom:
    clock = Ticking()
    site = Site(clock, dict(pages))
    library = open_library(folder / "library", encoder())
    added = collect([source_of(uri) for uri in pages], site, Extractors(), library)
    assert not [one for one in added if isinstance(one, Exception)], added
    desk = Desk(library=library, encoder=encoder(), verifier=Counting(), clock=clock)
    report = check(read_inquiry(claim, on=clock.now().date()), desk)
    library.save_report(report)
    edition = publish(report.id, desk)
    site.asked = 0
    return Newsroom(desk, site, clock, edition)


def label(report: Report) -> str:
    return report.verdicts[0].label.value


def disputed(newsroom: Newsroom) -> None:
    """Make the page rest on two sources, the board and an audit, which contradict each other."""
    newsroom.clock.moment += timedelta(days=1)
    newsroom.add(audit=AUDIT)
    assert newsroom.later().edition is not None


def test_where_nothing_changed_the_page_is_confirmed_and_nothing_is_weighed(newsroom: Newsroom) -> None:
    counting = newsroom.desk.verifier
    assert isinstance(counting, Counting)
    before = counting.pairs
    done = newsroom.later()
    assert done.edition is None
    assert done.stands == newsroom.edition
    assert done.confirmation is not None
    assert done.confirmation.confirmed_at == newsroom.clock.now()
    assert not done.moves
    assert counting.pairs == before
    assert 0 < newsroom.site.asked <= len(PAGES)


def test_looks_that_find_a_source_as_it_was_are_remembered(newsroom: Newsroom) -> None:
    for _ in range(3):
        newsroom.later()
    seen = newsroom.desk.library.view(newsroom.clock.now().date()).sightings(source_of(BOARD).id)
    assert [when for when, _ in seen] == [START, newsroom.clock.now()]
    assert learned(timedelta(days=14), seen) > timedelta(days=14)


def test_of_a_page_that_was_confirmed_often_only_the_last_time_is_read(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        newsroom.later()
    library = newsroom.desk.library
    monkeypatch.setattr(type(library), "confirmations", None)
    assert checked_at(newsroom.edition, library) == newsroom.clock.now()
    assert newsroom.later().confirmation is not None


def test_another_layout_is_no_change(newsroom: Newsroom) -> None:
    done = newsroom.later(board=PAGES[BOARD].replace(". ", ".\n\n") + "\n")
    assert done.edition is None
    assert not done.changes


def test_a_changed_figure_makes_an_edition_that_says_so(newsroom: Newsroom) -> None:
    first = newsroom.edition
    assert label(newsroom.report()) == "supported"
    corrected = "The Alderford harbor board counted 398 boats at the ferry pier in April 2026."
    done = newsroom.later(
        board=PAGES[BOARD].replace(COUNT, corrected),
        paper=PAGES[PAPER].replace("412", "398"),
    )
    assert done.edition is not None
    assert (done.edition.number, done.edition.previous) == (2, first.id)
    assert label(newsroom.report()) == "refuted"
    assert ChangeKind.VERDICT in {change.kind for change in done.changes}
    assert any("412" in line for line in done.moves.because)
    assert label(newsroom.report(first)) == "supported"
    (entry,) = newsroom.desk.library.corrections()
    assert entry.edition == done.edition.id
    assert "refuted" in entry.what
    assert "412" in entry.why


def test_a_source_that_is_gone_leaves_its_archived_copy_and_is_named(newsroom: Newsroom) -> None:
    done = newsroom.later(board=Permanent("gone: look for it elsewhere"))
    assert done.edition is None
    assert done.confirmation is not None
    assert BOARD in done.confirmation.dead
    assert newsroom.desk.library.verify() == []


def test_a_new_edition_keeps_what_its_sources_answered_as_it_was_made(newsroom: Newsroom) -> None:
    newsroom.clock.moment += timedelta(days=1)
    newsroom.add(audit=AUDIT)
    done = newsroom.later(board=Permanent("gone: look for it elsewhere"))
    assert done.edition is not None and done.confirmation is None
    library = newsroom.desk.library
    (told,) = library.confirmations(done.edition.page)
    assert (told.edition, told.asked, told.dead) == (done.edition.id, len(done.asked), (BOARD,))
    imprint = imprint_of(done.edition, [told], None)
    assert (imprint.confirmed_at, imprint.dead) == (None, (BOARD,))
    still = newsroom.later()
    assert still.confirmation is not None
    imprint = imprint_of(done.edition, library.confirmations(done.edition.page), None)
    assert (imprint.confirmed_at, imprint.dead) == (newsroom.clock.now(), (BOARD,))


def test_an_edition_that_was_made_without_asking_tells_nothing_of_its_sources(newsroom: Newsroom) -> None:
    newsroom.clock.moment += timedelta(days=1)
    newsroom.add(audit=AUDIT)
    newsroom.clock.moment += timedelta(days=1)
    done = refresh(newsroom.edition, newsroom.desk, None)
    assert done.edition is not None
    assert list(newsroom.desk.library.confirmations(done.edition.page)) == []


BUSY = Transient("busy: try again later")


def test_a_source_that_is_out_of_reach_today_is_not_called_dead_but_told(newsroom: Newsroom) -> None:
    disputed(newsroom)
    done = newsroom.later(board=BUSY)
    assert done.confirmation is not None
    assert (done.confirmation.asked, done.confirmation.dead, done.confirmation.unreached) == (2, (), 1)
    line = imprint_line(imprint_of(done.stands, [done.confirmation], None))
    assert line.endswith("confirmed on May 19, 2026 (1 source could not be reached)")


def test_a_source_that_was_gone_and_is_out_of_reach_today_is_gone_still(newsroom: Newsroom) -> None:
    disputed(newsroom)
    newsroom.later(board=Permanent("gone: look for it elsewhere"))
    for answer, dead in ((BUSY, (BOARD,)), (BUSY, (BOARD,)), (PAGES[BOARD], ())):
        done = newsroom.later(board=answer)
        assert done.confirmation is not None
        assert (done.confirmation.dead, done.confirmation.unreached) == (dead, 0)


def test_a_day_on_which_nobody_answered_confirms_nothing(newsroom: Newsroom) -> None:
    library = newsroom.desk.library
    with pytest.raises(Transient, match="not confirmed, for its source is out of reach"):
        newsroom.later(board=BUSY)
    assert list(library.confirmations(newsroom.edition.page)) == []
    assert checked_at(newsroom.edition, library) == START
    back = newsroom.later(board=PAGES[BOARD])
    assert back.confirmation is not None
    assert checked_at(newsroom.edition, library) == newsroom.clock.now()


def test_of_many_that_are_out_of_reach_the_first_says_why(newsroom: Newsroom) -> None:
    disputed(newsroom)
    with pytest.raises(Transient, match=r"for each of its 2 sources is out of reach.*busy: try again"):
        newsroom.later(board=BUSY, audit=BUSY)


def test_what_the_library_says_otherwise_is_told_although_nobody_answers(newsroom: Newsroom) -> None:
    newsroom.clock.moment += timedelta(days=1)
    newsroom.add(audit=AUDIT)
    assert newsroom.later(board=BUSY, audit=BUSY).edition is not None
    assert list(newsroom.desk.library.confirmations(newsroom.edition.page)) == []


def test_a_page_of_the_web_of_which_nobody_asked_is_not_confirmed(newsroom: Newsroom) -> None:
    newsroom.clock.moment += timedelta(days=7)
    done = refresh(newsroom.edition, newsroom.desk, None)
    assert (done.edition, done.confirmation, done.stands) == (None, None, newsroom.edition)
    assert list(newsroom.desk.library.confirmations(newsroom.edition.page)) == []


def test_a_sentence_that_is_taken_out_is_no_longer_told(newsroom: Newsroom) -> None:
    done = newsroom.later(
        board="The pier has two stairs. It was built of oak.", paper="It rained on most days in April 2026."
    )
    assert done.edition is not None
    assert label(newsroom.report()) == "not_enough_evidence"


def test_a_new_voice_against_it_is_heard(newsroom: Newsroom) -> None:
    newsroom.clock.moment += timedelta(days=1)
    newsroom.add(audit=AUDIT)
    done = newsroom.later()
    assert done.edition is not None
    assert label(newsroom.report()) in ("conflicting", "qualified")
    assert any("377" in line for line in done.moves.because)


def test_a_new_page_on_something_else_changes_nothing(newsroom: Newsroom) -> None:
    newsroom.clock.moment += timedelta(days=1)
    newsroom.add(school="The dairy school bought the rope works. Lessons start at nine.")
    done = newsroom.later()
    assert done.edition is None
    assert not done.moves


def test_refreshing_twice_is_refreshing_once(newsroom: Newsroom) -> None:
    changed = PAGES[BOARD].replace("412", "398")
    once = newsroom.later(board=changed, paper=PAGES[PAPER].replace("412", "398"))
    again = refresh(newsroom.edition, newsroom.desk, newsroom.reader)
    assert once.edition is not None
    assert again.edition is None
    assert again.stands == once.edition
    assert len(newsroom.desk.library.confirmations(once.edition.page)) == 1
    assert diff(newsroom.report(once.edition), newsroom.report(again.stands)) == ()


def test_what_comes_back_is_what_holds(newsroom: Newsroom) -> None:
    newsroom.later(board=PAGES[BOARD].replace("412", "398"), paper=PAGES[PAPER].replace("412", "398"))
    assert label(newsroom.report()) == "refuted"
    newsroom.later(board=PAGES[BOARD], paper=PAGES[PAPER])
    assert label(newsroom.report()) == "supported"
    chain = newsroom.desk.library.editions(newsroom.edition.page)
    assert [one.number for one in chain] == [1, 2, 3]
    assert [one.previous for one in chain] == [None, chain[0].id, chain[1].id]


def test_a_retracted_page_is_not_refreshed(newsroom: Newsroom) -> None:
    taken_back = Retraction(page=newsroom.edition.page, retracted_at=START, why="It was a draft.")
    newsroom.desk.library.retract(taken_back)
    with pytest.raises(InputError, match="It was a draft"):
        newsroom.later()
    assert newsroom.site.asked == 0


def test_another_verifier_is_told_apart(newsroom: Newsroom) -> None:
    desk = replace(newsroom.desk, verifier=Counting(name="another@1"))
    newsroom.clock.moment += timedelta(days=1)
    done = refresh(newsroom.edition, desk, newsroom.reader)
    assert done.edition is None
    assert done.moves.because == ("The verifier is now another@1.",)
    assert {change.kind for change in done.changes} == {ChangeKind.METHOD}


def test_a_source_with_another_date_makes_no_edition(newsroom: Newsroom) -> None:
    done = newsroom.later(board=f"Last updated: May 9, 2026\n\n{PAGES[BOARD]}")
    assert done.edition is None
    assert {change.kind for change in done.changes} <= {ChangeKind.SOURCE}


def test_a_source_that_took_its_words_back_is_cited_no_more(newsroom: Newsroom) -> None:
    newsroom.clock.moment += timedelta(days=1)
    newsroom.add(audit=f"{COUNT} The audit was of the whole harbor.")
    newsroom.later()
    done = newsroom.later(audit="The pier has two stairs. It was built of oak.")
    assert done.edition is not None
    assert label(newsroom.report()) == "supported"
    cited = {exhibit.source.uri for exhibit in newsroom.report().exhibits}
    assert cited == {BOARD}


def test_what_was_weighed_and_told_readers_nothing_is_not_weighed_again(newsroom: Newsroom) -> None:
    added = newsroom.later(board=f"{PAGES[BOARD]}\n\n{UNTOLD}")
    assert added.edition is None and added.moves.fresh
    assert added.confirmation is not None and added.confirmation.weighed is not None
    for _ in range(2):
        still = newsroom.later()
        assert still.confirmation is not None and not still.moves
        assert still.confirmation.weighed == added.confirmation.weighed


def test_what_was_weighed_without_an_edition_is_still_taken_back_later(newsroom: Newsroom) -> None:
    assert newsroom.later(board=f"{PAGES[BOARD]}\n\n{UNTOLD}").edition is None
    corrected = "The Alderford harbor board counted 398 boats at the ferry pier in April 2026."
    done = newsroom.later(board=corrected, paper=PAGES[PAPER].replace("412", "398"))
    assert done.edition is not None
    assert label(newsroom.report()) == "refuted"


def test_another_verifier_that_finds_the_same_judges_once(newsroom: Newsroom) -> None:
    desk = replace(newsroom.desk, verifier=Counting(name="another@1"))
    for because in (("The verifier is now another@1.",), ()):
        newsroom.clock.moment += timedelta(days=1)
        assert refresh(newsroom.edition, desk, newsroom.reader).moves.because == because


def test_a_cited_page_that_is_found_again_is_asked_once(newsroom: Newsroom) -> None:
    class Finding:
        name = "a finding aid"

        def search(self, queries: Sequence[str]) -> list[list[Source]]:
            return [[source_of(uri) for uri in PAGES] for _ in queries]

    web = replace(newsroom.reader, providers=(Finding(),))
    newsroom.clock.moment += timedelta(days=1)
    done = refresh(newsroom.edition, replace(newsroom.desk, web=web), newsroom.reader)
    assert {one.source.uri for one in done.asked} <= set(PAGES) and done.asked
    assert newsroom.site.asked == len(PAGES)


MASTER = "Ada Corvane is the harbor master of Alderford."
CREW = {
    BOARD: f"{MASTER} The pier has two stairs. It was built of oak.",
    CLERK: "The clerk of Alderford keeps the seal. The office is open on weekdays.",
}


def test_words_nobody_could_weigh_are_told_all_the_same(tmp_path: Path) -> None:
    newsroom = newsroom_in(tmp_path, MASTER, CREW)
    assert label(newsroom.report()) == "supported"
    newsroom.clock.moment += timedelta(days=1)
    left = "Ada Corvane has given up the post of harbor master in Alderford and left town."
    newsroom.add(paper=f"{left} It rained on most days.")
    done = newsroom.later()
    assert done.edition is not None
    assert left in {statement.text for statement in newsroom.report().undecided}
    assert [change.after for change in done.changes if change.kind is ChangeKind.STATEMENT] == [left]


def test_the_same_words_from_yet_another_source_make_no_edition(tmp_path: Path) -> None:
    newsroom = newsroom_in(tmp_path, MASTER, CREW)
    left = "Ada Corvane has given up the post of harbor master in Alderford and left town."
    newsroom.clock.moment += timedelta(days=1)
    newsroom.add(paper=f"{left} It rained on most days.")
    newsroom.later()
    newsroom.clock.moment += timedelta(days=1)
    newsroom.add(herald=f"Herald: the week in Alderford. {left} The fair was well attended.")
    done = newsroom.later()
    assert (done.edition, done.moves.fresh) == (None, ())
    newsroom.later(board=f"{MASTER} The pier has three stairs. It was built of oak.")
    cited = {one.passage for statement in newsroom.report().undecided for one in statement.citations}
    sources = {one.source.publisher for one in newsroom.report().exhibits if one.passage.id in cited}
    assert sources == {"Alderford Paper"}


def test_what_is_told_without_being_weighed_is_kept_in_step_with_its_source(tmp_path: Path) -> None:
    newsroom = newsroom_in(tmp_path, MASTER, CREW)
    newsroom.clock.moment += timedelta(days=1)
    newsroom.add(paper="Ada Corvane has given up the post of harbor master in Alderford and left town.")
    newsroom.later()
    done = newsroom.later(paper="Ada Corvane walks her dog along the pier.")
    assert done.edition is not None
    assert newsroom.report().undecided == ()


def test_an_old_copy_of_a_source_newly_cited_is_asked_again_before_it_is_cited(newsroom: Newsroom) -> None:
    done = newsroom.later(
        board=PAGES[BOARD].replace("412", "398"), paper=PAGES[PAPER].replace("412 boats", "397 boats")
    )
    assert done.edition is not None
    assert "412" not in " ".join(statement.text for statement in newsroom.report().statements())
