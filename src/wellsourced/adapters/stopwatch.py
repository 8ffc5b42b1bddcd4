"""Progress timed: how long each step took, and how often tools were used in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from wellsourced.model.sources import Source
from wellsourced.ports import Capture, Event, Fetcher, Judgement, Progress, Verifier, quiet

__all__ = ["CALLS", "FAILED", "PAIRS", "READ", "CountedFetcher", "CountedVerifier", "Step", "Stopwatch"]

CALLS, PAIRS = "verifier_calls", "verifier_pairs"
READ, FAILED = "fetched", "not_fetched"
"""What is counted: calls of the verifier and the pairs in them; sources read, and those that could not be."""

Count = Callable[[str, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step that has ended: its name, seconds by the clock on the wall, and what was counted in it.

    `done` and `total` are how far it said it was. Its messages are left out: they hold what people ask.
    """

    name: str
    seconds: float
    counts: Mapping[str, int] = field(default_factory=dict)
    done: int | None = None
    total: int | None = None


class Stopwatch:
    """A `Progress` that passes events on, and tells of each step when the next begins or all is over.

    Safe to be called from several threads; those who hear of steps are called one at a time.
    """

    def __init__(
        self,
        heard: Sequence[Callable[[Step], None]],
        passed_on: Progress = quiet,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._heard, self._passed_on, self._now = tuple(heard), passed_on, now
        self._lock = Lock()
        self._last: Event | None = None
        self._since = 0.0
        self._counts: Counter[str] = Counter()

    def __call__(self, event: Event) -> None:
        """What `Progress` is."""
        with self._lock:
            if self._last is None or self._last.step != event.step:
                self._tell()
                self._since = self._now()
            self._last = event
        self._passed_on(event)

    def count(self, what: str, number: int) -> None:
        """That something was done so many times in the step at hand."""
        with self._lock:
            self._counts[what] += number

    def end(self) -> None:
        """Tell of the step at hand: nothing is done any more, or not for a while."""
        with self._lock:
            self._tell()

    def _tell(self) -> None:
        last, self._last = self._last, None
        if last is None and not self._counts:
            return
        step = Step(
            name="start" if last is None else last.step,
            seconds=0.0 if last is None else self._now() - self._since,
            counts=dict(self._counts),
            done=None if last is None else last.done,
            total=None if last is None else last.total,
        )
        self._counts.clear()
        for hear in self._heard:
            hear(step)


class CountedVerifier:
    """A `Verifier` that says how often it was asked; put it beneath what remembers, to count real work."""

    def __init__(self, verifier: Verifier, count: Count) -> None:
        self._verifier, self._count = verifier, count
        self.name = verifier.name

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        """As the verifier beneath."""
        self._count(CALLS, 1)
        self._count(PAIRS, len(pairs))
        return self._verifier.judge(pairs)


class CountedFetcher:
    """A `Fetcher` that says how many sources were read, and how many could not be."""

    def __init__(self, fetcher: Fetcher, count: Count) -> None:
        self._fetcher, self._count = fetcher, count

    def fetch(self, sources: Sequence[Source]) -> Sequence[Capture | Exception]:
        """As the fetcher beneath."""
        answers = self._fetcher.fetch(sources)
        failed = sum(isinstance(one, Exception) for one in answers)
        self._count(READ, len(answers) - failed)
        self._count(FAILED, failed)
        return answers
