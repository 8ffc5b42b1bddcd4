"""When sources were seen to give which bytes, as two libraries tell it, told as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, update

from wellsourced.library import schema
from wellsourced.library.sightings import Stretch, keep_stretches

__all__ = ["weave", "woven"]


def woven(told: Iterable[Stretch]) -> list[Stretch]:
    """The stretches of one source, of whatever library, as if one had seen it all; oldest first.

    Of two texts seen at one moment the one of the smaller id is held to come first.
    """
    found: list[Stretch] = []
    for at, name in sorted({(at, one.snapshot) for one in told for at in (one.first, one.last)}):
        if found and found[-1].snapshot == name:
            found[-1] = replace(found[-1], last=at)
        else:
            found.append(Stretch(snapshot=name, first=at, last=at))
    return found


def weave(
    connection: Connection, before: Mapping[str, Sequence[Stretch]], theirs: Mapping[str, Sequence[Stretch]]
) -> None:
    """Keep what both tell of each source; `before` is what was told here. All snapshots are here already."""
    for source, told in theirs.items():
        known = before.get(source, ())
        now = woven([*known, *told])
        if sorted(now, key=_order) != sorted(known, key=_order):
            _keep(connection, now)


def _keep(connection: Connection, told: Sequence[Stretch]) -> None:
    snapshots = schema.snapshots
    of: dict[str, list[Stretch]] = defaultdict(list)
    for one in told:
        of[one.snapshot].append(one)
    for name, some in of.items():
        first, last = min(one.first for one in some), max(one.last for one in some)
        seen = {"captured_at": first, "seen_at": None if last == first else last}
        connection.execute(update(snapshots).where(snapshots.c.id == name).values(**seen))
    keep_stretches(connection, of)


def _order(one: Stretch) -> tuple[datetime, datetime, str]:
    return one.first, one.last, one.snapshot
