"""Servers that go away under commands and workers: clear words, nothing lost, and all ends by itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from servers import ObjectStore, Postgres
from wellsourced.cli import main
from wellsourced.errors import Config, Transient

TOWNS = 6
WITHIN = 150.0
"""Seconds in which all ends once the server is back, which the engine sees within a minute."""


def told(town: int) -> str:
    return f"The Tarn{town} ferry carries cars on Sundays."


@dataclass(frozen=True)
class Said:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Office:
    """The program over a library on servers, as a person runs it."""

    folder: Path

    def run(self, *arguments: str) -> Said:
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(list(arguments))
        return Said(code, out.getvalue(), err.getvalue())

    def ask(self, *arguments: str) -> Any:
        done = self.run(*arguments, "--json", "--quiet")
        assert done.code == 0, done
        return json.loads(done.out)

    def jobs(self) -> list[dict[str, Any]]:
        return list(self.ask("jobs")["jobs"])

    def files(self) -> list[str]:
        return [str(self.folder / f"tarn{town}.txt") for town in range(TOWNS)]

    @contextmanager
    def at_work(self, workers: int) -> Iterator[list[str]]:
        """So many workers; the lines that they wrote to standard error, once they have ended well."""
        said: list[str] = []
        command = [sys.executable, "-m", "wellsourced", "work", "-n", str(workers), "--offline", "--quiet"]
        path = {"PYTHONPATH": os.pathsep.join(sys.path)}
        worker = subprocess.Popen(command, env={**os.environ, **path}, stderr=subprocess.PIPE, text=True)
        try:
            yield said
            assert worker.poll() is None
            worker.send_signal(signal.SIGTERM)
            said += worker.communicate(timeout=60)[1].splitlines()
            assert worker.returncode == 0
        finally:
            worker.kill()
            worker.wait()

    def wait_until(self, reached: Callable[[Counter[str]], bool], within: float) -> None:
        """Until the numbers of jobs in each state are so."""
        deadline = time.monotonic() + within
        while not reached(Counter(job["state"] for job in self.jobs())):
            assert time.monotonic() < deadline, self.jobs()
            time.sleep(0.2)


@pytest.fixture
def office(tmp_path: Path, bucket: str, database: str, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A library with a page and notes on half of the towns, and files on the others to be added."""
    monkeypatch.setenv("WELLSOURCED_LIBRARY", bucket)
    monkeypatch.setenv("WELLSOURCED_DATABASE", database)
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made = Office(tmp_path)
    for town, file in enumerate(made.files()):
        Path(file).write_text(f"{told(town)} It is old, and the county keeps it in repair.")
    made.ask("add", *made.files()[: TOWNS // 2], "--published", "2024-05-01")
    made.ask("check", told(0), "--publish")
    return made


def work_through_an_outage(office: Office, stop: Callable[[], None], start: Callable[[], None]) -> list[str]:
    """Two workers add, check and refresh while a server is away; what they wrote to standard error."""
    half = TOWNS // 2
    [page] = office.ask("editions")["pages"]
    with office.at_work(2) as said:
        office.ask("submit", "--add", *office.files()[half:])
        office.ask("submit", "--refresh", page["id"])
        office.ask("submit", *(told(town) for town in range(1, half)), "--publish")
        office.wait_until(lambda states: states["running"] > 0 or states["done"] > 0, WITHIN)
        stop()
        start()
        office.ask("submit", *(told(town) for town in range(half, TOWNS)), "--publish")
        office.wait_until(lambda states: states["done"] == states.total(), WITHIN)
    assert len(office.jobs()) == TOWNS + 1
    assert office.ask("verify")["sound"]
    pages = office.ask("editions")["pages"]
    assert sorted(one["title"] for one in pages) == sorted(told(town) for town in range(TOWNS))
    assert {one["newest"]["number"] for one in pages} == {1}  # none was published twice
    return said


@pytest.mark.parametrize("seconds", [4.0, pytest.param(30.0, marks=pytest.mark.endurance)])
def test_workers_wait_for_a_database_that_is_down(seconds: float, office: Office, postgres: Postgres) -> None:
    def stop() -> None:
        postgres.stop()
        began = time.monotonic()
        for command in (["submit", told(0)], ["jobs"], ["search", "ferry"]):
            refused = office.run(*command, "--quiet")
            assert refused.code == Transient.exit_code
            assert refused.err.startswith("error: ") and refused.err.count("\n") == 1
            assert "try again" in refused.err
        time.sleep(max(0.0, seconds - (time.monotonic() - began)))

    said = work_through_an_outage(office, stop, postgres.start)
    # Each of two workers says it once, whatever it was about to do, and once more where it went on and met
    # a connection of before the outage; one that was about to begin begins later.
    waiting = said.count("error: a worker waits: the database of the queue is out of reach.")
    assert 1 <= waiting <= 4
    assert said.count("a worker goes on: the queue answers again.") == waiting
    assert all(line.startswith(("error: ", "a worker goes on: ")) for line in said)


@pytest.mark.parametrize("seconds", [4.0, pytest.param(30.0, marks=pytest.mark.endurance)])
def test_workers_try_again_what_an_object_store_refused(
    seconds: float, office: Office, object_store: ObjectStore
) -> None:
    def stop() -> None:
        object_store.stop()
        time.sleep(seconds)

    assert work_through_an_outage(office, stop, object_store.start) == []


def test_a_store_that_may_only_be_read_is_a_setting_at_fault(
    office: Office, object_store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        for name, value in object_store.of_a_guest.items():
            patch.setenv(name, value)
        refused = office.run("add", office.files()[-1], "--quiet")
        assert refused.code == Config.exit_code
        assert "the object store refuses" in refused.err and "check bucket and keys" in refused.err
        assert office.ask("search", "Tarn0 ferry")["hits"][0]["text"].startswith(told(0))
        assert office.ask("verify")["sound"]
    office.ask("add", office.files()[-1])
    assert office.ask("verify")["sound"]
