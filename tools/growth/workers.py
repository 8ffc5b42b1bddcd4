"""Workers, one to four, on one queue of checks: how many an hour, and where more workers add nothing."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools.growth.figures import Figures
from tools.growth.notes import claims, made

__all__ = ["JOBS", "SIZES", "measure"]

SIZES = (1, 2, 4)
JOBS = 24


def measure(folder: Path, figures: Figures, sizes: tuple[int, ...], jobs: int = JOBS) -> None:
    """What is missing: the same checks from the same library by `wellsourced work --once -n N`.

    A run with nothing to do tells what starting and stopping takes, which is taken off.
    """
    library = made(folder)
    for size in sizes:
        if figures.of("workers", size) is None:
            idle_wall, idle_cpu = _worked(folder, library, size, [])
            wall, cpu = _worked(folder, library, size, claims(jobs))
            told = {
                "jobs": jobs,
                "wall_s": wall,
                "cpu_s": cpu,
                "idle_wall_s": idle_wall,
                "idle_cpu_s": idle_cpu,
                "jobs_an_hour": 3600 * jobs / (wall - idle_wall),
                "cpu_s_a_job": (cpu - idle_cpu) / jobs,
                "cores_busy": (cpu - idle_cpu) / (wall - idle_wall),
                "load": os.getloadavg()[0],
            }
            figures.add("workers", size, told)


def _worked(folder: Path, library: Path, workers: int, texts: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of working the claims off. Raises `SystemExit` where a check is left over."""
    copy = folder / f"library.{workers}"
    for left in folder.glob(f"{copy.name}*"):
        shutil.rmtree(left)
    shutil.copytree(library, copy)
    options = ["--library", str(copy), "--quiet"]
    if texts:
        _run("submit", *texts, *options)
    wall, cpu = time.perf_counter(), _children()
    _run("work", "--once", "-n", str(workers), "--offline", *options)
    spent = time.perf_counter() - wall, _children() - cpu
    for left in folder.glob(f"{copy.name}*"):
        shutil.rmtree(left)
    return spent


def _run(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wellsourced", *arguments], stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"wellsourced {arguments[0]} failed: what it said is above\n{done.stdout[-400:]}")


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
