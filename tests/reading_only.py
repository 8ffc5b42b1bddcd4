"""A reader in a process of its own: `python reading_only.py LIBRARY hold|loop`.

`loop` opens the library for reading, again and again searches and reads all of it, and prints what it
counted when its input ends; `hold` begins to read, says so, and never ends the transaction.
"""

from __future__ import annotations

import select
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

from hashing_encoder import HashingEncoder
from wellsourced.library.home import Home
from wellsourced.library.store import open_library

__all__: list[str] = []


def _hold(directory: Path) -> None:
    library = open_library(Home(place=directory, read_only=True), HashingEncoder())
    engine = library._database.engine()
    assert engine is not None
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM passages").scalar_one()
        print("holding", flush=True)
        sys.stdin.read()


def _loop(directory: Path) -> None:
    counts: list[int] = []
    print("reading", flush=True)
    while not select.select([sys.stdin], [], [], 0)[0]:
        with closing(open_library(Home(place=directory, read_only=True), HashingEncoder())) as library:
            view = library.view(date.max)
            held = list(view.passages())
            for hit in view.search("pier sold county", 5):
                assert view.passage(hit.passage.id).text in view.document_of(hit.passage).text
            counts.append(len(held))
    assert counts == sorted(counts)
    print(len(counts), counts[0], counts[-1], flush=True)


if __name__ == "__main__":
    {"hold": _hold, "loop": _loop}[sys.argv[2]](Path(sys.argv[1]))
