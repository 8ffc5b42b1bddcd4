"""Editions as they are sent: made once for what can be said of them now, kept, and sent as stored bytes."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock

from wellsourced.config import Shelves
from wellsourced.errors import Transient
from wellsourced.model.editions import Edition
from wellsourced.model.ids import digest
from wellsourced.ports import Clock
from wellsourced.render.imprint import Imprint, imprint_json, imprint_of
from wellsourced.render.staleness import stale_json
from wellsourced.web.ages import Ages
from wellsourced.web.bodies import Printed, printed, tagged
from wellsourced.web.catalogue import Directory, Listing
from wellsourced.web.kept_files import KeptFiles
from wellsourced.web.made_by import MADE_BY

__all__ = ["Press", "Printed", "printed"]

HELD = 96_000_000
"""Bytes of pages held in memory, packed."""

LOOK_AFTER = 900.0
"""Seconds after which an edition's statements are looked at anew for one past its shelf life."""

SLOW = frozenset({"pdf"})
"""Forms that take seconds to make: one at a time, and few wait for their turn."""
IN_LINE = 4
PATIENCE = 60.0
"""Seconds that somebody waits in that line."""


Make = Callable[[Imprint], bytes]
"""What is sent of an edition, given its imprint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What was told of an edition: by which catalogue, when; `mark` stands for all that prints depend on."""

    catalogue: object
    at: float
    imprint: Imprint
    mark: str


class Press:
    """Prints editions, and keeps what was printed. Several threads may ask at once.

    `known_by` is what else prints depend on, such as the address of the site.
    """

    def __init__(
        self, library: Shelves, directory: Directory, kept: KeptFiles, clock: Clock, known_by: str = ""
    ) -> None:
        self._library, self._directory, self._kept = library, directory, kept
        self._known_by = known_by
        self.ages = Ages(library, kept, clock)
        self._lock = Lock()
        self._held: OrderedDict[str, Printed] = OrderedDict()
        self._bytes = 0
        self._known: dict[str, _Told] = {}
        self._line, self._turn = BoundedSemaphore(IN_LINE), Lock()

    def imprint(self, listing: Listing, edition: Edition) -> Imprint:
        """What can be said of an edition now; only the one that stands can be past its shelf life."""
        return self._told(listing, edition).imprint

    def print(self, listing: Listing, edition: Edition, form: str, make: Make) -> Printed:
        """The edition in a form (`html`, `json`), as it is to be sent now.

        Raises `Transient` where too many wait already for forms that take long.
        """
        told = self._told(listing, edition)
        name = f"{edition.id}.{told.mark}.{form}"
        found = self._find(name)
        if found is not None:
            return found
        if form not in SLOW:
            return self._made(name, make, told.imprint)
        with self._turn_in_line():
            return self._find(name) or self._made(name, make, told.imprint)

    def _told(self, listing: Listing, edition: Edition) -> _Told:
        catalogue, now = self._directory.catalogue(), time.monotonic()
        told = self._known.get(edition.id)
        if told is not None and told.catalogue is catalogue and now - told.at < LOOK_AFTER:
            return told
        confirmations = tuple(self._library.confirmations(listing.page.id))
        stands = listing.retraction is None and listing.stands == edition
        due = self.ages.stale(listing, confirmations, catalogue) if stands else ()
        disputes = self._library.disputes(listing.page.id)
        imprint = imprint_of(edition, confirmations, listing.retraction, due, disputes)
        of = {
            "edition": edition.id,
            "made by": MADE_BY,
            "known by": self._known_by,
            "imprint": imprint_json(imprint),
            "stale": stale_json(imprint.stale),
            "editions": [one.id for one in listing.editions],
            "key": listing.key,
        }
        told = _Told(catalogue=catalogue, at=now, imprint=imprint, mark=digest("print", of))
        self._known[edition.id] = told
        return told

    def _find(self, name: str) -> Printed | None:
        with self._lock:
            held = self._held.get(name)
            if held is not None:
                self._held.move_to_end(name)
                return held
        packed = self._kept.read(f"{name}.gz")
        return None if packed is None else self._hold(name, tagged(packed))

    def _made(self, name: str, make: Make, imprint: Imprint) -> Printed:
        made = printed(make(imprint))
        self._kept.keep(f"{name}.gz", made.packed)
        return self._hold(name, made)

    def _hold(self, name: str, made: Printed) -> Printed:
        with self._lock:
            if name not in self._held:
                self._held[name] = made
                self._bytes += len(made.packed)
            while self._bytes > HELD and len(self._held) > 1:
                _, oldest = self._held.popitem(last=False)
                self._bytes -= len(oldest.packed)
        return made

    @contextmanager
    def _turn_in_line(self) -> Iterator[None]:
        busy = Transient("Other pages are being set just now: try again in a minute.", retry_after=60.0)
        if not self._line.acquire(blocking=False):
            raise busy
        try:
            if not self._turn.acquire(timeout=PATIENCE):
                raise busy
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._line.release()
