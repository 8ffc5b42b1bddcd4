"""Dates in their order, each with the precision it has: only what is certainly out of order is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from wellsourced.model.scope import PartialDate
from wellsourced.rules.checks.files import Check, Files, Finding, Line

__all__ = ["DATES"]

ORDER = ("enacted", "effective", "ended")
OVER = ("superseded", "repealed")


def _date(line: Line, field: str) -> PartialDate | None:
    text = line.row.get(field)
    return None if text is None else PartialDate(text=text)


def _order(files: Files) -> Iterator[Finding]:
    for line in files.instruments:
        for first, second in combinations(ORDER, 2):
            one, other = _date(line, first), _date(line, second)
            if one is not None and other is not None and other.latest < one.earliest:
                yield line.finding(
                    f"{second} {other.text} is before {first} {one.text}", "correct one of the dates"
                )


def _seen_by(files: Files) -> Iterator[Finding]:
    """Nothing was seen, enacted or published after the casebook was built."""
    built = date.fromisoformat(files.book.row["built"])
    dated = [(line, field, line.row[field]) for line in files.instruments for field in ("enacted", "as_of")]
    dated += [(line, "about.published", line.row["about"]["published"]) for line in files.notes]
    for line, field, text in dated:
        if text is not None and PartialDate(text=text).earliest > built:
            yield line.finding(
                f"{field} {text} is after the day the casebook was built, {built}",
                "correct it, or built in casebook.json",
            )


def _closed(files: Files) -> Iterator[Finding]:
    """What was replaced is over, and what is over says so."""
    rows = {line.id: line for line in files.instruments}
    replaced = {old: line for line in files.instruments for old in line.row["supersedes"]}
    built = date.fromisoformat(files.book.row["built"])
    for old, new in replaced.items():
        starts = _date(new, "effective")
        begun = new.row["status"] in ("in_force", "partly_enjoined") and starts and starts.latest <= built
        if old in rows and begun and rows[old].row["status"] not in OVER and rows[old].row["ended"] is None:
            yield rows[old].finding(
                f"{new.id} replaced it, and its status is {rows[old].row['status']}",
                "write superseded, or the day it ended",
            )
    for line in files.instruments:
        ended = _date(line, "ended")
        if line.row["status"] in OVER and ended is None and line.id not in replaced:
            yield line.finding(
                f"it is {line.row['status']} since no day, and no row supersedes it",
                "write the day it ended, or name it under supersedes of the row that replaced it",
            )
        if line.row["status"] == "in_force" and ended is not None and ended.latest <= built:
            yield line.finding(
                f"its status is in_force, and it ended {ended.text}", "write superseded or repealed"
            )


DATES: tuple[Check, ...] = (_order, _seen_by, _closed)
