"""Alembic's entry: run the migrations on the connection the library hands over."""

from __future__ import annotations

from alembic import context

from wellsourced.library.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
