"""A worker over simulated weeks: what goes off is looked at, what fails tried again, nothing left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import cast

import pytest

from builders import NOW, archived, cite, say, source, thin_report
from wellsourced.errors import Permanent, Transient, WellsourcedError
from wellsourced.jobs.priorities import Budget, Standing
from wellsourced.jobs.refreshing import Lookout
from wellsourced.jobs.rounds import Outcome, Shift, keep_fresh, one_round
from wellsourced.model.editions import Confirmation, Edition, Page, Retraction
from wellsourced.model.reports import Report
from wellsourced.model.sources import SourceKind
from wellsourced.model.standing import Withholding
from wellsourced.ports import Library
from wellsourced.refresh import Refreshed
from wellsourced.steps.moves import Moves
from wellsourced.steps.reask import Answer, Reasked

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NEWS = "The board of {} is expected to vote on the fee."
STATUS = "The permit rule of {} is enjoined."
COUNT = "There were 2,510 active permits in {} as of April 2031."
SETTLED = "The court decided the case of {} in 2019."


@dataclass
class Shelf:
    """A library in memory, with as much of one as a worker looks at."""

    held: dict[str, tuple[Page, Edition, Report]] = field(default_factory=dict)
    confirmed: dict[str, Confirmation] = field(default_factory=dict)
    seen: dict[str, list[tuple[datetime, str]]] = field(default_factory=dict)
    readers: dict[str, int] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def publish(self, name: str, told: str, *, at: datetime = NOW, reads: int = 0) -> str:
        """A page that says one sentence or none, on a source of its own, checked at a moment; its id."""
        about = source(name, name.title(), "The Board", SourceKind.GOVERNMENT)
        report = replace(thin_report(), checked_at=at)
        if told:
            exhibit = archived(about, told.format(name))
            said = say(told.format(name), cite(exhibit))
            report = replace(report, summary=(said,), exhibits=(exhibit,))
        page = Page(claims=(name,), place=None, agency=None, title=name, slug=name)
        edition = Edition(page=page.id, number=1, report=f"report-{name}", published_at=at)
        self.held[page.id] = page, edition, report
        self.readers[page.id] = reads
        return page.id

    def pages(self) -> list[Page]:
        return [page for page, *_ in self.held.values()]

    def editions(self, page: str) -> list[Edition]:
        return [self.held[page][1]]

    def report(self, name: str) -> Report:
        return next(report for _, edition, report in self.held.values() if edition.report == name)

    def retraction(self, page: str) -> Retraction | None:
        return Retraction(page=page, retracted_at=NOW, why="A draft.") if page in self.gone else None

    def withholdings(self) -> Mapping[str, Withholding]:
        return {}

    def last_confirmation(self, edition: str) -> Confirmation | None:
        return next((one for one in self.confirmed.values() if one.edition == edition), None)

    def view(self, as_of: date) -> Shelf:
        return self

    def sightings(self, source: str) -> Sequence[tuple[datetime, str]]:
        return self.seen.get(source, ())

    def reads(self, since: date) -> Mapping[str, int]:
        return self.readers


@dataclass
class Office:
    """A worker whose clock goes on while it rests, until `ends`.

    A page in `failing` fails so; of one in `unconfirmed` no source is asked.
    """

    shelf: Shelf = field(default_factory=Shelf)
    moment: datetime = NOW
    ends: datetime = NOW
    failing: dict[str, WellsourcedError | None] = field(default_factory=dict)
    unconfirmed: set[str] = field(default_factory=set)
    done: list[tuple[datetime, str]] = field(default_factory=list)
    heard: list[Outcome] = field(default_factory=list)
    rests: list[timedelta] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lookout = Lookout(cast(Library, self.shelf))

    def now(self) -> datetime:
        return self.moment

    def work(self, until: timedelta, budget: Budget | None = None) -> None:
        """Keep pages fresh from the start until so long after it."""
        self.ends = NOW + until
        keep_fresh(self.shift(budget), self.rest)

    def shift(self, budget: Budget | None = None) -> Shift:
        return Shift(
            look=self.lookout.look,
            clock=self,
            bring=self.bring,
            budget=budget or Budget(every=HOUR),
            told=self.heard.append,
            stopping=lambda: self.moment >= self.ends,
        )

    def rest(self, time_left: timedelta) -> None:
        assert time_left >= timedelta()
        self.rests.append(time_left)
        self.moment += time_left

    def bring(self, page: Page) -> Refreshed:
        """Confirm the page, or fail; a source that is news has changed each time it is asked."""
        self.done.append((self.moment, page.title))
        error = self.failing.get(page.title)
        if error is not None and not isinstance(error, Unreached):
            raise error
        _, edition, report = self.shelf.held[page.id]
        confirmation = None
        if page.title not in self.unconfirmed:
            confirmation = Confirmation(edition=edition.id, confirmed_at=self.moment, asked=1)
            self.shelf.confirmed[page.id] = confirmation
        answer = Answer.READ if error is None else Answer.UNREACHED
        asked = tuple(Reasked(source=one.source, answer=answer) for one in report.exhibits)
        return Refreshed(
            stands=edition, edition=None, confirmation=confirmation, changes=(), asked=asked, moves=Moves()
        )

    def counts(self) -> Counter[str]:
        return Counter(name for _, name in self.done)

    def times(self, name: str) -> list[timedelta]:
        return [moment - NOW for moment, one in self.done if one == name]


class Unreached(WellsourcedError):
    """The page is refreshed, and its source does not answer."""


@pytest.fixture
def office() -> Office:
    return Office()


def changing(office: Office, page: str, every: timedelta) -> None:
    """The source of a page changed so often in the last thirty days, and we saw it."""
    exhibit = office.shelf.held[page][2].exhibits[0]
    times = [NOW - 30 * DAY + n * every for n in range(int(30 * DAY / every) + 1)]
    office.shelf.seen[exhibit.source.id] = [(at, str(n)) for n, at in enumerate(times)]


def test_over_weeks_each_page_is_refreshed_as_often_as_it_goes_off(office: Office) -> None:
    changing(office, office.shelf.publish("storm", NEWS), HOUR)
    for name, told in (("vote", NEWS), ("rule", STATUS), ("permits", COUNT), ("case", SETTLED)):
        office.shelf.publish(name, told)
    office.work(3 * 7 * DAY)
    counts = office.counts()
    assert 3 * 7 * 20 <= counts["storm"] <= 3 * 7 * 24
    assert counts["vote"] == 3 * 7 * 4 - 1
    assert (counts["rule"], counts["permits"], counts["case"]) == (1, 0, 0)
    assert all(rest <= HOUR for rest in office.rests)


def test_nothing_due_is_looked_for_again_within_the_time_of_a_budget(office: Office) -> None:
    office.shelf.publish("case", SETTLED)
    office.work(DAY, Budget(every=timedelta(minutes=15)))
    assert office.done == []
    assert office.rests == [timedelta(minutes=15)] * 96


def test_where_there_are_no_pages_the_worker_waits_for_one(office: Office) -> None:
    office.work(3 * HOUR)
    assert office.rests == [HOUR] * 3


def test_where_the_budget_binds_the_most_read_come_first_and_none_is_left_out(office: Office) -> None:
    levels = {"crowded": 10_000, "read": 300, "seen": 10, "unread": 0}
    for name in (f"{level} {n}" for level in levels for n in range(4)):
        reads = levels[name.split()[0]]
        changing(office, office.shelf.publish(name, NEWS, at=NOW - DAY, reads=reads), HOUR)
    office.shelf.publish("rule", STATUS, at=NOW - 15 * DAY)
    office.work(7 * DAY, Budget(pages=5, every=HOUR))
    first = [name.split()[0] for _, name in office.done[:5]]
    assert sorted(first) == ["crowded"] * 4 + ["rule"]
    counts = office.counts()
    of = {level: [counts[f"{level} {n}"] for n in range(4)] for level in levels}
    assert min(of["crowded"]) > max(of["read"]) > max(of["seen"]) > max(of["unread"])
    assert min(of["unread"]) >= 2 * 7


def test_over_time_no_more_is_spent_than_the_budget_says(office: Office) -> None:
    for n in range(40):
        office.shelf.publish(f"page {n}", NEWS, at=NOW - n * timedelta(minutes=7))
    office.work(5 * DAY, Budget(pages=4, every=HOUR))
    assert office.counts().total() <= 5 * 24 * 4 + 4
    assert set(office.counts()) == {f"page {n}" for n in range(40)}


def test_a_page_that_fails_stops_no_other_and_is_tried_after_pauses_that_grow(office: Office) -> None:
    for name in ("bad", "good"):
        office.shelf.publish(name, NEWS, at=NOW - DAY)
    office.failing["bad"] = Transient("busy: try again later")
    office.work(4 * DAY, Budget(every=timedelta(minutes=5)))
    assert office.counts()["good"] == 16
    pauses = [later - sooner for sooner, later in pairwise(office.times("bad"))]
    minutes = [round(pause / timedelta(minutes=1)) for pause in pauses]
    assert minutes == [15, 60, 240, 960, 1440, 1440, 1440]
    errors = [outcome.error for outcome in office.heard if outcome.page.title == "bad"]
    assert {str(error) for error in errors} == {"busy: try again later"}


def test_a_page_that_is_told_how_long_to_wait_waits(office: Office) -> None:
    office.shelf.publish("bad", NEWS, at=NOW - DAY)
    office.failing["bad"] = Transient("busy: try again later", retry_after=7200)
    office.work(3 * HOUR)
    assert office.times("bad") == [timedelta(), 2 * HOUR]


def test_a_page_that_is_well_again_goes_by_its_shelf_life_and_the_next_failure_is_a_first(
    office: Office,
) -> None:
    office.shelf.publish("page", NEWS, at=NOW - DAY)
    office.failing["page"] = Permanent("no such thing: look again")
    office.work(30 * timedelta(minutes=1), Budget(every=timedelta(minutes=5)))
    office.failing.clear()
    office.work(8 * HOUR, Budget(every=timedelta(minutes=5)))
    assert [round(at / timedelta(minutes=1)) for at in office.times("page")][-1] >= 6 * 60


def test_a_source_out_of_reach_is_asked_again_soon_but_not_for_ever(office: Office) -> None:
    office.shelf.publish("page", STATUS, at=NOW - 14 * DAY)
    office.failing["page"] = Unreached()
    office.work(10 * DAY, Budget(every=timedelta(minutes=5)))
    minutes = [round(at / timedelta(minutes=1)) for at in office.times("page")]
    assert minutes == [0, 15, 75, 315]


BERTHS = "As of {month} 2031 the pier of Alder had {berths} berths."


def test_a_page_that_a_newer_figure_overtakes_is_refreshed_for_it_once(office: Office) -> None:
    office.shelf.publish("old", BERTHS.format(month="April", berths=412))
    office.work(HOUR)
    assert office.done == []
    office.shelf.publish("new", BERTHS.format(month="October", berths=655), at=office.moment - MINUTE)
    office.work(2 * DAY)
    assert office.times("old") == [HOUR]
    office.shelf.publish("newer", BERTHS.format(month="November", berths=660), at=office.moment - MINUTE)
    office.work(20 * DAY)
    assert [at.days for at in office.times("old")] == [0, 2]
    office.work(40 * DAY)
    assert [at.days for at in office.times("old")] == [0, 2, 32]


def test_a_newer_figure_is_looked_at_until_that_was_done(office: Office) -> None:
    office.shelf.publish("old", BERTHS.format(month="April", berths=412), at=NOW - DAY)
    office.shelf.publish("new", BERTHS.format(month="October", berths=655))
    office.failing["old"] = Transient("busy: try again later")
    office.work(5 * HOUR)
    office.failing.clear()
    office.work(5 * DAY)
    assert [round(at / HOUR, 2) for at in office.times("old")] == [0, 0.25, 1.25, 5.25]


def test_a_page_that_is_due_still_after_its_refresh_is_not_refreshed_without_end(office: Office) -> None:
    office.shelf.publish("old", NEWS, at=NOW - DAY)
    office.unconfirmed.add("old")
    office.work(3 * DAY)
    assert [round(at / HOUR, 2) for at in office.times("old")][:4] == [0, 0.25, 1.25, 5.25]
    assert office.counts() == {"old": 7}


def test_a_retracted_page_is_left_alone_and_a_new_one_is_seen(office: Office) -> None:
    office.shelf.gone.add(office.shelf.publish("gone", NEWS, at=NOW - DAY))
    office.work(HOUR)
    office.shelf.publish("new", NEWS, at=NOW - DAY)
    office.work(2 * HOUR)
    assert office.counts() == {"new": 1}


def test_a_page_that_says_nothing_yet_is_looked_at_again_after_two_weeks(office: Office) -> None:
    office.shelf.publish("silent", "")
    office.work(40 * DAY, Budget(every=DAY))
    assert office.times("silent") == [14 * DAY, 28 * DAY]


def test_a_worker_that_is_told_to_stop_begins_no_other_page(office: Office) -> None:
    for name in ("a", "b", "c"):
        office.shelf.publish(name, NEWS, at=NOW - DAY)
    shift = replace(office.shift(), stopping=lambda: len(office.done) == 2)
    keep_fresh(shift, office.rest)
    assert len(office.done) == 2
    assert office.rests == []


def test_a_fault_of_ours_is_not_taken_for_a_page_that_failed(office: Office) -> None:
    office.shelf.publish("page", NEWS, at=NOW - DAY)

    def broken(page: Page) -> Refreshed:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        one_round(replace(office.shift(), bring=broken, stopping=lambda: False), {})


def test_a_clock_set_back_while_pages_are_refreshed_makes_no_rest_longer(office: Office) -> None:
    office.shelf.publish("vote", NEWS)
    office.shelf.publish("rule", STATUS)
    shift = office.shift()

    def bring(page: Page) -> Refreshed:
        if len(office.done) == 3:
            office.moment -= 5 * HOUR
        return office.bring(page)

    office.ends = NOW + 5 * DAY
    keep_fresh(replace(shift, bring=bring), office.rest)
    assert max(office.rests) <= HOUR
    assert 5 * 4 - 2 <= office.counts()["vote"] <= 5 * 4 + 1


def test_a_library_out_of_reach_is_waited_for(office: Office) -> None:
    office.shelf.publish("vote", NEWS)
    refused: list[Transient] = []
    shift = office.shift()

    def look(now: datetime) -> Sequence[Standing]:
        if len(refused) < 3:
            raise Transient("the database does not answer: try again.", 5.0)
        return shift.look(now)

    office.ends = NOW + DAY
    keep_fresh(replace(shift, look=look, waits=refused.append), office.rest)
    assert office.rests[:3] == [timedelta(seconds=5)] * 3
    assert len(refused) == 3 and office.counts()["vote"] == 3
