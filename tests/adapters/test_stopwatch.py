"""Steps are timed from the events they tell of, with what was counted in each."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Thread

from wellsourced.adapters.stopwatch import CALLS, PAIRS, CountedFetcher, CountedVerifier, Step, Stopwatch
from wellsourced.errors import Permanent
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Counting, Event, Judgement, quiet

SOURCE = Source(uri="https://a.example/", title="", publisher="", kind=SourceKind.OTHER)


class Hands:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


class Unsure:
    name = "unsure@1"

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        return [Judgement(supports=0.3, refutes=0.3, neutral=0.4) for _ in pairs]


class Closed:
    def fetch(self, sources: Sequence[Source]) -> Sequence[Capture | Exception]:
        return [Permanent("it is closed: ask elsewhere.") for _ in sources]


def test_a_step_is_told_when_the_next_begins_and_the_last_one_at_the_end() -> None:
    told: list[Step] = []
    events: list[Event] = []
    now = Hands()
    watch = Stopwatch([told.append], events.append, now)
    watch(Event(step="search", message="What anybody asked"))
    now.at += 1.5
    watch(Event(step="verify", message="Weighing", done=1, total=3))
    now.at += 0.25
    watch(Event(step="verify", message="Weighing", done=3, total=3))
    now.at += 0.25
    assert told == [Step(name="search", seconds=1.5)]
    watch.end()
    watch.end()
    assert told[1:] == [Step(name="verify", seconds=0.5, done=3, total=3)]
    assert [event.step for event in events] == ["search", "verify", "verify"]


def test_what_tools_do_is_counted_in_the_step_at_hand() -> None:
    told: list[Step] = []
    watch = Stopwatch([told.append], quiet, Hands())
    verifier = CountedVerifier(Unsure(), watch.count)
    assert verifier.name == "unsure@1"
    watch(Event(step="verify", message=""))
    assert len(verifier.judge([("a", "b"), ("a", "c")])) == 2
    verifier.judge([("a", "d")])
    watch(Event(step="capture", message=""))
    CountedFetcher(Closed(), watch.count).fetch([SOURCE])
    watch.end()
    assert [step.counts for step in told] == [{CALLS: 2, PAIRS: 3}, {"fetched": 0, "not_fetched": 1}]


def test_what_is_counted_before_any_step_is_told_too() -> None:
    told: list[Step] = []
    watch = Stopwatch([told.append])
    watch.count(PAIRS, 2)
    watch.end()
    assert told == [Step(name="start", seconds=0.0, counts={PAIRS: 2})]


def test_no_count_is_lost_between_threads() -> None:
    told: list[Step] = []
    watch = Stopwatch([told.append])

    def work() -> None:
        for number in range(500):
            watch.count(PAIRS, 1)
            watch(Event(step=str(number % 7), message=""))

    threads = [Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    watch.end()
    assert sum(step.counts.get(PAIRS, 0) for step in told) == 2000


def test_only_a_stopwatch_is_counted_by() -> None:
    assert isinstance(Stopwatch([]), Counting) and not isinstance(quiet, Counting)
