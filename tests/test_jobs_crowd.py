"""Twenty users ask for two hundred checks on two workers: all end, by turns, in memory that stays flat.

Over and over, for as many minutes as `WELLSOURCED_SOAK_MINUTES` says, 20 where nothing does.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from statistics import linear_regression, median
from threading import Event as Flag
from threading import Thread

import pytest

from dying_refresh import NOW, Texts
from dying_worker import Nursery, queue_in
from hashing_encoder import HashingEncoder
from running import children
from test_refresh import source_of
from wellsourced.adapters.extractors import Extractors
from wellsourced.jobs.orders import State, order_to_check
from wellsourced.jobs.queue import DurableQueue
from wellsourced.library.store import open_library
from wellsourced.steps.classify import read_inquiry
from wellsourced.steps.collect import collect

USERS = tuple(f"user-{n:02}" for n in range(20))
EACH = 10
TOWNS = ("Brackwater", "Corley", "Dunmere", "Elstead", "Farley")
USES = ("carts", "boats", "barges", "nets", "ropes", "coal", "salt", "tin", "wool", "oats")
NOTES = {
    f"https://notes.example/{town.lower()}/{use}": f"What old sailors like about {town} in summer is {use} "
    "along its ferry pier."
    for town in TOWNS
    for use in USES
}
GROWTH = 1.1
"""What resident memory may grow by between the second quarter of the time and the last."""


SLOPE = 0.15
"""What resident memory may grow by in an hour, as a part of what it is, over the second half of the soak."""
MINUTES = float(os.environ.get("WELLSOURCED_SOAK_MINUTES", "20"))


def questions(user: int, batch: int = 0) -> list[str]:
    """Each user's own; some are asked by several, and are answered in one library."""
    year = 1200 + len(USERS) * batch + user
    return [
        f"{TOWNS[(user + n) % len(TOWNS)]} likes {USES[n]} on the ferry pier in {year}." for n in range(EACH)
    ]


EVERY = 0.5
"""Seconds between two weighings."""


class Scales:
    """Resident memory, in bytes, of each worker that nurseries have."""

    def __init__(self, nurseries: list[Nursery]) -> None:
        self.weighed: dict[int, list[int]] = {}
        self._nurseries = nurseries
        self._over = Flag()
        self._thread = Thread(target=self._weigh, daemon=True)
        self._thread.start()

    def put_away(self) -> None:
        self._over.set()
        self._thread.join()

    def _weigh(self) -> None:
        while not self._over.wait(EVERY):
            for worker in (one for nursery in self._nurseries for one in children(nursery.pid)):
                try:
                    pages = int(Path(f"/proc/{worker}/statm").read_text().split()[1])
                except OSError:
                    continue
                self.weighed.setdefault(worker, []).append(pages * 4096)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of notes, of which all ask."""
    with closing(open_library(tmp_path / "library", HashingEncoder())) as library:
        collect([source_of(uri) for uri in NOTES], Texts(NOTES, NOW), Extractors(), library)
    (tmp_path / "pages.json").write_text(json.dumps(NOTES), encoding="utf-8")
    return tmp_path


def ask(queue: DurableQueue, batch: int = 0) -> dict[str, str]:
    """Each user asks, one after another, so that the first could crowd out the rest; whose each job is."""
    owner = {}
    for number, user in enumerate(USERS):
        for text in questions(number, batch):
            job = queue.submit(order_to_check(read_inquiry(text, on=NOW.date()), user=user))
            owner[job.id] = user
    return owner


def begun_in(folder: Path) -> list[str]:
    """The jobs that were begun, in order."""
    with closing(sqlite3.connect(folder / "library.jobs" / "queue.sqlite3")) as rows:
        begun = rows.execute("SELECT workflow_uuid FROM streams WHERE offset = 0 ORDER BY rowid")
        return [row[0].partition("~")[0] for row in begun]


def waiting_in(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "library.jobs" / "queue.sqlite3", timeout=30)) as rows:
        [(count,)] = rows.execute("SELECT count(*) FROM workflow_status WHERE status = 'ENQUEUED'")
        return int(count)


def check_turns(begun: list[str], owner: dict[str, str]) -> None:
    """Each was begun once, and no user was served twice more than another who waited."""
    assert sorted(begun) == sorted(owner)
    served: Counter[str] = Counter()
    for job_id in begun:
        served[owner[job_id]] += 1
        # A round of turns is over before the next begins, but for the one in each worker's hands.
        assert max(served.values()) - min(served[user] for user in USERS) <= 2


@pytest.mark.endurance
def test_a_crowd_is_served_by_turns(folder: Path) -> None:
    with closing(queue_in(folder)) as queue:
        owner = ask(queue)
    assert len(owner) == len(USERS) * EACH
    with closing(Nursery(folder)) as one, closing(Nursery(folder)) as other:
        scales = Scales([one, other])
        one.begin()
        other.begin()
        assert one.ended() > 0 and other.ended() > 0
        scales.put_away()
    with closing(queue_in(folder)) as queue:
        assert [job.state for job in queue.jobs(most=1000)] == [State.DONE] * len(owner)
    check_turns(begun_in(folder), owner)
    for weights in scales.weighed.values():
        quarter = len(weights) // 4
        assert median(weights[-quarter:]) <= GROWTH * median(weights[quarter : 2 * quarter])


@pytest.mark.endurance
def test_a_crowd_that_asks_over_and_over_is_served_in_flat_memory(folder: Path) -> None:
    owner: dict[str, str] = {}
    until = time.monotonic() + 60 * MINUTES
    with (
        closing(queue_in(folder)) as queue,
        closing(Nursery(folder)) as one,
        closing(Nursery(folder)) as other,
    ):
        owner |= ask(queue)
        scales = Scales([one, other])
        one.begin()
        other.begin()
        batches = 1
        while time.monotonic() < until:
            if waiting_in(folder) <= len(USERS) * EACH // 2:
                owner |= ask(queue, batches)
                batches += 1
            time.sleep(1)
        assert not (one.has_answered() or other.has_answered())  # they were never without work
        scales.put_away()
        assert one.ended() > 0 and other.ended() > 0
        assert {job.state for job in queue.jobs(most=len(owner))} == {State.DONE}
    begun = begun_in(folder)
    assert sorted(begun) == sorted(owner)
    check_nobody_is_starved(begun, owner)
    for worker, weights in scales.weighed.items():
        megabytes = [weight / 1e6 for weight in weights]
        half = megabytes[len(megabytes) // 2 :]
        an_hour = linear_regression(range(len(half)), half).slope * 3600 / EVERY
        told = (
            f"worker {worker}: {median(half):.1f} MB, {an_hour:+.1f} MB an hour, most {max(megabytes):.1f} MB"
        )
        print(f"{told}; quarters {[round(median(quarter), 1) for quarter in quarters(megabytes)]}")
        assert an_hour <= SLOPE * median(half)
    print(f"{len(begun)} checks of {len(USERS)} users in {MINUTES:g} minutes, {batches} batches")


def quarters(weights: list[float]) -> list[list[float]]:
    size = len(weights) // 4
    return [weights[number * size : (number + 1) * size] for number in range(4)]


def check_nobody_is_starved(begun: list[str], owner: dict[str, str]) -> None:
    """Between two turns of a user who waits each other has two at most, with those in the workers' hands."""
    left = Counter(owner.values())
    since: dict[str, Counter[str]] = {user: Counter() for user in USERS}
    most = 0
    for job_id in begun:
        user = owner[job_id]
        left[user] -= 1
        since[user] = Counter()
        for other in USERS:
            if other != user and left[other]:
                since[other][user] += 1
                most = max(most, since[other][user])
    print(f"turns of one user while another waited: {most} at most")
    assert most <= 2 + 1  # a batch that is asked for meanwhile begins with the first users
