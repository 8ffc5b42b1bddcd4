"""The program run as a reader runs it, in a process of its own, watched and killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

KILLED = -9
_TICK = 0.005


@dataclass(frozen=True)
class Ran:
    """How a run ended: seconds it took, and the most bytes that it and its children held at once."""

    code: int
    out: str
    err: str
    seconds: float
    most_memory: int
    left_behind: tuple[int, ...] = ()
    """Children of a killed run that are still at work ten seconds later."""


def run(
    arguments: list[str],
    settings: dict[str, str],
    folder: Path,
    kill: Callable[[], bool] | None = None,
    limit: float = 900.0,
) -> Ran:
    """Run `wellsourced` to its end, or until `kill` says that now is the time for SIGKILL."""
    command = [sys.executable, "-m", "wellsourced", *arguments]
    out, err = folder / "out.txt", folder / "err.txt"
    began, most = monotonic(), 0
    left: tuple[int, ...] = ()
    with out.open("wb") as to_out, err.open("wb") as to_err:
        process = subprocess.Popen(command, stdout=to_out, stderr=to_err, env={**os.environ, **settings})
        while process.poll() is None:
            most = max(most, _held_by(process.pid))
            if monotonic() - began > limit or (kill is not None and kill()):
                orphans = children(process.pid)
                process.kill()
                process.wait()
                left = still_at_work(orphans)
                break
            sleep(_TICK if kill is not None else 10 * _TICK)
    return Ran(process.returncode, out.read_text(), err.read_text(), monotonic() - began, most, left)


def children(pid: int) -> list[int]:
    """The processes that this one began and that are still there (Linux; elsewhere none are found)."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def still_at_work(processes: list[int], patience: float = 10.0) -> tuple[int, ...]:
    """Those of the processes that are there still when so many seconds have passed."""
    deadline = monotonic() + patience
    while (
        left := tuple(one for one in processes if _state(one) not in ("", "Z"))
    ) and monotonic() < deadline:
        sleep(_TICK)
    return left


def _state(pid: int) -> str:
    """The letter that Linux has for how a process is, empty where it is no more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def _held_by(pid: int) -> int:
    """Bytes resident for a process and all below it, now; for the process itself the most there ever were."""
    own = _command(pid)
    below = sum(_resident(one, "VmRSS:") for one in children(pid) if _command(one) != own)
    return _resident(pid, "VmHWM:") + below


def _command(pid: int) -> bytes:
    """What a process runs: a child that has not begun yet is its parent's double, memory included."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _resident(pid: int, field: str) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    sizes = [line.split()[1] for line in status.splitlines() if line.startswith(field)]
    return int(sizes[0]) * 1024 if sizes else 0
