"""Calls to language models to rows and back. A call kept is kept for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select

from wellsourced.library import schema
from wellsourced.library.records import adapter, chunks
from wellsourced.model.calls import Call

__all__ = ["read_answered", "read_calls", "write_call"]


def write_call(connection: Connection, call: Call, made_at: datetime) -> None:
    """Insert the call; one of that id already there is kept."""
    table = schema.calls
    if connection.execute(select(table.c.id).where(table.c.id == call.id)).scalar() is None:
        payload = adapter(Call).dump_python(call, mode="json")
        row = {"id": call.id, "key": call.key, "answered": not call.failed, "made_at": made_at}
        connection.execute(insert(table).values(**row, payload=payload))


def read_answered(connection: Connection, key: str) -> Call | None:
    """The first call of that key that was answered."""
    table = schema.calls
    wanted = select(table.c.payload).where(table.c.key == key, table.c.answered)
    payload = connection.execute(wanted.order_by(table.c.made_at, table.c.id).limit(1)).scalar()
    return None if payload is None else adapter(Call).validate_python(payload)


def read_calls(connection: Connection, ids: Sequence[str]) -> list[Call]:
    """The calls of these ids, in their order; what is not there is left out."""
    table, found = schema.calls, dict[str, Call]()
    for some in chunks(sorted(set(ids))):
        for row in connection.execute(select(table.c.id, table.c.payload).where(table.c.id.in_(some))):
            found[row.id] = adapter(Call).validate_python(row.payload)
    return [found[name] for name in ids if name in found]
