"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _holdings()
    op.create_table(
        "indexed",
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("encoder", sa.String(200).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_indexed_document_id_documents"),
        sa.PrimaryKeyConstraint("document_id", "encoder", name="pk_indexed"),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )
    op.create_table(
        "evidence",
        sa.Column("claim", sa.String(80), nullable=False),
        sa.Column("passage", sa.String(80), nullable=False),
        sa.Column("verifier", sa.String(200).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("claim", "passage", "verifier", name="pk_evidence"),
    )


def _holdings() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
        sa.UniqueConstraint("uri", name="uq_sources_uri"),
    )
    op.create_table(
        "snapshots",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("source_id", sa.String(80), nullable=False),
        sa.Column("content", sa.String(80), nullable=False),
        sa.Column("media_type", sa.String(200).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Text()),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.Column("archive_file", sa.Text(), nullable=False),
        sa.Column("archive_offset", sa.Integer().with_variant(sa.BigInteger(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_snapshots_source_id_sources"),
        sa.PrimaryKeyConstraint("id", name="pk_snapshots"),
    )
    op.create_index("ix_snapshots_source_id", "snapshots", ["source_id"])
    op.create_table(
        "documents",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("snapshot_id", sa.String(80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published", sa.String(10)),
        sa.Column("language", sa.String(35).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("extractor", sa.String(200).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("digest", sa.String(80), nullable=False),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name="fk_documents_snapshot_id_snapshots"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    op.create_index("ix_documents_snapshot_id", "documents", ["snapshot_id"])
    op.create_table(
        "passages",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("document_id", sa.String(80), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("page", sa.Integer()),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_passages_document_id_documents"),
        sa.PrimaryKeyConstraint("id", name="pk_passages"),
    )
    op.create_index("ix_passages_document_id", "passages", ["document_id", "ordinal"], unique=True)


def downgrade() -> None:
    for table in ("evidence", "reports", "indexed", "passages", "documents", "snapshots", "sources"):
        op.drop_table(table)
