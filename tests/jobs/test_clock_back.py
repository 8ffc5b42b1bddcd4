"""Clocks that are set back by an hour: nothing is lost, done twice, paid for twice or waited for longer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dying_worker import SET_BACK, Nursery, Place, queue_in
from jobs_at_hand import ask, ends_of, filled, judged_in
from queueing import NOON, Bench, bench
from wellsourced.errors import Transient
from wellsourced.jobs.doing import JSON, Step
from wellsourced.jobs.orders import ENDED, State, Urgency
from wellsourced.jobs.turns import Limits
from wellsourced.ports import Event

HOUR = timedelta(hours=1)


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path / "jobs", Limits(a_day=3)) as made:
        yield made


@pytest.fixture
def set_back(ours: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Adding to it sets all clocks back by an hour: the queue's, and that of its engine."""
    hours: list[int] = []
    real, shown = time.time, ours.clock.now
    monkeypatch.setattr(time, "time", lambda: real() - 3600 * len(hours))
    monkeypatch.setattr(ours.clock, "now", lambda: shown() - HOUR * len(hours))
    yield hours


def test_what_waits_to_be_tried_again_waits_no_longer(ours: Bench, set_back: list[int]) -> None:
    def fail_once(name: str, step: Step) -> JSON:
        if len(ours.done) == 1:
            raise Transient("the site is busy: try again")
        return {}

    ours.deed = fail_once
    [job] = ours.ask("tide")
    ours.work()
    assert ours.queue.job(job.id).state is State.WAITING
    set_back.append(1)
    ours.work()
    assert ours.queue.job(job.id).state is State.DONE
    assert ours.done == ["tide", "tide"]


def test_jobs_go_on_in_their_order_and_each_is_done_once(ours: Bench, set_back: list[int]) -> None:
    def sail(name: str, step: Step) -> JSON:
        def call(tell: object) -> JSON:
            assert callable(tell)
            if name == "a0":
                set_back.append(1)
                ours.ask("c0", user="cyd")
                ours.ask("now", user="ann")
            tell(Event(step="sail", message="On the way"))
            return {"adopted": ours.queue.adopt(living=lambda: {w.id for w in ours.queue.ledger.workers()})}

        return step("sail", call)

    ours.deed = sail
    ours.ask("page", urgency=Urgency.UPKEEP)
    ours.ask("a0", "a1", user="ann")
    ours.ask("b0", user="ben")
    ours.work()
    assert ours.done == ["a0", "b0", "c0", "a1", "now", "page"]
    assert [job.state for job in ours.queue.jobs()] == [State.DONE] * 6
    assert all(job.result == {"adopted": []} and job.tries == 1 for job in ours.queue.jobs())


def test_a_budget_is_that_of_the_day_however_often_it_is_midnight(ours: Bench) -> None:
    before, after = NOON + 12 * HOUR - HOUR / 2, NOON + 12 * HOUR + HOUR / 2
    ours.clock.moment = before
    ours.ask("first", "second", user="ann")
    ours.clock.moment = after
    ours.ask("third", "fourth", "fifth", user="ann")
    for moment in (before, after, before):
        ours.clock.moment = moment
        with pytest.raises(Transient, match="3 jobs a day"):
            ours.ask("sixth", "seventh", user="ann")


def test_workers_are_killed_and_followed_while_clocks_are_set_back(tmp_path: Path) -> None:
    lived, folder = tmp_path / "lived", tmp_path / "set-back"
    for one in (lived, folder):
        one.mkdir()
        replace(Place(), since=time.time(), first_pause=0.5).noted(one)
        jobs = ask(one, filled(one))
    with closing(Nursery(lived)) as one, closing(Nursery(folder)) as other:
        moments = one.work()
        one.folder = folder
        one.begin(moments // 3)
        other.begin()
        while not (folder / "fetched").exists():
            time.sleep(0.01)
        (folder / SET_BACK).touch()
        assert one.ended() == -1
        assert other.ended() > 0
        with closing(queue_in(folder)) as queue:
            while not all(job.state in ENDED for job in queue.jobs()):
                other.work()
            assert sorted(job.id for job in queue.jobs()) == jobs
            assert [job.tries for job in queue.jobs()] == [1] * len(jobs)
    ends, undisturbed = ends_of(folder), ends_of(lived)
    assert sorted(map(len, ends.editions)) == sorted(map(len, undisturbed.editions))
    assert (ends.reports, ends.confirmations) == (undisturbed.reports, undisturbed.confirmations)
    assert judged_in(folder)[1] <= judged_in(folder)[0] / 10
