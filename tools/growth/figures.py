"""Figures as they are measured: one JSON object a line, so that a run that was broken off loses nothing."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["Figures", "machine"]


def machine() -> str:
    """What the figures were measured on, in words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = f"{os.cpu_count()} shared cores, {memory:.0f} GB"
    return f"{platform.system()} {platform.machine()}, {cores}, Python {platform.python_version()}"


class Figures:
    """The lines of a file: what was measured (`what`), at which size (`at`), and the numbers by name."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __iter__(self) -> Iterator[dict[str, object]]:
        if self.file.exists():
            for line in self.file.read_text(encoding="utf-8").splitlines():
                if line.endswith("}"):  # what a killed run had half written is measured again
                    yield json.loads(line)

    def of(self, what: str, at: int) -> Mapping[str, float] | None:
        """The numbers of that measurement, the newest where there are several; None where it is missing."""
        found = [one["numbers"] for one in self if (one["what"], one["at"]) == (what, at)]
        return found[-1] if found else None  # type: ignore[return-value]

    def sizes(self, what: str) -> list[int]:
        """The sizes at which it was measured, smallest first."""
        return sorted({int(one["at"]) for one in self if one["what"] == what})  # type: ignore[call-overload]

    def add(self, what: str, at: int, numbers: Mapping[str, float]) -> None:
        """Write a line of its own, at once."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        line = {
            "what": what,
            "at": at,
            "numbers": {name: float(f"{number:.4g}") for name, number in numbers.items()},
            "day": f"{datetime.now(UTC):%Y-%m-%d}",
            "machine": machine(),
        }
        broken = (
            self.file.exists() and not self.file.read_bytes().endswith(b"\n") and self.file.stat().st_size
        )
        with self.file.open("a", encoding="utf-8") as lines:
            lines.write(("\n" if broken else "") + json.dumps(line) + "\n")
