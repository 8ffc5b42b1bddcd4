"""Adding in a process of its own, slowly and in small batches, so that it can be killed on its way.

`python slow_adding.py FOLDER-OR-WARC LIBRARY [DATABASE]` says `begin` before the first file and `end` after
the last.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import wellsourced.jobs.adding as adding
from hashing_encoder import HashingEncoder
from wellsourced.adapters.extractors import Extractors
from wellsourced.adapters.files import FileFetcher, file_sources
from wellsourced.cli.archives import add_warcs
from wellsourced.library.home import Home
from wellsourced.library.store import open_library
from wellsourced.model.sources import Source, SourceKind

__all__ = ["add_slowly"]

BATCH = 8
SECONDS_A_TEXT = 0.002


class SlowEncoder(HashingEncoder):
    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        time.sleep(SECONDS_A_TEXT * len(texts))
        return super().encode(texts)


def add_slowly(what: Path, library: Path | Home, kill_after: float | None) -> float:
    """Add a folder or a WARC file in a process, killed so many seconds after it began; how long it ran."""
    place, database = (library.place, library.database) if isinstance(library, Home) else (library, None)
    keys = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
    with subprocess.Popen(
        [sys.executable, __file__, str(what), str(place), *filter(None, [database])],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path]), **keys},
    ) as child:
        assert child.stdout is not None and child.stdout.readline() == "begin\n"
        started = time.monotonic()
        if kill_after is None:
            assert child.stdout.readline() == "end\n"
            lasted = time.monotonic() - started
            assert child.wait() == 0
            return lasted
        time.sleep(kill_after)
        child.send_signal(signal.SIGKILL)
        return kill_after


def _main(what: Path, place: Path | str, database: str | None) -> None:
    adding.BATCH = BATCH
    print("begin", flush=True)
    library = open_library(Home(place=place, database=database), SlowEncoder())
    tools = adding.Adding(fetcher=FileFetcher(), extractor=Extractors(), library=library)
    if what.is_dir():
        adding.add_sources(file_sources([what]), tools)
    else:
        said = Source(uri="", title="", publisher="", kind=SourceKind.OTHER)
        add_warcs([what], said, tools, lambda event: None)
    library.close()
    print("end", flush=True)


if __name__ == "__main__":
    _where = sys.argv[2] if sys.argv[2].startswith("s3:") else Path(sys.argv[2])
    _main(Path(sys.argv[1]), _where, next(iter(sys.argv[3:]), None))
