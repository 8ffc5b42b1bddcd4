"""The staleness notice: which figure or status has expired, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence

from wellsourced.model.freshness import Stale
from wellsourced.render.words import counted, utc_stamp

__all__ = ["newer_marks", "stale_json", "stale_notice"]


def stale_notice(stale: Sequence[Stale]) -> str:
    """Which statement made a page due, and why, and how many more are; empty where none is.

    One wording for every form of the page.
    """
    if not stale:
        return ""
    more = len(stale) - 1
    rest = f" {counted(more, 'more statement')} {'is' if more == 1 else 'are'} due too." if more else ""
    return f"Due to be checked again: “{stale[0].statement}” {stale[0].why}{rest}"


def newer_marks(stale: Sequence[Stale]) -> dict[str, str]:
    """What stands behind each statement of which a newer figure is on file, by the statement's text."""
    marks: dict[str, str] = {}
    for one in stale:
        if one.overtaken:
            marks[one.statement] = f"{marks[one.statement]} {one.why}" if one.statement in marks else one.why
    return marks


def stale_json(stale: Sequence[Stale]) -> list[dict[str, object]]:
    """The expired statements, soonest due first, as plain JSON types."""
    return [
        {
            "statement": one.statement,
            "shelf": one.shelf.value,
            "expired": one.expired,
            "newer_figure": one.overtaken,
            "checked_at": utc_stamp(one.checked_at),
            "due_at": utc_stamp(one.due_at),
            "why": one.why,
        }
        for one in stale
    ]
