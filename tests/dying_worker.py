"""Workers in processes of their own, each killed at the N-th moment at which it changes something.

`python dying_worker.py` forks a worker for each line that it is given, `[FOLDER, N, VICTIM]` in JSON: N is
the moment to die before, 0 to live. A moment is a statement that writes, a commit, a page fetched or a pair
judged, in whatever thread. Where the victim is not 0 but a process, that one is killed at the moment, and
the worker lives. It answers with how many moments there were, or -1 where the worker was killed. The folder
has `library`, its queue beside it, and `pages.json` (address to text); each pair judged is a line of
`judged`, each page fetched a line of `fetched`. Where library and queue are on servers `place.json` says.
"""

from __future__ import annotations

import hashlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from sqlalchemy import event
from sqlalchemy.engine import Engine

from dying_refresh import NOW, Frozen, Texts, desk_over
from hashing_encoder import HashingEncoder
from wellsourced.adapters.extractors import Extractors
from wellsourced.jobs.databases import database_url
from wellsourced.jobs.doing import Tools
from wellsourced.jobs.ledger import Ledger
from wellsourced.jobs.queue import DurableQueue
from wellsourced.jobs.turns import Limits
from wellsourced.jobs.worker import Manner, lasting, work_off
from wellsourced.library.home import Home
from wellsourced.library.store import open_library
from wellsourced.model.ids import bytes_digest
from wellsourced.model.sources import Source
from wellsourced.ports import Capture, Clock, Judgement, Verifier
from wellsourced.steps.gather import Web

__all__ = ["SET_BACK", "Nursery", "Place", "home_in", "place_of", "queue_in"]

SET_BACK = "set-back"
"""A file of a folder's: once it is there the clocks of its workers show an hour less."""
WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a folder's library and queue are, and how time passes for its queue.

    `database` is the address of the records and the queue, `library` that of archive and index in an object
    store. From the moment `since` (Unix time) on the queue's clock runs; without, it stands still.
    """

    database: str | None = None
    library: str | None = None
    since: float | None = None
    first_pause: float = 15.0

    def noted(self, folder: Path) -> None:
        """Tell it to all who work in the folder."""
        (folder / "place.json").write_text(json.dumps(asdict(self)), encoding="utf-8")


def place_of(folder: Path) -> Place:
    """What the folder says; by default all is in it."""
    told = folder / "place.json"
    return Place(**json.loads(told.read_text(encoding="utf-8"))) if told.exists() else Place()


def home_in(folder: Path) -> Path | Home:
    """Where the library of a folder is."""
    place = place_of(folder)
    if place.library is None:
        return folder / "library"
    return Home(place=place.library, database=place.database)


@dataclass(frozen=True)
class Running:
    """A clock that showed `NOW` at a moment of Unix time."""

    since: float

    def now(self) -> datetime:
        return NOW + timedelta(seconds=time.time() - self.since)


class Nursery:
    """Where workers are forked: begun once, since loading all that a worker needs takes seconds.

    They work in the `folder`, which may be set to another for those that come.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])},
        )

    @property
    def pid(self) -> int:
        """The process whose children the workers are."""
        return self._process.pid

    def work(self, moment: int = 0) -> int:
        """A worker works off the queue, killed before that moment; how many there were, -1 where killed."""
        self.begin(moment)
        return self.ended()

    def begin(self, moment: int = 0, victim: int = 0) -> None:
        """A worker begins, as in `work`; where a `victim` is named that is killed in its stead."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([str(self.folder), moment, victim]) + "\n")
        self._process.stdin.flush()

    def ended(self) -> int:
        """What `work` gives, of the worker that was begun."""
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())

    def has_answered(self) -> bool:
        """Whether `ended` would tell at once."""
        return bool(select.select([self._process.stdout], [], [], 0)[0])

    def close(self) -> None:
        self._process.communicate()


def queue_in(folder: Path) -> DurableQueue:
    """The queue of a folder's library."""
    place = place_of(folder)
    jobs = folder / "library.jobs"
    name = f"wellsourced-{bytes_digest(str(folder).encode())[-12:]}"
    clock: Clock = Frozen(NOW) if place.since is None else Running(place.since)
    limits = Limits(first_pause=timedelta(seconds=place.first_pause))
    return DurableQueue(Ledger(database_url(jobs, place.database), jobs, name), limits, clock)


class _Fuse:
    """Counts moments and kills a process before the one it is set to."""

    def __init__(self, moment: int, victim: int) -> None:
        self.made = 0
        self._last = moment
        self._victim = victim

    def burn(self, *_: Any) -> None:
        self.made += 1
        if self.made == self._last:
            os.kill(self._victim, signal.SIGKILL)

    def statement(self, connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().upper().startswith(WRITES):
            self.burn()


class _Burning:
    """A fetcher and a verifier that burn the fuse and write down what they were asked for."""

    def __init__(self, folder: Path, pages: Texts, verifier: Verifier, burn: Callable[[], None]) -> None:
        self.name = verifier.name
        self._folder, self._pages, self._verifier, self._burn = folder, pages, verifier, burn

    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        for one in sources:
            self._burn()
            self._note("fetched", one.uri)
        return self._pages.fetch(sources)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        for pair in pairs:
            self._burn()
            self._note("judged", hashlib.sha256(repr(pair).encode()).hexdigest())
        return self._verifier.judge(pairs)

    def _note(self, name: str, line: str) -> None:
        with (self._folder / name).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


def _live(folder: Path, moment: int, victim: int) -> int:
    fuse = _Fuse(moment, victim or os.getpid())
    shown = time.time
    time.time = lambda: shown() - (3600 if (folder / SET_BACK).exists() else 0)
    event.listen(Engine, "before_cursor_execute", fuse.statement)
    event.listen(Engine, "commit", fuse.burn)
    pages = Texts(json.loads((folder / "pages.json").read_text(encoding="utf-8")), NOW)
    with (
        closing(queue_in(folder)) as queue,
        closing(open_library(home_in(folder), HashingEncoder())) as library,
    ):
        desk = desk_over(library, NOW)
        burning = _Burning(folder, pages, desk.verifier, fuse.burn)
        desk = lasting(replace(desk, verifier=cast(Verifier, burning)), queue)
        reader = Web(providers=(), fetcher=burning, extractor=Extractors())
        work_off(
            queue,
            Tools(desk=desk, reader=reader, drafts=queue.drafts),
            Manner(until_empty=True, tick=0.02, round=0.2),
        )
    return fuse.made


def _main() -> None:
    for line in sys.stdin:
        folder, moment, victim = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(writing, str(_live(Path(folder), moment, victim)).encode())
            os._exit(0)
        os.close(writing)
        _, status = os.waitpid(child, 0)
        told = os.read(reading, 20).decode()
        os.close(reading)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print(-1 if killed else told or "0", flush=True)


if __name__ == "__main__":
    _main()
