"""A refresh in a process of its own, killed before the database statement of a given number.

`python dying_refresh.py LIBRARY PAGES N` refreshes the newest edition of the library's one page from the
texts in the JSON file PAGES (address to text); N is 0 to live. Says how many statements it made.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from hashing_encoder import HashingEncoder
from wellsourced.adapters.extractors import Extractors
from wellsourced.check import Desk
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.model.sources import Source
from wellsourced.plugins import Port, load
from wellsourced.ports import Capture
from wellsourced.refresh import refresh
from wellsourced.steps.gather import Web

__all__ = ["NOW", "Frozen", "Texts", "desk_over", "refresh_and_die"]

NOW = datetime(2026, 5, 11, 9, 0, tzinfo=UTC)


class Frozen:
    """A clock that shows one moment."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment


class Texts:
    """Pages by address, captured at one moment."""

    def __init__(self, pages: Mapping[str, str], moment: datetime) -> None:
        self._pages = pages
        self._moment = moment

    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        return [
            Capture(
                source=source,
                body=self._pages[source.uri].encode(),
                media_type="text/plain",
                captured_at=self._moment,
            )
            for source in sources
        ]


def desk_over(library: SqlLibrary, moment: datetime) -> Desk:
    encoder = HashingEncoder()
    return Desk(
        library=library, encoder=encoder, verifier=load(Port.VERIFIER, "bundled")(), clock=Frozen(moment)
    )


def refresh_and_die(directory: Path, pages: Path, statement: int = 0) -> int:
    """Refresh in a child killed before that statement; how many it made, or -1 where it was killed."""
    child = subprocess.run(
        [sys.executable, __file__, str(directory), str(pages), str(statement)],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        env={"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])},
    )
    if child.returncode == -signal.SIGKILL:
        return -1
    assert child.returncode == 0, child
    return int(child.stdout)


def _main(directory: str, pages: str, statement: str) -> None:
    made = 0

    def count(*_: Any) -> None:
        nonlocal made
        made += 1
        if made == int(statement):
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "commit"):
        event.listen(Engine, moment, count)
    library = open_library(Path(directory), HashingEncoder())
    site = Texts(json.loads(Path(pages).read_text(encoding="utf-8")), NOW)
    (page,) = library.pages()
    edition = library.editions(page.id)[-1]
    refresh(edition, desk_over(library, NOW), Web(providers=(), fetcher=site, extractor=Extractors()))
    library.close()
    print(made)


if __name__ == "__main__":
    _main(*sys.argv[1:])
