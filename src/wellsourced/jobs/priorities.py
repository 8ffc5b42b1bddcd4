"""Which of the pages that are due are refreshed first, how many at once, and in what order. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log1p

from wellsourced.model.editions import Page

__all__ = [
    "READS_OVER",
    "Budget",
    "Standing",
    "apart",
    "by_priority",
    "priority",
    "round_of",
    "share",
    "within",
]

READS_OVER = timedelta(days=30)
"""The time over which readings of a page count."""
_SHORTEST = timedelta(hours=1)
"""The shortest shelf life, and what counts as one where a page was due the moment it was checked."""

_KEPT_FROM = 5
"""Pages a round from which one place is kept for the page that waited longest; of fewer it takes too much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A published page that stands: last found to be so at `checked_at`, to be looked at again by `due_at`.

    `reads` are those of the last `READS_OVER`; `hosts` has the host of each source that a refresh asks.
    """

    page: Page
    checked_at: datetime
    due_at: datetime
    reads: int = 0
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What may be spent in a round, and over time in each `every`: pages refreshed, sources asked.

    `None` for requests sets them no bound.
    """

    pages: int = 20
    requests: int | None = 500
    every: timedelta = timedelta(minutes=15)

    def __post_init__(self) -> None:
        if self.pages < 1 or (self.requests is not None and self.requests < 1) or self.every <= timedelta():
            raise ValueError("a budget allows something in some time")


def priority(standing: Standing, now: datetime) -> float:
    """How much sooner than others a page is refreshed: its age in shelf lives, weighed by its readers.

    The age is 1 where it comes due and grows the faster the sooner it goes off; the weight is 1 for a page
    nobody read, 3.4 for 10 readings, 5.6 for 100, so readers hasten a page but none is left out for good.
    """
    life = max(standing.due_at - standing.checked_at, _SHORTEST)
    age = max(1.0, (now - standing.checked_at) / life)
    return age * (1 + log1p(standing.reads))


def by_priority(pages: Iterable[Standing], now: datetime) -> list[Standing]:
    """The most-read and most volatile first; ties by the page's id."""
    return sorted(pages, key=lambda one: (-priority(one, now), one.page.id))


def round_of(ready: Sequence[Standing], budget: Budget, now: datetime) -> list[Standing]:
    """The pages of one round, in the order they are refreshed.

    They are those of the highest priority, but for one of five or more: the page that has waited longest
    past its day. So where more comes due than can be done, what keeps for a year is not put off for years.
    """
    ranked = by_priority(ready, now)
    kept = budget.pages >= _KEPT_FROM
    longest = sorted(ready, key=lambda one: (one.due_at, one.page.id))[:1] if kept else []
    return apart(by_priority(within(list(dict.fromkeys([*ranked[:1], *longest, *ranked])), budget), now))


def within(pages: Sequence[Standing], budget: Budget) -> list[Standing]:
    """The first pages that a budget allows; one that asks too much for what is left waits for the next round.

    The very first is always among them: its sources may be more than a whole budget allows.
    """
    chosen: list[Standing] = []
    for one in pages:
        if len(chosen) == budget.pages:
            break
        if not chosen or share([*chosen, one], budget) <= 1:
            chosen.append(one)
    return chosen


def share(chosen: Sequence[Standing], budget: Budget) -> float:
    """How much of a budget they take: 1 is all of it."""
    requests = sum(len(one.hosts) for one in chosen)
    asked = 0.0 if budget.requests is None else requests / budget.requests
    return max(len(chosen) / budget.pages, asked)


def apart(pages: Sequence[Standing]) -> list[Standing]:
    """The same pages, those on the hosts that were just asked put behind others where there are any."""
    left, turns = list(pages), list[Standing]()
    just: set[str] = set()
    while left:
        place = next((n for n, one in enumerate(left) if just.isdisjoint(one.hosts)), 0)
        turns.append(left.pop(place))
        just = set(turns[-1].hosts)
    return turns
