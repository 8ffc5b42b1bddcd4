"""Twenty users ask for two hundred checks on two workers: all end, by turns, in memory that stays flat."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from statistics import median
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


def questions(user: int) -> list[str]:
    """Each user's own; some are asked by several, and are answered in one library."""
    return [
        f"{TOWNS[(user + n) % len(TOWNS)]} likes {USES[n]} on the ferry pier in {1990 + user}."
        for n in range(EACH)
    ]


class Scales:
    """Resident memory, in bytes, of each worker that nurseries have, weighed each half second."""

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
        while not self._over.wait(0.5):
            for worker in (one for nursery in self._nurseries for one in children(nursery.pid)):
                try:
                    pages = int(Path(f"/proc/{worker}/statm").read_text().split()[1])
                except OSError:
                    continue
                self.weighed.setdefault(worker, []).append(pages * 4096)


@pytest.mark.endurance
def test_a_crowd_is_served_by_turns(tmp_path: Path) -> None:
    with closing(open_library(tmp_path / "library", HashingEncoder())) as library:
        collect([source_of(uri) for uri in NOTES], Texts(NOTES, NOW), Extractors(), library)
    (tmp_path / "pages.json").write_text(json.dumps(NOTES), encoding="utf-8")
    owner = {}
    with closing(queue_in(tmp_path)) as queue:
        for number, user in enumerate(USERS):  # one after another, so that the first could crowd out the rest
            for text in questions(number):
                job = queue.submit(order_to_check(read_inquiry(text, on=NOW.date()), user=user))
                owner[job.id] = user
    assert len(owner) == len(USERS) * EACH
    with closing(Nursery(tmp_path)) as one, closing(Nursery(tmp_path)) as other:
        scales = Scales([one, other])
        one.begin()
        other.begin()
        assert one.ended() > 0 and other.ended() > 0
        scales.put_away()
    with closing(queue_in(tmp_path)) as queue:
        jobs = queue.jobs(most=1000)
    assert [job.state for job in jobs] == [State.DONE] * len(owner)
    with closing(sqlite3.connect(tmp_path / "library.jobs" / "queue.sqlite3")) as rows:
        begun = [
            row[0].partition("~")[0]
            for row in rows.execute("SELECT workflow_uuid FROM streams WHERE offset = 0 ORDER BY rowid")
        ]
    assert sorted(begun) == sorted(owner)  # each was begun once
    served: Counter[str] = Counter()
    for job_id in begun:
        served[owner[job_id]] += 1
        # A round of turns is over before the next begins, but for the one in each worker's hands.
        assert max(served.values()) - min(served[user] for user in USERS) <= 2
    for weights in scales.weighed.values():
        quarter = len(weights) // 4
        assert median(weights[-quarter:]) <= GROWTH * median(weights[quarter : 2 * quarter])
