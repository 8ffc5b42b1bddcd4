"""What is measured of a worker, in the form that Prometheus reads.

Where `PROMETHEUS_MULTIPROC_DIR` names a folder as this module is imported, what all processes that share it
measure is told as one; that is how a worker's children are counted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from wellsourced.adapters.stopwatch import CALLS, FAILED, PAIRS, READ, Step
from wellsourced.errors import Config

__all__ = ["SHARED", "Meters", "shared_meters"]

SHARED = "PROMETHEUS_MULTIPROC_DIR"

_SECONDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0)


class Meters:
    """Counters by outcome and seconds by step. Nothing in them tells who asked or what."""

    def __init__(self) -> None:
        own = self._own = CollectorRegistry()

        def by_outcome(name: str, told: str) -> Counter:
            return Counter(f"wellsourced_{name}", told, ["outcome"], registry=own)

        self._checks = by_outcome("checks", "Checks, by how they ended.")
        self._refreshes = by_outcome("refreshes", "Refreshes, by what they came to.")
        self._fetches = by_outcome("fetches", "Sources asked, by what came of it.")
        self._calls = Counter("wellsourced_verifier_calls", "Times the model was asked.", registry=own)
        self._pairs = Counter("wellsourced_verifier_pairs", "Pairs the model judged.", registry=own)
        self._seconds = Histogram(
            "wellsourced_step_seconds", "Seconds by step.", ["step"], registry=own, buckets=_SECONDS
        )

    def step(self, step: Step) -> None:
        """Count what was done in a step that ended, and its seconds."""
        self._seconds.labels(step.name).observe(step.seconds)
        self._calls.inc(step.counts.get(CALLS, 0))
        self._pairs.inc(step.counts.get(PAIRS, 0))
        for outcome, name in (("read", READ), ("failed", FAILED)):
            if number := step.counts.get(name, 0):
                self._fetches.labels(outcome).inc(number)

    def checked(self, outcome: str) -> None:
        """Count a check."""
        self._checks.labels(outcome).inc()

    def refreshed(self, outcome: str) -> None:
        """Count a refresh."""
        self._refreshes.labels(outcome).inc()

    @property
    def registry(self) -> CollectorRegistry:
        """All that is measured, of every process that shares it: for whoever serves it."""
        if SHARED not in os.environ:
            return self._own
        gathered = CollectorRegistry()
        MultiProcessCollector(gathered)  # type: ignore[no-untyped-call]
        return gathered

    def text(self) -> bytes:
        """As Prometheus reads it."""
        return generate_latest(self.registry)

    @contextmanager
    def served(self, port: int, host: str = "127.0.0.1") -> Iterator[int]:
        """Answer `GET /metrics` meanwhile; the port, one of the system's choice for 0.

        Raises `Config` where the port is taken or may not be had.
        """
        try:
            server, thread = start_http_server(port, addr=host, registry=self.registry)
        except OSError as error:
            raise Config(f"--metrics {port}: {error.strerror or error}: choose another port") from error
        try:
            yield server.server_port
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


@cache
def shared_meters() -> Meters:
    """The one of this process: two that share a folder would write over each other."""
    return Meters()
