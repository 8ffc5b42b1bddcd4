"""Refreshers, which keep a page on each topic up to date, and the run of one over histories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from wellsourced.bench.freshness.events import Histories, Topic
from wellsourced.bench.freshness.outcomes import Outcome, Quoted, Reported
from wellsourced.bench.freshness.tools import Tools, quoted_of
from wellsourced.check import check
from wellsourced.errors import InputError
from wellsourced.model.reports import Report
from wellsourced.ports import Event as Told
from wellsourced.ports import Progress
from wellsourced.steps.classify import read_inquiry

__all__ = ["FullCheck", "Refresher", "refused", "run", "told_changes", "verdict_of"]


REFUSED = "refused"
"""In the place of a verdict where a question is not taken."""


class Refresher(Protocol):
    """Keeps one page a topic. The site and the clock are at the step when a method is called."""

    name: str

    def start(self, topic: Topic) -> Outcome:
        """Make the first edition, at step 0; whatever was kept of another topic is let go."""
        ...

    def refresh(self, topic: Topic, step: int) -> Outcome:
        """Bring the page up to date; topics come one after the other, their steps in order."""
        ...


class FullCheck:
    """The baseline: at every step a whole new check, with an empty library and nothing remembered.

    Where any text of the page differs from the one before it publishes anew, and tells every difference.
    """

    name = "full-check"

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._page: Outcome | None = None

    def start(self, topic: Topic) -> Outcome:
        """The first page."""
        self._page = self._checked(topic, 0, None)
        return self._page

    def refresh(self, topic: Topic, step: int) -> Outcome:
        """Another page, compared with the one before."""
        self._page = self._checked(topic, step, self._page)
        return self._page

    def _checked(self, topic: Topic, step: int, before: Outcome | None) -> Outcome:
        tools = self._tools
        try:
            inquiry = read_inquiry(topic.question, on=tools.clock.now().date())
        except InputError:
            return refused(topic, step)
        with tools.desk(topic) as desk:
            meter = tools.meter()
            report = check(inquiry, desk)
            cost = meter.cost()
        quoted = quoted_of(report, tools.site)
        changes = () if before is None else told_changes(before.quoted, quoted)
        verdict = verdict_of(report)
        return Outcome(
            topic=topic.id,
            step=step,
            new_edition=before is None or bool(changes) or verdict != before.verdict,
            verdict=verdict,
            quoted=quoted,
            changes=changes,
            reverified=tuple(dict.fromkeys(one.statement for one in quoted)),
            cost=cost,
            full=cost,
        )


def refused(topic: Topic, step: int) -> Outcome:
    """The outcome for a topic whose question the project does not take: no page."""
    return Outcome(topic=topic.id, step=step, new_edition=False, verdict=REFUSED, quoted=())


def verdict_of(report: Report) -> str:
    """The labels of a report's verdicts."""
    return ", ".join(verdict.label.value for verdict in report.verdicts)


def told_changes(before: Sequence[Quoted], after: Sequence[Quoted]) -> tuple[Reported, ...]:
    """Every statement that is on one page only, or rests on other sources than before, with its sources."""
    olds, news = _by_statement(before), _by_statement(after)
    gone = [Reported(before=text, sources=olds[text], kind="removed") for text in olds if text not in news]
    come = [Reported(after=text, sources=news[text], kind="added") for text in news if text not in olds]
    moved = [
        Reported(before=text, after=text, sources=changed, kind="sources")
        for text in olds
        if text in news and (changed := tuple(sorted(set(olds[text]) ^ set(news[text]))))
    ]
    return (*gone, *come, *moved)


def _by_statement(quoted: Sequence[Quoted]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for one in quoted:
        found.setdefault(one.statement, {})[one.source] = None
    return {text: tuple(sources) for text, sources in found.items()}


def run(
    histories: Histories,
    refresher: Refresher,
    tools: Tools,
    progress: Progress,
    full: FullCheck | None = None,
) -> Iterator[Outcome]:
    """The outcomes of every topic at every step; `full` beside it makes what the cost is relative to."""
    for number, topic in enumerate(histories.topics):
        for step in range(histories.steps):
            progress(
                Told(
                    step="refresh",
                    message=f"{refresher.name}: {topic.question}",
                    done=number * histories.steps + step,
                    total=len(histories.topics) * histories.steps,
                )
            )
            tools.at(step)
            outcome = refresher.refresh(topic, step) if step else refresher.start(topic)
            if full is not None:
                whole = full.refresh(topic, step) if step else full.start(topic)
                outcome = replace(outcome, full=whole.cost)
            yield outcome
