"""When a source was seen to give which bytes: a text that came back is told apart from one that stayed.

A snapshot's row tells its first and last sighting. Where another text of the source stood between two
sightings, `sightings` holds each stretch; so A, B, A, B on four days is four stretches of two snapshots.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from wellsourced.library import records, schema

__all__ = [
    "Seen",
    "Stretch",
    "is_news",
    "keep_stretches",
    "see",
    "stretches",
    "told_of",
    "with_sighting",
]

Seen = Sequence[tuple[str, datetime]]
"""Sightings: ids of snapshots, each with a moment at which its source gave its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time in which a source gave one snapshot's bytes whenever it was asked, both ends seen."""

    snapshot: str
    first: datetime
    last: datetime


def stretches(connection: Connection, snapshots: Iterable[Row[Any]]) -> dict[str, list[Stretch]]:
    """Those of each snapshot by its id, oldest first; the rows have id, `captured_at` and `seen_at`."""
    found = {row.id: [_whole(row)] for row in snapshots}
    table = schema.sightings
    told: dict[str, list[Stretch]] = defaultdict(list)
    for some in records.chunks(sorted(found)):
        query = select(table).where(table.c.snapshot_id.in_(some)).order_by(table.c.first_at)
        for row in connection.execute(query):
            told[row.snapshot_id].append(
                Stretch(snapshot=row.snapshot_id, first=row.first_at, last=row.last_at)
            )
    return found | told


def with_sighting(known: Sequence[Stretch], snapshot: str, at: datetime) -> list[Stretch]:
    """The stretches of one source, in any order, with one more sighting.

    It belongs to the stretch before it, where that is of the same snapshot and no other text was seen
    between; else it is one of its own.
    """
    before = max((end for one in known for end in (one.first, one.last) if end <= at), default=None)
    for one in known:
        if one.snapshot == snapshot and before in (one.first, one.last):
            return [replace(other, last=max(other.last, at)) if other is one else other for other in known]
    return [*known, Stretch(snapshot=snapshot, first=at, last=at)]


def is_news(connection: Connection, seen: Seen) -> bool:
    """Whether one of the sightings tells something of a snapshot that is held."""
    return bool(_changed(connection, seen))


def see(connection: Connection, seen: Seen) -> None:
    """Keep the sightings of snapshots that are held."""
    snapshots = schema.snapshots
    changed = _changed(connection, seen)
    if not changed:
        return
    moved = update(snapshots).where(snapshots.c.id == bindparam("this")).values(seen_at=bindparam("at"))
    lasts = [{"this": name, "at": max(one.last for one in told)} for name, told in changed.items()]
    connection.execute(moved, lasts)
    keep_stretches(connection, changed)


def keep_stretches(connection: Connection, told: Mapping[str, Sequence[Stretch]]) -> None:
    """Keep these stretches of each snapshot, by its id, in the place of those that were told of it before.

    Of one stretch its snapshot's row tells all, which the caller keeps true.
    """
    sightings = schema.sightings
    for some in records.chunks(sorted(told)):
        connection.execute(delete(sightings).where(sightings.c.snapshot_id.in_(some)))
    rows = [
        {"snapshot_id": one.snapshot, "first_at": one.first, "last_at": one.last}
        for stood in told.values()
        for one in stood
        if len(stood) > 1
    ]
    if rows:
        connection.execute(insert(sightings), rows)


def told_of(connection: Connection, source_ids: Collection[str]) -> dict[str, list[Stretch]]:
    """The stretches of each of the sources, by its id."""
    table = schema.snapshots
    query = select(table.c.id, table.c.source_id, table.c.captured_at, table.c.seen_at)
    found: dict[str, list[Stretch]] = defaultdict(list)
    for some in records.chunks(sorted(source_ids)):
        rows: list[Row[Any]] = list(connection.execute(query.where(table.c.source_id.in_(some))))
        source = {row.id: row.source_id for row in rows}
        for name, told in stretches(connection, rows).items():
            found[source[name]] += told
    return found


def _changed(connection: Connection, seen: Seen) -> Mapping[str, list[Stretch]]:
    """The stretches of the snapshots of which the sightings tell something new, by the snapshot's id."""
    held = _held(connection, {name for name, _ in seen})
    known = told_of(connection, {source for source, _ in held.values()})
    now = dict(known)
    for name, at in sorted(seen, key=lambda one: one[1]):
        # What was seen before it was captured is of no capture that we hold.
        if name in held and at >= held[name][1]:
            source = held[name][0]
            now[source] = with_sighting(now[source], name, at)
    told: dict[str, list[Stretch]] = {}
    for source, found in now.items():
        new = {one.snapshot for one in set(found) - set(known[source])}
        told |= {name: [one for one in found if one.snapshot == name] for name in new}
    return told


def _held(connection: Connection, names: Collection[str]) -> dict[str, tuple[str, datetime]]:
    """The source of each snapshot that is held, and when it was first captured."""
    table, found = schema.snapshots, dict[str, tuple[str, datetime]]()
    for some in records.chunks(sorted(names)):
        query = select(table.c.id, table.c.source_id, table.c.captured_at).where(table.c.id.in_(some))
        found |= {row.id: (row.source_id, row.captured_at) for row in connection.execute(query)}
    return found


def _whole(row: Row[Any]) -> Stretch:
    return Stretch(snapshot=row.id, first=row.captured_at, last=row.seen_at or row.captured_at)
