"""What befell a page since a day: its editions, confirmations and retraction. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from wellsourced.model.editions import Confirmation, Edition, Retraction
from wellsourced.render.words import counted, long_date

__all__ = ["NOTHING_TOLD", "SinceThen", "since_then"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceThen:
    """A sentence that stands over the changes, and lines that stand under them, oldest first."""

    opening: str = ""
    log: tuple[str, ...] = ()


NOTHING_TOLD = SinceThen()


def since_then(
    day: date,
    stood: Edition,
    editions: Sequence[Edition],
    confirmations: Sequence[Confirmation],
    retraction: Retraction | None,
) -> SinceThen:
    """What is told of a page since the day on which an edition `stood`; all of one page, in any order.

    Editions and confirmations of that day and before it are what the reader knows.
    """
    then = retraction if retraction is not None and _day(retraction.retracted_at) > day else None
    dated = sorted(_told(stood, editions, confirmations, then))
    newest = max((one.number for one in editions), default=stood.number)
    still = "it still stands" if newest == stood.number else f"edition {newest} stands now"
    if retraction is not None:
        still = "the page was retracted"
    opening = f"On {long_date(day)} edition {stood.number} of {_on(stood.published_at)} stood; {still}."
    return SinceThen(opening=opening, log=tuple(line for _, line in dated))


def _told(
    stood: Edition,
    editions: Sequence[Edition],
    confirmations: Sequence[Confirmation],
    retraction: Retraction | None,
) -> Iterator[tuple[datetime, str]]:
    for one in editions:
        note = f": {one.note}" if one.note else "."
        line = f"Edition {one.number} was published on {_on(one.published_at)}{note}"
        made = [seen for seen in confirmations if seen.edition == one.id and not seen.confirms(one)]
        answers = "".join(f" {_asked(seen).capitalize()}." for seen in made)
        yield one.published_at, f"{line}{answers}"
    for one in (stood, *editions):
        for seen in (seen for seen in confirmations if seen.confirms(one)):
            line = f"Edition {one.number} was confirmed on {_on(seen.confirmed_at)}"
            yield seen.confirmed_at, f"{line}, {_asked(seen)}."
    if retraction is not None:
        why = retraction.why.strip().rstrip(".")
        yield retraction.retracted_at, f"The page was retracted on {_on(retraction.retracted_at)}: {why}."


def _asked(seen: Confirmation) -> str:
    gone = f", {len(seen.dead)} of them no longer answered" if seen.dead else ""
    silent = f", {seen.unreached} could not be reached" if seen.unreached else ""
    return f"{counted(seen.asked, 'source') if seen.asked else 'no source'} asked{gone}{silent}"


def _on(moment: datetime) -> str:
    return long_date(_day(moment))


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
