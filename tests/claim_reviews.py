"""What schema.org and its users ask of a ClaimReview, checked to the letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

__all__ = ["faults"]


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value[:10]) is not None
    except ValueError:
        return False


def _address(value: object) -> bool:
    """Whole, or to be read against the page's own."""
    return isinstance(value, str) and (value.startswith("/") or urlsplit(value).scheme in ("http", "https"))


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _of(*kinds: str) -> Callable[[object], bool]:
    def checked(value: object) -> bool:
        return isinstance(value, dict) and value.get("@type") in kinds and not _wrong(value, top=False)

    return checked


# Each type with the properties schema.org gives it, of those that reviews of claims use, and what they hold;
# a star marks those without which Google's and the fact-checkers' own readers take nothing.
TYPES: Mapping[str, Mapping[str, Callable[[object], bool]]] = {
    "ClaimReview": {
        "*url": _address,
        "*datePublished": _day,
        "*claimReviewed": _text,
        "*author": _of("Organization", "Person"),
        "*reviewRating": _of("Rating"),
        "*itemReviewed": _of("Claim"),
        "inLanguage": _text,
        "name": _text,
        "dateModified": _day,
    },
    "Claim": {
        "text": _text,
        "name": _text,
        "author": _of("Organization", "Person"),
        "datePublished": _day,
        "appearance": _of("CreativeWork"),
        "firstAppearance": _of("CreativeWork"),
    },
    "Rating": {
        "*ratingValue": _number,
        "*bestRating": _number,
        "*worstRating": _number,
        "*alternateName": _text,
        "ratingExplanation": _text,
    },
    "Organization": {"*name": _text, "url": _address, "sameAs": _address},
    "Person": {"*name": _text, "url": _address},
    "CreativeWork": {
        "url": _address,
        "headline": _text,
        "datePublished": _day,
        "author": _of("Organization"),
    },
}


def faults(review: Any) -> list[str]:
    """What is wrong with a ClaimReview as JSON-LD, nothing where it is right."""
    if not isinstance(review, dict) or review.get("@type") != "ClaimReview":
        return ["it is no ClaimReview"]
    found = _wrong(review, top=True)
    rating = review.get("reviewRating")
    if not found and not rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]:
        found.append("the rating is out of its scale")
    return found


def _wrong(thing: Mapping[str, Any], *, top: bool) -> list[str]:
    known = TYPES[thing["@type"]]
    checks = {name.lstrip("*"): check for name, check in known.items()}
    found = [f"{name} is missing" for name in known if name[0] == "*" and name[1:] not in thing]
    if top and thing.get("@context") not in ("https://schema.org", "http://schema.org"):
        found.append("the context is another")
    for name, value in thing.items():
        if name.startswith("@"):
            continue
        if name not in checks:
            found.append(f"{thing['@type']} has no {name}")
        elif not checks[name](value):
            found.append(f"{name} is no such value: {value!r}")
    return found
