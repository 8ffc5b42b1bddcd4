"""A quick look into a library: every part of it opened, and a sample proven. `verify` proves all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, Select, Table, func, select
from sqlalchemy.exc import DatabaseError

from wellsourced.errors import Integrity
from wellsourced.library import records, schema
from wellsourced.library.anchor_proof import anchor_damage
from wellsourced.library.archive import Archive
from wellsourced.library.home import Home, parts_of
from wellsourced.library.index import DIMENSION, Index
from wellsourced.library.schema import HEAD, UtcDateTime
from wellsourced.library.verifying import bytes_damage, quote_damage, text_damage, to_rebuild
from wellsourced.library.wording import folder_name
from wellsourced.model.sources import Passage
from wellsourced.ports import Damage, DamageKind, Examined

__all__ = ["SAMPLE", "examine"]

SAMPLE = 50
"""Of each kind of thing so many are proven at most."""


def examine(home: Path | Home, encoder: str) -> Examined | None:
    """Look into a library, with its index of the encoder called so; None where there is none.

    Nothing is written. Raises `Config` where another version wrote it, `Integrity` where its records cannot
    be read, `Transient` where a server does not answer.
    """
    home = Home(place=home) if isinstance(home, Path) else home
    parts = parts_of(replace(home, read_only=True))
    with closing(parts.records) as database:
        engine = database.engine()
        if engine is None:
            return None
        name = folder_name(encoder)
        folder = home.place / "index" / name if isinstance(home.place, Path) else None
        looked_at = _Index(name=name, index=parts.index(name), size=0 if folder is None else _size(folder))
        try:
            with engine.connect() as connection:
                return _examined(connection, parts.archive, looked_at)
        except DatabaseError as error:
            raise Integrity(f"{database.name} cannot be read: restore it from a backup.") from error


@dataclass(frozen=True, slots=True)
class _Index:
    """An index, the name documents are marked with as in it, and its bytes on this machine."""

    name: str
    index: Index
    size: int


def _examined(connection: Connection, archive: Archive, index: _Index) -> Examined:
    proven, damage = _sampled(connection, archive)
    marked = select(func.count()).where(schema.indexed.c.encoder == index.name)
    made = index.index.is_made()
    return Examined(
        snapshots=_count(connection, schema.snapshots),
        passages=_count(connection, schema.passages),
        editions=_count(connection, schema.editions),
        newest=_newest(connection),
        database=f"revision {HEAD}, {_engine(connection)}",
        index=f"{index.name}, LanceDB {version('lancedb')}" if made else "",
        index_bytes=index.size,
        waiting=_count(connection, schema.documents) - int(connection.execute(marked).scalar_one()),
        proven=proven,
        damage=(*damage, *_index_damage(connection, index)),
    )


def _sampled(connection: Connection, archive: Archive) -> tuple[str, list[Damage]]:
    snapshots, documents, reports = (
        _some(connection, select(table.c.id))
        for table in (schema.snapshots, schema.documents, schema.reports)
    )
    anchors = schema.anchors.c
    parts = connection.execute(select(anchors.note, anchors.part).order_by(func.random()).limit(SAMPLE))
    proven = [(row.note, row.part) for row in parts]

    def held(passage: str) -> Passage | None:
        return records.read_one_passage(connection, passage)

    found = chain(
        bytes_damage(connection, archive, snapshots),
        text_damage(connection, documents),
        quote_damage(connection, held, reports),
        anchor_damage(connection, held, proven),
    )
    counts = f"{len(snapshots)} captures, {len(documents)} documents, {len(reports)} reports"
    return f"{counts}, {len(proven)} anchors", list(found)


def _index_damage(connection: Connection, looked_at: _Index) -> Iterator[Damage]:
    """A sample of the passages that should be in the index, and whether words can be searched at all."""
    indexed, passages = schema.indexed.c, schema.passages.c
    marked = select(passages.id).join(schema.indexed, indexed.document_id == passages.document_id)
    names = _some(connection, marked.where(indexed.encoder == looked_at.name))
    try:
        index = looked_at.index
        index.lexical("prove that the words can be searched", 1)
        lacking = len(names) - len(index.similarities(names, np.ones(DIMENSION, dtype=np.float32)))
    except Integrity as error:
        yield Damage(kind=DamageKind.INDEX, record="index", message=str(error))
        return
    if lacking:
        yield to_rebuild(f"the index lacks {lacking} of {len(names)} passages looked for")


def _some(connection: Connection, ids: Select[str]) -> Sequence[str]:
    return connection.execute(ids.order_by(func.random()).limit(SAMPLE)).scalars().all()


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _engine(connection: Connection) -> str:
    """The database program and its version."""
    info = connection.dialect.server_version_info or ()
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.dialect.name]
    return f"{name} {'.'.join(map(str, info))}"


def _newest(connection: Connection) -> datetime | None:
    table = schema.snapshots
    last = func.max(func.coalesce(table.c.seen_at, table.c.captured_at, type_=UtcDateTime), type_=UtcDateTime)
    newest: datetime | None = connection.execute(select(last)).scalar()
    return newest


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
