"""The process that reads hostile files ends with the one it reads for."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from pdfs import pdf
from wellsourced.adapters import limited
from wellsourced.adapters.in_child import read_in_child

CALLER = """
import subprocess, sys, time
command = [sys.executable, "-I", "-B", sys.argv[1], "pdf_child.py", "1000000000", "60"]
child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
print(child.pid, flush=True)
time.sleep(60)
"""


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_what_a_child_reads_comes_back() -> None:
    found = read_in_child("pdf_child.py", pdf([["The ferry sails daily."]], "Ferry"), "ferry.pdf", {})
    assert found["title"] == "Ferry"


def test_a_child_at_work_ends_when_its_caller_is_killed() -> None:
    """It waits for more of a file that never ends, so it would stay for ever."""
    reading, writing = os.pipe()
    command = [sys.executable, "-c", CALLER, limited.__file__]
    with subprocess.Popen(command, stdin=reading, stdout=subprocess.PIPE) as caller:
        assert caller.stdout is not None
        child = int(caller.stdout.readline())
        time.sleep(2 * limited.GLANCE)
        assert is_running(child), "it reads as long as its caller is there"
        caller.kill()
    began = time.monotonic()
    while is_running(child) and time.monotonic() - began < 10:
        time.sleep(0.05)
    assert not is_running(child)
    os.close(reading)
    os.close(writing)
