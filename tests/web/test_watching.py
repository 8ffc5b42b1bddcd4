"""However many watch a job, its progress is read once; what it told stays for those who come later."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event as Flag
from types import SimpleNamespace
from typing import Any, cast

from wellsourced.errors import InputError, Transient
from wellsourced.jobs.orders import Queue, State
from wellsourced.ports import Event
from wellsourced.web.watching import KEPT_FOR, MOST, Watched, Watches

BEGUN = Event(step="check", message="Begun")
SEARCH = Event(step="search", message="Searching the library")
DONE = Event(step="done", message="")


@dataclass
class Told:
    """A queue whose jobs tell what `told` says of them, then end; `asked` are those that were followed."""

    told: Callable[[str], Iterator[Event]]
    asked: list[str] = field(default_factory=list)
    state: State = State.DONE

    def events(self, name: str) -> Iterator[Event]:
        self.asked.append(name)
        return self.told(name)

    def job(self, name: str) -> Any:
        return SimpleNamespace(state=self.state)


def watches(queue: Told, clock: Callable[[], float] = time.monotonic) -> Watches:
    return Watches(cast(Queue, queue), clock)


def of(watches: Watches, name: str) -> Watched:
    found = watches.of(name)
    assert found is not None
    return found


def until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not done():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_one_thread_reads_for_all() -> None:
    queue = Told(lambda name: iter([BEGUN, SEARCH, DONE]))
    watching = watches(queue)
    one, other = of(watching, "job-a"), of(watching, "job-a")
    assert one is other
    until(lambda: one.ended)
    assert one.told == [BEGUN, SEARCH, DONE]
    assert of(watching, "job-a").told == [BEGUN, SEARCH, DONE]
    assert queue.asked == ["job-a"]


def test_a_queue_out_of_reach_is_asked_again_and_nothing_is_told_twice() -> None:
    tries = 0

    def told(name: str) -> Iterator[Event]:
        nonlocal tries
        tries += 1
        yield BEGUN
        if tries == 1:
            raise Transient("the queue is out of reach: try again.")
        yield SEARCH

    watched = of(watches(Told(told)), "job-a")
    until(lambda: watched.ended)
    assert watched.told == [BEGUN, SEARCH]


def test_a_job_that_is_not_there_ends_at_once() -> None:
    def told(name: str) -> Iterator[Event]:
        raise InputError("no job is called so")
        yield BEGUN

    watched = of(watches(Told(told)), "job-a")
    until(lambda: watched.ended)
    assert watched.told == []


def test_who_looks_first_at_a_job_that_has_ended_sees_all_it_told() -> None:
    watched = watches(Told(lambda name: iter([BEGUN, SEARCH, DONE]))).of("job-a")
    assert watched is not None and watched.ended and watched.told == [BEGUN, SEARCH, DONE]


def test_a_job_begun_anew_tells_from_its_beginning() -> None:
    queue = Told(lambda name: iter([BEGUN, DONE]))
    watching = watches(queue)
    assert of(watching, "job-a").ended
    watching.forget("job-a")
    assert of(watching, "job-a").ended and queue.asked == ["job-a", "job-a"]


def test_no_more_are_watched_than_the_server_bears() -> None:
    going_on = Flag()

    def told(name: str) -> Iterator[Event]:
        going_on.wait(10)
        yield DONE

    queue = Told(told, state=State.RUNNING)
    watching = watches(queue)
    held = [of(watching, f"job-{n}") for n in range(MOST)]
    assert watching.of("job-more") is None
    assert watching.of("job-0") is held[0]
    queue.state = State.DONE
    going_on.set()
    until(lambda: all(one.ended for one in held))
    assert watching.of("job-more") is not None


def test_what_ended_is_forgotten_after_a_while() -> None:
    now = 0.0
    queue = Told(lambda name: iter([DONE]))
    watching = watches(queue, lambda: now)
    until(lambda: of(watching, "job-a").ended)
    now = KEPT_FOR + 1
    until(lambda: of(watching, "job-a").ended)
    assert queue.asked == ["job-a", "job-a"]
