"""`wellsourced mcp` from outside: what it refuses before it serves, and that it serves."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from agent_hosts import over_http
from wellsourced.cli import main

OPEN = ["mcp", "--http", "--host", "0.0.0.0", "--port", "0"]


@pytest.fixture(autouse=True)
def _own_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")


@pytest.mark.parametrize(
    ("arguments", "settings", "code", "words"),
    [
        (OPEN, {}, 4, "set `accounts`"),
        (OPEN, {"ACCOUNTS": "closed"}, 4, "set `site_url`"),
        (["mcp", "--http", "--host", "::"], {}, 4, "set `accounts`"),
        (["mcp", "--http", "--port", "70000"], {}, 2, "give a port"),
        (["mcp", "--offline", "--search", "wikipedia"], {}, 2, "contradicts"),
        (["mcp", "--offline", "--read-web"], {}, 2, "contradicts"),
        (["mcp", "--search", "nobody"], {}, 4, "'nobody'"),
        (["mcp", "--search", "brave"], {}, 4, "'providers.brave.key'"),
        (["mcp", "--file", "x"], {}, 2, "--file"),
    ],
)
def test_what_cannot_be_served_is_refused_in_a_line(
    arguments: list[str],
    settings: dict[str, str],
    code: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"WELLSOURCED_{name}", value)
    assert main(arguments) == code
    told = capsys.readouterr()
    assert told.out == "" and told.err.count("\n") == 1 and words in told.err


def test_without_the_package_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("wellsourced.cli.agents.find_spec", lambda name: None)
    assert main(["mcp"]) == 4
    assert "pip install 'wellsourced[mcp]'" in capsys.readouterr().err


def test_help_does_not_load_what_it_serves_with() -> None:
    program = (
        "import sys; from wellsourced.cli import main; main(['mcp', '--help']); "
        "print([name for name in ('mcp', 'starlette', 'anyio', 'onnxruntime') if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


def test_over_http_it_says_where_answers_there_and_ends_when_told_to(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "wellsourced", "mcp", "--http", "--port", "0"]
    known = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=known, text=True, cwd=tmp_path
    )
    try:
        assert process.stdout is not None and process.stderr is not None
        found = re.match(r"(http://127\.0\.0\.1:\d+/mcp)  \(stop with Ctrl-C\)", process.stdout.readline())
        assert found is not None
        with over_http(found[1]) as host:
            assert host.done("search", query="permits")["hits"] == []
        assert httpx2.get(found[1], headers={"host": "elsewhere.example"}).status_code == 400
    finally:
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=20)
    assert (rest, errors.replace("interrupted\n", "")) == ("", "")
