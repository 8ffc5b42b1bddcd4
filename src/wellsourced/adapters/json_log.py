"""What a run does as lines of JSON, for programs that gather logs: one a step, with counts and times.

No line holds what is asked, by whom, from where or with which key: steps are told by their names and
numbers, errors by their kind.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from typing import TextIO

import structlog

from wellsourced.adapters.stopwatch import Step

__all__ = ["JsonLog"]


class JsonLog:
    """Lines of one run, each with its id, a level and a time in UTC."""

    def __init__(self, stream: TextIO, version: str) -> None:
        self._log = structlog.wrap_logger(
            structlog.PrintLogger(stream),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
                structlog.processors.JSONRenderer(sort_keys=True),
            ],
            wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
            run=uuid.uuid4().hex[:16],
            version=version,
        )

    def begin(self) -> None:
        """That a run begins."""
        self._log.info("begin")

    def step(self, step: Step) -> None:
        """That a step ended."""
        far = {"done": step.done, "total": step.total}
        told = {name: number for name, number in far.items() if number is not None}
        self._log.info("step", step=step.name, seconds=round(step.seconds, 3), **step.counts, **told)

    def outcome(self, event: str, outcome: str, known: Mapping[str, str]) -> None:
        """What became of a piece of work; `known` are ids of what is public, such as a page's."""
        self._log.info(event, outcome=outcome, **known)

    def end(self, seconds: float, error: BaseException | None) -> None:
        """That a run ended so many seconds after it began, and by what kind of error where one ended it."""
        if error is None:
            self._log.info("end", seconds=round(seconds, 3))
        else:
            self._log.error("end", seconds=round(seconds, 3), error=type(error).__name__)
