"""What was asked where, what came of it, and what could not be asked or read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["LIBRARY", "PAGE", "SearchLogEntry", "unasked", "unread"]

LIBRARY = "library"
"""Where a query was asked that went to what is held already."""
PAGE = "web"
"""Where a page was asked for; the query is its address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLogEntry:
    """One query: where it was asked, how many passages it found, or why it could not be asked.

    `where` is `LIBRARY`, the name of a search provider, or `PAGE`.
    """

    where: str
    query: str
    hits: int
    error: str | None = None


def unasked(log: Iterable[SearchLogEntry]) -> tuple[str, ...]:
    """The wordings that were asked outside and that no search provider answered, in order.

    While there are any, that nothing was found is no sign that there is nothing.
    """
    outside = [entry for entry in log if entry.where not in (LIBRARY, PAGE)]
    answered = {entry.query for entry in outside if entry.error is None}
    return tuple(dict.fromkeys(entry.query for entry in outside if entry.query not in answered))


def unread(log: Iterable[SearchLogEntry]) -> tuple[str, ...]:
    """The addresses of the pages that were found and could not be read, in order."""
    return tuple(entry.query for entry in log if entry.where == PAGE and entry.error is not None)
