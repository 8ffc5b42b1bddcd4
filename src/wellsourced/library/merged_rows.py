"""Rows of one library into the tables of another. Functions work on two connections and commit nothing.

Each is given `here`, which it writes to, and `there`, which it only reads; each tells how many rows were new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select, update

from wellsourced.library import edition_records, records, schema
from wellsourced.library.corrections import corrected
from wellsourced.library.standing_records import lift

__all__ = [
    "copy_anchors",
    "copy_documents",
    "copy_missing",
    "copy_snapshots",
    "merge_lifted",
    "merge_pages",
    "merge_reads",
    "merge_sources",
]

_ROWS = 200

Rows = list[dict[str, Any]]


def copy_missing(here: Connection, there: Connection, table: Table) -> int:
    """Insert the rows whose key is not here yet; editions come in the order of their chains."""
    return sum(_insert(here, table, some) for some in _missing(here, there, table))


def merge_sources(here: Connection, there: Connection) -> int:
    """Insert new sources; of one that is here only what was not said of it yet is kept."""
    table, new = schema.sources, 0
    for some in records.chunks(list(there.execute(select(table.c.id).order_by(table.c.id)).scalars())):
        known = records.read_sources(here, some)
        for name, theirs in records.read_sources(there, some).items():
            ours = known.get(name)
            better = theirs if ours is None else corrected(theirs, ours)
            new += ours is None
            if better != ours:
                records.write_source(here, better)
    return new


def copy_snapshots(here: Connection, there: Connection, names: Mapping[str, str]) -> int:
    """Insert new snapshots; `names` are those that the files of their archive have here."""
    new = 0
    for some in _missing(here, there, schema.snapshots):
        placed = [{**row, "archive_file": names[row["archive_file"]]} for row in some]
        new += _insert(here, schema.snapshots, placed)
    return new


def copy_documents(here: Connection, there: Connection) -> int:
    """Insert new documents with their passages, which wait to be indexed."""
    new, passages = 0, schema.passages
    for some in _missing(here, there, schema.documents):
        new += _insert(here, schema.documents, some)
        wanted = select(passages).where(passages.c.document_id.in_([row["id"] for row in some]))
        for rows in _batches(there, wanted):
            _insert(here, passages, rows)
    return new


def copy_anchors(here: Connection, there: Connection) -> int:
    """Insert the anchors of notes that have none here: of one note all were found together."""
    table = schema.anchors
    known = set(here.execute(select(table.c.note).distinct()).scalars())
    rows = _batches(there, select(table).order_by(*table.primary_key.columns))
    return sum(_insert(here, table, [row for row in some if row["note"] not in known]) for some in rows)


def merge_pages(here: Connection, there: Connection) -> int:
    """Insert new pages; one that is here gets the wordings it does not know."""
    new = 0
    for page in edition_records.read_pages(there):
        new += edition_records.read_page(here, page.id) is None
        edition_records.write_page(here, page)
    return new


def merge_lifted(here: Connection, there: Connection, table: Table) -> int:
    """Insert the rows that are not here yet; what either library lifted is lifted."""
    new = copy_missing(here, there, table)
    for row in there.execute(select(table).where(table.c.lifted_at.is_not(None))):
        lift(here, table, [row.id], row.lifted_at)
    return new


def merge_reads(here: Connection, there: Connection) -> None:
    """Of each page and day the larger count: both libraries may have counted the same readers."""
    table = schema.page_reads
    known = {(row.page_id, row.day): row.reads for row in here.execute(select(table))}
    for row in there.execute(select(table)):
        ours = known.get((row.page_id, row.day))
        if ours is None:
            _insert(here, table, [dict(row._mapping)])
        elif ours < row.reads:
            this = (table.c.page_id == row.page_id, table.c.day == row.day)
            here.execute(update(table).where(*this).values(reads=row.reads))


def _missing(here: Connection, there: Connection, table: Table) -> Iterator[Rows]:
    key = list(table.primary_key.columns)
    names = [column.name for column in key]
    order = [table.c.page_id, table.c.number] if table is schema.editions else key
    for some in _batches(there, select(table).order_by(*order)):
        firsts = {row[names[0]] for row in some}
        known = set(map(tuple, here.execute(select(*key).where(key[0].in_(firsts)))))
        yield [row for row in some if tuple(row[name] for name in names) not in known]


def _batches(connection: Connection, query: Any) -> Iterator[Rows]:
    found = connection.execution_options(yield_per=_ROWS).execute(query)
    for some in found.partitions(_ROWS):
        yield [_values(row) for row in some]


def _values(row: Row[Any]) -> dict[str, Any]:
    return dict(row._mapping)


def _insert(here: Connection, table: Table, rows: Rows) -> int:
    if rows:
        here.execute(insert(table), rows)
    return len(rows)
