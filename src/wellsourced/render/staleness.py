"""The staleness notice: which figure or status has expired, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence

from wellsourced.model.freshness import Stale
from wellsourced.render.words import counted, utc_stamp

__all__ = ["stale_json", "stale_notice"]


def stale_notice(stale: Sequence[Stale]) -> str:
    """Why a page is due, by the statement due first, and how many more are; empty where none is."""
    if not stale:
        return ""
    more = len(stale) - 1
    rest = f" {counted(more, 'more statement')} {'is' if more == 1 else 'are'} due too." if more else ""
    return f"Due to be checked again. {stale[0].why}{rest}"


def stale_json(stale: Sequence[Stale]) -> list[dict[str, object]]:
    """The expired statements, soonest due first, as plain JSON types."""
    return [
        {
            "statement": one.statement,
            "shelf": one.shelf.value,
            "expired": one.expired,
            "checked_at": utc_stamp(one.checked_at),
            "due_at": utc_stamp(one.due_at),
            "why": one.why,
        }
        for one in stale
    ]
