"""Tasks that need no models, for tests of who does the work; in a module, so that workers can load them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wellsourced.bulk.shards import Shard
from wellsourced.errors import MissingExtra, Transient

__all__ = ["Toil"]


@dataclass(frozen=True, kw_only=True)
class Toil:
    """Doubles numbers, and notes in a folder each opening and each shard by process, or goes wrong at one."""

    notes: Path
    at: int = -1
    trouble: str = ""
    seconds: float = 0.0

    def open(self) -> Callable[[Shard[int]], tuple[int, ...]]:
        (self.notes / f"opened-{os.getpid()}-{time.monotonic_ns()}").touch()
        if self.trouble == "cannot open":
            raise MissingExtra("toil", "strength")

        def answer(shard: Shard[int]) -> tuple[int, ...]:
            (self.notes / f"did-{shard.items[0]}-{os.getpid()}").touch()
            if self.at in shard.items and self.trouble == "fails":
                raise Transient("too tired", 3.0)
            if self.at in shard.items and self.trouble == "dies":
                os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(self.seconds)
            return tuple(2 * item for item in shard.items)

        return answer
