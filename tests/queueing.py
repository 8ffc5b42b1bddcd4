"""Queues for tests: jobs of a made-up kind, on a clock that is set by hand, worked off in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from wellsourced.jobs import doing
from wellsourced.jobs.databases import database_url
from wellsourced.jobs.doing import JSON, Step, Tools
from wellsourced.jobs.ledger import Ledger
from wellsourced.jobs.orders import Job, Kind, Order, Urgency
from wellsourced.jobs.queue import DurableQueue
from wellsourced.jobs.turns import Limits
from wellsourced.jobs.worker import Manner, work_off

__all__ = ["NOON", "Bench", "Hands", "bench", "order"]

NOON = datetime(2026, 5, 11, 12, 0, tzinfo=UTC)


@dataclass
class Hands:
    """A clock that stands still until it is set."""

    moment: datetime = NOON

    def now(self) -> datetime:
        return self.moment

    def pass_by(self, time: timedelta) -> None:
        self.moment += time


def order(name: str, user: str = "", urgency: Urgency = Urgency.ASKED) -> Order:
    return Order(kind=Kind.CHECK, key=name, what={"name": name}, title=name, user=user, urgency=urgency)


@dataclass
class Bench:
    """A queue whose jobs do what `deed` says; the names of those that were begun, in order, are in `done`."""

    queue: DurableQueue
    clock: Hands
    done: list[str] = field(default_factory=list)
    deed: Callable[[str, Step], JSON] = lambda name, step: {"name": name}

    def do(self, what: Mapping[str, Any], tools: Tools, step: Step) -> JSON:
        self.done.append(what["name"])
        return self.deed(what["name"], step)

    def ask(self, *names: str, user: str = "", urgency: Urgency = Urgency.ASKED) -> list[Job]:
        return [self.queue.submit(order(name, user, urgency)) for name in names]

    def work(self) -> None:
        """Work off what can be done now."""
        work_off(self.queue, cast(Tools, SimpleNamespace()), Manner(until_empty=True, tick=0.02))


@contextmanager
def bench(folder: Path, limits: Limits, database: str | None = None) -> Iterator[Bench]:
    """A bench whose queue is in a folder, or in a database of that URL."""
    hands = Hands()
    queue = DurableQueue(Ledger(database_url(folder, database), folder, "wellsourced-test"), limits, hands)
    made = Bench(queue=queue, clock=hands)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(doing, "_DOING", {Kind.CHECK: made.do})
        yield made
    queue.close()
