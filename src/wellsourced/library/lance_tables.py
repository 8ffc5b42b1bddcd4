"""What every Lance table of the index needs: rows added once, files merged, old versions dropped in time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import lancedb
import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["READ_WITHIN", "add_new", "among", "delete", "every_id", "extent", "merge_files"]

READ_WITHIN = timedelta(minutes=1)
"""How long a reader may take over one answer: the version it reads is kept this long after a newer one."""

_MARGIN = timedelta(seconds=1)  # Lance counts back from when it deletes, a little later than we do
_IDS = 500


def add_new(table: lancedb.table.Table, rows: pa.Table) -> None:
    """Append the rows whose `id` is not there yet, in one commit; only one writer may be at it."""
    ids = rows["id"].to_pylist()
    if len(ids) <= _IDS and table.count_rows(among(ids)) == 0:
        table.add(rows)  # half the time of a merge
        return
    table.merge_insert("id").when_not_matched_insert_all().execute(rows)


def delete(table: lancedb.table.Table, ids: Sequence[str]) -> None:
    """Drop rows; ids that are not there are ignored."""
    for at in range(0, len(ids), _IDS):
        table.delete(among(ids[at : at + _IDS]))


def every_id(table: lancedb.table.Table) -> set[str]:
    """The ids of all rows."""
    return set(table.search().select(["id"]).limit(None).to_arrow()["id"].to_pylist())


def among(ids: Sequence[str]) -> str:
    """The filter for rows of these ids."""
    names = ", ".join("'" + one.replace("'", "''") + "'" for one in ids)
    return f"id IN ({names})"


def extent(table: lancedb.table.Table) -> tuple[int, int, int]:
    """How many rows, how many files of them, and the rows of the largest."""
    stats = cast(dict[str, Any], table.stats())  # declared as a class, given as a dictionary
    files = stats["fragment_stats"]
    return stats["num_rows"], files["num_fragments"], files["lengths"]["max"]


def merge_files(table: lancedb.table.Table) -> None:
    """Rewrite small files as one, bring indexes up to date, and drop versions nobody reads any more.

    This rewrites the whole table, so how often it is done decides what adding costs.
    """
    table.optimize(cleanup_older_than=_kept(table))


def _kept(table: lancedb.table.Table) -> timedelta:
    """The age up to which versions stay: that of the one a reader who began `READ_WITHIN` ago may hold.

    A version's age says when it was written, not until when it was the newest; by its own age alone,
    one of yesterday would be dropped under its reader as soon as another is written.
    """
    now = datetime.fromtimestamp(time.time(), UTC)
    # Lance gives local times without a zone.
    written = sorted(version["timestamp"].astimezone(UTC) for version in table.list_versions())
    newest_then = [moment for moment in written if moment < now - READ_WITHIN]
    return now - newest_then[-1] + _MARGIN if newest_then else READ_WITHIN
