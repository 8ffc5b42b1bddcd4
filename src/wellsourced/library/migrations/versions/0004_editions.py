"""What is published: pages, their wordings and editions, confirmations, corrections, retractions.

And of a capture when its bytes were last seen.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("snapshots", sa.Column("seen_at", sa.DateTime(timezone=True)))
    op.create_table(
        "pages",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pages"),
    )
    op.create_table(
        "variants",
        sa.Column("page_id", sa.String(80), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_variants_page_id_pages"),
        sa.PrimaryKeyConstraint("page_id", "ordinal", name="pk_variants"),
    )
    _editions()
    op.create_table(
        "corrections",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("page_id", sa.String(80), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_corrections_page_id_pages"),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
    )
    op.create_table(
        "retractions",
        sa.Column("page_id", sa.String(80), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_retractions_page_id_pages"),
        sa.PrimaryKeyConstraint("page_id", name="pk_retractions"),
    )


def _editions() -> None:
    op.create_table(
        "editions",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("page_id", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.String(80), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous", sa.String(80)),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_editions_page_id_pages"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_editions_report_id_reports"),
        sa.ForeignKeyConstraint(["previous"], ["editions.id"], name="fk_editions_previous_editions"),
        sa.PrimaryKeyConstraint("id", name="pk_editions"),
    )
    op.create_index("ix_editions_page_id", "editions", ["page_id", "number"], unique=True)
    op.create_index("ix_editions_report_id", "editions", ["report_id"])
    op.create_table(
        "confirmations",
        sa.Column("edition_id", sa.String(80), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name="fk_confirmations_edition_id_editions"),
        sa.PrimaryKeyConstraint("edition_id", "confirmed_at", name="pk_confirmations"),
    )


def downgrade() -> None:
    for table in ("retractions", "corrections", "confirmations", "editions", "variants", "pages"):
        op.drop_table(table)
    op.drop_column("snapshots", "seen_at")
