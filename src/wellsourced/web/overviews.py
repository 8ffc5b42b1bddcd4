"""What lists are made of, worked out of the catalogue once for as long as it stands, and lists as printed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from wellsourced.web.bodies import Printed, printed
from wellsourced.web.catalogue import Catalogue

__all__ = ["Overviews"]

T = TypeVar("T")

HELD = 24_000_000
"""Bytes of printed lists held in memory."""


class Overviews:
    """What was made of the catalogue at hand; all of it is let go when another comes. For several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._catalogue: Catalogue | None = None
        self._made: dict[object, object] = {}
        self._lists: OrderedDict[Hashable, Printed] = OrderedDict()
        self._bytes = 0

    def of(self, catalogue: Catalogue, make: Callable[[Catalogue], T]) -> T:
        """What `make` makes of the catalogue."""
        with self._lock:
            self._look_at(catalogue)
            if make in self._made:
                return cast(T, self._made[make])
        made = make(catalogue)
        with self._lock:
            if self._catalogue is catalogue:
                self._made[make] = made
        return made

    def printed(self, catalogue: Catalogue, name: Hashable, make: Callable[[], bytes]) -> Printed:
        """The list of that name as it is sent; `name` says all that its bytes hang on but the catalogue."""
        with self._lock:
            self._look_at(catalogue)
            if name in self._lists:
                self._lists.move_to_end(name)
                return self._lists[name]
        made = printed(make())
        with self._lock:
            if self._catalogue is catalogue and name not in self._lists:
                self._lists[name] = made
                self._bytes += len(made.packed)
            while self._bytes > HELD:
                _, oldest = self._lists.popitem(last=False)
                self._bytes -= len(oldest.packed)
        return made

    def _look_at(self, catalogue: Catalogue) -> None:
        if self._catalogue is not catalogue:
            self._catalogue = catalogue
            self._made.clear()
            self._lists.clear()
            self._bytes = 0
