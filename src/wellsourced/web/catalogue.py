"""All published pages as lists, searches and addresses need them, read anew when something befell them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf
from threading import Lock

from pydantic import ValidationError

from wellsourced.config import Shelves
from wellsourced.model.editions import Edition, Page, Retraction
from wellsourced.model.standing import Withholding
from wellsourced.steps.asking.titles import slug
from wellsourced.web.cards import CARD, FORM, Card, card_of
from wellsourced.web.kept_files import KeptFiles
from wellsourced.web.made_by import VERSION

__all__ = ["Catalogue", "Directory", "Listing", "Withheld"]

LOOK_AFTER = 1.0
"""Seconds after which it is looked whether something befell a page."""

_LETTERS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page with its address's key, and its editions with their cards, oldest first."""

    page: Page
    key: str
    editions: tuple[Edition, ...]
    cards: tuple[Card, ...]
    retraction: Retraction | None

    @property
    def card(self) -> Card:
        """That of the edition that stands."""
        return self.cards[-1]

    @property
    def stands(self) -> Edition:
        """The newest edition."""
        return self.editions[-1]

    @property
    def first_at(self) -> datetime:
        """When the page was first published."""
        return self.editions[0].published_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A page that is withheld: all that its address still tells, and nothing of what its editions say."""

    page: Page
    key: str
    editions: tuple[Edition, ...]
    withholding: Withholding


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The pages, newest edition first; `keys` are the addresses that lead to them, variants' too.

    `citing` are the pages that show a passage in any of their editions, by the passage's id. Pages that are
    withheld are in none of these: they are told of in `withheld` alone, by the keys they are known by.
    """

    listings: tuple[Listing, ...]
    by_page: Mapping[str, Listing]
    keys: Mapping[str, Listing]
    citing: Mapping[str, tuple[Listing, ...]]
    withheld: Mapping[str, Withheld]

    @property
    def shown(self) -> tuple[Listing, ...]:
        """Those that lists show: pages that were taken back are read at their address only."""
        return tuple(one for one in self.listings if one.retraction is None)

    def withheld_page(self, page_id: str) -> Withheld | None:
        """The page of that id, if it is withheld."""
        return next((one for one in self.withheld.values() if one.page.id == page_id), None)


class Directory:
    """The catalogue of a library. Several threads may ask at once."""

    def __init__(
        self, library: Shelves, kept: KeptFiles, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._library, self._kept, self._clock = library, kept, clock
        self._lock = Lock()
        self._cards: dict[str, Card] = {}
        self._found: tuple[Sequence[int], Catalogue] | None = None
        self._looked = 0.0

    def catalogue(self) -> Catalogue:
        """The pages as they are, at most a second ago."""
        found = self._found
        if found is not None and self._clock() - self._looked < LOOK_AFTER:
            return found[1]
        # While somebody else looks, what is known does: no reader waits for another's looking.
        if not self._lock.acquire(blocking=found is None):
            assert found is not None
            return found[1]
        try:
            if self._found is not None and self._clock() - self._looked < LOOK_AFTER:
                return self._found[1]
            befallen = self._library.befallen()
            if self._found is None or self._found[0] != befallen:
                self._found = befallen, self._read()
            self._looked = self._clock()
            return self._found[1]
        finally:
            self._lock.release()

    def look_again(self) -> None:
        """Whoever just changed something does not wait to see it."""
        with self._lock:
            self._looked = -inf

    def _read(self) -> Catalogue:
        chains, taken_back = self._library.chains(), self._library.retractions()
        out_of_sight = self._library.withholdings()
        pages = [page for page in self._library.pages() if page.id in chains]
        pages.sort(key=lambda page: (chains[page.id][0].published_at, page.id))
        listings: dict[str, Listing] = {}
        withheld: dict[str, Withheld] = {}
        known = _keys(pages)
        for key, page in known.items():
            chain = tuple(chains[page.id])
            if page.id in out_of_sight:
                how = out_of_sight[page.id]
                withheld[key] = Withheld(page=page, key=key, editions=chain, withholding=how)
                for edition in chain:  # what was printed of it is not left lying about
                    self._cards.pop(edition.id, None)
                    self._kept.forget(edition.id)
                continue
            listings[page.id] = Listing(
                page=page,
                key=key,
                editions=chain,
                cards=tuple(self._card(edition) for edition in chain),
                retraction=taken_back.get(page.id),
            )
        keys = {listing.key: listing for listing in listings.values()}
        for page in pages:
            for wording in page.variants:
                # A wording of a withheld page leads to nothing: it may say what is not to be read.
                if page.id in listings and slug(wording) not in known:
                    keys.setdefault(slug(wording), listings[page.id])
        newest = sorted(
            listings.values(), key=lambda one: (one.stands.published_at, one.page.id), reverse=True
        )
        return Catalogue(
            listings=tuple(newest), by_page=listings, keys=keys, citing=_citing(newest), withheld=withheld
        )

    def _card(self, edition: Edition) -> Card:
        if edition.id in self._cards:
            return self._cards[edition.id]
        name = f"{edition.id}.card-{VERSION}-{FORM}.json"
        body = self._kept.read(name)
        card = None if body is None else _read_card(body)
        if card is None:
            card = card_of(edition, self._library.report(edition.report))
            self._kept.keep(name, CARD.dump_json(card))
        self._cards[edition.id] = card
        return card


def _keys(pages: Sequence[Page]) -> dict[str, Page]:
    """The pages, oldest first, by the key each keeps for good: its slug, where no older page has that."""
    keys: dict[str, Page] = {}
    for page in pages:
        keys[page.slug if page.slug not in keys else f"{page.slug}.{_short(page)}"] = page
    return keys


def _citing(listings: Sequence[Listing]) -> dict[str, tuple[Listing, ...]]:
    citing: dict[str, dict[str, Listing]] = {}
    for listing in listings:
        for passage in (passage for card in listing.cards for passage in card.quotes):
            citing.setdefault(passage, {})[listing.key] = listing
    return {passage: tuple(found.values()) for passage, found in citing.items()}


def _read_card(body: bytes) -> Card | None:
    try:
        return CARD.validate_json(body)
    except ValidationError:
        return None


def _short(page: Page) -> str:
    _, _, letters = page.id.partition("-")
    return letters[:_LETTERS]
