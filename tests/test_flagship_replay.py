"""The flagship question on twelve days: each edition cites what there was, follows the counts, and stays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

import pytest

from desks import FLAGSHIP, Stopped, bundled_desk, encoder
from wellsourced.check import check
from wellsourced.diff import diff
from wellsourced.library.store import open_library
from wellsourced.model.editions import Change, ChangeKind, Edition
from wellsourced.model.reports import Report
from wellsourced.model.scope import PartialDate
from wellsourced.publish import publish
from wellsourced.render.markdown import page_markdown
from wellsourced.steps.classify import read_inquiry
from wellsourced.text.dates import dates

DAYS = (
    date(2024, 1, 15),
    date(2024, 6, 1),
    date(2024, 12, 1),
    date(2025, 2, 1),
    date(2025, 4, 15),
    date(2025, 7, 15),
    date(2025, 10, 13),
    date(2025, 12, 1),
    date(2026, 2, 15),
    date(2026, 5, 1),
    date(2026, 8, 1),
    date(2026, 11, 22),
)


@dataclass(frozen=True)
class Replay:
    """The editions in order, each with its report and what it looked like on its day."""

    editions: tuple[Edition, ...]
    reports: tuple[Report, ...]
    printed: tuple[str, ...]
    reread: tuple[str, ...]

    @property
    def changes(self) -> list[tuple[Change, ...]]:
        return [diff(*pair) for pair in zip(self.reports, self.reports[1:], strict=False)]


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Replay:
    desk = bundled_desk()
    library = open_library(tmp_path_factory.mktemp("replay"), encoder(), desk.library._casebooks)
    editions, reports, printed = [], [], []
    for day in DAYS:
        now = datetime.combine(day, time(16), UTC)
        there = replace(desk, library=library, clock=Stopped(now))
        report = check(read_inquiry(FLAGSHIP, on=day), there)
        library.save_report(report)
        editions.append(publish(report.id, there))
        reports.append(report)
        printed.append(page_markdown(report, actions={}))
    reread = tuple(page_markdown(library.report(one.report), actions={}) for one in editions)
    return Replay(tuple(editions), tuple(reports), tuple(printed), reread)


def test_the_editions_are_one_chain(replay: Replay) -> None:
    made = list(dict.fromkeys(replay.editions))
    assert [one.number for one in made] == list(range(1, len(made) + 1))
    assert [one.previous for one in made] == [None, *(one.id for one in made[:-1])]
    assert len({one.page for one in made}) == 1


def test_each_cites_what_existed_on_its_day(replay: Replay) -> None:
    for day, report in zip(DAYS, replay.reports, strict=True):
        for exhibit in report.exhibits:
            known = exhibit.source.published or (exhibit.passage.note and exhibit.passage.note.dated)
            on_hand = exhibit.captured_at.date() <= day  # what we hold was public by then, however dated
            assert on_hand or (known is not None and known.latest <= day), (day, exhibit.source.title)


def test_no_statement_tells_of_a_day_after_its_edition_but_as_scheduled(replay: Replay) -> None:
    for day, report in zip(DAYS, replay.reports, strict=True):
        ahead = {statement.text for statement in report.watch}
        for statement in report.statements():
            if statement.text not in ahead:
                days = [PartialDate(text=found.date).earliest for found in dates(statement.text)]
                assert all(one <= day for one in days), (day, statement.text)


def test_what_differs_between_two_days_is_told(replay: Replay) -> None:
    assert sum(map(bool, replay.changes)) >= 8
    for (before, after), changes in zip(
        zip(replay.reports, replay.reports[1:], strict=False), replay.changes, strict=True
    ):
        told = {one.before for one in changes} | {one.after for one in changes}
        lost = {s.text for s in before.statements()} - {s.text for s in after.statements()}
        won = {s.text for s in after.statements()} - {s.text for s in before.statements()}
        reworded = [one for one in changes if one.kind is ChangeKind.FIGURE]
        assert bool(lost | won) <= bool(changes)
        assert reworded or lost | won <= told


def test_older_editions_stay_as_they_were(replay: Replay) -> None:
    assert replay.reread == replay.printed
