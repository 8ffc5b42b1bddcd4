"""A verifier whose judgements outlive the process: a job taken up again does not pay for them twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date
from typing import Protocol

from wellsourced.model.ids import digest
from wellsourced.ports import Clock, Judgement, Verifier

__all__ = ["CHUNK", "LastingVerifier", "Memory"]

CHUNK = 4
"""Pairs judged before they are written down: what is judged again at most when a worker dies."""


class Memory(Protocol):
    """Judgements by name, shared by all workers."""

    def judged(self, names: Sequence[str]) -> Mapping[str, Judgement]: ...

    def keep(self, judgements: Mapping[str, Judgement], day: date) -> None: ...


class LastingVerifier:
    """A `Verifier` over another that asks it only for pairs that no worker ever had judged."""

    def __init__(self, verifier: Verifier, memory: Memory, clock: Clock) -> None:
        self.name = verifier.name
        self._verifier = verifier
        self._memory = memory
        self._clock = clock

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        """One judgement a pair, in order."""
        names = [digest("judgement", [self.name, *pair]) for pair in pairs]
        wanted = dict(zip(names, pairs, strict=True))
        known = dict(self._memory.judged(list(wanted)))
        new = [name for name in wanted if name not in known]
        for at in range(0, len(new), CHUNK):
            chunk = new[at : at + CHUNK]
            told = self._verifier.judge([wanted[name] for name in chunk])
            fresh = dict(zip(chunk, told, strict=True))
            self._memory.keep(fresh, self._clock.now().astimezone(UTC).date())
            known |= fresh
        return [known[name] for name in names]
