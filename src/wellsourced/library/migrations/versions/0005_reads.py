"""How often a page was shown to a reader, by the day: numbers, and nothing about who read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "page_reads",
        sa.Column("page_id", sa.String(80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reads", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_page_reads_page_id_pages"),
        sa.PrimaryKeyConstraint("page_id", "day", name="pk_page_reads"),
    )


def downgrade() -> None:
    op.drop_table("page_reads")
