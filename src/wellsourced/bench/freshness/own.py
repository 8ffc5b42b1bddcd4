"""The project's own refresh as a refresher: a library, a desk over it, the edition that stands."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from wellsourced.bench.freshness.events import Topic
from wellsourced.bench.freshness.outcomes import Cost, Outcome, Reported
from wellsourced.bench.freshness.refreshers import refused, told_changes, verdict_of
from wellsourced.bench.freshness.site import Site
from wellsourced.bench.freshness.tools import Tools, quoted_of
from wellsourced.check import Desk, check
from wellsourced.errors import InputError, Transient
from wellsourced.model.editions import Edition
from wellsourced.publish import publish
from wellsourced.refresh import Refreshed, refresh
from wellsourced.steps.classify import read_inquiry
from wellsourced.steps.reask import Answer

__all__ = ["OwnRefresh"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """A page at work: its desk, the edition that stands and what was told of it last."""

    desk: Desk
    edition: Edition
    outcome: Outcome


class OwnRefresh:
    """A `Refresher` that publishes a checked report and then refreshes it.

    A topic's library, its pages kept for conditional requests and what was judged stay from step to step,
    as they do for a user; with the next topic all of it is let go. Closing lets go of the last.
    """

    name = "refresh"

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._stack = ExitStack()
        self._standing: _Standing | None = None

    def start(self, topic: Topic) -> Outcome:
        """Check the question, publish the report."""
        self.close()
        try:
            inquiry = read_inquiry(topic.question, on=self._tools.clock.now().date())
        except InputError:
            return refused(topic, 0)
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="wellsourced-bench-")))
        desk = self._stack.enter_context(self._tools.desk(topic, folder))
        meter = self._tools.meter()
        report = check(inquiry, desk)
        edition = publish(desk.library.save_report(report), desk)
        outcome = Outcome(
            topic=topic.id,
            step=0,
            new_edition=True,
            verdict=verdict_of(report),
            quoted=quoted_of(report, self._tools.site),
            cost=meter.cost(),
        )
        self._standing = _Standing(desk=desk, edition=edition, outcome=outcome)
        return outcome

    def refresh(self, topic: Topic, step: int) -> Outcome:
        """Refresh the edition that stands."""
        if self._standing is None:
            return refused(topic, step)
        desk, before = self._standing.desk, self._standing.outcome
        meter = self._tools.meter()
        self._tools.verifier.forget()
        edition = self._standing.edition
        try:
            done = refresh(edition, desk, desk.web)
        except Transient:  # no source could be reached: readers see the page as it was
            outcome = replace(
                before, step=step, new_edition=False, changes=(), reverified=(), cost=meter.cost()
            )
        else:
            outcome, edition = self._told(topic, step, done, before, meter.cost()), done.stands
        self._standing = _Standing(desk=desk, edition=edition, outcome=outcome)
        return outcome

    def close(self) -> None:
        """Let go of the topic's library."""
        self._stack.close()
        self._standing = None

    def _told(self, topic: Topic, step: int, done: Refreshed, before: Outcome, cost: Cost) -> Outcome:
        """The outcome; which statements were judged again is what the refresh says it touched."""
        assert self._standing is not None
        site = self._tools.site
        report = self._standing.desk.library.report(done.stands.report)
        quoted = quoted_of(report, site)
        told = tuple(
            Reported(before=one.before, after=one.after, kind=one.kind.value) for one in done.changes
        )
        # What the diff tells has no sources; the statements that came and went have.
        changes = (*told, *told_changes(before.quoted, quoted)) if done.edition is not None else ()
        return Outcome(
            topic=topic.id,
            step=step,
            new_edition=done.edition is not None,
            verdict=verdict_of(report),
            quoted=quoted,
            changes=changes,
            dead=_dead(done, site),
            reverified=self._reverified(done, quoted_statements={one.statement for one in quoted}),
            cost=cost,
        )

    def _reverified(self, done: Refreshed, quoted_statements: set[str]) -> tuple[str, ...]:
        """What was touched, and of the statements that stand those the verifier was asked of."""
        judged = [text for text in self._tools.verifier.claims if text in quoted_statements]
        return tuple(dict.fromkeys((*done.moves.touched, *judged)))


def _dead(done: Refreshed, site: Site) -> tuple[str, ...]:
    """The sources that are told to answer no longer."""
    found = (site.id_of(one.source.uri) for one in done.asked if one.answer is Answer.DEAD)
    return tuple(name for name in found if name is not None)
