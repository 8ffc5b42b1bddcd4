"""One event on one page: carried out, and written down."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from wellsourced.bench.freshness.events import EventKind
from wellsourced.bench.freshness.living import LivingPage, Spoken, figure_on

__all__ = ["Happening"]

_BESIDE = 0.15
"""Of the sentences deleted, the share that says nothing of the topic's question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What happened to a page: the sentence before and after, where one is meant."""

    kind: EventKind
    before: str | None = None
    after: str | None = None
    point: str = ""

    @classmethod
    def of(cls, kind: EventKind, page: LivingPage, day: date, rng: random.Random) -> Happening | None:
        """Carry an event out; None, and nothing done, where the page has nothing it could happen to."""
        happened = _EVENTS[kind](page, day, rng)
        if happened is not None and happened.before is not None and rng.random() < 0.5:
            page.redate(day)  # half of the pages that were edited say so
        return happened


def _cosmetic(page: LivingPage, day: date, rng: random.Random) -> Happening | None:
    page.repaint(rng)
    return Happening(kind=EventKind.COSMETIC)


def _moved(page: LivingPage, day: date, rng: random.Random) -> Happening | None:
    page.shuffle(rng)
    return Happening(kind=EventKind.MOVED)


def _redated(page: LivingPage, day: date, rng: random.Random) -> Happening | None:
    page.redate(day)
    return Happening(kind=EventKind.REDATED)


def _figure(page: LivingPage, day: date, rng: random.Random) -> Happening | None:
    def anew(spoken: Spoken, rng: random.Random) -> Spoken:
        figure = figure_on(spoken.point, spoken.slots, day)
        figure += figure == spoken.figure
        return replace(spoken, figure=figure, day=day)

    return _said_anew(EventKind.FIGURE, page, rng, lambda spoken: spoken.point.is_figure, anew)


def _reversed(page: LivingPage, day: date, rng: random.Random) -> Happening | None:
    def anew(spoken: Spoken, rng: random.Random) -> Spoken:
        others = spoken.point.wordings(page.kind, denied=not spoken.denied)
        return replace(spoken, denied=not spoken.denied, wording=rng.randrange(len(others)))

    def can(spoken: Spoken) -> bool:
        return bool(spoken.point.wordings(page.kind, denied=not spoken.denied))

    return _said_anew(EventKind.REVERSED, page, rng, can, anew)


def _reworded(page: LivingPage, day: date, rng: random.Random) -> Happening | None:
    def wordings(spoken: Spoken) -> int:
        return len(spoken.point.wordings(page.kind, denied=spoken.denied))

    def anew(spoken: Spoken, rng: random.Random) -> Spoken:
        other = rng.randrange(wordings(spoken) - 1)
        return replace(spoken, wording=other + (other >= spoken.wording))

    return _said_anew(EventKind.REWORDED, page, rng, lambda spoken: wordings(spoken) > 1, anew)


def _deleted(page: LivingPage, day: date, rng: random.Random) -> Happening | None:
    lines = page.beside() if rng.random() < _BESIDE else page.bearing()
    if not lines:
        return None
    line = rng.choice(lines)
    page.drop(line)
    return Happening(
        kind=EventKind.DELETED, before=line.text, point=line.spoken.point.name if line.spoken else ""
    )


def _said_anew(
    kind: EventKind,
    page: LivingPage,
    rng: random.Random,
    can: Callable[[Spoken], bool],
    anew: Callable[[Spoken, random.Random], Spoken],
) -> Happening | None:
    able = [(line, line.spoken) for line in page.bearing() if line.spoken is not None and can(line.spoken)]
    if not able:
        return None
    line, spoken = rng.choice(able)
    after = page.say(line, anew(spoken, rng), rng)
    return Happening(kind=kind, before=line.text, after=after, point=spoken.point.name)


_EVENTS: Mapping[EventKind, Callable[[LivingPage, date, random.Random], Happening | None]] = {
    EventKind.COSMETIC: _cosmetic,
    EventKind.MOVED: _moved,
    EventKind.REDATED: _redated,
    EventKind.FIGURE: _figure,
    EventKind.REVERSED: _reversed,
    EventKind.REWORDED: _reworded,
    EventKind.DELETED: _deleted,
}
