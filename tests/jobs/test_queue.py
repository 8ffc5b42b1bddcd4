"""The durable queue: what is asked is done once, in fair turns, and tried again by the error's own word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from dbos import WorkflowStatus
from dbos._sys_db import SystemDatabase
from sqlalchemy.exc import OperationalError

from queueing import Bench, bench
from wellsourced.errors import Config, InputError, Permanent, Transient
from wellsourced.jobs.databases import database_url
from wellsourced.jobs.doing import JSON, Step
from wellsourced.jobs.orders import State, Urgency
from wellsourced.jobs.turns import Limits
from wellsourced.ports import Event


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path / "jobs", Limits(tries=3)) as made:
        yield made


Place = Callable[[Limits], AbstractContextManager[Bench]]


@pytest.fixture(params=["in a file", "on a server"])
def wherever(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Benches of any limits, whose queue is in a file or on PostgreSQL."""
    address = request.getfixturevalue("database") if request.param == "on a server" else None
    return lambda limits: bench(tmp_path / "jobs", limits, address)


@pytest.fixture
def both(wherever: Place) -> Iterator[Bench]:
    """As `ours`, on both engines."""
    with wherever(Limits(tries=3)) as made:
        yield made


def test_what_is_asked_twice_is_one_job_and_is_done_once(both: Bench) -> None:
    first, again = both.ask("tide", "tide")
    assert first.id == again.id
    both.work()
    assert both.ask("tide")[0].state is State.DONE
    both.work()
    assert both.done == ["tide"]
    assert both.queue.job(first.id[:12]).result == {"name": "tide"}


def test_each_user_has_a_turn_however_much_others_asked_for(both: Bench) -> None:
    both.ask(*(f"a{n}" for n in range(6)), user="ann")
    both.ask("b0", "b1", user="ben")
    both.ask("c0", user="cyd")
    both.work()
    assert both.done == ["a0", "b0", "c0", "a1", "b1", "a2", "a3", "a4", "a5"]
    both.done.clear()
    both.ask("a6", "a7", user="ann")
    both.ask("d0", user="dee")
    both.work()
    assert both.done == ["d0", "a6", "a7"]


def test_what_a_person_waits_for_goes_before_upkeep(ours: Bench) -> None:
    ours.ask("page", urgency=Urgency.UPKEEP)
    ours.ask("bulk", urgency=Urgency.BULK)
    ours.ask("question")
    ours.work()
    assert ours.done == ["question", "bulk", "page"]


def test_what_may_pass_is_tried_again_after_pauses_that_grow(both: Bench) -> None:
    def out_of_reach(name: str, step: Step) -> JSON:
        raise Transient("the site is busy: try again", 40.0 if len(both.done) == 2 else None)

    both.deed = out_of_reach
    [job] = both.ask("tide")
    both.work()
    waiting = both.queue.job(job.id)
    assert (waiting.state, waiting.tries, both.done) == (State.WAITING, 2, ["tide"])
    assert waiting.again_at == both.clock.now() + timedelta(seconds=15)
    assert waiting.error and waiting.error["message"] == "the site is busy: try again"
    both.clock.pass_by(timedelta(seconds=15))
    both.work()
    assert both.queue.job(job.id).again_at == both.clock.now() + timedelta(
        seconds=60
    )  # more than it was told
    both.clock.pass_by(timedelta(seconds=59))
    both.work()
    assert len(both.done) == 2
    both.clock.pass_by(timedelta(seconds=1))
    both.work()
    ended = both.queue.job(job.id)
    assert (ended.state, ended.tries, len(both.done)) == (State.FAILED, 3, 3)
    assert ended.error == {
        "kind": "Transient",
        "message": "the site is busy: try again",
        "retry_after": None,
    }


@pytest.mark.parametrize(
    "error", [InputError("that is no question: ask one"), Permanent("the page is gone"), KeyError("a fault")]
)
def test_what_will_not_pass_is_not_tried_again_but_kept_for_a_person(ours: Bench, error: Exception) -> None:
    def fail(name: str, step: Step) -> JSON:
        if len(ours.done) == 1:
            raise error
        return {"name": name}

    ours.deed = fail
    [job] = ours.ask("tide")
    ours.work()
    ours.clock.pass_by(timedelta(days=1))
    ours.work()
    [failed] = ours.queue.jobs([State.FAILED])
    assert (failed.id, failed.tries, len(ours.done)) == (job.id, 1, 1)
    assert failed.error and failed.error["kind"] == type(error).__name__
    assert ours.queue.retry(job.id).state is State.WAITING
    ours.work()
    assert ours.queue.job(job.id).state is State.DONE
    assert ours.queue.jobs([State.FAILED]) == []
    assert len(ours.queue.jobs()) == 1
    with pytest.raises(InputError, match="is done: only what failed"):
        ours.queue.retry(job.id)


def test_what_is_called_off_before_its_turn_is_not_begun(both: Bench) -> None:
    tide, moon = both.ask("tide", "moon")
    assert both.queue.cancel(tide.id).state is State.CANCELLED
    both.work()
    assert both.done == ["moon"]
    assert both.queue.jobs([State.FAILED]) == []
    with pytest.raises(InputError, match=r"has ended \(done\)"):
        both.queue.cancel(moon.id)
    assert both.ask("tide")[0].state is State.WAITING
    both.work()
    assert both.done == ["moon", "tide"]


def test_what_is_called_off_while_it_runs_stops_where_it_next_tells_of_itself(both: Bench) -> None:
    [job] = both.ask("tide")
    reached = []

    def long(name: str, step: Step) -> JSON:
        def call(tell: object) -> JSON:
            both.queue.cancel(job.id)
            reached.append("before")
            assert callable(tell)
            tell(Event(step="sail", message="On the way"))
            reached.append("after")
            return {}

        return step("sail", call)

    both.deed = long
    both.work()
    assert reached == ["before"]
    assert both.queue.job(job.id).state is State.CANCELLED


def test_its_events_are_told_from_the_beginning_to_the_end(both: Bench) -> None:
    def sail(name: str, step: Step) -> JSON:
        def call(tell: object) -> JSON:
            assert callable(tell)
            tell(Event(step="sail", message="On the way", done=1, total=2))
            if len(both.done) == 1:
                raise Transient("no wind: try again")
            return {"port": "Tarn"}

        return step("cast off", call)

    both.deed = sail
    [job] = both.ask("tide")
    both.work()
    both.clock.pass_by(timedelta(minutes=1))
    both.work()
    begun, on = (
        Event(step="cast off", message="Begun"),
        Event(step="sail", message="On the way", done=1, total=2),
    )
    assert list(both.queue.events(job.id)) == [begun, on, begun, on, Event(step="done", message="")]


def test_a_user_may_ask_for_so_much_a_day(wherever: Place) -> None:
    with wherever(Limits(a_day=2)) as ours:
        ours.ask("first", "second", user="ann")
        with pytest.raises(Transient, match=r"2 jobs a day .* tomorrow") as refused:
            ours.ask("third", user="ann")
        assert refused.value.retry_after == 12 * 3600
        assert ours.ask("first", user="ann")[0].state is State.WAITING
        assert ours.ask("third", user="ben")[0].state is State.WAITING
        ours.clock.pass_by(timedelta(days=1))
        assert ours.ask("third, a day later", user="ann")[0].state is State.WAITING


def test_a_user_at_the_limit_waits_while_others_pass(wherever: Place) -> None:
    with wherever(Limits(at_once=1)) as ours:
        ours.ask("a0", "a1", user="ann")
        ours.ask("b0", user="ben")

        def look(name: str, step: Step) -> JSON:
            # Another worker that has nothing to do looks for work while this one is busy.
            if name == "a0":
                let_in = ours.queue.let_in()
                assert let_in and ours.queue.job(let_in.partition("~")[0]).title == "b0"
            return {}

        ours.deed = look
        ours.work()
        assert ours.done == ["a0", "b0", "a1"]


def test_what_workers_die_of_is_dropped_and_said_so(ours: Bench) -> None:
    [job] = ours.ask("tide")
    died: list[int] = []

    def die(name: str, step: Step) -> JSON:
        # What a worker that dies leaves: its job in hand, for who finds that it does not live.
        died.append(len(ours.queue.adopt(living=set)))
        return {}

    ours.deed = die
    ours.work()
    assert died == [1, 1, 1, 1]
    dropped = ours.queue.job(job.id)
    assert dropped.state is State.FAILED
    assert dropped.error and "4 workers died at it" in dropped.error["message"]
    assert [one.id for one in ours.queue.jobs([State.FAILED])] == [job.id]
    assert ours.queue.jobs([State.CANCELLED]) == []


def test_a_worker_that_takes_a_job_meanwhile_is_not_held_for_dead(
    ours: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    listed = ours.queue._list

    def at_work() -> set[str]:
        looked.append("who lives")
        return {one.id for one in ours.queue.ledger.workers()}

    def look(**wanted: Any) -> list[WorkflowStatus]:
        if wanted == {"status": ["PENDING"], "queue_name": [ours.queue.floor]}:
            looked.append("jobs in hand")
        return listed(**wanted)

    def meanwhile(name: str, step: Step) -> JSON:
        with monkeypatch.context() as patch:
            patch.setattr(ours.queue, "_list", look)
            return {"adopted": ours.queue.adopt(living=at_work)}

    ours.deed = meanwhile
    [job] = ours.ask("tide")
    ours.work()
    assert ours.queue.job(job.id).result == {"adopted": []}
    assert looked == ["jobs in hand", "who lives"]


def test_a_job_that_slipped_from_its_worker_is_taken_up_and_its_steps_are_not_done_again(
    both: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wellsourced.jobs.worker.SLIPPED", 0.2)
    monkeypatch.setattr(SystemDatabase, "update_workflow_outcome", _once_unwritten())
    sailed: list[str] = []

    def sail(name: str, step: Step) -> JSON:
        return step("sail", lambda tell: sailed.append(name) or {"port": "Tarn"})

    both.deed = sail
    [job] = both.ask("tide")
    both.work()
    ended = both.queue.job(job.id)
    assert (ended.state, ended.tries, both.done, sailed) == (State.DONE, 1, ["tide", "tide"], ["tide"])


def _once_unwritten() -> Callable[..., None]:
    """What the engine does where the disk is full just when it writes down how a job ended."""
    written = SystemDatabase.update_workflow_outcome
    refused: list[object] = []

    def write(*told: Any, **more: Any) -> None:
        if not refused:
            refused.append(told)
            raise OperationalError("UPDATE", {}, Exception("database or disk is full"))
        written(*told, **more)

    return write


def test_jobs_are_found_by_the_first_letters_of_their_ids(ours: Bench) -> None:
    tide, moon = ours.ask("tide", "moon")
    assert ours.queue.job(tide.id[:14]).title == "tide"
    assert [one.title for one in ours.queue.jobs(most=1)] in (["tide"], ["moon"])
    for name in ("job-", "nonsense", "job-zzzzzzz"):
        with pytest.raises(InputError):
            ours.queue.job(name)
    assert [one.id for one in ours.queue.jobs(user="nobody")] == []
    assert {one.id for one in ours.queue.jobs([State.WAITING], user="")} == {tide.id, moon.id}


def test_what_was_begun_with_other_steps_is_begun_anew(ours: Bench) -> None:
    [job] = ours.ask("tide")

    def upgraded(name: str, step: Step) -> JSON:
        if len(ours.done) == 1:
            ours.queue.adopt(living=set)  # its worker died,
            ours.queue.version += " and a step more"  # and a newer program looks after it
            assert ours.queue.orphaned(living=())
            ours.queue.adopt(living=set)
        return {"name": name}

    ours.deed = upgraded
    ours.work()
    ended = ours.queue.job(job.id)
    assert (ended.state, ended.tries, len(ours.done)) == (State.DONE, 2, 2)


def test_a_queue_out_of_reach_says_to_try_again(ours: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    [job] = ours.ask("tide")

    def gone(*_: object, **__: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("connection refused"))

    monkeypatch.setattr(ours.queue, "_list", gone)
    for call in (
        lambda: ours.ask("moon"),
        lambda: ours.queue.job(job.id),
        lambda: ours.queue.jobs(),
        lambda: ours.queue.cancel(job.id),
        lambda: ours.queue.retry(job.id),
        lambda: next(ours.queue.events(job.id)),
    ):
        with pytest.raises(Transient, match="out of reach: try again"):
            call()


@pytest.mark.parametrize("address", ["mysql://host/name", "sqlite://", "nonsense"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(Config, match="setting 'jobs_database'"):
        database_url(tmp_path, address)


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Config, match="choose another library"), bench(tmp_path / "file" / "jobs", Limits()):
        pass
    (tmp_path / "queue.sqlite3").write_text("This is no database, however long it is. " * 20)
    with pytest.raises(Config, match="cannot be opened"), bench(tmp_path, Limits()):
        pass


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("INSERT", {}, Exception("connection refused at db.example:5432")),
        ConnectionResetError("reset by peer"),
        OSError(28, "No space left on device"),
    ],
)
def test_a_machine_in_trouble_is_waited_for(ours: Bench, error: Exception) -> None:
    def fail(name: str, step: Step) -> JSON:
        if len(ours.done) == 1:
            raise error
        return {"name": name}

    ours.deed = fail
    [job] = ours.ask("tide")
    ours.work()
    waiting = ours.queue.job(job.id)
    assert waiting.state is State.WAITING
    assert waiting.error and "db.example" not in waiting.error["message"]
    ours.clock.pass_by(timedelta(minutes=1))
    ours.work()
    assert ours.queue.job(job.id).state is State.DONE
