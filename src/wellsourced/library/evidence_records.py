"""Judgements to rows and back, so that none is asked for twice."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, delete, insert, select

from wellsourced.library import schema
from wellsourced.library.records import adapter, chunks
from wellsourced.model.claims import Evidence

__all__ = ["read_evidence", "write_evidence"]


def write_evidence(connection: Connection, items: Sequence[Evidence]) -> None:
    """Remember judgements; the newest of a claim, passage and verifier stands."""
    table = schema.evidence
    for item in items:
        key = {"claim": item.claim, "passage": item.passage, "verifier": item.verifier}
        connection.execute(delete(table).filter_by(**key))
        payload = adapter(Evidence).dump_python(item, mode="json")
        connection.execute(insert(table).values(**key, payload=payload))


def read_evidence(
    connection: Connection, claim: str, passages: Collection[str], verifier: str
) -> dict[str, Evidence]:
    """What a verifier said of a claim before, by passage."""
    table = schema.evidence
    found: dict[str, Evidence] = {}
    for some in chunks(sorted(set(passages))):
        query = select(table.c.passage, table.c.payload).where(
            table.c.claim == claim, table.c.verifier == verifier, table.c.passage.in_(some)
        )
        found |= {
            row.passage: adapter(Evidence).validate_python(row.payload) for row in connection.execute(query)
        }
    return found
