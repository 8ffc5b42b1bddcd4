"""Moments as they are stored: whole seconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["moment", "seconds"]


def seconds(at: datetime) -> int:
    """As stored."""
    return int(at.timestamp())


def moment(stored: int) -> datetime:
    """As read."""
    return datetime.fromtimestamp(stored, UTC)
