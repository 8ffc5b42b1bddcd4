"""What the halls share: lists that are the same for everyone are printed once; JSON of what they show."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from wellsourced.render import words
from wellsourced.rules.gazetteer import printed
from wellsourced.web.addresses import Addresses
from wellsourced.web.catalogue import Catalogue, Listing
from wellsourced.web.replies import HTML, JSON, framed, sent, wants_json
from wellsourced.web.site import Site, site_of

__all__ = ["Hall", "hall_of", "listing_json", "place_name", "stem"]

T = TypeVar("T")

Values = Mapping[str, object]
_ENDING = ".json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """A hall as somebody enters it: the site with the pages it has now, and whether JSON is asked for."""

    request: Request
    site: Site
    catalogue: Catalogue
    as_json: bool

    @property
    def at(self) -> Addresses:
        """The addresses of the site."""
        return self.site.at

    def overview(self, make: Callable[[Catalogue], T]) -> T:
        """What is made of the catalogue, once for as long as it stands."""
        return self.site.overviews.of(self.catalogue, make)

    def sent(
        self, template: str, values: Callable[[], Values], told: Callable[[], Values], *hangs_on: Hashable
    ) -> Response:
        """The page, or what it tells as JSON; `hangs_on` is all that it hangs on but path and catalogue."""

        def make() -> bytes:
            if self.as_json:
                return (json.dumps(told(), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
            return framed(self.site, self.request.url.path, template, values())

        name = (self.request.url.path, self.as_json, *hangs_on)
        made = self.site.overviews.printed(self.catalogue, name, make)
        return sent(self.request, made, JSON if self.as_json else HTML)


def hall_of(request: Request) -> Hall:
    """The hall that a request enters."""
    site = site_of(request)
    catalogue = site.directory.catalogue()
    return Hall(request=request, site=site, catalogue=catalogue, as_json=wants_json(request))


def stem(name: str) -> str:
    """The last part of an address without the ending that asks for JSON."""
    return name.removesuffix(_ENDING)


def listing_json(listing: Listing, at: Addresses) -> dict[str, object]:
    """What a list tells of a page."""
    card = listing.card
    return {
        "title": listing.page.title,
        "address": at.page(listing.key),
        "page": listing.stands.page,
        "edition": listing.stands.number,
        "verdicts": [
            {"claim": claim, "label": label.value}
            for claim, label in zip(card.claims, card.labels, strict=True)
        ],
        "answer": card.answer,
        "place": card.place,
        "topics": list(card.topics),
        "sources": len(card.sources),
        "checked_at": words.utc_stamp(card.checked_at),
        "published_at": words.utc_stamp(card.published_at),
    }


def place_name(code: str, told: Mapping[str, str]) -> str:
    """A place as it is printed: by the gazetteer, by a page that tells of it, else its code."""
    try:
        return printed(code)
    except (KeyError, ValueError):
        return told.get(code, code)
