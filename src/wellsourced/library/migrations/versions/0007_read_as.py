"""Of pages whose bytes changed and not their text: which capture stands for those bytes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "read_as",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("snapshot_id", sa.String(80), nullable=False),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name="fk_read_as_snapshot_id_snapshots"),
        sa.PrimaryKeyConstraint("id", name="pk_read_as"),
    )


def downgrade() -> None:
    op.drop_table("read_as")
