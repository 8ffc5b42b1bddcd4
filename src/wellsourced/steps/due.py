"""Which statements of a report are due to be looked at again, and which made it so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from wellsourced.model.freshness import Shelf, Stale
from wellsourced.model.quantities import Newer, Quantity
from wellsourced.model.reports import Report
from wellsourced.render.words import long_date
from wellsourced.steps.shelf_life import Keeping, keeping, learned, scheduled

__all__ = ["SightingsOf", "due", "next_due", "overtaken", "to_come"]

SightingsOf = Callable[[str], Sequence[tuple[datetime, str]]]
"""When a source, by its id, was seen to give which text: times and digests, oldest first; it may be none."""


def due(report: Report, checked_at: datetime, now: datetime, sightings_of: SightingsOf) -> tuple[Stale, ...]:
    """The statements past their shelf life at `now`, soonest due first."""
    return tuple(one for one in to_come(report, checked_at, sightings_of) if one.due_at <= now)


def next_due(report: Report, checked_at: datetime, sightings_of: SightingsOf) -> datetime | None:
    """When the first statement is due; `None` for a page without statements."""
    return next((one.due_at for one in to_come(report, checked_at, sightings_of)), None)


def to_come(report: Report, checked_at: datetime, sightings_of: SightingsOf) -> list[Stale]:
    """Every statement with when it is to be looked at again, and why, soonest first."""
    return sorted(_stales(report, checked_at, sightings_of), key=lambda one: (one.due_at, one.statement))


def overtaken(marks: Iterable[Newer], checked_at: datetime) -> tuple[Stale, ...]:
    """Statements with a newer figure of the same measure: due at once, however short a time ago checked."""
    return tuple(
        Stale(
            statement=mark.statement,
            shelf=Shelf.COUNT,
            expired=mark.old.written,
            checked_at=checked_at,
            due_at=checked_at,
            why=f"A newer figure than {mark.old.written} is on file: {_told(mark.new)}.",
        )
        for mark in marks
    )


def _told(quantity: Quantity) -> str:
    dated = "" if quantity.as_of is None else f", of {long_date(quantity.as_of)}"
    by = "" if quantity.source is None else f" ({quantity.source.publisher})"
    return f"{quantity.written}{dated}{by}"


def _stales(report: Report, checked_at: datetime, sightings_of: SightingsOf) -> Iterator[Stale]:
    exhibits = {exhibit.passage.id: exhibit for exhibit in report.exhibits}
    watched = {statement.text for statement in report.watch}
    day = checked_at.astimezone(UTC).date()
    for statement in {said.text: said for said in report.statements()}.values():
        kept = keeping(statement, exhibits, day)
        sources = {exhibits[one.passage].source.id for one in statement.citations}
        life = min(learned(kept.life, sightings_of(source)) for source in sources)
        due_at, expired, why = checked_at + life, kept.expired, _why(kept, checked_at, life)
        planned = scheduled(statement, day, watched=statement.text in watched)
        if planned and _midnight(planned[0]) <= due_at:
            due_at, expired = _midnight(planned[0]), planned[1]
            why = f"The page names {expired}, and was last checked on {_on(checked_at)}, before that day."
        yield Stale(
            statement=statement.text,
            shelf=kept.shelf,
            expired=expired,
            checked_at=checked_at,
            due_at=due_at,
            why=why,
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _why(kept: Keeping, checked_at: datetime, life: timedelta) -> str:
    last = f"was last checked on {_on(checked_at)}; it is looked at again every {_span(life)}."
    dated = "" if kept.as_of is None else f"is of {long_date(kept.as_of)} and "
    if kept.shelf is Shelf.COUNT:
        return f"The count of {kept.expired} {dated}{last}"
    said = {Shelf.BREAKING: "What is news here", Shelf.STATUS: "How this stands"}
    return f"{said.get(kept.shelf, 'What the page says')} (“{kept.expired}”) {dated}{last}"


def _on(moment: datetime) -> str:
    return long_date(moment.astimezone(UTC).date())


def _span(life: timedelta) -> str:
    hours = max(1, round(life / timedelta(hours=1)))
    n, unit = (hours, "hour") if hours < 48 else (round(hours / 24), "day")
    return unit if n == 1 else f"{n} {unit}s"
