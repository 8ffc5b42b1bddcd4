"""Time, memory and room, as every part of the measuring takes them."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

__all__ = ["Stopwatch", "each", "in_child", "megabytes", "peak", "resident", "spread"]

T = TypeVar("T")


class Stopwatch:
    """Adds up wall and CPU seconds (user and system, all threads) of what is done `with` it."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    def __enter__(self) -> Stopwatch:
        self._began = time.perf_counter(), _cpu()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter() - self._began[0]
        self.cpu += _cpu() - self._began[1]


def _cpu() -> float:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


def each(ask: Callable[[T], object], questions: Iterable[T]) -> list[tuple[float, float]]:
    """`(wall, CPU)` milliseconds of each question, one after another."""
    spent = []
    for question in questions:
        watch = Stopwatch()
        with watch:
            ask(question)
        spent.append((1e3 * watch.wall, 1e3 * watch.cpu))
    return spent


def spread(spent: Sequence[tuple[float, float]]) -> dict[str, float]:
    """Median and 95th percentile of the wall time, and the CPU of one, in milliseconds."""
    walls, cpus = [wall for wall, _ in spent], [cpu for _, cpu in spent]
    half, most = np.percentile(walls, [50, 95]).tolist()
    return {
        "p50_ms": half,
        "p95_ms": most,
        "cpu_ms": float(np.median(cpus)),
        "cpu_p95_ms": float(np.percentile(cpus, 95)),
    }


def resident() -> float:
    """Megabytes that this process holds in memory now."""
    status = Path("/proc/self/statm")
    if not status.exists():  # not Linux: the most it ever held
        return peak()
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def peak() -> float:
    """Megabytes that this process held at most."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def megabytes(folder: Path) -> float:
    """What the files of a folder take up."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def in_child(module: str, *arguments: str) -> Mapping[str, Mapping[str, float]]:
    """Run `python -m MODULE ...` and read what it printed last: figures by name, in a JSON object.

    A process of its own, so that memory is that of one thing. Raises `SystemExit` where it fails.
    """
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command[2:])} failed: what it said is above")
    return dict(json.loads(done.stdout.splitlines()[-1]))
