"""Publishing in a process of its own, which can be killed where a transaction commits.

`python publishing.py LIBRARY WHEN REPORT...` publishes the reports to one page; `WHEN` is `before` or
`after` for a process that kills itself then, `-` for one that lives.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, event

from hashing_encoder import HashingEncoder
from wellsourced.library.store import open_library
from wellsourced.model.editions import Page

__all__ = ["command", "environment", "killed"]

PAGE = Page(
    claims=("Tackle shops may sell permits.",),
    place="ZZ-AV",
    agency=None,
    title="Are shops allowed to sell permits?",
    slug="are-shops-allowed-to-sell-permits",
)


def command(library: Path, reports: Sequence[str], when: str = "-") -> list[str]:
    """What comes after `python`."""
    return [__file__, str(library), when, *reports]


def environment() -> dict[str, str]:
    """Where the process finds these modules."""
    return {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}


def killed(library: Path, reports: Sequence[str], when: str) -> int:
    """How a process ended that dies `before` or `after` it commits."""
    return subprocess.run(
        [sys.executable, *command(library, reports, when)], env=environment(), check=False
    ).returncode


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _main(library: Path, when: str, reports: Sequence[str]) -> None:
    opened = open_library(library, HashingEncoder())
    if when == "before":
        event.listen(Engine, "commit", _die)  # called before the database is told
    for report in reports:
        opened.publish(PAGE, report, datetime(2031, 5, 5, tzinfo=UTC), "")
    if when == "after":
        _die()
    opened.close()


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
