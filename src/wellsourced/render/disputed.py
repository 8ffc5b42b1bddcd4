"""Statements in dispute: what stands behind each, and at the head of its page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from wellsourced.model.standing import Dispute
from wellsourced.render.words import counted, long_date, utc_stamp
from wellsourced.text.private import masked

__all__ = ["dispute_marks", "disputed_notice", "disputes_json"]


def dispute_marks(disputes: Sequence[Dispute]) -> dict[str, str]:
    """What stands behind each disputed statement, by the statement's text as it is shown."""
    return {masked(one.statement): _mark(one) for one in disputes}


def disputed_notice(disputes: Sequence[Dispute]) -> str:
    """How many statements of a page an editor disputes; empty where none."""
    if not disputes:
        return ""
    are = "is" if len(disputes) == 1 else "are"
    said = counted(len(disputes), "statement")
    return f"{said} of this edition {are} disputed by an editor; it is marked where it stands."


def disputes_json(disputes: Sequence[Dispute]) -> list[dict[str, object]]:
    """The disputes as plain JSON types, oldest first."""
    return [
        {
            "statement": masked(one.statement),
            "disputed_at": utc_stamp(one.disputed_at),
            "why": masked(one.why),
        }
        for one in disputes
    ]


def _mark(dispute: Dispute) -> str:
    day = long_date(dispute.disputed_at.astimezone(UTC).date())
    return f"Disputed by an editor on {day}: {masked(dispute.why).strip().rstrip('.')}"
