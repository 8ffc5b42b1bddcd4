"""Model types to table rows and back. Every function works on a connection and commits nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, insert, select, update

from wellsourced.library import schema
from wellsourced.library.archive import Place
from wellsourced.library.corrections import corrected, telling_title
from wellsourced.library.scoping import within
from wellsourced.model.ids import digest
from wellsourced.model.scope import PartialDate, Scope
from wellsourced.model.sources import Document, Passage, Snapshot, Source, Span

__all__ = [
    "Entry",
    "Held",
    "PassageRow",
    "adapter",
    "any_passages",
    "chunks",
    "dates_of",
    "document_digest",
    "find_ids",
    "held",
    "mark_indexed",
    "passage_query",
    "passages_of",
    "read_document",
    "read_one_passage",
    "read_passage",
    "read_snapshot",
    "read_source",
    "read_sources",
    "snapshot_from",
    "snapshot_ids",
    "stated_column",
    "unindexed",
    "unmark_all",
    "write_entries",
    "write_source",
]

T = TypeVar("T")
_CHUNK = 500
_HOLDINGS = (schema.sources, schema.snapshots, schema.documents, schema.passages)
_NAMES = TypeAdapter(tuple[str, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """All that one capture becomes, written together or not at all; `told` is the source by its document."""

    source: Source
    told: Source
    snapshot: Snapshot
    document: Document
    passages: tuple[Passage, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a snapshot already in the library became."""

    document: str
    passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """A passage with what decides its date and its place in the index."""

    passage: Passage
    published: PartialDate | None
    updated: PartialDate | None
    captured_at: datetime
    title: str


@cache
def adapter(kind: type[T]) -> TypeAdapter[T]:
    """The one JSON form of a model type."""
    return TypeAdapter(kind)


def document_digest(document: Document) -> str:
    """What `verify` holds a document to: its text and all that was read with it.

    What came to be read later is left out where there is none of it, so that the digests of documents
    written before stay true.
    """
    first = ("snapshot", "text", "title", "published", "language", "extractor")
    later = [name for name in ("updated", "authors", "canonical", "links") if getattr(document, name)]
    return digest("text", {name: getattr(document, name) for name in (*first, *later)})


def held(connection: Connection, snapshot_ids: Collection[str]) -> dict[str, Held]:
    """Those of the snapshots that are in the library, with what they became."""
    found: dict[str, Held] = {}
    for some in chunks(sorted(set(snapshot_ids))):
        query = (
            select(schema.documents.c.snapshot_id, schema.documents.c.id, func.count(schema.passages.c.id))
            .outerjoin(schema.passages, schema.passages.c.document_id == schema.documents.c.id)
            .where(schema.documents.c.snapshot_id.in_(some))
            .group_by(schema.documents.c.id)
            .order_by(schema.documents.c.id)
        )
        for snapshot_id, document_id, count in connection.execute(query):
            found.setdefault(snapshot_id, Held(document=document_id, passages=count))
    return found


def write_source(connection: Connection, source: Source) -> None:
    """Insert the source, or replace what was known of it (its identity is its address)."""
    payload = adapter(Source).dump_python(source, mode="json")
    table = schema.sources
    changed = connection.execute(update(table).where(table.c.id == source.id).values(payload=payload))
    if changed.rowcount == 0:
        connection.execute(insert(table).values(id=source.id, uri=source.uri, payload=payload))


def write_entries(connection: Connection, entries: Sequence[Entry]) -> None:
    """Insert new snapshots with their documents and passages; of a known source only what is newly said."""
    for entry in entries:
        known = read_source(connection, entry.source.id)
        stands = entry.told if known is None else corrected(entry.told, known)
        write_source(connection, corrected(stands, entry.source))
    if not entries:
        return
    connection.execute(insert(schema.snapshots), [_snapshot_row(entry) for entry in entries])
    connection.execute(insert(schema.documents), [_document_row(entry.document) for entry in entries])
    rows = [_passage_row(p, at) for entry in entries for at, p in enumerate(entry.passages)]
    if rows:
        connection.execute(insert(schema.passages), rows)


def read_source(connection: Connection, source_id: str) -> Source | None:
    """The source of that id."""
    return read_sources(connection, [source_id]).get(source_id)


def read_sources(connection: Connection, source_ids: Collection[str]) -> dict[str, Source]:
    """Those of the sources that are in the library, by id."""
    table = schema.sources
    found: dict[str, Source] = {}
    for some in chunks(sorted(set(source_ids))):
        rows = connection.execute(select(table.c.id, table.c.payload).where(table.c.id.in_(some)))
        found |= {row.id: adapter(Source).validate_python(row.payload) for row in rows}
    return found


def read_snapshot(connection: Connection, snapshot_id: str) -> tuple[Snapshot, Place] | None:
    """The snapshot of that id and where its bytes lie."""
    row = connection.execute(select(schema.snapshots).where(schema.snapshots.c.id == snapshot_id)).first()
    if row is None:
        return None
    return snapshot_from(row), Place(file=row.archive_file, offset=row.archive_offset)


def snapshot_from(row: Row[Any]) -> Snapshot:
    """A row of the snapshots."""
    return Snapshot(
        source=row.source_id,
        content=row.content,
        media_type=row.media_type,
        captured_at=row.captured_at,
        revision=row.revision,
        imported=row.imported,
        address=row.address,
    )


def snapshot_ids(connection: Connection) -> list[str]:
    """Every snapshot's id, in order."""
    return list(connection.execute(select(schema.snapshots.c.id).order_by(schema.snapshots.c.id)).scalars())


def read_document(connection: Connection, document_id: str) -> Document | None:
    """The document of that id, exactly as it was extracted."""
    row = connection.execute(select(schema.documents).where(schema.documents.c.id == document_id)).first()
    if row is None:
        return None
    return Document(
        snapshot=row.snapshot_id,
        text=row.text,
        title=row.title,
        published=_partial(row.published),
        language=row.language,
        extractor=row.extractor,
        updated=_partial(row.updated),
        authors=_NAMES.validate_python(row.authors or ()),
        canonical=row.canonical,
        links=_NAMES.validate_python(row.links or ()),
    )


def stated_column() -> ColumnElement[Any]:
    """A column for queries over sources: the publication date stated of the source, for `dates_of`."""
    stated: ColumnElement[Any] = schema.sources.c.payload["published"]["text"].as_string().label("stated")
    return stated


def dates_of(row: Row[Any]) -> tuple[PartialDate | None, PartialDate | None]:
    """When a row's document was published and changed, of `published`, `updated` and `stated`.

    What is stated of the source stands over what was read from its text. A date that only repeats the
    text's own says nothing against a later change of it.
    """
    changed = row.updated if row.stated in (None, row.published) else None
    return _partial(row.stated or row.published), _partial(changed)


def passage_query() -> Select[Any]:
    """Passages with their document's dates and title; add conditions, then `read_passage` each row."""
    passages, documents, snapshots, sources = (
        schema.passages,
        schema.documents,
        schema.snapshots,
        schema.sources,
    )
    return (
        select(
            passages,
            documents.c.published,
            documents.c.updated,
            documents.c.title,
            documents.c.snapshot_id,
            snapshots.c.captured_at,
            stated_column(),
            sources.c.payload["uri"].as_string().label("uri"),
            sources.c.payload["coverage"].label("coverage"),
        )
        .join(documents, passages.c.document_id == documents.c.id)
        .join(snapshots, documents.c.snapshot_id == snapshots.c.id)
        .join(sources, snapshots.c.source_id == sources.c.id)
    )


def read_passage(row: Row[Any]) -> PassageRow:
    """A row of `passage_query`."""
    published, updated = dates_of(row)
    passage = Passage(
        document=row.document_id,
        span=Span(start=row.start, end=row.end),
        text=row.text,
        headings=tuple(row.headings),
        scope=within(
            adapter(Scope).validate_python(row.coverage or {}), adapter(Scope).validate_python(row.scope)
        ),
        page=row.page,
    )
    return PassageRow(
        passage=passage,
        published=published,
        updated=updated,
        captured_at=row.captured_at,
        title=telling_title(row.title, row.uri),
    )


def read_one_passage(connection: Connection, passage_id: str) -> Passage | None:
    """The passage of that id."""
    row = connection.execute(passage_query().where(schema.passages.c.id == passage_id)).first()
    return None if row is None else read_passage(row).passage


def passages_of(connection: Connection, document_ids: Collection[str]) -> list[PassageRow]:
    """The passages of the documents, in document order."""
    table = schema.passages
    query = passage_query().where(table.c.document_id.in_(sorted(document_ids)))
    rows = connection.execute(query.order_by(table.c.document_id, table.c.ordinal))
    return [read_passage(row) for row in rows]


def any_passages(connection: Connection) -> bool:
    """Whether there is a passage at all."""
    return connection.execute(select(schema.passages.c.id).limit(1)).first() is not None


def unindexed(connection: Connection, encoder: str, limit: int) -> list[str]:
    """Ids of at most `limit` documents whose passages this encoder's index may lack."""
    marked = select(schema.indexed.c.document_id).where(
        schema.indexed.c.document_id == schema.documents.c.id, schema.indexed.c.encoder == encoder
    )
    query = select(schema.documents.c.id).where(~marked.exists()).order_by(schema.documents.c.id)
    return list(connection.execute(query.limit(limit)).scalars())


def mark_indexed(connection: Connection, encoder: str, document_ids: Iterable[str]) -> None:
    """Say that the documents' passages are all in this encoder's index."""
    rows = [{"document_id": one, "encoder": encoder} for one in document_ids]
    if rows:
        connection.execute(insert(schema.indexed), rows)


def unmark_all(connection: Connection, encoder: str) -> None:
    """Say that this encoder's index is gone."""
    connection.execute(delete(schema.indexed).where(schema.indexed.c.encoder == encoder))


def find_ids(connection: Connection, prefix: str, limit: int) -> list[str]:
    """At most `limit` ids of anything that has one and starts so."""
    found: list[str] = []
    for table in (*_HOLDINGS, schema.reports, schema.pages, schema.editions):
        starts = table.c.id.startswith(prefix, autoescape=True)
        query = select(table.c.id).where(starts).order_by(table.c.id).limit(limit)
        found += connection.execute(query).scalars()
    return found[:limit]


def _snapshot_row(entry: Entry) -> Mapping[str, object]:
    snapshot = entry.snapshot
    return {
        "id": snapshot.id,
        "source_id": snapshot.source,
        "content": snapshot.content,
        "media_type": snapshot.media_type,
        "captured_at": snapshot.captured_at,
        "revision": snapshot.revision,
        "imported": snapshot.imported,
        "archive_file": entry.place.file,
        "archive_offset": entry.place.offset,
        "address": snapshot.address,
    }


def _document_row(document: Document) -> Mapping[str, object]:
    return {
        "id": document.id,
        "snapshot_id": document.snapshot,
        "text": document.text,
        "title": document.title,
        "published": document.published.text if document.published else None,
        "language": document.language,
        "extractor": document.extractor,
        "digest": document_digest(document),
        "updated": document.updated.text if document.updated else None,
        "authors": list(document.authors) or None,
        "canonical": document.canonical,
        "links": list(document.links) or None,
    }


def _passage_row(passage: Passage, ordinal: int) -> Mapping[str, object]:
    return {
        "id": passage.id,
        "document_id": passage.document,
        "ordinal": ordinal,
        "start": passage.span.start,
        "end": passage.span.end,
        "text": passage.text,
        "headings": list(passage.headings),
        "scope": adapter(Scope).dump_python(passage.scope, mode="json"),
        "page": passage.page,
    }


def _partial(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate(text=text)


def chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    """The items in as many pieces as a query takes."""
    return (items[at : at + _CHUNK] for at in range(0, len(items), _CHUNK))
