"""`wellsourced serve` in a process of its own, as readers meet it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["served"]


@contextmanager
def served(library: Path, workers: int = 0) -> Iterator[str]:
    """The address of the site over a library, which is served meanwhile."""
    command = [sys.executable, "-m", "wellsourced", "serve", "--library", str(library), "--port", "0"]
    settings = {"WELLSOURCED_CASEBOOKS": "none"}
    known = {**os.environ, **settings, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen([*command, "-n", str(workers)], stdout=subprocess.PIPE, env=known, text=True)
    try:
        assert process.stdout is not None
        found = next(filter(None, (re.search(r"http://\S+?(?=/ )", line) for line in process.stdout)))
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
