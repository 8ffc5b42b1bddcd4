"""What changed since a reader last read: from the edition of that day to the newest. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date

from wellsourced.diff.between import diff
from wellsourced.errors import InputError
from wellsourced.model.editions import Change, Edition
from wellsourced.model.reports import Report
from wellsourced.render.words import NO_PHRASES

__all__ = ["Changes", "since"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a reader would see differ between two editions of a page; nothing where they are one."""

    before: Edition
    after: Edition
    changes: tuple[Change, ...]


def since(
    editions: Sequence[Edition],
    reports: Mapping[str, Report],
    day: date,
    *,
    actions: Mapping[str, str] = NO_PHRASES,
) -> Changes:
    """Compare the edition that stood at the end of the day (UTC) with the newest.

    `editions` are those of one page, in any order, `reports` theirs by id. Raises `InputError` where the
    page was not published by then.
    """
    if not editions or len({edition.page for edition in editions}) > 1:
        raise InputError("what changed is told of the editions of one page: give those of one")
    chain = sorted(editions, key=lambda edition: edition.number)
    stood = [one for one in chain if one.published_at.astimezone(UTC).date() <= day]
    if not stood:
        first = chain[0].published_at.astimezone(UTC).date()
        raise InputError(f"the page was first published on {first}: ask for that day or a later one")
    before, after = stood[-1], chain[-1]
    found = diff(reports[before.report], reports[after.report], actions=actions)
    return Changes(before=before, after=after, changes=found)
