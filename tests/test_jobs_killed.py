"""Whenever a worker is killed, the next ends its jobs: none is lost, none is done twice, nothing is torn."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from dying_worker import Nursery, queue_in
from jobs_at_hand import Ends, ask, ends_of, filled, judged_in
from wellsourced.jobs.orders import Order

LESS = 0.6
MOMENTS = 9
"""Spread over all that a worker does: adding, checking, publishing, refreshing."""
LAST = 0.9
"""How many moments there are differs a little from run to run: no share is so late that none may be left."""
KILLS = 3
"""How often the worker is killed before one is let live: a job that four die at is dropped."""


@dataclass(frozen=True)
class Prepared:
    """A library with a published page and jobs waiting, and what a worker that lives makes of them."""

    folder: Path
    moments: int
    ends: Ends
    judged: int
    orders: tuple[Order, ...]


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with closing(Nursery(tmp_path_factory.mktemp("nobody"))) as made:
        yield made


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, nursery: Nursery) -> Prepared:
    folder = tmp_path_factory.mktemp("killed")
    orders = filled(folder)
    lived = shutil.copytree(folder, folder.with_name("lived"))
    ask(lived, orders)
    nursery.folder = lived
    moments = nursery.work()
    judged, _ = judged_in(lived)
    return Prepared(folder, moments, ends_of(lived), judged, orders)


def killed_at(prepared: Prepared, shares: list[float], nursery: Nursery, folder: Path) -> tuple[int, int]:
    """Kill workers one after another, each at a share of the moments there are; how many died, and how many
    pairs were judged again.
    """
    shutil.copytree(prepared.folder, folder, dirs_exist_ok=True)
    jobs = ask(folder, prepared.orders)
    died = 0
    nursery.folder = folder
    for share in shares:
        died += nursery.work(max(1, round(share * prepared.moments))) == -1
    assert nursery.work() >= 0
    assert ends_of(folder) == prepared.ends
    with closing(queue_in(folder)) as queue:
        assert sorted(one.id for one in queue.jobs()) == jobs
    return died, judged_in(folder)[1]


def test_a_worker_that_lives_does_every_job(prepared: Prepared) -> None:
    assert len(prepared.orders) == 6
    assert sorted(len(chain) for chain in prepared.ends.editions) == [1, 1, 1, 1, 2]
    assert prepared.moments > 100
    assert prepared.judged > 40


@pytest.mark.parametrize("share", [LAST * (n + 0.5) / MOMENTS for n in range(MOMENTS)])
def test_what_a_killed_worker_left_is_ended_by_the_next(
    prepared: Prepared, share: float, nursery: Nursery, tmp_path: Path
) -> None:
    died, again = killed_at(prepared, [share], nursery, tmp_path)
    assert died == 1
    assert again <= prepared.judged / 10


@pytest.mark.parametrize("share", [0.4])
def test_a_living_worker_takes_up_what_another_left_and_nothing_else(
    prepared: Prepared, share: float, nursery: Nursery, tmp_path: Path
) -> None:
    shutil.copytree(prepared.folder, tmp_path, dirs_exist_ok=True)
    ask(tmp_path, prepared.orders)
    nursery.folder, one = tmp_path, nursery
    with closing(Nursery(tmp_path)) as other:
        one.begin(round(share * prepared.moments))
        other.begin()
        assert one.ended() == -1
        assert other.ended() > 0
        assert other.work() > 0  # nothing is left over, whoever was last
    # Two at once find the library at other moments than one does: the same pages, not the same reports.
    ends = ends_of(tmp_path)
    assert sorted(map(len, ends.editions)) == sorted(map(len, prepared.ends.editions))
    assert (ends.reports, ends.confirmations) == (prepared.ends.reports, prepared.ends.confirmations)
    with closing(queue_in(tmp_path)) as queue:
        assert [one.tries for one in queue.jobs()] == [1] * len(prepared.orders)


@pytest.mark.endurance
@pytest.mark.parametrize("seed", range(100))
def test_workers_killed_anywhere_lose_nothing(
    prepared: Prepared, seed: int, nursery: Nursery, tmp_path: Path
) -> None:
    moments = random.Random(seed)
    # What is left to do grows less with each worker; one with less to do than its moment lives.
    shares = [moments.random() * LESS**n for n in range(KILLS)]
    died, again = killed_at(prepared, shares, nursery, tmp_path)
    assert again <= died * prepared.judged / 10
