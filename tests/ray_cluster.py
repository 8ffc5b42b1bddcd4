"""A Ray cluster of two nodes of one processor each, on this machine, with a token of its own."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

__all__ = ["NEEDS_RAY", "Cluster", "cluster"]

NEEDS_RAY = pytest.mark.skipif(
    find_spec("ray") is None,
    reason="Ray is not installed: pip install 'wellsourced[ray]' to have this tested",
)
_STORE = 200_000_000
_PATIENCE = 90.0


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Where it is, what a process needs in its environment to join it, and the node that may be lost."""

    address: str
    environment: dict[str, str]
    second: subprocess.Popen[bytes]

    def lose_a_node(self) -> None:
        """The second node is gone at once, with all that runs on it."""
        self.second.kill()
        self.second.wait()


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Two nodes, which end with the block."""
    token = {
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": secrets.token_hex(32),
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_worker_niceness": "0",
    }
    path = os.pathsep.join(one for one in sys.path if one)
    environment = {**token, "PYTHONPATH": path}
    folder = tempfile.mkdtemp(prefix="ray-")  # short, since sockets lie in it
    port = _free_port()
    begun = []
    try:
        begun.append(_start(environment, "--head", f"--port={port}", f"--temp-dir={folder}"))
        _wait_for(port, begun[0])
        begun.append(_start(environment, f"--address=127.0.0.1:{port}"))
        yield Cluster(address=f"127.0.0.1:{port}", environment=environment, second=begun[1])
    finally:
        for node in reversed(begun):
            node.kill()  # what it began ends with it
            node.wait()
        deadline = time.monotonic() + 5.0
        while Path(folder).exists() and time.monotonic() < deadline:  # some write until they have ended
            shutil.rmtree(folder, ignore_errors=True)
            time.sleep(0.1)


def _start(environment: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    limits = ("--num-cpus=1", f"--object-store-memory={_STORE}", "--min-worker-port=0", "--max-worker-port=0")
    quiet = ("--disable-usage-stats", "--include-dashboard=false", "--block")
    words = [one for one in quiet if "--head" in arguments or "dashboard" not in one]
    return subprocess.Popen(
        [sys.executable, "-m", "ray.scripts.scripts", "start", *arguments, *limits, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
        start_new_session=True,
    )


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
    return port


def _wait_for(port: int, node: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and node.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the head of the Ray cluster did not start")
