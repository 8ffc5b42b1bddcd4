"""What a library holds, as one digest: ids and payloads, sorted; no clocks and no places of bytes."""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from pathlib import Path

import lancedb
from sqlalchemy import Connection, select

from wellsourced.library import object_store, schema
from wellsourced.library.home import Home, parts_of

TABLES = {
    schema.sources: "id, uri, payload",
    schema.snapshots: "id, source_id, content, media_type, revision, imported",
    schema.documents: "id, snapshot_id, text, title, published, language, extractor, digest",
    schema.passages: "id, document_id, ordinal, start, end, text, headings, scope, page",
    schema.indexed: "document_id, encoder",
}


def contents(library: Path | Home) -> dict[str, list[str]]:
    """Each kind of thing held, as sorted lines; the same wherever the library is."""
    home = Home(place=library) if isinstance(library, Path) else library
    with closing(parts_of(home).records) as records:
        held = records.ask(_records)
    assert held is not None
    (encoder,) = {json.loads(line)[1] for line in held["indexed"]}
    options = None if isinstance(home.place, Path) else object_store.lance_options()
    index = lancedb.connect(f"{home.place}/index/{encoder}", storage_options=options)
    for table, column in (("words", "text"), ("vectors", "vector")):
        rows = index.open_table(table).to_arrow().to_pylist()
        held[f"index of {table}"] = sorted(json.dumps([row["id"], row[column]]) for row in rows)
    return held


def _records(connection: Connection) -> dict[str, list[str]]:
    return {
        table.name: sorted(
            json.dumps(list(row), sort_keys=True)
            for row in connection.execute(select(*(table.c[name] for name in columns.split(", "))))
        )
        for table, columns in TABLES.items()
    }


def library_digest(library: Path | Home) -> str:
    """The same for two libraries that hold the same."""
    return hashlib.sha256(json.dumps(contents(library), sort_keys=True).encode()).hexdigest()
