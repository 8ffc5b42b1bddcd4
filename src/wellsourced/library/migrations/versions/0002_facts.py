"""What a document says of itself beside its text, and where a redirect led."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("snapshots", sa.Column("address", sa.Text()))
    op.add_column("documents", sa.Column("updated", sa.String(10)))
    op.add_column("documents", sa.Column("authors", sa.JSON()))
    op.add_column("documents", sa.Column("canonical", sa.Text()))
    op.add_column("documents", sa.Column("links", sa.JSON()))


def downgrade() -> None:
    for name in ("links", "canonical", "authors", "updated"):
        op.drop_column("documents", name)
    op.drop_column("snapshots", "address")
