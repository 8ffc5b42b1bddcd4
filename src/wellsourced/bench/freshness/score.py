"""What a refresher's outcomes are worth, held against what is true of the histories. Pure.

An event is held against the page that stood before it: a system answers for what its page quoted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from wellsourced.bench.freshness.events import Event, EventKind, Histories, Topic
from wellsourced.bench.freshness.outcomes import Cost, Outcome, Reported
from wellsourced.errors import InputError
from wellsourced.text.tokens import tokens

__all__ = ["Bearing", "needed", "score", "weight_of"]

Figures = dict[str, object]
_PLACES = 4
_EXCUSED = (EventKind.REWORDED, EventKind.BACK)
"""No news, but what a page quotes or flags is no longer so: a new edition for it is no false alarm."""
_EDITED = (EventKind.FIGURE, EventKind.REVERSED, EventKind.REWORDED, EventKind.DELETED)


class Bearing:
    """How much an event weighs for one page."""

    MUST = "must"
    MAY = "may"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    topic: Topic
    before: Outcome
    after: Outcome
    events: tuple[Event, ...]

    def of_weight(self, weight: str) -> list[Event]:
        return [event for event in self.events if weight_of(event, self.before, self.topic) == weight]


def score(histories: Histories, outcomes: Iterable[Outcome]) -> Figures:
    """All figures. Raises `InputError` where a topic's step is missing, told twice or not of this history."""
    steps = _steps(histories, outcomes)
    return {
        "seed": histories.seed,
        "topics": len({step.topic.id for step in steps}),
        "refreshes": len(steps),
        "recall": _recall(steps),
        "stale_quotes_left": _stale_left(steps),
        "false_alarms": _false_alarms(steps),
        "reverified": _reverified(steps),
        "cost": _costs(steps),
    }


def _steps(histories: Histories, outcomes: Iterable[Outcome]) -> list[_Step]:
    told: dict[tuple[str, int], Outcome] = {}
    for one in outcomes:
        if (one.topic, one.step) in told:
            raise InputError(f"topic {one.topic}, step {one.step} is told twice: tell each once")
        told[one.topic, one.step] = one
    topics = {topic.id: topic for topic in histories.topics}
    wanted = {(name, step) for name, _ in told for step in range(histories.steps)}
    wrong = sorted(set(told) ^ wanted) if {name for name, _ in told} <= set(topics) else sorted(told)
    if wrong or not told:
        name, at = wrong[0] if wrong else ("any", 0)
        raise InputError(
            f"topic {name}, step {at}: missing, or not of this history; "
            "give the seed, sources and steps it was exported with, and every step of a topic"
        )
    return [
        _Step(topic=topics[name], before=told[name, step - 1], after=one, events=topics[name].at(step))
        for (name, step), one in sorted(told.items())
        if step
    ]


def _plain(text: str) -> str:
    return " ".join(token.norm for token in tokens(text))


def _same(one: str, other: str) -> bool:
    """Whether one of the two sentences holds the other, quotation marks and spaces aside."""
    a, b = _plain(one), _plain(other)
    return bool(a and b) and (a in b or b in a)


def _quotes(event: Event, page: Outcome, sentence: str | None) -> bool:
    return sentence is not None and any(
        quoted.source == event.source and _same(quoted.quote, sentence) for quoted in page.quoted
    )


def weight_of(event: Event, page: Outcome, topic: Topic) -> str:
    """Whether readers of this page must be told of the event, may be, or must not be bothered.

    They must where what it quotes has changed, where a source it quotes is gone, and where a new source
    contradicts the page: says otherwise than its verdict, in words that it does not quote already. They may
    where something changed that bears on the matter but is not quoted.
    """
    if event.kind is EventKind.CONTRADICTION:
        return Bearing.MUST if topic.bears(event) and not _says(page, event, topic) else Bearing.MAY
    if event.kind is EventKind.GONE:
        cited = any(quoted.source == event.source for quoted in page.quoted)
        return Bearing.MUST if cited else Bearing.MAY
    if event.real:
        if _quotes(event, page, event.before):
            return Bearing.MUST
        return Bearing.MAY if event.point else Bearing.QUIET
    return Bearing.MAY if event.kind in _EXCUSED else Bearing.QUIET


def _says(page: Outcome, event: Event, topic: Topic) -> bool:
    """Whether the page says already what a new source says against what was said at first."""
    agreeing = "supported" if topic.denied else "refuted"
    quoted = any(_plain(event.after or "") in _plain(one.quote) for one in page.quoted)
    return page.verdict == agreeing or quoted


def _is_of(change: Reported, event: Event) -> bool:
    """Whether a reported difference is about an event: its source, or the very sentence."""
    if event.source in change.sources:
        return True
    sentences = [one for one in (event.before, event.after) if one is not None]
    texts = [one for one in (change.before, change.after) if one is not None]
    return any(_same(text, sentence) for text in texts for sentence in sentences)


def _detected(event: Event, step: _Step) -> bool:
    if event.kind is EventKind.GONE and event.source in step.after.dead:
        return True
    return step.after.new_edition and any(_is_of(change, event) for change in step.after.changes)


def _recall(steps: Sequence[_Step]) -> Figures:
    """Of the changes that readers must be told of, the share they were told of, by class."""
    held: dict[str, list[bool]] = defaultdict(list)
    for step in steps:
        for event in step.of_weight(Bearing.MUST):
            held[event.kind.value].append(_detected(event, step))
    all_held = [one for many in held.values() for one in many]
    return {"all": _share(all_held), **{kind: _share(many) for kind, many in sorted(held.items())}}


def _stale_left(steps: Sequence[_Step]) -> Figures:
    """Sentences that a source took back and the page went on to quote after the step."""
    kinds = (EventKind.FIGURE, EventKind.REVERSED, EventKind.DELETED)
    left = [
        _quotes(event, step.after, event.before)
        for step in steps
        for event in step.of_weight(Bearing.MUST)
        if event.kind in kinds
    ]
    return _share(left)


def _false_alarms(steps: Sequence[_Step]) -> Figures:
    """New editions where nothing real happened, and changes told of sources that say what they said.

    By class the events of quiet steps are held one by one: an alarm is a difference told of the event's
    source, or one that no event of the step explains; a source that only fails must not be called dead.
    `reworded_verdict` is a verdict that moved at a step at which sentences were reworded and nothing real
    happened.
    """
    quiet = [
        step
        for step in steps
        if all(weight_of(e, step.before, step.topic) == Bearing.QUIET for e in step.events)
    ]
    still = [step for step in quiet if not step.events]
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for step in steps:
        # Where something real happened too, a statement may rest on several sources: quiet steps tell.
        for event in step.events if step in quiet else ():
            by_kind[event.kind.value].append(_alarmed(event, step))
        kinds = {event.kind for event in step.events}
        if EventKind.REWORDED in kinds and not any(event.real for event in step.events):
            by_kind["reworded_verdict"].append(step.after.verdict != step.before.verdict)
    return {
        "editions": _share([step.after.new_edition for step in quiet]),
        "editions_where_no_byte_changed": _share([step.after.new_edition for step in still]),
        "statements_told_changed_there": sum(
            len(step.after.changes) for step in quiet if step.after.new_edition
        ),
        **{kind: _share(many) for kind, many in sorted(by_kind.items())},
    }


def _alarmed(event: Event, step: _Step) -> bool:
    if event.kind is EventKind.FAILURE and event.source in step.after.dead:
        return True
    changes = step.after.changes
    return step.after.new_edition and (
        any(_is_of(change, event) for change in changes)
        or not any(_is_of(change, other) for change in changes for other in step.events)
    )


def needed(page: Outcome, events: Iterable[Event]) -> set[str]:
    """The statements of a page that have to be judged again: those that quote a sentence that is no more."""
    edited = [event for event in events if event.kind in _EDITED and event.before is not None]
    return {
        quoted.statement
        for quoted in page.quoted
        for event in edited
        if quoted.source == event.source and _same(quoted.quote, event.before or "")
    }


def _reverified(steps: Sequence[_Step]) -> Figures:
    """Statements judged again, and those that had to be; `missed` stand as they were and were not judged."""
    wanted = missed = done = 0
    for step in steps:
        names = needed(step.before, step.events)
        stands = {quoted.statement for quoted in step.after.quoted}
        wanted += len(names)
        missed += len((names & stands) - set(step.after.reverified))
        done += len(set(step.after.reverified))
    return {
        "needed": wanted,
        "reverified": done,
        "missed": missed,
        "for_each_needed": round(done / wanted, _PLACES) if wanted else None,
    }


_MEASURES: Mapping[str, Callable[[Cost], float]] = {
    "verifier_calls": lambda cost: cost.verifier_calls,
    "cpu_seconds": lambda cost: cost.cpu_seconds,
    "wall_seconds": lambda cost: cost.wall_seconds,
    "requests": lambda cost: cost.requests,
}


def _costs(steps: Sequence[_Step]) -> Figures:
    """Cost relative to a full check at the same step, over the steps at which one was made.

    A step has nothing changed where no quoted sentence changed and nothing real happened (`no_byte_changed`
    where no page changed at all), one changed where one quoted source did and nothing else real happened.
    """
    groups: dict[str, list[_Step]] = {
        "all": [],
        "nothing_changed": [],
        "no_byte_changed": [],
        "one_changed": [],
    }
    for step in steps:
        if step.after.full is None:
            continue
        groups["all"].append(step)
        touched = {event.source for event in step.events if event.real}
        if not touched and not needed(step.before, step.events):
            groups["nothing_changed"].append(step)
        if not step.events:
            groups["no_byte_changed"].append(step)
        if len(touched) == 1 and len(step.of_weight(Bearing.MUST)) == 1:
            groups["one_changed"].append(step)
    return {name: _relative(part) for name, part in groups.items()}


def _relative(steps: Sequence[_Step]) -> Figures:
    figures: Figures = {"steps": len(steps)}
    for name, measure in _MEASURES.items():
        pairs = [(measure(step.after.cost), measure(step.after.full or Cost())) for step in steps]
        spent, full = sum(own for own, _ in pairs), sum(whole for _, whole in pairs)
        ratios = [own / whole for own, whole in pairs if whole]
        figures[name] = {
            "spent": round(spent, 2),
            "full_check": round(full, 2),
            "of_full": round(spent / full, _PLACES) if full else None,
            "median_of_full": round(median(ratios), _PLACES) if ratios else None,
        }
    return figures


def _share(held: Sequence[bool]) -> Figures:
    return {
        "n": len(held),
        "yes": sum(held),
        "share": round(sum(held) / len(held), _PLACES) if held else None,
    }
