"""Write the two halves of a made benchmark set as JSON lines, or say which of them is stale."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = ["HALVES", "as_lines", "write_halves"]

HALVES = ("tuning", "report")

Row = Mapping[str, Any]


def as_lines(rows: Iterable[Row]) -> str:
    """The rows as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_halves(
    folder: Path, about: str, build: Callable[[], Mapping[str, Sequence[Row]]], counted: Callable[..., str]
) -> int:
    """Run a module that builds both halves: `about` is its docstring, `counted` says what a half's rows are.

    With `--check` nothing is written, and a stale half is told and makes the exit code 1.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a half is stale")
    check = parser.parse_args().check
    stale = []
    for half, rows in build().items():
        file, text = folder / f"{half}.jsonl", as_lines(rows)
        if not check:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(file.name)
        print(f"{half}: {counted(rows)}")
    if stale:
        print(f"stale: {', '.join(stale)}; run this without --check", file=sys.stderr)
    return 1 if stale else 0
