"""Who lives: on one machine by the lock it holds, on another by its beats, and no clock is believed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from servers import Postgres
from wellsourced.jobs import lives
from wellsourced.jobs.databases import database_url
from wellsourced.jobs.ledger import Ledger
from wellsourced.jobs.lives import BEAT, DOUBT, SILENCE, Life, Living


@dataclass
class Seconds:
    """A clock that is set by hand."""

    passed: float = 1000.0

    def __call__(self) -> float:
        return self.passed


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger(database_url(tmp_path, None), tmp_path, "wellsourced-test")) as made:
        made.prepare()
        yield made


@pytest.fixture
def shared(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A ledger that workers on other machines write to as well."""
    monkeypatch.setattr(ledger, "is_local", False)
    return ledger


def test_a_worker_lives_until_it_ends(ledger: Ledger) -> None:
    one, other = Life(ledger), Life(ledger)
    assert Living(ledger).living() == {one.id, other.id}
    other.end()
    assert Living(ledger).living() == {one.id}
    one.end()
    assert Living(ledger).living() == set()


ENROLL = """
import sys, time
from pathlib import Path
from wellsourced.jobs.databases import database_url
from wellsourced.jobs.ledger import Ledger
from wellsourced.jobs.lives import Life
folder = Path(sys.argv[1])
life = Life(Ledger(database_url(folder, None), folder, "wellsourced-test"))
print(life.id, flush=True)
time.sleep(60)
"""


def test_a_stopped_worker_lives_and_a_killed_one_does_not(ledger: Ledger, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ENROLL, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as worker:
        assert worker.stdout is not None
        name = worker.stdout.readline().strip()
        worker.send_signal(signal.SIGSTOP)
        seconds = Seconds()
        living = Living(ledger, seconds)
        assert living.living() == {name}
        seconds.passed += 10 * SILENCE
        assert living.living() == {name}
        worker.kill()
        worker.wait()
        assert living.living() == set()
        assert ledger.workers() == []


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Ledger, Seconds], Life]]:
    """Begin a worker on another machine."""
    begun: list[Life] = []

    def begin(ledger: Ledger, seconds: Seconds) -> Life:
        with monkeypatch.context() as patch:
            patch.setattr(lives, "place_of", lambda folder: "another machine")
            begun.append(Life(ledger, seconds))
        return begun[-1]

    yield begin
    for one in begun:
        one.end()


def test_a_worker_elsewhere_is_dead_when_it_is_not_heard_for_long(
    shared: Ledger, elsewhere: Callable[[Ledger, Seconds], Life]
) -> None:
    theirs, ours = Seconds(5.0), Seconds(90000.0)
    worker = elsewhere(shared, theirs)
    living = Living(shared, ours)
    for _ in range(100):
        theirs.passed += BEAT
        ours.passed += BEAT
        assert worker.beat()
        assert living.living() == {worker.id}
    ours.passed += SILENCE
    assert living.living() == {worker.id}
    ours.passed += 1
    assert living.living() == set()
    assert not worker.beat()  # it learns that others may have taken its job up


def test_whoever_looks_for_the_first_time_waits_before_it_judges(
    shared: Ledger, elsewhere: Callable[[Ledger, Seconds], Life]
) -> None:
    worker = elsewhere(shared, Seconds())
    assert Living(shared, Seconds(1e9)).living() == {worker.id}


def test_a_worker_cut_off_gives_itself_up_before_others_do(
    shared: Ledger, elsewhere: Callable[[Ledger, Seconds], Life]
) -> None:
    assert DOUBT + 2 * BEAT < SILENCE
    seconds = Seconds()
    worker = elsewhere(shared, seconds)
    seconds.passed += DOUBT
    assert not worker.in_doubt
    seconds.passed += 1
    assert worker.in_doubt
    assert not worker.beat()


def test_one_office_is_held_by_one(ledger: Ledger) -> None:
    with ledger.alone("keeper") as first, ledger.alone("keeper") as second:
        assert (first, second) == (True, False)
    with ledger.alone("keeper") as again:
        assert again


def test_an_office_goes_with_the_database_and_is_taken_anew(
    postgres: Postgres, database: str, tmp_path: Path
) -> None:
    url = database_url(tmp_path, database)
    others = f"pid <> pg_backend_pid() AND datname = '{url.database}'"
    with (
        closing(Ledger(url, tmp_path, "wellsourced-test")) as here,
        closing(Ledger(url, tmp_path, "wellsourced-test")) as there,
        there.office("keeper") as theirs,
    ):
        with here.office("keeper") as ours:
            assert ours() and ours() and not theirs()
            with here.alone("gate") as held:
                assert held
                postgres.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
            assert (theirs(), theirs()) == (False, True)  # it finds that it was cut off, and begins again
            assert (ours(), ours()) == (False, False)
        assert theirs()
