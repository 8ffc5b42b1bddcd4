"""The site's feeds, each made once for what is published and kept until something befalls a page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from threading import Lock

from wellsourced.config import Shelves
from wellsourced.diff.feeds import edition_entries, page_feed
from wellsourced.model.editions import Edition
from wellsourced.render.atom import Entry, correction_entry, feed_of, retraction_entry
from wellsourced.web.addresses import Addresses, topic_key
from wellsourced.web.bodies import Printed, printed
from wellsourced.web.catalogue import Catalogue, Listing

__all__ = ["Feeds", "Room", "Where"]

NEWEST = 50
"""Entries of a feed of many pages."""

HELD = 256
"""Feeds held in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where the site is on the web: `base` stands before every address."""

    base: str
    at: Addresses

    def edition(self, listing: Listing, edition: Edition) -> str:
        """The address of an edition for people who are elsewhere."""
        return f"{self.base}{self.at.edition(listing.key, edition.number)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What feeds are made of."""

    library: Shelves
    catalogue: Catalogue
    actions: Mapping[str, str]
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """What a feed of many pages is called, where it is, and the page it goes with."""

    name: str
    title: str
    feed: str
    home: str


class Feeds:
    """Makes feeds, and keeps them while the catalogue stays as it is. Several threads may ask at once."""

    def __init__(self) -> None:
        self._lock, self._making = Lock(), Lock()
        self._held: OrderedDict[tuple[str, str], tuple[Catalogue, Printed]] = OrderedDict()
        self._entries: dict[str, Entry] = {}

    def everything(self, room: Room) -> Printed:
        """The newest editions of all pages."""
        at = room.where.at
        hall = Hall(name="pages", title="Fact checks", feed=at.feed(), home=at.home())
        return self._kept(hall.feed, room, lambda: self._of_many(room, hall, room.catalogue.shown))

    def read_ahead(self, room: Room) -> None:
        """Work out what the feed of all pages tells."""
        self._newest(room, room.catalogue.shown)

    def page(self, room: Room, listing: Listing) -> Printed:
        """All that befell a page."""
        address = room.where.at.page(listing.key, "atom")

        def made() -> str:
            return page_feed(
                listing.page,
                room.library,
                room.actions,
                address_of=lambda edition: room.where.edition(listing, edition),
                address=f"{room.where.base}{address}",
            )

        return self._kept(address, room, made)

    def topic(self, room: Room, key: str) -> Printed | None:
        """The newest editions on a topic, None where there is no such."""
        shown = room.catalogue.shown
        named = {name for one in shown for name in one.card.topics if topic_key(name) == key}
        found = [one for one in shown if not named.isdisjoint(one.card.topics)]
        if not found:
            return None
        at, title = room.where.at, f"Topic: {min(named)}"
        hall = Hall(name=f"topic {key}", title=title, feed=at.topic(key, "atom"), home=at.topic(key))
        return self._kept(hall.feed, room, lambda: self._of_many(room, hall, found))

    def place(self, room: Room, code: str) -> Printed | None:
        """The newest editions on a place, None where there are none."""
        shown = room.catalogue.shown
        found = [one for one in shown if code == one.card.place or code in one.card.states]
        if not found:
            return None
        at, title = room.where.at, f"Place: {code}"
        hall = Hall(name=f"place {code}", title=title, feed=at.place(code, "atom"), home=at.place(code))
        return self._kept(hall.feed, room, lambda: self._of_many(room, hall, found))

    def corrections(self, room: Room) -> Printed:
        """What was taken back: statements by later editions, and whole pages."""
        at = room.where.at
        feed = at.corrections("atom")

        def made() -> str:
            address, home = f"{room.where.base}{feed}", f"{room.where.base}{at.corrections()}"
            return feed_of(
                f"corrections of {room.where.base}",
                "Corrections",
                _taken_back(room),
                address=address,
                home=home,
            )

        return self._kept(feed, room, made)

    def _kept(self, name: str, room: Room, make: Callable[[], str]) -> Printed:
        key = (room.where.base, name)
        found = self._find(key, room.catalogue)
        if found is not None:
            return found
        with self._making:  # many ask for the same at once, when something was published
            found = self._find(key, room.catalogue)
            if found is not None:
                return found
            made = printed(make().encode("utf-8"))
            with self._lock:
                self._held[key] = room.catalogue, made
                while len(self._held) > HELD:
                    self._held.popitem(last=False)
            return made

    def _find(self, key: tuple[str, str], catalogue: Catalogue) -> Printed | None:
        with self._lock:
            held = self._held.get(key)
            if held is None or held[0] is not catalogue:
                return None
            self._held.move_to_end(key)
            return held[1]

    def _of_many(self, room: Room, hall: Hall, listings: Iterable[Listing]) -> str:
        base = room.where.base
        address, home = f"{base}{hall.feed}", f"{base}{hall.home}"
        name = f"{hall.name} of {base}"
        return feed_of(name, hall.title, self._newest(room, listings), address=address, home=home)

    def _newest(self, room: Room, listings: Iterable[Listing]) -> list[Entry]:
        every = [(edition, one) for one in listings for edition in one.editions]
        every.sort(key=lambda pair: pair[0].published_at, reverse=True)
        return [
            replace(self._entry(room, one, edition), address=room.where.edition(one, edition))
            for edition, one in every[:NEWEST]
        ]

    def _entry(self, room: Room, listing: Listing, edition: Edition) -> Entry:
        """What is told of an edition, worked out once: it never changes."""
        known = self._entries.get(edition.id)
        if known is None:
            before = listing.editions[edition.number - 2] if edition.number > 1 else None
            (known,) = edition_entries([(edition, before)], room.library, room.actions)
            self._entries[edition.id] = known
        return known


def _taken_back(room: Room) -> list[Entry]:
    entries = []
    for one in room.library.corrections():
        listing = room.catalogue.by_page.get(one.page)
        if listing is not None:
            edition = next(each for each in listing.editions if each.id == one.edition)
            address = room.where.edition(listing, edition)
            entries.append(correction_entry(one, title=listing.page.title, address=address))
    for listing in room.catalogue.listings:
        if listing.retraction is not None:
            address = room.where.edition(listing, listing.stands)
            entries.append(retraction_entry(listing.retraction, title=listing.page.title, address=address))
    return sorted(entries, key=lambda one: one.updated, reverse=True)[:NEWEST]
