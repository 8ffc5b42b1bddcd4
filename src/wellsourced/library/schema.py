"""The library's tables: what is published, its bytes and text, and what we made of it."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

__all__ = [
    "HEAD",
    "UtcDateTime",
    "anchors",
    "calls",
    "confirmations",
    "corrections",
    "disputes",
    "documents",
    "editions",
    "evidence",
    "indexed",
    "metadata",
    "page_reads",
    "pages",
    "passages",
    "read_as",
    "reports",
    "retractions",
    "sightings",
    "snapshots",
    "sources",
    "variants",
    "withholdings",
]

HEAD = "0009"
"""The newest migration; a test holds it equal to what `migrations/versions` says."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC: SQLite drops zones, so they are put back on reading; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time has a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def words(usual: int) -> String:
    """Text that is usually as short as this: SQLite holds nobody to it, and PostgreSQL is not to either."""
    return String(usual).with_variant(Text(), "postgresql")


sources = Table(
    "sources",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("uri", Text, nullable=False, unique=True),
    Column("payload", JSON, nullable=False),  # Source
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("content", String(80), nullable=False),  # digest of the bytes
    Column("media_type", words(200), nullable=False),
    Column("captured_at", UtcDateTime, nullable=False),
    Column("revision", Text),
    Column("imported", Boolean, nullable=False),
    Column("archive_file", Text, nullable=False),  # name within the archive folder
    Column("archive_offset", Integer().with_variant(BigInteger(), "postgresql"), nullable=False),  # bytes
    Column("address", Text),  # where a redirect led
    Column("seen_at", UtcDateTime),  # when the same bytes were last captured; absent is `captured_at`
    Index(None, "source_id"),
)

# Of snapshots that came back after another text of their source stood; of the others their row tells all.
sightings = Table(
    "sightings",
    metadata,
    Column("snapshot_id", ForeignKey("snapshots.id"), primary_key=True),
    Column("first_at", UtcDateTime, primary_key=True),
    Column("last_at", UtcDateTime, nullable=False),
)

read_as = Table(  # bytes that were not kept since the page read as it did in another capture
    "read_as",
    metadata,
    Column("id", String(80), primary_key=True),  # the snapshot it would have been
    Column("snapshot_id", ForeignKey("snapshots.id"), nullable=False),  # the one that stands for it
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("snapshot_id", ForeignKey("snapshots.id"), nullable=False),
    Column("text", Text, nullable=False),  # NFC, LF
    Column("title", Text, nullable=False),
    Column("published", String(10)),  # as the extractor read it: YYYY[-MM[-DD]]
    Column("language", words(35), nullable=False),
    Column("extractor", words(200), nullable=False),
    Column("digest", String(80), nullable=False),  # of all but the ids; see `records.document_digest`
    Column("updated", String(10)),  # as the document says: YYYY[-MM[-DD]]
    Column("authors", JSON(none_as_null=True)),  # names; absent is none
    Column("canonical", Text),  # the address the document gives as its own
    Column("links", JSON(none_as_null=True)),  # addresses its text cites; absent is none
    Index(None, "snapshot_id"),
)

passages = Table(
    "passages",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),  # place in the document, from 0
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("headings", JSON, nullable=False),
    Column("scope", JSON, nullable=False),  # Scope
    Column("page", Integer),
    Index(None, "document_id", "ordinal", unique=True),
)

indexed = Table(
    "indexed",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("encoder", words(200), primary_key=True),
)

reports = Table(
    "reports",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("saved_at", UtcDateTime, nullable=False),
    Column("payload", JSON, nullable=False),  # Report
)

# No foreign keys: a judgement may be on a casebook's passage, which is not in these tables.
evidence = Table(
    "evidence",
    metadata,
    Column("claim", String(80), primary_key=True),
    Column("passage", String(80), primary_key=True),
    Column("verifier", words(200), primary_key=True),
    Column("payload", JSON, nullable=False),  # Evidence
)

# Nor here: a report names its calls, and one that is made again may name them too.
calls = Table(
    "calls",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("key", String(80), nullable=False),  # of the prompt: what is the same is not asked twice
    Column("answered", Boolean, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("payload", JSON, nullable=False),  # Call
    Index(None, "key"),
)

# No foreign keys here either: a note is a casebook's passage, and stays nowhere when its casebook goes.
anchors = Table(
    "anchors",
    metadata,
    Column("note", String(80), primary_key=True),
    Column("part", Integer, primary_key=True),  # place in the note, from 0
    Column("payload", JSON, nullable=False),  # Anchor
)

pages = Table(
    "pages",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("payload", JSON, nullable=False),  # Page, without its variants
)

variants = Table(
    "variants",
    metadata,
    Column("page_id", ForeignKey("pages.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),  # in the order they were asked, from 0
    Column("wording", Text, nullable=False),
)

editions = Table(
    "editions",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("page_id", ForeignKey("pages.id"), nullable=False),
    Column("number", Integer, nullable=False),  # in the chain of its page, from 1
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
    Column("previous", ForeignKey("editions.id")),
    Column("note", Text, nullable=False),
    Index(None, "page_id", "number", unique=True),
    Index(None, "report_id"),
)

confirmations = Table(
    "confirmations",
    metadata,
    Column("edition_id", ForeignKey("editions.id"), primary_key=True),
    Column("confirmed_at", UtcDateTime, primary_key=True),
    Column("payload", JSON, nullable=False),  # Confirmation
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", String(80), primary_key=True),  # of page, edition, what and why
    Column("page_id", ForeignKey("pages.id"), nullable=False),
    Column("corrected_at", UtcDateTime, nullable=False),
    Column("payload", JSON, nullable=False),  # Correction
)

retractions = Table(
    "retractions",
    metadata,
    Column("page_id", ForeignKey("pages.id"), primary_key=True),
    Column("retracted_at", UtcDateTime, nullable=False),
    Column("why", Text, nullable=False),
)

disputes = Table(
    "disputes",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("page_id", ForeignKey("pages.id"), nullable=False),
    Column("edition_id", ForeignKey("editions.id"), nullable=False),
    Column("statement", Text, nullable=False),
    Column("disputed_at", UtcDateTime, nullable=False),
    Column("why", Text, nullable=False),
    Column("lifted_at", UtcDateTime),
    Index(None, "page_id"),
)

withholdings = Table(
    "withholdings",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("page_id", ForeignKey("pages.id"), nullable=False),
    Column("withheld_at", UtcDateTime, nullable=False),
    Column("rule", String(20), nullable=False),
    Column("why", Text, nullable=False),
    Column("titled", Boolean, nullable=False),  # whether the title may still be read
    Column("lifted_at", UtcDateTime),
    Index(None, "page_id"),
)

page_reads = Table(
    "page_reads",
    metadata,
    Column("page_id", ForeignKey("pages.id"), primary_key=True),
    Column("day", Date, primary_key=True),  # in UTC
    Column("reads", Integer, nullable=False),  # how often it was shown; nothing is kept of who read
)
