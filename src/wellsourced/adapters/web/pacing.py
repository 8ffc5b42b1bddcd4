"""Taking turns: one request at a time a host, with a pause between two, several hosts at once."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

import httpcore2

from wellsourced.adapters.web.addresses import AllowedHosts
from wellsourced.adapters.web.connecting import Deadline, PublicOnly, Resolver
from wellsourced.errors import Transient

__all__ = ["Host", "Hosts"]

_IDLE = 30.0
"""Seconds an unused connection is kept for the next page of its host."""


class Host:
    """One host's only connection, and when it may be used next (on the monotonic clock)."""

    def __init__(self, delay: float, allowed: AllowedHosts, resolve: Resolver) -> None:
        self.delay = delay
        self.deadline = Deadline()
        self.lock = Lock()
        self.next_at = 0.0
        self._backend = PublicOnly(allowed, self.deadline, resolve)
        self._pool: httpcore2.ConnectionPool | None = None

    def pool(self, tls: ssl.SSLContext | None) -> httpcore2.ConnectionPool:
        """The connection, opened when it is first asked for."""
        if self._pool is None:
            self._pool = httpcore2.ConnectionPool(
                ssl_context=tls, max_connections=1, keepalive_expiry=_IDLE, network_backend=self._backend
            )
        return self._pool

    def hold(self, seconds: float) -> None:
        """Ask nothing of this host for so long."""
        self.next_at = max(self.next_at, time.monotonic() + seconds)

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        with self.lock:
            if self._pool is not None:
                self._pool.close()
                self._pool = None


class Hosts:
    """Every host asked so far. A host with several ports is one: it is the machine that we spare.

    `delay` is the pause between two requests, `longest` the longest wait for a turn, both in seconds.
    """

    def __init__(self, delay: float, longest: float, allowed: AllowedHosts, resolve: Resolver) -> None:
        self._delay, self._longest = delay, longest
        self._allowed, self._resolve = allowed, resolve
        self._hosts: dict[str, Host] = {}
        self._lock = Lock()
        self._called_off = Event()

    @contextmanager
    def turn(self, name: str) -> Iterator[Host]:
        """Wait for the host's turn and have it alone; the pause to the next turn begins at the end.

        Raises `Transient` where the turn is more than the longest wait away, because the host asked for
        that, and where the work was called off meanwhile.
        """
        host = self._host(name)
        with host.lock:
            wait = max(0.0, host.next_at - time.monotonic())
            if wait > self._longest:
                raise Transient(f"{name} asks programs to wait: try again in {wait:.0f} seconds", wait)
            if self._called_off.wait(wait):
                raise Transient("called off: run it again to go on")
            try:
                yield host
            finally:
                host.hold(host.delay)

    def slow_down(self, name: str, delay: float) -> None:
        """Pause at least so many seconds between two requests to this host."""
        host = self._host(name)
        host.delay = max(host.delay, delay)

    def call_off(self) -> None:
        """End every wait; what is under way ends with its next byte."""
        self._called_off.set()
        for host in self._all():
            host.deadline.set(0.0)

    def close(self) -> None:
        """Close every connection; turns and pauses stay as they are."""
        for host in self._all():
            host.close()
        self._called_off.clear()

    def _all(self) -> list[Host]:
        with self._lock:
            return list(self._hosts.values())

    def _host(self, name: str) -> Host:
        with self._lock:
            if name not in self._hosts:
                self._hosts[name] = Host(self._delay, self._allowed, self._resolve)
            return self._hosts[name]
