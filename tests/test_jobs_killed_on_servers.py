"""Library and queue on servers, a worker or the database killed at any moment: all jobs end, none twice."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from time import time

import pytest

from dying_worker import Nursery, Place, queue_in
from jobs_at_hand import Ends, ask, ends_of, filled, judged_in
from servers import ObjectStore, Postgres
from wellsourced.jobs.orders import ENDED

NUMBERS = count()
AGAIN = 0.1
"""Part of the verifier's calls that may be repeated for each worker that dies."""
LESS, KILLS = 0.6, 3
MOMENTS = [0.25, 0.8]
"""Shares of all there are, in every run of the tests; `endurance` draws others."""

Set = Callable[[Path], None]


@pytest.fixture(scope="module")
def on_servers(postgres: Postgres, object_store: ObjectStore) -> Set:
    """Gives a folder a database and a place in the object store where nothing is yet."""

    def settle(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        name = f"killed{next(NUMBERS)}"
        postgres.run(f"CREATE DATABASE {name}")
        place = Place(database=postgres.url(name), library=f"s3://{object_store.bucket}/{name}")
        replace(place, since=time(), first_pause=0.5).noted(folder)

    return settle


@dataclass(frozen=True)
class Lived:
    """What a worker that lives makes of the jobs, in so many moments."""

    moments: int
    ends: Ends
    judged: int


@pytest.fixture(scope="module")
def keys(object_store: ObjectStore) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for variable, value in object_store.environment.items():
            patch.setenv(variable, value)
        yield


@pytest.fixture(scope="module")
def nursery(keys: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with closing(Nursery(tmp_path_factory.mktemp("nobody"))) as made:
        yield made


@pytest.fixture(scope="module")
def lived(on_servers: Set, tmp_path_factory: pytest.TempPathFactory, nursery: Nursery) -> Lived:
    folder = tmp_path_factory.mktemp("lived")
    on_servers(folder)
    ask(folder, filled(folder))
    nursery.folder = folder
    moments = nursery.work()
    assert moments > 100
    return Lived(moments, ends_of(folder), judged_in(folder)[0])


def work_off(nursery: Nursery) -> None:
    """Workers, one after another, until every job has ended."""
    while True:
        with closing(queue_in(nursery.folder)) as queue:
            if all(job.state in ENDED for job in queue.jobs()):
                return
        nursery.work()


def kill_workers(folder: Path, nursery: Nursery, lived: Lived, shares: list[float]) -> None:
    """Kill workers one after another at these shares of the moments there are, then let others live."""
    jobs = ask(folder, filled(folder))
    nursery.folder, died = folder, 0
    for share in shares:
        died += nursery.work(max(1, round(share * lived.moments))) == -1
    work_off(nursery)
    assert ends_of(folder) == lived.ends
    check_done_once(folder, jobs, lived, died)


def kill_database(
    folder: Path, nursery: Nursery, lived: Lived, shares: list[float], postgres: Postgres
) -> None:
    """Kill the database server while workers live, at these shares of the moments there are."""
    jobs = ask(folder, filled(folder))
    nursery.folder, died = folder, 0
    for share in shares:
        assert postgres.process is not None
        nursery.begin(max(1, round(share * lived.moments)), postgres.process.pid)
        if postgres.killed(nursery.has_answered):
            died += 1
            postgres.start()
        assert nursery.ended() >= 0  # it lives, or could not begin; another is begun in its place
    work_off(nursery)
    # A job that failed waits for its next try while others go on: they are done in another order.
    ends = ends_of(folder)
    assert (ends.digest, ends.reports, ends.confirmations) == (
        lived.ends.digest,
        lived.ends.reports,
        lived.ends.confirmations,
    )
    assert sorted(map(len, ends.editions)) == sorted(map(len, lived.ends.editions))
    check_done_once(folder, jobs, lived, died)


def check_done_once(folder: Path, jobs: list[str], lived: Lived, kills: int) -> None:
    with closing(queue_in(folder)) as queue:
        assert sorted(one.id for one in queue.jobs()) == jobs
    assert judged_in(folder)[1] <= kills * AGAIN * lived.judged


@pytest.mark.parametrize("share", MOMENTS)
def test_what_a_killed_worker_left_is_ended_by_the_next(
    share: float, on_servers: Set, nursery: Nursery, lived: Lived, tmp_path: Path
) -> None:
    on_servers(tmp_path)
    kill_workers(tmp_path, nursery, lived, [share])


@pytest.mark.parametrize("share", MOMENTS)
def test_a_database_that_is_killed_is_waited_for(
    share: float, on_servers: Set, nursery: Nursery, lived: Lived, postgres: Postgres, tmp_path: Path
) -> None:
    on_servers(tmp_path)
    kill_database(tmp_path, nursery, lived, [share], postgres)


@pytest.mark.endurance
@pytest.mark.parametrize("seed", range(50))
def test_workers_killed_anywhere_lose_nothing(
    seed: int, on_servers: Set, nursery: Nursery, lived: Lived, tmp_path: Path
) -> None:
    on_servers(tmp_path)
    moments = random.Random(seed)
    # What is left to do grows less with each worker; one with less to do than its moment lives.
    kill_workers(tmp_path, nursery, lived, [moments.random() * LESS**n for n in range(KILLS)])


@pytest.mark.endurance
@pytest.mark.parametrize("seed", range(50))
def test_a_database_killed_anywhere_loses_nothing(
    seed: int, on_servers: Set, nursery: Nursery, lived: Lived, postgres: Postgres, tmp_path: Path
) -> None:
    on_servers(tmp_path)
    moments = random.Random(f"database {seed}")
    kill_database(tmp_path, nursery, lived, [moments.random() * LESS**n for n in range(KILLS)], postgres)
