"""One library's holdings into another's. Merging again, or after being killed on the way, is resuming.

What is here stands: of what both hold, the other only fills gaps. Whatever cannot be held side by side is
found before anything is written, and named.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection, select

from wellsourced.errors import InputError, Integrity
from wellsourced.library import edition_records, merged_rows, records, schema
from wellsourced.library.archive import Archive
from wellsourced.library.database import Database
from wellsourced.library.edition_proof import edition_damage
from wellsourced.library.sightings import told_of
from wellsourced.library.verifying import bytes_damage, text_damage
from wellsourced.library.weaving import weave
from wellsourced.model.editions import Page

__all__ = ["merge_into"]


def merge_into(here: Connection, archive: Archive, other: Path) -> Mapping[str, int]:
    """Bring all that the library in a folder holds into the one written through `here`; how much was new.

    The caller holds this library's lock and commits; archived bytes come first, rows after. The other is
    only read, as of one moment. Raises `InputError` where it is no library, or holds what cannot stand
    beside what is here; `Integrity` where it is damaged; both before anything is written.
    """
    with closing(Database(other, read_only=True)) as database:
        engine = database.engine()
        if engine is None:
            raise InputError(f"{other} holds no library: name the folder of one.")
        with engine.connect() as there:
            _refuse_damaged(there, other)
            _refuse_rivals(here, there)
            _refuse_other_readings(here, there)
            return _merge(here, there, archive, other / "archive")


def _merge(here: Connection, there: Connection, archive: Archive, files: Path) -> dict[str, int]:
    names = {path.name: archive.adopt(path) for path in sorted(files.glob("*.warc.gz"))}
    sources = list(there.execute(select(schema.sources.c.id)).scalars())
    before = told_of(here, sources)
    new = {"sources": merged_rows.merge_sources(here, there)}
    new["snapshots"] = merged_rows.copy_snapshots(here, there, names)
    weave(here, before, told_of(there, sources))
    new |= {"documents": merged_rows.copy_documents(here, there)}
    for table in (schema.read_as, schema.reports, schema.evidence, schema.calls):
        new[table.name] = merged_rows.copy_missing(here, there, table)
    new["anchors"] = merged_rows.copy_anchors(here, there)
    new["pages"] = merged_rows.merge_pages(here, there)
    for table in (schema.editions, schema.confirmations, schema.corrections, schema.retractions):
        new[table.name] = merged_rows.copy_missing(here, there, table)
    for table in (schema.disputes, schema.withholdings):
        new[table.name] = merged_rows.merge_lifted(here, there, table)
    merged_rows.merge_reads(here, there)
    return new


def _refuse_damaged(there: Connection, other: Path) -> None:
    archive = Archive(other / "archive")
    proofs = (bytes_damage(there, archive), text_damage(there), edition_damage(there))
    found = next(chain.from_iterable(proofs), None)
    if found is not None:
        raise Integrity(
            f"{other} is damaged ({found.record}), and nothing was merged: "
            f"run `wellsourced verify --library {other}`."
        )


def _refuse_rivals(here: Connection, there: Connection) -> None:
    """Chains of one page that part ways, or of which one goes on where the other was taken back."""
    for page in edition_records.read_pages(there):
        known = edition_records.read_page(here, page.id)
        if known is None:
            continue
        ours, theirs = _chain(here, page), _chain(there, page)
        shorter, longer = sorted((ours, theirs), key=len)
        if shorter != longer[: len(shorter)]:
            raise _rivals(known, "has other editions there than here")
        for connection, own, others in ((here, ours, theirs), (there, theirs, ours)):
            if len(own) < len(others) and edition_records.read_retraction(connection, page.id):
                where = "here" if connection is here else "there"
                raise _rivals(known, f"was retracted {where} and has newer editions on the other side")


def _chain(connection: Connection, page: Page) -> list[str]:
    return [one.id for one in edition_records.read_editions(connection, page.id)]


def _rivals(page: Page, what: str) -> InputError:
    return InputError(
        f"the page {page.title!r} ({page.id}) {what}: nothing was merged, since one history cannot be made "
        "of two; add the sources instead and refresh the page."
    )


def _refuse_other_readings(here: Connection, there: Connection) -> None:
    """Documents that both hold under one id and that do not read alike, or were cut otherwise."""
    documents, passages = schema.documents, schema.passages
    theirs = list(there.execute(select(documents.c.id).order_by(documents.c.id)).scalars())
    for some in records.chunks(theirs):
        text = select(documents.c.id, documents.c.text).where(documents.c.id.in_(some))
        known = {row.id: row.text for row in here.execute(text)}
        cut = select(passages.c.id).where(passages.c.document_id.in_(sorted(known)))
        alike = all(known.get(row.id, row.text) == row.text for row in there.execute(text))
        if not alike or set(here.execute(cut).scalars()) != set(there.execute(cut).scalars()):
            raise InputError(
                "the same bytes were read otherwise there, by another version: nothing was merged; "
                "export that library's archive with `export --warc` and add it here."
            )
