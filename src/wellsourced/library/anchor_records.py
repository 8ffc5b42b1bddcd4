"""Anchors of notes as table rows. Every function works on a connection and commits nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from wellsourced.library import schema
from wellsourced.library.records import adapter
from wellsourced.model.anchors import Anchor

__all__ = ["anchor_keys", "read_anchor", "read_anchors", "write_anchors"]


def write_anchors(connection: Connection, found: Mapping[str, Sequence[Anchor]]) -> None:
    """Put the anchors found for each note, by its id, in the place of those it had."""
    table = schema.anchors
    for note, anchors in found.items():
        if any(one.note != note for one in anchors):
            raise ValueError(f"an anchor is of another note than {note}")
        connection.execute(delete(table).where(table.c.note == note))
        rows = [
            {"note": note, "part": one.part, "payload": adapter(Anchor).dump_python(one, mode="json")}
            for one in anchors
        ]
        if rows:
            connection.execute(insert(table), rows)


def read_anchors(connection: Connection, note: str) -> tuple[Anchor, ...]:
    """The anchors of a note, by its id, in the order of its parts."""
    table = schema.anchors
    query = select(table.c.payload).where(table.c.note == note).order_by(table.c.part)
    return tuple(adapter(Anchor).validate_python(one) for one in connection.execute(query).scalars())


def anchor_keys(connection: Connection) -> Iterator[tuple[str, int]]:
    """Note and part of every anchor, in order."""
    table = schema.anchors
    query = select(table.c.note, table.c.part).order_by(table.c.note, table.c.part)
    return ((row.note, row.part) for row in connection.execute(query).all())


def read_anchor(connection: Connection, note: str, part: int) -> Anchor:
    """The anchor of a note's part; `ValueError` where its record cannot be read."""
    table = schema.anchors
    query = select(table.c.payload).where(table.c.note == note, table.c.part == part)
    anchor: Anchor = adapter(Anchor).validate_python(connection.execute(query).scalar_one())
    return anchor
