"""What editors say of pages beside their editions: statements in dispute, pages withheld."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "disputes",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("page_id", sa.String(80), nullable=False),
        sa.Column("edition_id", sa.String(80), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("disputed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_disputes_page_id_pages"),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name="fk_disputes_edition_id_editions"),
        sa.PrimaryKeyConstraint("id", name="pk_disputes"),
    )
    op.create_index("ix_disputes_page_id", "disputes", ["page_id"])
    op.create_table(
        "withholdings",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("page_id", sa.String(80), nullable=False),
        sa.Column("withheld_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rule", sa.String(20), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("titled", sa.Boolean(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_withholdings_page_id_pages"),
        sa.PrimaryKeyConstraint("id", name="pk_withholdings"),
    )
    op.create_index("ix_withholdings_page_id", "withholdings", ["page_id"])


def downgrade() -> None:
    op.drop_table("withholdings")
    op.drop_table("disputes")
