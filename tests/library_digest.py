"""What a library holds, as one digest: ids and payloads, sorted; no clocks and no places of bytes."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import lancedb

TABLES = {
    "sources": "id, uri, payload",
    "snapshots": "id, source_id, content, media_type, revision, imported",
    "documents": "id, snapshot_id, text, title, published, language, extractor, digest",
    "passages": "id, document_id, ordinal, start, end, text, headings, scope, page",
    "indexed": "document_id, encoder",
}


def contents(library: Path) -> dict[str, list[str]]:
    """Each kind of thing held, as sorted lines."""
    with closing(sqlite3.connect(library / "records.sqlite3")) as records:
        held = {
            table: sorted(json.dumps(row) for row in records.execute(f"SELECT {columns} FROM {table}"))
            for table, columns in TABLES.items()
        }
    (folder,) = (library / "index").iterdir()
    index = lancedb.connect(folder)
    for table, column in (("words", "text"), ("vectors", "vector")):
        rows = index.open_table(table).to_arrow().to_pylist()
        held[f"index of {table}"] = sorted(json.dumps([row["id"], row[column]]) for row in rows)
    return held


def library_digest(library: Path) -> str:
    """The same for two libraries that hold the same."""
    return hashlib.sha256(json.dumps(contents(library), sort_keys=True).encode()).hexdigest()
