"""Whose turn it is, when what failed is tried again, and how much a user may ask for. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

__all__ = ["Limits", "Waiting", "next_in", "pause", "until_tomorrow"]

LONGEST_PAUSE = timedelta(days=1)
GROWTH = 4
"""How many times as long each pause is as the one before."""
AGING = timedelta(hours=1)
"""What waits so long goes up one urgency, as far as the highest, so nothing waits forever."""
MOST_URGENT = 1
SKEW = timedelta(minutes=5)
"""What the clocks of two machines may differ by; more, and one was set back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one user may have: jobs run `at_once`, jobs asked for `a_day` (UTC); `None` sets no bound.

    A job is begun `tries` times at most, the second time `first_pause` after the first failed.
    """

    at_once: int | None = None
    a_day: int | None = None
    tries: int = 5
    first_pause: timedelta = timedelta(seconds=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A job that waits. `number` is its place in the order of asking; it is not begun in its `pause`."""

    job: str
    user: str
    urgency: int
    number: int
    since: datetime
    pause: tuple[datetime, datetime] | None = None

    def rests(self, now: datetime) -> bool:
        """Whether it is in its pause, which a clock that was set back does not make longer."""
        return self.pause is not None and self.pause[0] - SKEW <= now < self.pause[1]


def next_in(
    waiting: Iterable[Waiting],
    running: Sequence[str],
    turns: Mapping[str, int],
    at_once: int | None,
    now: datetime,
) -> Waiting | None:
    """The job to begin next, `None` where none may be.

    The most urgent first; among those users take turns, whoever was served longest ago first, and each
    user's own come in the order asked. `running` has a user for each job that runs, `turns` the number of
    each user's last turn; whoever had none is next.
    """
    busy = Counter(running)
    ready = [one for one in waiting if not one.rests(now) and (at_once is None or busy[one.user] < at_once)]
    return min(
        ready, key=lambda one: (_urgency(one, now), turns.get(one.user, 0), one.number, one.job), default=None
    )


def pause(tries: int, told: float | None, limits: Limits) -> timedelta:
    """How long to wait after the `tries`-th failure; `told` are the seconds its error asks for."""
    grown = min(limits.first_pause * int(GROWTH ** min(tries - 1, 12)), LONGEST_PAUSE)
    return max(grown, timedelta(seconds=told or 0.0))


def until_tomorrow(now: datetime) -> timedelta:
    """The time left of the day (UTC)."""
    day = now.astimezone(UTC).date() + timedelta(days=1)
    return datetime.combine(day, time(), UTC) - now


def _urgency(one: Waiting, now: datetime) -> int:
    """Its urgency, hastened by its age up to that of a job just asked for: old ones do not crowd it out."""
    return max(MOST_URGENT, one.urgency - max(0, int((now - one.since) / AGING)))
