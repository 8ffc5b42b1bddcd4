"""Jobs in this process: keys, order, progress, calling off."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wellsourced.errors import Permanent
from wellsourced.jobs.inprocess import Cancelled, Job, Worker
from wellsourced.ports import Event


def job(key: str, work: Callable[[], str], size: int = 1) -> Job[str]:
    return Job(key=key, work=work, size=size)


def test_results_come_in_the_order_asked_and_a_key_is_worked_once() -> None:
    ran: list[str] = []

    def work(name: str) -> Callable[[], str]:
        return lambda: ran.append(name) or name.upper()  # type: ignore[func-returns-value]

    worker: Worker[str] = Worker("add")
    assert worker.run([job("b", work("b")), job("a", work("a")), job("b", work("b"))]) == ["B", "A", "B"]
    assert worker.run([job("a", work("a"))]) == ["A"]
    assert ran == ["b", "a"]


def test_an_error_of_ours_stands_in_its_place_and_is_tried_again() -> None:
    answers = iter([Permanent("not now"), "done"])

    def work() -> str:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    worker: Worker[str] = Worker("add")
    failed, fine = worker.run([job("a", work), job("b", lambda: "b")])
    assert isinstance(failed, Permanent) and fine == "b"
    assert worker.run([job("a", work)]) == ["done"]


def test_a_fault_in_the_program_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        Worker("add").run([job("a", lambda: str(1 // 0))])


def test_progress_counts_what_is_done() -> None:
    events: list[Event] = []
    Worker[str]("add", events.append).run([job("a", str, size=64), job("b", str, size=7)])
    assert [(event.step, event.done, event.total) for event in events] == [("add", 64, 71), ("add", 71, 71)]


def test_calling_off_ends_after_the_job_in_hand_and_the_rest_can_be_run_later() -> None:
    worker: Worker[str] = Worker("add")

    def first() -> str:
        worker.cancel()
        return "first"

    done, rest = worker.run([job("a", first), job("b", lambda: "b")])
    assert done == "first"
    assert isinstance(rest, Cancelled) and rest.exit_code == 130
    assert Worker[str]("add").run([job("b", lambda: "b")]) == ["b"]
