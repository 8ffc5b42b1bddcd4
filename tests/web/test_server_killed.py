"""The server is killed while people ask and publish: the next one has all of it, and nothing twice."""

from __future__ import annotations

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from desks import desk_of, encoder
from test_publish import ASKED, FERRY, SAYS_MORE
from wellsourced.library.store import open_library

QUESTIONS = (ASKED, "The Gull Island ferry sails twice a day.", "The Gull Island ferry takes bicycles.")
LONGEST = 6.0
"""Seconds after which the server is killed at the latest: a worker is at the questions then, or through."""
ENDED = ("done", "failed", "cancelled")


@dataclass
class Server:
    """`wellsourced serve` with a worker, and a browser without a script before it."""

    process: subprocess.Popen[str]
    browser: httpx2.Client

    def ask(self, question: str) -> str:
        """The address of the job that a question becomes."""
        answer = self._send("/ask", "/ask", q=question, again="true")
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def publish(self, draft: str) -> str:
        """The address of the job that publishing a draft becomes."""
        answer = self._send(draft, f"{draft}/publish", sure="true")
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def outcome(self, job: str) -> dict[str, str]:
        """How a job stands, once it has ended."""
        told = self.browser.get(job, headers={"accept": "application/json"}).json()
        for _ in range(600):
            if told["state"] in ENDED:
                break
            time.sleep(0.1)
            told = self.browser.get(job, headers={"accept": "application/json"}).json()
        return dict(told)

    def kill(self) -> None:
        """End it as a machine that loses its power does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def _send(self, form: str, to: str, **said: str) -> httpx2.Response:
        found = re.search(r'name="csrf" value="([^"]*)"', self.browser.get(form).text)
        assert found is not None
        return self.browser.post(to, data={**said, "csrf": found[1]})


@contextmanager
def serving(library: Path) -> Iterator[Server]:
    command = [sys.executable, "-m", "wellsourced", "serve", "--library", str(library), "--port", "0"]
    known = {**os.environ, "WELLSOURCED_CASEBOOKS": "none", "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=known, text=True)
    assert process.stdout is not None
    try:
        found = next(filter(None, (re.search(r"http://\S+?(?=/ )", line) for line in process.stdout)))
        with httpx2.Client(base_url=found[0], timeout=60.0) as browser:
            yield Server(process, browser)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def through(library: Path, act: Callable[[Server], list[str]], after: float) -> list[dict[str, str]]:
    """Do it before a server that is killed so many seconds later, again before the next; what came of it."""
    with serving(library) as server:
        first = act(server)
        time.sleep(after)
        server.kill()
    with serving(library) as server:
        assert act(server) == first, "what is asked for again is the same job"
        return [server.outcome(job) for job in first]


def killed_twice(folder: Path, moments: tuple[float, float]) -> None:
    desk_of([FERRY, SAYS_MORE], folder).library.close()
    library = folder / "library"
    drafts = through(library, lambda server: [server.ask(one) for one in QUESTIONS], moments[0])
    assert [one["state"] for one in drafts] == ["done"] * len(QUESTIONS)
    reports = [one["address"] for one in drafts]
    assert len(set(reports)) == len(QUESTIONS)
    with serving(library) as server:
        jobs = [server.publish(one) for one in reports]
        time.sleep(moments[1])
        server.kill()
    with serving(library) as server:
        published = [server.outcome(job) for job in jobs]
        assert [one["state"] for one in published] == ["done"] * len(QUESTIONS)
        for one in published:
            assert server.browser.get(one["address"]).status_code == 200
    with closing(open_library(library, encoder())) as kept:
        assert kept.verify() == []
        assert [len(kept.editions(page.id)) for page in kept.pages()] == [1] * len(QUESTIONS)
    with closing(sqlite3.connect(library / "records.sqlite3")) as records:
        assert records.execute("SELECT count(*) FROM reports").fetchone() == (len(QUESTIONS),)


def test_a_server_killed_while_it_is_asked_loses_nothing(tmp_path: Path) -> None:
    killed_twice(tmp_path, (3.5, 0.5))


@pytest.mark.endurance
@pytest.mark.parametrize("seed", range(20))
def test_a_server_killed_at_any_moment_loses_nothing(seed: int, tmp_path: Path) -> None:
    moments = random.Random(seed)
    killed_twice(tmp_path, (moments.random() * LONGEST, moments.random() * LONGEST))
