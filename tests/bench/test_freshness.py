"""Histories of made-up sources say what their truth says, and a refresher is scored by what readers saw."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wellsourced.adapters.extractors import Extractors
from wellsourced.bench.freshness.events import Event, EventKind, Histories, SourceHistory, Topic
from wellsourced.bench.freshness.exporting import export
from wellsourced.bench.freshness.histories import histories
from wellsourced.bench.freshness.lengthening import lengthened
from wellsourced.bench.freshness.outcomes import (
    Cost,
    Outcome,
    Quoted,
    Reported,
    read_outcomes,
    written_outcomes,
)
from wellsourced.bench.freshness.own import OwnRefresh
from wellsourced.bench.freshness.refreshers import FullCheck, run, told_changes
from wellsourced.bench.freshness.score import score
from wellsourced.bench.freshness.site import serving_histories
from wellsourced.bench.freshness.tools import open_tools
from wellsourced.errors import InputError
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Extracted, quiet
from wellsourced.settings import Settings
from wellsourced.text.sentences import sentences

SEEDS = st.integers(0, 10_000)
FEW = settings(max_examples=8, deadline=None)
SAME_TEXT = (EventKind.COSMETIC, EventKind.MOVED, EventKind.REDATED)
EDITED = (EventKind.FIGURE, EventKind.REVERSED, EventKind.REWORDED, EventKind.DELETED)


def read(body: bytes) -> str:
    """What our own extractor reads, typographic signs made plain."""
    source = Source(uri="http://a.example/p", title="", publisher="", kind=SourceKind.OTHER)
    now = datetime(2026, 4, 1, tzinfo=UTC)
    capture = Capture(source=source, body=body, media_type="text/html", captured_at=now)
    [extracted] = Extractors().extract([capture])
    assert isinstance(extracted, Extracted), extracted
    plain = extracted.text.replace("’", "'").replace("“", '"').replace("”", '"')
    return "\n".join(" ".join(line.split()) for line in plain.split("\n"))


def told(text: str) -> Counter[str]:
    """The sentences of a text but for the day it was changed on."""
    lines = [line for line in text.split("\n") if not line.startswith("Last updated")]
    return Counter(s for line in lines for s in _cut(line))


def _cut(line: str) -> list[str]:
    return [line[start:end] for start, end in sentences(line)]


def events_of(made: Histories) -> list[tuple[SourceHistory, Event]]:
    sources = {one.id: one for topic in made.topics for one in topic.sources}
    events = dict.fromkeys(event for topic in made.topics for event in topic.events)
    return [(sources[event.source], event) for event in events]


@given(SEEDS)
@FEW
def test_one_seed_makes_one_history(seed: int) -> None:
    assert histories(seed, 20, 6) == histories(seed, 20, 6)
    assert histories(seed, 20, 6) != histories(seed + 1, 20, 6)


@given(SEEDS)
@FEW
def test_longer_pages_say_what_they_said_and_change_where_they_changed(seed: int) -> None:
    made = histories(seed, 20, 3)
    long = lengthened(made, 20)
    assert lengthened(made, 0) == made
    assert [topic.events for topic in long.topics] == [topic.events for topic in made.topics]
    for before, after in zip(made.topics[0].sources, long.topics[0].sources, strict=True):
        for small, large in zip(before.answers, after.answers, strict=True):
            if small.status != 200:
                assert large == small
                continue
            assert 19_000 < len(large.body) - len(small.body) < 23_000
            assert told(read(small.body)) <= told(read(large.body))
        changed = [one.body != other.body for one, other in pairwise(before.answers)]
        assert changed == [one.body != other.body for one, other in pairwise(after.answers)]


@given(SEEDS)
@FEW
def test_what_happened_is_in_the_bodies(seed: int) -> None:
    for source, event in events_of(histories(seed, 40, 6)):
        now, before = source.answers[event.step], source.answers[event.step - 1]
        if event.kind in EDITED and before.status == 200:
            assert event.before is not None
            assert event.before in read(before.body)
            assert event.before not in read(now.body)
        if event.after is not None:
            assert event.after in read(now.body)
        if event.kind is EventKind.GONE:
            assert now.status in (404, 410)
        if event.kind is EventKind.FAILURE:
            assert now.status == 503
        if event.kind is EventKind.BACK:
            assert (before.status in (404, 410), now.status) == (True, 200)


@given(SEEDS)
@FEW
def test_what_is_no_news_leaves_every_sentence_as_it_is(seed: int) -> None:
    looked_at = 0
    for source, event in events_of(histories(seed, 20, 6)):
        now, before = source.answers[event.step], source.answers[event.step - 1]
        if event.kind in SAME_TEXT and before.status == 200:
            assert now.body != before.body
            assert told(read(now.body)) == told(read(before.body))
            looked_at += 1
    assume(looked_at)


@given(SEEDS)
@FEW
def test_nothing_real_happens_on_a_host_that_fails(seed: int) -> None:
    """Who heeds its Retry-After could not know of it."""
    at_once: dict[int, dict[bool, set[str]]] = {}
    for source, event in events_of(histories(seed, 20, 12)):
        if event.real or event.kind is EventKind.FAILURE:
            at_once.setdefault(event.step, {True: set(), False: set()})[event.real].add(source.host)
    assert not [step for step, hosts in at_once.items() if hosts[True] & hosts[False]]


@given(SEEDS)
@FEW
def test_a_page_to_which_nothing_happened_answers_with_the_same_bytes_and_tag(seed: int) -> None:
    made = histories(seed, 20, 6)
    happened = {(event.source, event.step) for _, event in events_of(made)}
    for source in made.topics[0].sources:
        for step in range(source.appears + 1, made.steps):
            now, before = source.answers[step], source.answers[step - 1]
            if (source.id, step) not in happened and 503 not in (now.status, before.status):
                assert now == before


@given(SEEDS)
@FEW
def test_a_copy_says_what_the_old_page_says_under_a_new_date(seed: int) -> None:
    made = histories(seed, 20, 6)
    sources = {one.id: one for one in made.topics[0].sources}
    copies = [event for event in made.topics[0].events if event.kind is EventKind.COPY]
    assert copies
    for event in copies:
        assert event.of is not None
        copy, old = sources[event.source], sources[event.of]
        if old.answers[event.step].status == 200:
            assert copy.host != old.host
            assert copy.sentences[event.step] == old.sentences[event.step]
            assert told(read(copy.answers[event.step].body)) == told(read(old.answers[event.step].body))


def test_every_class_occurs_in_the_size_that_is_reported() -> None:
    made = histories(5)
    found = Counter(event.kind for _, event in events_of(made))
    assert made.sources == 300
    assert set(found) == set(EventKind) - {EventKind.NOTHING}
    assert min(found.values()) >= 10
    reals = Counter(sum(e.real for e in topic.at(step)) for topic in made.topics for step in range(1, 12))
    assert reals[0] > 100
    assert reals[1] > 100


@pytest.mark.parametrize(("sources", "steps"), [(19, 12), (20, 1)])
def test_too_small_a_history_is_refused(sources: int, steps: int) -> None:
    with pytest.raises(InputError, match="give more"):
        histories(0, sources, steps)


# The scorer, on a history of one page written by hand.

OPEN, CLOSED = "The pool in Wexton is open to the public.", "The pool in Wexton is closed to the public."
PAGE = (Quoted(statement=OPEN, source="s1", quote=OPEN),)


def history(*events: Event) -> Histories:
    topic = Topic(id="t", question="Is it open?", point="open", sources=(), events=events)
    return Histories(seed=0, steps=2, topics=(topic,))


def event(kind: EventKind, **more: str) -> Event:
    return Event(matter="m", source="s1", step=1, kind=kind, **more)


def outcome(**more: object) -> list[Outcome]:
    first = Outcome(topic="t", step=0, new_edition=True, verdict="supported", quoted=PAGE)
    then = {"topic": "t", "step": 1, "new_edition": False, "verdict": "supported", "quoted": PAGE, **more}
    return [first, Outcome(**then)]  # type: ignore[arg-type]


REVERSED = event(EventKind.REVERSED, before=OPEN, after=CLOSED, point="open")


def test_a_reversal_that_readers_are_told_of_counts_and_one_they_are_not_told_of_does_not() -> None:
    now = (Quoted(statement=CLOSED, source="s1", quote=CLOSED),)
    changes = (Reported(before=OPEN, after=CLOSED),)
    seen = score(history(REVERSED), outcome(new_edition=True, quoted=now, changes=changes))
    missed = score(history(REVERSED), outcome())
    assert seen["recall"] == {
        "all": {"n": 1, "yes": 1, "share": 1.0},
        "reversed": {"n": 1, "yes": 1, "share": 1.0},
    }
    assert seen["stale_quotes_left"] == {"n": 1, "yes": 0, "share": 0.0}
    assert missed["recall"]["all"]["share"] == 0.0  # type: ignore[index]
    assert missed["stale_quotes_left"]["share"] == 1.0  # type: ignore[index]
    assert missed["reverified"]["missed"] == 1  # type: ignore[index]


def test_nobody_has_to_tell_of_a_sentence_that_the_page_does_not_quote() -> None:
    elsewhere = event(EventKind.DELETED, before="The pool has a slide.", point="slide")
    figures = score(history(elsewhere), outcome())
    assert figures["recall"] == {"all": {"n": 0, "yes": 0, "share": None}}
    assert figures["false_alarms"]["editions"]["n"] == 0  # type: ignore[index]


@pytest.mark.parametrize(("sentence", "asked"), [(OPEN, 0), (CLOSED, 1)])
def test_a_contradiction_need_not_be_told_in_words_the_page_quotes_already(sentence: str, asked: int) -> None:
    """As where the page was turned round by then, and the next source says what the one before it said."""
    new = Event(matter="m", source="s2", step=1, kind=EventKind.CONTRADICTION, after=sentence, point="open")
    assert score(history(new), outcome())["recall"]["all"]["n"] == asked  # type: ignore[index]


@pytest.mark.parametrize(
    ("denied", "verdict", "asked"),
    [(False, "refuted", 0), (False, "supported", 1), (True, "refuted", 1), (True, "supported", 0)],
)
def test_a_new_source_that_says_what_the_page_found_contradicts_nothing(
    denied: bool, verdict: str, asked: int
) -> None:
    new = Event(matter="m", source="s2", step=1, kind=EventKind.CONTRADICTION, after=CLOSED, point="open")
    made = history(new)
    made = replace(made, topics=tuple(replace(topic, denied=denied) for topic in made.topics))
    told = [replace(one, verdict=verdict) for one in outcome()]
    assert score(made, told)["recall"]["all"]["n"] == asked  # type: ignore[index]


def test_an_edition_for_other_furniture_is_a_false_alarm_of_its_class() -> None:
    changes = (Reported(before=OPEN, after=OPEN + " Really.", sources=("s1",)),)
    figures = score(history(event(EventKind.COSMETIC)), outcome(new_edition=True, changes=changes))
    alarms = figures["false_alarms"]
    assert isinstance(alarms, dict)
    assert alarms["editions"]["share"] == alarms["cosmetic"]["share"] == 1.0
    kept = score(history(event(EventKind.COSMETIC)), outcome())["false_alarms"]
    assert isinstance(kept, dict)
    assert kept["editions"]["share"] == kept["cosmetic"]["share"] == 0.0


def test_a_source_that_is_gone_is_told_of_by_naming_it_dead_and_one_that_fails_must_not_be() -> None:
    gone = score(history(event(EventKind.GONE)), outcome(dead=("s1",)))
    failing = score(history(event(EventKind.FAILURE)), outcome(dead=("s1",)))
    assert gone["recall"]["gone"]["share"] == 1.0  # type: ignore[index]
    assert failing["false_alarms"]["failure"]["share"] == 1.0  # type: ignore[index]


def test_a_new_edition_in_other_words_is_no_alarm_but_another_verdict_is() -> None:
    reworded = history(
        event(EventKind.REWORDED, before=OPEN, after="The pool in Wexton is open.", point="open")
    )
    edition = score(reworded, outcome(new_edition=True))["false_alarms"]
    verdict = score(reworded, outcome(new_edition=True, verdict="refuted"))["false_alarms"]
    assert isinstance(edition, dict)
    assert isinstance(verdict, dict)
    assert (edition["editions"]["n"], edition["reworded_verdict"]["share"]) == (0, 0.0)
    assert verdict["reworded_verdict"]["share"] == 1.0


def test_cost_is_told_relative_to_a_full_check_where_nothing_and_where_one_source_changed() -> None:
    spent, full = Cost(verifier_calls=3, cpu_seconds=0.1), Cost(verifier_calls=60, cpu_seconds=1.0)
    still = score(history(), outcome(cost=spent, full=full))["cost"]
    one = score(history(REVERSED), outcome(cost=spent, full=full))["cost"]
    assert isinstance(still, dict)
    assert isinstance(one, dict)
    assert still["nothing_changed"]["verifier_calls"]["of_full"] == 0.05
    assert still["no_byte_changed"]["cpu_seconds"]["of_full"] == 0.1
    assert still["one_changed"]["steps"] == 0
    assert one["one_changed"]["verifier_calls"]["median_of_full"] == 0.05


@pytest.mark.parametrize("told_twice", [True, False])
def test_a_step_that_is_missing_or_told_twice_is_named(told_twice: bool) -> None:
    both = outcome()
    with pytest.raises(InputError, match="step 1"):
        score(history(), [*both, both[1]] if told_twice else both[:1])


def test_outcomes_are_read_as_they_were_written_and_a_bad_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "outcomes.jsonl"
    file.write_bytes(written_outcomes(outcome()))
    assert read_outcomes(file) == outcome()
    file.write_text('{"topic": "t"}\n')
    with pytest.raises(InputError, match=r"outcomes\.jsonl:1"):
        read_outcomes(file)


def test_an_export_holds_each_body_once_and_no_folder_is_written_over(tmp_path: Path) -> None:
    made = histories(3, 20, 4)
    count = export(made, tmp_path / "out")
    answers = [json.loads(line) for line in (tmp_path / "out" / "answers.jsonl").read_text().splitlines()]
    named = {row["body"] for row in answers if row["body"]}
    assert named == {path.name for path in (tmp_path / "out" / "bodies").iterdir()}
    assert len(named) == count
    with pytest.raises(InputError, match="no empty folder"):
        export(made, tmp_path / "out")


def test_a_statement_that_rests_on_another_source_now_is_told_with_both() -> None:
    other = replace(PAGE[0], source="s2")
    [change] = told_changes(PAGE, (other,))
    assert (change.before, change.after, change.sources) == (OPEN, OPEN, ("s1", "s2"))
    assert told_changes(PAGE, PAGE) == ()


# The two refreshers, on a little web.


def test_a_full_check_and_our_own_refresh_are_measured_side_by_side() -> None:
    made = histories(1, 40, 4)
    made = replace(made, topics=(made.topics[4], made.topics[9]))
    with serving_histories(made) as site:
        tools = open_tools(Settings(), site)
        own = OwnRefresh(tools)
        outcomes = list(run(made, own, tools, quiet, FullCheck(tools)))
        own.close()
    assert [(one.topic, one.step) for one in outcomes] == [(t.id, s) for t in made.topics for s in range(4)]
    assert all(one.full is not None and one.full.requests >= 16 for one in outcomes)
    figures = score(made, outcomes)
    assert figures["refreshes"] == 6
    spent = figures["cost"]["all"]["cpu_seconds"]  # type: ignore[index]
    assert spent["spent"] < spent["full_check"]


def test_a_full_check_quotes_only_what_its_sources_say() -> None:
    made = histories(1, 40, 3)
    made = replace(made, topics=made.topics[:2])
    sources = {one.id: one for topic in made.topics for one in topic.sources}
    with serving_histories(made) as site:
        tools = open_tools(Settings(), site)
        outcomes = list(run(made, FullCheck(tools), tools, quiet))
    quoted = [(one.step, quote) for one in outcomes for quote in one.quoted]
    assert quoted
    for step, quote in quoted:
        assert quote.quote in read(sources[quote.source].answers[step].body).replace("\n", " ")
