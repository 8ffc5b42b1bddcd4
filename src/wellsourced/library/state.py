"""Which state a library is in, and what it holds of sources: questions for those who work on it in shards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection

from sqlalchemy import Connection, Table, select

from wellsourced.library import records, schema
from wellsourced.model.ids import canonical

__all__ = ["contents_of", "state_of"]

_SEEN: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (schema.sources, ("id", "payload")),
    (schema.snapshots, ("id", "media_type", "captured_at", "seen_at", "imported", "address")),
    (schema.sightings, ("snapshot_id", "first_at", "last_at")),
    (schema.documents, ("id", "digest")),
    (schema.indexed, ("document_id", "encoder")),
    (schema.anchors, ("note", "part", "payload")),
)
"""What a view shows, or is made from: passages follow from documents."""


def state_of(connection: Connection) -> str:
    """A digest of all that can make a difference to what is found in the library, times of capture included.

    It takes some seconds for each million documents.
    """
    sum_ = hashlib.sha256()
    for table, names in _SEEN:
        columns = [table.c[name] for name in names]
        query = select(*columns).order_by(*table.primary_key.columns)
        for row in connection.execution_options(yield_per=1000).execute(query):
            sum_.update(json.dumps(canonical(tuple(row)), sort_keys=True).encode())
    return sum_.hexdigest()


def contents_of(connection: Connection, source_ids: Collection[str]) -> dict[str, frozenset[str]]:
    """The digests of the bytes that are held of each of the sources, by the source's id."""
    found: dict[str, set[str]] = {}
    table = schema.snapshots
    for some in records.chunks(sorted(set(source_ids))):
        rows = connection.execute(
            select(table.c.source_id, table.c.content).where(table.c.source_id.in_(some))
        )
        for source_id, content in rows:
            found.setdefault(source_id, set()).add(content)
    return {source_id: frozenset(held) for source_id, held in found.items()}
