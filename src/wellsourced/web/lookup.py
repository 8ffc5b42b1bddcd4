"""The page that an address means: there, withheld, or none."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.requests import Request

from wellsourced.model.standing import Rule
from wellsourced.web.catalogue import Listing, Withheld
from wellsourced.web.site import site_of

__all__ = ["RULES", "PageWithheld", "listing_at", "withheld_at"]

RULES = {
    Rule.PRIVACY: "privacy: it showed what is nobody's business",
    Rule.RIGHTS: "rights: the owner of what it quoted objected",
    Rule.ORDER: "order: a court or authority ordered it",
    Rule.SAFETY: "safety: it put somebody in danger",
    Rule.FAULT: "fault: it was made in error",
}
"""The rules by which pages are withheld, as readers are told them."""


class PageWithheld(Exception):
    """The address is of a page that is withheld; `app` answers with what may be told."""

    def __init__(self, withheld: Withheld) -> None:
        super().__init__(withheld.key)
        self.withheld = withheld


def listing_at(request: Request, key: str) -> Listing:
    """The page of that key. Raises `PageWithheld`, or the HTTP error of an address that is none."""
    catalogue = site_of(request).directory.catalogue()
    if key in catalogue.withheld:
        raise PageWithheld(catalogue.withheld[key])
    listing = catalogue.keys.get(key)
    if listing is None:
        raise HTTPException(404, "There is no such page.")
    return listing


def withheld_at(request: Request, key: str) -> Withheld | None:
    """The withheld page of that key, for who may lift it."""
    return site_of(request).directory.catalogue().withheld.get(key)
