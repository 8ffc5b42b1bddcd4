"""What search engines and archives of fact checks read of a page: ClaimReview as JSON-LD (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from types import MappingProxyType

from markupsafe import Markup

from wellsourced.model.claims import Label
from wellsourced.model.editions import Edition
from wellsourced.model.reports import Report, Verdict
from wellsourced.render.sharing import shareable
from wellsourced.render.words import label_word

__all__ = ["RATED", "Publisher", "claim_reviews", "in_page"]

RATED: Mapping[Label, int] = MappingProxyType({Label.SUPPORTED: 5, Label.QUALIFIED: 3, Label.REFUTED: 1})
"""Verdicts that are a rating, from 1 for what is refuted to 5; the others say nothing of a claim's truth."""

BEST, WORST = 5, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes the site, and where that is, if it is said."""

    name: str
    url: str | None


def claim_reviews(
    report: Report, edition: Edition, publisher: Publisher, address: str
) -> list[dict[str, object]]:
    """A review of each claim whose verdict is a rating; `address` is the edition's page."""
    organization: dict[str, object] = {"@type": "Organization", "name": publisher.name}
    if publisher.url is not None:
        organization["url"] = publisher.url
    return [
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": address,
            "datePublished": edition.published_at.astimezone(UTC).date().isoformat(),
            "inLanguage": "en",
            "author": organization,
            "claimReviewed": verdict.claim,
            "itemReviewed": {"@type": "Claim", "text": verdict.claim},
            "reviewRating": _rating(verdict),
        }
        for verdict in shareable(report).verdicts
        if verdict.label in RATED
    ]


def in_page(found: Sequence[Mapping[str, object]]) -> Markup:
    """JSON-LD to stand in a script element of a page: nothing in it can end the element."""
    text = json.dumps(found[0] if len(found) == 1 else list(found), ensure_ascii=False, indent=1)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _rating(verdict: Verdict) -> dict[str, object]:
    rating: dict[str, object] = {
        "@type": "Rating",
        "ratingValue": RATED[verdict.label],
        "bestRating": BEST,
        "worstRating": WORST,
        "alternateName": label_word(verdict.label),
    }
    if verdict.answer is not None:
        rating["ratingExplanation"] = verdict.answer.text
    return rating
