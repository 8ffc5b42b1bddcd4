"""Runs a script of this folder with bounds on memory, CPU time and what it may write.

    python -I limited.py pdf_child.py 500000000 60

runs it in so many bytes of address space and seconds of CPU time. A parser of hostile files must not take its
caller down, so it runs in a process of its own that has these bounds and nothing to write to but standard
output. It ends with its caller, even one that is killed.
"""

from __future__ import annotations

import os
import resource
import runpy
import sys
import time
from pathlib import Path
from threading import Thread

GLANCE = 0.5
"""Seconds between two looks at whether the caller is still there."""


def limit(kind: int, most: int) -> None:
    """Lower a limit of this process; a system that has no such limit goes on without."""
    try:
        resource.setrlimit(kind, (most, most))
    except (ValueError, OSError):
        return


def end_with(caller: int) -> None:
    """End this process once its caller is no more: nobody would read what it writes."""
    while os.getppid() == caller:
        time.sleep(GLANCE)
    os._exit(1)


if __name__ == "__main__":
    Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
    limit(resource.RLIMIT_AS, int(sys.argv[2]))
    limit(resource.RLIMIT_CPU, int(sys.argv[3]))
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_FSIZE, 0)
    runpy.run_path(str(Path(__file__).with_name(sys.argv[1])), run_name="__main__")
