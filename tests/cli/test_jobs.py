"""`wellsourced submit`, `jobs` and `work -n`: work left to processes that come and go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from running import children
from wellsourced.cli import main

Ask = Callable[..., tuple[int, Any]]

FERRY = "The Tarn ferry carries cars on Sundays."


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    file = tmp_path / "ferry.txt"
    file.write_text(f"{FERRY} It is old, and the county keeps it in repair from its own funds.")
    return file


@contextmanager
def working(*options: str) -> Iterator[subprocess.Popen[bytes]]:
    """`wellsourced work` in a process of its own."""
    worker = subprocess.Popen([sys.executable, "-m", "wellsourced", "work", "--offline", "--quiet", *options])
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()


def soon(true: Callable[[], bool], patience: float = 60.0) -> bool:
    deadline = time.monotonic() + patience
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def test_what_is_submitted_is_worked_off(ask: Ask, shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, added = ask("submit", "--add", str(shelf))
    assert (code, added["jobs"][0]["kind"], added["jobs"][0]["state"]) == (0, "add", "waiting")
    _, checks = ask("submit", FERRY, "Is the Tarn ferry old?", "--publish")
    assert ask("submit", FERRY, "--publish")[1]["jobs"][0]["id"] == checks["jobs"][0]["id"]
    code, _ = ask("work", "--once", "-n", "1", "--offline")
    assert code == 0
    _, listed = ask("jobs")
    assert [one["state"] for one in listed["jobs"]] == ["done"] * 3
    by_id = {one["id"]: one for one in listed["jobs"]}
    assert list(by_id[added["jobs"][0]["id"]]["result"]["added"]) == [shelf.as_uri()]
    done = by_id[checks["jobs"][0]["id"]]["result"]
    assert ask("show", done["report"])[0] == 0
    assert ask("verify") == (0, {"sound": True, "damage": []})
    assert ask("jobs", "follow", checks["jobs"][0]["id"])[1]["jobs"] == [by_id[checks["jobs"][0]["id"]]]
    newest = {page["newest"]["id"] for page in ask("editions")[1]["pages"]}
    assert done["edition"] in newest
    assert ask("submit", "--refresh", done["edition"], "--later")[1]["jobs"][0]["urgency"] == "bulk"
    capsys.readouterr()
    assert main(["jobs", "follow", checks["jobs"][0]["id"][:16]]) == 0
    told = capsys.readouterr()
    assert "check: Begun" in told.err and "attribute: " in told.err
    assert "done" in told.out


def test_what_failed_is_listed_and_tried_again(ask: Ask, shelf: Path, tmp_path: Path) -> None:
    shelf.write_bytes(b"")
    _, asked = ask("submit", "--add", str(shelf))
    name = asked["jobs"][0]["id"]
    assert ask("jobs", "cancel", name)[1]["jobs"][0]["state"] == "cancelled"
    assert ask("jobs", "--failed") == (0, {"jobs": []})
    assert ask("jobs", "retry", name[:20])[1]["jobs"][0] == {**ask("jobs")[1]["jobs"][0]}
    code, told = ask("jobs", "cancel")
    assert code == 2 and "name a job" in told["message"]
    code, told = ask("jobs", "retry", name)
    assert code == 2 and "is waiting: only what failed" in told["message"]


def test_what_could_not_be_done_says_why(ask: Ask, shelf: Path, tmp_path: Path) -> None:
    assert ask("add", str(shelf))[0] == 0
    made = ask("check", FERRY, "--publish")[1]
    assert ask("submit", "--refresh", made["edition"])[0] == 0
    page = ask("editions")[1]["pages"][0]["id"]
    assert ask("retract", page, "--why", "It mixed up two ferries.")[0] == 0
    (tmp_path / "empty.txt").write_bytes(b"")
    assert ask("submit", "--add", str(tmp_path / "empty.txt"))[0] == 0
    assert ask("work", "--once", "-n", "1", "--offline")[0] == 0
    [refresh] = ask("jobs", "--failed")[1]["jobs"]
    assert (refresh["kind"], refresh["result"], refresh["error"]["kind"]) == ("refresh", None, "InputError")
    assert "was retracted" in refresh["error"]["message"]
    [add] = [one for one in ask("jobs")[1]["jobs"] if one["kind"] == "add"]
    assert (add["state"], add["result"]["added"]) == ("done", {})
    [(address, why)] = add["result"]["failed"].items()
    assert address.endswith("/empty.txt") and why["kind"] == "Permanent"


def test_nonsense_is_refused_before_anything_is_made(ask: Ask, tmp_path: Path) -> None:
    for arguments in (
        ("submit",),
        ("submit", "--add", "--refresh", "x"),
        ("submit", FERRY, "https://tarn.example"),
        ("submit", "--add", str(tmp_path / "nowhere")),
        ("submit", FERRY, "--on", "2999-01-01"),
        ("work", "-n", "-1"),
        ("jobs", "--most", "0"),
    ):
        assert ask(*arguments)[0] == 2
    assert not (tmp_path / "library.jobs").exists()


def test_no_jobs_are_said_to_be_none(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["jobs"]) == 0
    assert capsys.readouterr().out == "No jobs. Ask for some with `submit`.\n"
    code, told = ask("jobs", "follow", "job-nothing")
    assert code == 2 and "no job is called" in told["message"]


def test_where_a_worker_dies_another_takes_its_place_and_its_job(ask: Ask, shelf: Path) -> None:
    with working("-n", "1") as crew:
        assert soon(lambda: len(workers_of(crew.pid)) == 1)
        [first] = workers_of(crew.pid)
        os.kill(first, signal.SIGKILL)
        assert soon(lambda: bool(set(workers_of(crew.pid)) - {first}))
        ask("submit", "--add", str(shelf))
        assert soon(lambda: ask("jobs")[1]["jobs"][0]["state"] == "done")
        crew.send_signal(signal.SIGTERM)
        assert crew.wait(timeout=30) == 0


def test_workers_end_when_whoever_began_them_is_gone(shelf: Path) -> None:
    with working("-n", "2") as crew:
        assert soon(lambda: len(workers_of(crew.pid)) == 2)
        left = workers_of(crew.pid)
        crew.kill()
        crew.wait()
        assert soon(lambda: not any(Path(f"/proc/{one}").exists() for one in left))


def workers_of(pid: int) -> list[int]:
    """The processes that do jobs for a crew; beside them Python keeps one that clears up after them."""
    return [one for one in children(pid) if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]
