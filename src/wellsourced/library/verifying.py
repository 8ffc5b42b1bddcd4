"""Proving a library: every digest, span, quote and index entry, one kind of damage a function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from pydantic import ValidationError
from sqlalchemy import Connection, Table, select

from wellsourced.errors import Integrity
from wellsourced.library import records, report_records, schema
from wellsourced.library.archive import Archive
from wellsourced.library.index import REBUILD, Index
from wellsourced.library.layers import Layer
from wellsourced.library.reading import is_normal
from wellsourced.model.ids import bytes_digest
from wellsourced.model.reports import Citation, Exhibit, Report
from wellsourced.model.sources import Document, Passage, Span
from wellsourced.ports import Damage, DamageKind

__all__ = ["bytes_damage", "index_damage", "layer_damage", "quote_damage", "text_damage", "to_rebuild"]

_RESTORE = "restore the library from a backup, or remove the source and add it again"


def bytes_damage(
    connection: Connection, archive: Archive, among: Iterable[str] | None = None
) -> Iterator[Damage]:
    """Snapshots whose archived bytes are gone or are not what was captured; `among` are ids, else all."""
    for name in _ids(connection, schema.snapshots, among):
        try:
            read = records.read_snapshot(connection, name)
        except ValueError as error:
            yield _damage(DamageKind.BYTES, name, f"the record cannot be read ({_line(error)})")
            continue
        assert read is not None
        snapshot, place = read
        if snapshot.id != name:
            yield _damage(DamageKind.BYTES, name, "the record names another source or other bytes")
        try:
            body = archive.read(place)
        except Integrity as error:
            yield Damage(kind=DamageKind.BYTES, record=name, message=str(error))
            continue
        if bytes_digest(body) != snapshot.content:
            yield _damage(DamageKind.BYTES, name, f"archive/{place.file} no longer holds the bytes captured")


def text_damage(connection: Connection, among: Iterable[str] | None = None) -> Iterator[Damage]:
    """Documents whose text or particulars changed, and passages that are not their document's text.

    `among` are ids of documents, else all are proven, with their sources.
    """
    if among is None:
        yield from _sources_damage(connection)
    for name in _ids(connection, schema.documents, among):
        table = schema.documents
        stored = connection.execute(select(table.c.digest).where(table.c.id == name)).scalar_one()
        try:
            document = records.read_document(connection, name)
        except ValueError as error:
            yield _damage(DamageKind.TEXT, name, f"the record cannot be read ({_line(error)})")
            continue
        assert document is not None
        if document.id != name or records.document_digest(document) != stored:
            yield _damage(DamageKind.TEXT, name, "the text or its particulars are not what was extracted")
        if not is_normal(document.text):
            yield _damage(DamageKind.TEXT, name, "the text is not in normal form (NFC, LF)")
        yield from _spans_damage(connection, name, document)


def _sources_damage(connection: Connection) -> Iterator[Damage]:
    for name, uri in connection.execute(select(schema.sources.c.id, schema.sources.c.uri)):
        try:
            source = records.read_source(connection, name)
        except ValidationError as error:
            yield _damage(DamageKind.TEXT, name, f"the record cannot be read ({_line(error)})")
            continue
        if source is not None and (source.id != name or source.uri != uri):
            yield _damage(DamageKind.TEXT, name, "the record names another address")


def _spans_damage(connection: Connection, name: str, document: Document) -> Iterator[Damage]:
    table = schema.passages
    rows = connection.execute(
        select(table).where(table.c.document_id == name).order_by(table.c.ordinal)
    ).all()
    if not rows:
        yield _damage(DamageKind.SPAN, name, "the document has lost its passages")
    for place, row in enumerate(rows):
        sound = 0 <= row.start < row.end and row.text == document.text[row.start : row.end]
        if not sound:
            yield _damage(DamageKind.SPAN, row.id, "the passage is not its document's text at its span")
            continue
        passage = Passage(document=name, span=Span(start=row.start, end=row.end), text=row.text)
        if passage.id != row.id or row.ordinal != place:
            yield _damage(DamageKind.SPAN, row.id, "the passage was moved")


def index_damage(connection: Connection, index: Index, encoder: str) -> Iterator[Damage]:
    """Passages the index lacks although it should hold them, and entries that belong to none."""
    try:
        entries = index.ids()
        index.lexical("prove that the words can be searched", 1)
    except Integrity as error:
        yield Damage(kind=DamageKind.INDEX, record="index", message=str(error))
        return
    stored = select(schema.passages.c.id).join(
        schema.indexed,
        (schema.indexed.c.document_id == schema.passages.c.document_id)
        & (schema.indexed.c.encoder == encoder),
    )
    expected = set(connection.execute(stored).scalars())
    if missing := len(expected - entries):
        yield to_rebuild(f"the index lacks {missing} of {len(expected)} passages")
    if strange := len(entries - set(connection.execute(select(schema.passages.c.id)).scalars())):
        yield to_rebuild(f"the index holds {strange} entries that are no passage of this library")


def quote_damage(
    connection: Connection, held: Callable[[str], Passage | None], among: Iterable[str] | None = None
) -> Iterator[Damage]:
    """Reports that changed, and citations whose quote does not occur in the passage they name.

    A note's passage may be gone with its casebook: then its quotes are held to the report's own copy.
    `among` are ids of reports, else all are proven.
    """
    for name in _ids(connection, schema.reports, among):
        try:
            report = report_records.read_report(connection, name)
        except ValueError as error:
            yield _damage(DamageKind.QUOTE, name, f"the report cannot be read ({_line(error)})")
            continue
        assert report is not None
        if report.id != name:
            yield _damage(DamageKind.QUOTE, name, "the report is not what was saved")
        yield from (_damage(DamageKind.QUOTE, name, what) for what in _report_faults(report, held))


def _report_faults(report: Report, held: Callable[[str], Passage | None]) -> Iterator[str]:
    exhibits = {exhibit.passage.id: exhibit.passage for exhibit in report.exhibits}
    for exhibit in report.exhibits:
        shown = exhibit.passage
        kept = held(shown.id)
        if kept is None and shown.note is None:
            yield f"it cites the passage {shown.id}, which the library no longer holds"
        if kept is not None and kept.text != shown.text:
            yield f"its copy of the passage {shown.id} differs from the library's"
        yield from _anchor_faults(exhibit, held)
    cited: Iterable[Citation] = (c for statement in report.statements() for c in statement.citations)
    for citation in dict.fromkeys(cited):
        if _flat(citation.quote) not in _flat(exhibits[citation.passage].text):
            yield f"a quote does not occur in the passage {citation.passage}: {_flat(citation.quote)[:60]!r}"


def _anchor_faults(exhibit: Exhibit, held: Callable[[str], Passage | None]) -> Iterator[str]:
    for anchor in exhibit.anchors:
        kept = held(anchor.passage.id)
        if kept is None or kept.text != anchor.passage.text:
            yield f"its copy of the passage {anchor.passage.id} is not in the library"
        if anchor.quote not in anchor.passage.text:
            yield f"a quote does not occur in the passage {anchor.passage.id}: {_flat(anchor.quote)[:60]!r}"


def layer_damage(layer: Layer) -> Iterator[Damage]:
    """Casebook passages that are not their document's text at their span."""
    checked: dict[str, Document | None] = {}
    for passage in layer.passages(date.max):
        if passage.document not in checked:
            document = checked[passage.document] = layer.document(passage.document)
            if document is not None and not is_normal(document.text):
                yield _reinstall(DamageKind.TEXT, document.id, "the casebook's text is not in normal form")
            if document is not None and layer.snapshot(document.snapshot) is None:
                yield _reinstall(DamageKind.BYTES, document.id, "the casebook has lost its snapshot")
        text = checked[passage.document]
        if text is None or text.text[passage.span.start : passage.span.end] != passage.text:
            yield _reinstall(DamageKind.SPAN, passage.id, "a note is not its casebook's text at its span")


def _ids(connection: Connection, table: Table, among: Iterable[str] | None) -> Iterable[str]:
    return connection.execute(select(table.c.id).order_by(table.c.id)).scalars() if among is None else among


def _flat(text: str) -> str:
    return " ".join(text.split())


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _damage(kind: DamageKind, record: str, what: str) -> Damage:
    return Damage(kind=kind, record=record, message=f"{what}: {_RESTORE}.")


def _reinstall(kind: DamageKind, record: str, what: str) -> Damage:
    return Damage(kind=kind, record=record, message=f"{what}: install wellsourced again.")


def to_rebuild(what: str) -> Damage:
    """That the index is not what it should be; it can always be made again."""
    return Damage(kind=DamageKind.INDEX, record="index", message=f"{what}: {REBUILD}.")
