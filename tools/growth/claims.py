"""Claims, ten to a thousand, checked one after another on one library in one process."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from tools.growth.figures import Figures
from tools.growth.measuring import Stopwatch, in_child, peak, resident
from tools.growth.notes import claims, made

from wellsourced.check import check
from wellsourced.config import open_desk
from wellsourced.ports import quiet
from wellsourced.settings import read_settings
from wellsourced.steps.classify import read_inquiry

__all__ = ["SIZES", "measure"]

SIZES = (10, 100, 1_000)


def measure(folder: Path, figures: Figures, sizes: tuple[int, ...]) -> None:
    """What is missing, each size in a process of its own that knows no judgement yet."""
    library = made(folder)
    for size in sizes:
        if figures.of("claims", size) is None:
            figures.add("claims", size, in_child("tools.growth.claims", str(library), str(size))["claims"])


def checked(library: Path, count: int) -> dict[str, float]:
    """Seconds of the first claim and of one of the others, memory, and how many labels were right."""
    desk = open_desk(read_settings(None, library=library, casebooks=()), quiet)
    today, first, others, right = datetime.now(UTC).date(), Stopwatch(), Stopwatch(), 0
    early = 0.0
    for number, text in enumerate(claims(count)):
        with others if number else first:
            report = check(read_inquiry(text, on=today), desk)
        right += report.verdicts[0].label == ("refuted" if number % 2 else "supported")
        if number == min(10, count) - 1:
            early = resident()
    return {
        "first_cpu_s": first.cpu,
        "wall_s": others.wall / (count - 1),
        "cpu_s": others.cpu / (count - 1),
        "right": right / count,
        "after_ten_mb": early,
        "resident_mb": resident(),
        "peak_mb": peak(),
    }


if __name__ == "__main__":
    print(json.dumps({"claims": checked(Path(sys.argv[1]), int(sys.argv[2]))}))
