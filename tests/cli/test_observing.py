"""Logs and numbers: what was done and how long it took, and never what was asked."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.request import urlopen

import pytest

from publishing import environment
from wellsourced.cli import main

Ask = Callable[..., tuple[int, Any]]

FERRY = "The Tarn ferry carries cars on Sundays."

WORKER = """
import sys
from datetime import UTC, datetime, timedelta
from wellsourced.config import SystemClock
SystemClock.now = lambda self: datetime.now(UTC) + timedelta(days=1500)
from wellsourced.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask) -> None:
    """A published page on a file."""
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    file = tmp_path / "ferry.txt"
    file.write_text(f"{FERRY} It is old, and the county keeps it in repair from its own funds.")
    assert ask("add", str(file), "--publisher", "Tarn County", "--published", "2024-05-01")[0] == 0
    assert ask("check", FERRY, "--publish")[0] == 0


def lines(told: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.splitlines()]


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def numbers(port: int) -> dict[str, float]:
    with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        told = answer.read().decode()
    rows = (line.rpartition(" ") for line in told.splitlines() if not line.startswith("#"))
    return {name: float(number) for name, _, number in rows}


def test_a_check_is_logged_a_step_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "Is the Tarn ferry old?", "--log-json", "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["schema"] == 1
    told = lines(printed.err)
    assert [one["event"] for one in told] == ["begin", *("step" for _ in told[2:]), "end"]
    steps = {one["step"]: one for one in told[1:-1]}
    assert {"search", "verify", "write", "attribute"} <= steps.keys()
    assert sum(one.get("verifier_pairs", 0) for one in told) > 0
    assert all(one["seconds"] >= 0 and one["level"] == "info" for one in told[1:])
    assert len({one["run"] for one in told}) == 1 and all(one["at"].endswith("Z") for one in told)
    assert told[-1]["seconds"] >= sum(one["seconds"] for one in told[1:-1]) - 0.1


def test_no_line_tells_what_was_asked_or_where(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WELLSOURCED_LOG_JSON", "1")
    monkeypatch.setenv("WELLSOURCED_PROVIDERS__BRAVE__KEY", "xyzzy-key")
    for command in (["check", "Mabel Quill's ferry carries cars."], ["add", str(tmp_path / "ferry.txt")]):
        assert main([*command, "--quiet"]) == 0
        told = capsys.readouterr().err
        assert lines(told)[-1]["event"] == "end"
        for secret in ("Quill", "quill", "ferry", str(tmp_path), "xyzzy"):
            assert secret not in told


def test_an_error_is_logged_by_its_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["refresh", "edition-of-mabel-quill", "--log-json"]) == 2
    *log, last = capsys.readouterr().err.splitlines()
    assert last.startswith("error: ")
    end = json.loads(log[-1])
    assert (end["event"], end["level"], end["error"]) == ("end", "error", "InputError")
    assert "quill" not in "".join(log)


def test_a_worker_tells_prometheus_what_it_did(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", WORKER, "work", "--metrics", str(port), "--log-json"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        try:
            deadline, told = monotonic() + 60, dict[str, float]()
            while monotonic() < deadline and 'wellsourced_step_seconds_count{step="rest"}' not in str(told):
                sleep(0.1)
                try:
                    told = numbers(port)
                except OSError:
                    continue
                if told.get('wellsourced_refreshes_total{outcome="confirmed"}'):
                    break
        finally:
            worker.send_signal(signal.SIGTERM)
        out, err = worker.communicate()
    assert worker.returncode == 0, err
    assert told['wellsourced_refreshes_total{outcome="confirmed"}'] == 1, told
    assert told['wellsourced_fetches_total{outcome="read"}'] == 1
    assert FERRY in out  # for people, on the other stream
    log = lines(err)
    (refreshed,) = [one for one in log if one["event"] == "refresh"]
    assert refreshed["outcome"] == "confirmed" and refreshed["page"].startswith("page-")
    assert "rest" in {one["step"] for one in log if one["event"] == "step"}
    with pytest.raises(OSError):
        numbers(port)


def test_jobs_that_the_processes_of_a_worker_do_are_counted_and_logged_too(ask: Ask) -> None:
    assert ask("submit", "Is the Tarn ferry old?", "Is the Tarn ferry new?")[0] == 0
    port = free_port()
    command = [sys.executable, "-m", "wellsourced", "work", "-n", "1", "--log-json"]
    command += ["--metrics", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        deadline, told = monotonic() + 90, dict[str, float]()
        while monotonic() < deadline and told.get('wellsourced_checks_total{outcome="done"}') != 2:
            sleep(0.2)
            with suppress(OSError):
                told = numbers(port)
        worker.send_signal(signal.SIGTERM)
        _, err = worker.communicate()
    assert worker.returncode == 0, err
    assert told['wellsourced_checks_total{outcome="done"}'] == 2, (told, err)
    assert told['wellsourced_step_seconds_count{step="verify"}'] >= 2
    assert told["wellsourced_verifier_calls_total"] >= 1
    log = lines(err)
    assert [one["outcome"] for one in log if one["event"] == "check"] == ["done", "done"]
    assert len({one["run"] for one in log}) == 2  # the worker and its process
    assert "ferry" not in err


def test_a_page_that_fails_is_logged_by_the_kind_of_its_error_and_told_to_people_elsewhere(
    tmp_path: Path,
) -> None:
    failing = WORKER.replace(
        "sys.exit",
        "from wellsourced.cli import refreshing\n"
        "from wellsourced.errors import Permanent\n"
        "def fail(*_): raise Permanent('Mabel Quill closed it: ask her.')\n"
        "refreshing.bring_up_to_date = fail\n"
        "sys.exit",
    )
    command = [sys.executable, "-c", failing, "work", "--log-json"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        log, deadline = list[dict[str, Any]](), monotonic() + 60
        assert worker.stderr is not None
        while monotonic() < deadline and "refresh" not in {one["event"] for one in log}:
            log += lines(worker.stderr.readline())
        worker.send_signal(signal.SIGTERM)
        out, err = worker.communicate()
    assert worker.returncode == 0
    assert (log[-1]["outcome"], log[-1]["error"]) == ("failed", "Permanent")
    assert "Quill" not in json.dumps([*log, *lines(err)]) and "error: Mabel Quill closed it" in out


def test_the_numbers_are_for_this_machine_only_and_at_a_port_that_is_free(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "wellsourced", "work", "--once", "--metrics", str(port)]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 4 and f"--metrics {port}: Address already in use" in ended.stderr
    assert main(["work", "--metrics", "0"]) == 2
    assert "give a port from 1 to 65535" in capsys.readouterr().err


CHILDREN = """
import multiprocessing, sys
from wellsourced.adapters.stopwatch import PAIRS, Step
from wellsourced.telemetry import meters_at_hand, sharing_meters

def child():
    meters = meters_at_hand()
    meters.checked("done")
    meters.step(Step(name="verify", seconds=0.5, counts={PAIRS: 4}))

if __name__ == "__main__":
    assert meters_at_hand() is None
    with sharing_meters() as meters:
        meters.checked("failed")
        for _ in range(2):
            one = multiprocessing.get_context("spawn").Process(target=child)
            one.start(); one.join()
            assert one.exitcode == 0
        sys.stdout.write(meters.text().decode())
"""


def test_what_children_measure_is_told_with_what_their_parent_does(tmp_path: Path) -> None:
    """Also of those that have ended."""
    script = tmp_path / "children.py"
    script.write_text(CHILDREN)
    told = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, env=environment()
    ).stdout
    assert 'wellsourced_checks_total{outcome="done"} 2.0' in told
    assert 'wellsourced_checks_total{outcome="failed"} 1.0' in told
    assert "wellsourced_verifier_pairs_total 8.0" in told
    assert 'wellsourced_step_seconds_sum{step="verify"} 1.0' in told


def test_who_wants_neither_loads_neither(tmp_path: Path) -> None:
    code = (
        "import sys; from wellsourced.cli import main; "
        "main(['check', 'The Tarn ferry carries cars on Sundays.', '--quiet']); main(['--help']); "
        "print(sorted({'structlog', 'prometheus_client'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"
