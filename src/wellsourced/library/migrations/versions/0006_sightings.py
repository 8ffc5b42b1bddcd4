"""When a source gave which bytes, where a text came back after another had stood."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sightings",
        sa.Column("snapshot_id", sa.String(80), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name="fk_sightings_snapshot_id_snapshots"),
        sa.PrimaryKeyConstraint("snapshot_id", "first_at", name="pk_sightings"),
    )


def downgrade() -> None:
    op.drop_table("sightings")
