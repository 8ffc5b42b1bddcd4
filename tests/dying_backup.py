"""A backup or a restore in a process of its own, which kills itself at a named place.

`python dying_backup.py backup LIBRARY FILE PLACE COUNT` dies when `PLACE` (a function of the module) is
called the `COUNT`-th time; `restore FILE LIBRARY PLACE COUNT` likewise.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import wellsourced.library.backup as backing_up
import wellsourced.library.restoring as restoring

__all__ = ["dies"]


def dies(what: str, source: Path, target: Path, place: str, count: int) -> bool:
    """Whether the process was killed there."""
    command = [sys.executable, __file__, what, str(source), str(target), place, str(count)]
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    return subprocess.run(command, env={"PYTHONPATH": path}, check=False).returncode == -signal.SIGKILL


def _main(what: str, source: Path, target: Path, place: str, count: int) -> None:
    module: Any = backing_up if what == "backup" else restoring
    whole, calls = getattr(module, place), 0

    def dying(*arguments: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(*arguments)

    setattr(module, place, dying)
    if what == "backup":
        backing_up.back_up(source, target, "wellsourced 0", datetime(2031, 5, 4, tzinfo=UTC))
    else:
        restoring.restore(source, target)


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4], int(sys.argv[5]))
