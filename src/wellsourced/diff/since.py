"""What changed between editions of a page, and since the day a reader last read it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from wellsourced.diff.answering import answering_changes, asked_last
from wellsourced.diff.between import diff
from wellsourced.errors import InputError
from wellsourced.model.editions import Change, Confirmation, Edition
from wellsourced.model.reports import Report
from wellsourced.render.words import NO_PHRASES

__all__ = ["Changes", "since"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a reader would see differ between two editions of a page; nothing where they are one.

    `editions` are those made since and `confirmations` those recorded since, both oldest first.
    """

    before: Edition
    after: Edition
    changes: tuple[Change, ...]
    editions: tuple[Edition, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()


def since(
    editions: Sequence[Edition],
    reports: Mapping[str, Report],
    day: date,
    *,
    confirmations: Sequence[Confirmation] = (),
    actions: Mapping[str, str] = NO_PHRASES,
) -> Changes:
    """Compare the edition that stood at the end of the day (UTC) with the newest.

    `editions` and `confirmations` are those of one page, in any order, `reports` theirs by id. A source
    that stopped answering since, or answers again, is a change too. Raises `InputError` where the page was
    not published by then.
    """
    if not editions or len({edition.page for edition in editions}) > 1:
        raise InputError("what changed is told of the editions of one page: give those of one")
    chain = sorted(editions, key=lambda edition: edition.number)
    stood = [one for one in chain if _day(one.published_at) <= day]
    if not stood:
        first = _day(chain[0].published_at)
        raise InputError(f"the page was first published on {first}: ask for that day or a later one")
    before, after = stood[-1], chain[-1]
    told = sorted(confirmations, key=lambda one: one.confirmed_at)
    until_then = [one for one in told if _day(one.confirmed_at) <= day]
    found = diff(reports[before.report], reports[after.report], actions=actions)
    reach = answering_changes(reports[after.report], asked_last(until_then), asked_last(told))
    return Changes(
        before=before,
        after=after,
        changes=(*found, *reach),
        editions=tuple(chain[len(stood) :]),
        confirmations=tuple(told[len(until_then) :]),
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
