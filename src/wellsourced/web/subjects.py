"""Published pages by what they are about: topics, and places asked of or told of. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from wellsourced.web.addresses import topic_key
from wellsourced.web.catalogue import Catalogue, Listing
from wellsourced.web.halls import place_name

__all__ = ["PlaceEntry", "Topic", "places_of", "state_of", "topics_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic with its pages, newest first."""

    key: str
    name: str
    listings: tuple[Listing, ...]

    @property
    def initial(self) -> str:
        """What it stands under in a list by name."""
        return self.name[:1].upper() if self.name[:1].isalpha() else "0–9"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntry:
    """A place with the pages asked of it and those whose rules tell of it, newest first."""

    code: str
    name: str
    asked: tuple[Listing, ...]
    told: tuple[Listing, ...]

    @property
    def pages(self) -> int:
        """How many pages there are, each counted once."""
        return len({one.key for one in (*self.asked, *self.told)})


def topics_of(catalogue: Catalogue) -> Mapping[str, Topic]:
    """The topics by their keys, in order of their names; one written in two ways bears the usual one."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    listings: dict[str, dict[str, Listing]] = defaultdict(dict)
    for listing in catalogue.shown:
        for name in listing.card.topics:
            names[topic_key(name)][name] += 1
            listings[topic_key(name)][listing.key] = listing
    topics = (
        Topic(key=key, name=told.most_common(1)[0][0], listings=tuple(listings[key].values()))
        for key, told in names.items()
    )
    return {one.key: one for one in sorted(topics, key=lambda one: (one.name.casefold(), one.key))}


def places_of(catalogue: Catalogue) -> Mapping[str, PlaceEntry]:
    """The places of the pages by their codes, in order of their names."""
    asked: dict[str, list[Listing]] = defaultdict(list)
    told: dict[str, list[Listing]] = defaultdict(list)
    names: dict[str, str] = {}
    for listing in catalogue.shown:
        if listing.page.place is not None:
            asked[listing.page.place].append(listing)
        for code in listing.card.states:
            told[code].append(listing)
        names |= listing.card.names
    entries = (
        PlaceEntry(
            code=code,
            name=place_name(code, names),
            asked=tuple(asked.get(code, ())),
            told=tuple(told.get(code, ())),
        )
        for code in {*asked, *told}
    )
    return {one.code: one for one in sorted(entries, key=lambda one: (one.name, one.code))}


def state_of(code: str) -> str:
    """The state that a place lies in, as a code; a state's and the nation's own are their own."""
    return "-".join(code.split("-")[:2])
