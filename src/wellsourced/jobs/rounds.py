"""Rounds of refreshing: what is due is brought up to date within a budget, and what failed is tried again.

Nothing here is kept beyond the process, and nothing need be: what is due follows from the library, so a
worker that is killed and begun again goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wellsourced.errors import Transient, WellsourcedError
from wellsourced.jobs.priorities import Budget, Standing, round_of, share
from wellsourced.model.editions import Page
from wellsourced.ports import Clock
from wellsourced.refresh import Refreshed
from wellsourced.steps.reask import Answer

__all__ = ["Outcome", "Round", "Shift", "Tried", "in_turn", "keep_fresh", "one_round", "when"]

FIRST_WAIT = timedelta(minutes=15)
"""The pause after a first try that left something to be done; each further one is four times as long."""
LONGEST_WAIT = timedelta(days=1)
OUT_OF_REACH = 60.0
"""Seconds until a library that is out of reach is looked for again."""
TRIES = 4
"""How often a source out of reach is asked before its page waits until it is due again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a page: what its refresh came to, or the error that stopped it; one of the two."""

    page: Page
    done: Refreshed | None = None
    error: WellsourcedError | None = None

    @property
    def left(self) -> bool:
        """Whether trying again soon may help: it failed, or a source was out of reach."""
        return self.done is None or any(one.answer is Answer.UNREACHED for one in self.done.asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """That a page was refreshed at `at`, for the `tries`-th time in a row that was not enough.

    `left` as of its outcome; `asked_to_wait` is what it was told to wait at least.
    """

    at: datetime
    tries: int
    left: bool
    asked_to_wait: timedelta = timedelta()

    @property
    def again_at(self) -> datetime:
        """When it may be tried again: pauses grow from a quarter of an hour to a day."""
        wait = min(FIRST_WAIT * int(4 ** min(self.tries - 1, 10)), LONGEST_WAIT)
        return self.at + max(wait, self.asked_to_wait)


def _unheard(outcome: Outcome) -> None:
    """For who wants to hear of none."""


def _never() -> bool:
    return False


def _patiently(why: Transient) -> None:
    """For who wants to hear of no waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What a worker works with.

    `look` says how the pages stand at a moment, as `Lookout.look` does; `bring` brings one up to date;
    `told` hears of each outcome at once; no page is begun once `stopping` says so; `waits`
    hears each time the library is out of reach.
    """

    look: Callable[[datetime], Sequence[Standing]]
    clock: Clock
    bring: Callable[[Page], Refreshed]
    budget: Budget = field(default_factory=Budget)
    told: Callable[[Outcome], None] = _unheard
    stopping: Callable[[], bool] = _never
    waits: Callable[[Transient], None] = _patiently


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What was done in a round; `tried` is what the next one knows of it, `next_at` when that begins."""

    outcomes: tuple[Outcome, ...]
    tried: Mapping[str, Tried]
    next_at: datetime


def when(standing: Standing, tried: Tried | None) -> datetime:
    """When a page is to be refreshed: when it is due, but not at once again where that did not help.

    A page may be due still after its refresh: it failed, or could not be confirmed. One with a source out
    of reach is tried again before it is due, a few times.
    """
    if tried is None:
        return standing.due_at
    if standing.due_at <= tried.at:
        return tried.again_at
    if tried.left and tried.tries < TRIES:
        return min(tried.again_at, standing.due_at)
    return standing.due_at


def in_turn(pages: Iterable[Page], bring: Callable[[Page], Refreshed]) -> Iterator[Outcome]:
    """Bring one page after another up to date; one that fails does not stop the others."""
    for page in pages:
        try:
            yield Outcome(page=page, done=bring(page))
        except WellsourcedError as error:
            # The frames it was raised in hold what was read; an outcome is kept longer than that.
            error.__cause__ = error.__context__ = None
            yield Outcome(page=page, error=error.with_traceback(None))


def one_round(shift: Shift, tried: Mapping[str, Tried]) -> Round:
    """Refresh what is due, as far as the budget goes; `tried` is what earlier rounds know, by page id."""
    began = shift.clock.now()
    pages = shift.look(began)
    ready = [one for one in pages if when(one, tried.get(one.page.id)) <= began]
    chosen = round_of(ready, shift.budget, began)
    known = {one.page.id: tried[one.page.id] for one in pages if one.page.id in tried}
    outcomes: list[Outcome] = []
    for one, outcome in zip(chosen, in_turn(_until(shift, chosen), shift.bring), strict=False):
        outcomes.append(outcome)
        known[one.page.id] = _tried(one, outcome, tried.get(one.page.id), shift.clock.now())
        shift.told(outcome)
    if chosen:
        next_at = began + share(chosen, shift.budget) * shift.budget.every
    else:
        soonest = min((when(one, tried.get(one.page.id)) for one in pages), default=None)
        latest = began + shift.budget.every  # by then pages may have been published
        next_at = latest if soonest is None else min(soonest, latest)
    return Round(outcomes=tuple(outcomes), tried=known, next_at=next_at)


def keep_fresh(shift: Shift, rest: Callable[[timedelta], None]) -> None:
    """Round after round, resting between them until something is due, for as long as nobody stops it.

    A round that took a part of its budget is followed by that part of a quarter of an hour at least, so
    however short the rounds, over time no more is spent than the budget says. Where the library is out of
    reach `waits` is told of it, and it is looked for again; a clock that is set back makes no rest longer.
    """
    tried: Mapping[str, Tried] = {}
    while not shift.stopping():
        try:
            done = one_round(shift, tried)
            tried, left = done.tried, done.next_at - shift.clock.now()
        except Transient as error:
            shift.waits(error)
            left = timedelta(seconds=error.retry_after or OUT_OF_REACH)
        if not shift.stopping():
            rest(min(max(left, timedelta()), shift.budget.every))


def _until(shift: Shift, chosen: Sequence[Standing]) -> Iterator[Page]:
    for one in chosen:
        if shift.stopping():
            return
        yield one.page


def _tried(standing: Standing, outcome: Outcome, before: Tried | None, now: datetime) -> Tried:
    in_vain = before is not None and (before.left or standing.due_at <= before.at)
    told = outcome.error.retry_after if isinstance(outcome.error, Transient) else None
    return Tried(
        at=now,
        tries=before.tries + 1 if before is not None and in_vain else 1,
        left=outcome.left,
        asked_to_wait=timedelta(seconds=told or 0.0),
    )
