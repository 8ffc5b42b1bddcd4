"""How fast workers on a cluster are: `python ray_throughput.py ADDRESS WORKERS FOLDER LIBRARY` prints JSON.

Two kinds of work by the functions that `wellsourced bulk` uses: reading and encoding files of a folder, and
checking claims against a library. Loading the models is left out: time runs from when every worker has given
its first answer until the last answer, and what is given in that time is counted.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from ferries import TOWNS
from wellsourced.adapters.files import file_sources
from wellsourced.bulk.carrying import portable, resting_on
from wellsourced.bulk.checking import Checking, state_of
from wellsourced.bulk.claims import Line
from wellsourced.bulk.crew import Crew, Task, done_by
from wellsourced.bulk.reading import Reading, Wanted
from wellsourced.bulk.shards import Shard, cut
from wellsourced.settings import Settings

SHARDS = 24
FILES, CLAIMS = 8, 12
"""In a shard."""


def write_pages(folder: Path) -> None:
    """Files enough for every shard, each of some 400 words."""
    folder.mkdir()
    for number in range(SHARDS * FILES):
        told = [
            f"The ferry at {town} made {number + row} crossings in its year {row}, and carried {7 * row} "
            f"carts of the county's own, as the clerk of {town} wrote down at the time."
            for row in range(1, 3)
            for town in TOWNS[:8]
        ]
        (folder / f"page-{number}.txt").write_text(" ".join(told))


@dataclass(frozen=True, kw_only=True)
class Timed:
    """A task whose answers come with the CPU seconds they took in their worker."""

    task: Task[Any, Any]

    def open(self) -> Callable[[Shard[Any]], tuple[Any, float]]:
        answer = self.task.open()

        def timed(shard: Shard[Any]) -> tuple[Any, float]:
            begun = time.process_time()
            return answer(shard), time.process_time() - begun

        return timed


def measured(crew: Crew, task: Task[Any, Any], shards: list[Shard[Any]]) -> dict[str, object]:
    """Shards a second, the median CPU seconds of one in its worker, and a digest of all answers in order."""
    answers, times, spent = {}, [], []
    for shard, (answer, seconds) in done_by(crew, Timed(task=task), shards):
        times.append(time.perf_counter())
        spent.append(seconds)
        answers[shard.key] = hashlib.sha256(_words(answer)).hexdigest()
    begun = (crew.size or 1) - 1
    rate = (len(times) - 1 - begun) / (times[-1] - times[begun])
    whole = hashlib.sha256("".join(answers[shard.key] for shard in shards).encode()).hexdigest()
    return {"shards_a_second": rate, "cpu_seconds": median(spent), "digest": whole}


def _words(answer: Any) -> bytes:
    if isinstance(answer, bytes):
        return answer
    return b"".join(repr(one.read).encode() + one.vectors.tobytes() for one in answer)


def main(address: str, workers: str, folder: str, library: str) -> None:
    crew = Crew(ray=None if address == "none" else address, size=int(workers))
    settings = portable(Settings(library=Path(library), casebooks=()))
    files = [Wanted(source=one) for one in file_sources([Path(folder)])]
    lines = [
        Line(
            number=number,
            text=json.dumps({"claim": f"The ferry at {TOWNS[number % 12]} carried {number} carts."}),
        )
        for number in range(SHARDS * CLAIMS)
    ]
    checking = Checking(
        settings=settings,
        on=datetime.now(UTC).date(),
        state=state_of(settings),
        rests_on=resting_on(settings),
    )
    told = {
        "read and encode": measured(crew, Reading(settings=settings), cut(files, FILES, {})),
        "check": measured(crew, checking, cut(lines, CLAIMS, {})),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
