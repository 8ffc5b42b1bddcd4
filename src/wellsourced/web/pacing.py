"""How often: signing in by name and address, forms by user and address, reading by address.

Counted in this process and forgotten with it: one server process answers for a site.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import Counter
from collections.abc import Callable
from threading import Lock

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from wellsourced.errors import Transient
from wellsourced.settings import Settings

__all__ = ["Pace", "Tally", "TooMany", "network_key"]

QUARTER = 15
BY_ADDRESS = 3
"""Of one address come several people."""
MINUTE = 60.0


class TooMany(Transient):
    """Too many requests in a while; `retry_after` says when there may be more."""


def _refuse(seconds: float) -> TooMany:
    wait = max(1, math.ceil(seconds))
    return TooMany(f"Too many requests: try again in {wait} seconds.", float(wait))


class Tally:
    """Requests of a minute by key. A dictionary that is emptied: reading must cost next to nothing."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._lock, self._counts, self._began = Lock(), Counter[str](), -math.inf

    def count(self, key: str) -> None:
        """One more. Raises `TooMany`."""
        if not self._most:
            return
        with self._lock:
            now = self._clock()
            if now - self._began >= MINUTE:
                self._counts.clear()
                self._began = now
            self._counts[key] += 1
            if self._counts[key] > self._most:
                raise _refuse(MINUTE - (now - self._began))


class Pace:
    """The limits of one site; 0 is no limit."""

    def __init__(self, *, sign_ins: int = 0, actions: int = 0, reads: int = 0) -> None:
        self._sign_ins, self._actions = sign_ins, actions
        self._reads = Tally(reads)
        self._windows = MovingWindowRateLimiter(MemoryStorage()) if sign_ins or actions else None

    @classmethod
    def of(cls, settings: Settings) -> Pace:
        """Those of the settings. Without accounts there is one user, who may read as fast as they can."""
        alone = settings.accounts == "none"
        return cls(
            sign_ins=settings.limit_sign_ins,
            actions=settings.limit_actions,
            reads=0 if alone else settings.limit_reads,
        )

    def read(self, address: str) -> None:
        """A page is asked for. Raises `TooMany`."""
        self._reads.count(network_key(address))

    def act(self, whose: str) -> None:
        """A form is sent, by a user or from an address. Raises `TooMany`."""
        if self._actions:
            self._hit(RateLimitItemPerMinute(self._actions), "act", whose)

    def try_to_sign_in(self, name: str, address: str) -> None:
        """Somebody tries a password. Raises `TooMany`; a name has its limit whether or not it is known."""
        if self._sign_ins:
            by_address = RateLimitItemPerMinute(self._sign_ins * BY_ADDRESS, QUARTER)
            self._hit(by_address, "address", network_key(address))
            self._hit(RateLimitItemPerMinute(self._sign_ins, QUARTER), "name", name.strip().lower()[:80])

    def _hit(self, limit: RateLimitItem, *key: str) -> None:
        if self._windows is not None and not self._windows.hit(limit, *key):
            raise _refuse(self._windows.get_window_stats(limit, *key).reset_time - time.time())


def network_key(address: str) -> str:
    """What requests of one household or office have in common: of IPv6 the network, which one person has."""
    if ":" not in address:
        return address
    try:
        found = ipaddress.IPv6Address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False))
