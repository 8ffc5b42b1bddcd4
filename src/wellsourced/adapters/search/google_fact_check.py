"""Published fact-checks, as Google's Fact Check Tools list them: leads, never evidence.

https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims/search. What another
fact-checker concluded is marked by its kind; `steps.discover` keeps that kind apart from what is weighed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wellsourced.adapters.search.results import MOST_RESULTS, day, found_source, plain_title, rows
from wellsourced.adapters.search.service import Key, Service
from wellsourced.model.sources import Source, SourceKind
from wellsourced.text.queries import plain_query

__all__ = ["GoogleFactCheck"]

SETTING = "providers.google_fact_check"
ADDRESS = "https://factchecktools.googleapis.com"


class GoogleFactCheck:
    """Asks for reviews of claims like the query."""

    name = "google_fact_check"

    def __init__(self, *, key: str, address: str = ADDRESS, language: str = "en") -> None:
        # In a header, not in the address as the examples have it: addresses end up in logs.
        held = Key(value=key, header="X-Goog-Api-Key")
        self._service = Service("Google Fact Check Tools", address, setting=SETTING, key=held)
        self._language = language

    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        """The reviews for each query, best first; nothing found is an empty list."""
        return [self._search(query) for query in queries]

    def _search(self, query: str) -> list[Source]:
        plain = plain_query(query)
        if not plain:
            return []
        answer = self._service.answer(
            "GET",
            "/v1alpha1/claims:search",
            query={"query": plain, "languageCode": self._language, "pageSize": MOST_RESULTS},
        )
        if answer.status != 200:
            code = answer.told("error", "status")
            if answer.status == 400 and b"API_KEY_INVALID" in answer.body:
                raise self._service.permanent(f"does not know the key: check '{SETTING}.key'")
            raise self._service.refused(answer, code)
        parsed = answer.parsed()
        if not isinstance(parsed, Mapping):
            raise self._service.not_understood()
        if "claims" not in parsed:  # nothing found is an empty object
            if set(parsed) - {"nextPageToken"}:
                raise self._service.not_understood()
            return []
        return self._reviews(rows(parsed, "claims"))

    def _reviews(self, claims: Sequence[Mapping[str, object]] | None) -> list[Source]:
        if claims is None:
            raise self._service.not_understood()
        found = [_source(review, claim) for claim in claims for review in rows(claim, "claimReview") or ()]
        return [source for source in found if source is not None][:MOST_RESULTS]


def _source(review: Mapping[str, object], claim: Mapping[str, object]) -> Source | None:
    publisher = review.get("publisher")
    told = publisher if isinstance(publisher, Mapping) else {}
    return found_source(
        review.get("url"),
        plain_title(review.get("title")) or claim.get("text"),
        publisher=told.get("name") or told.get("site"),
        kind=SourceKind.FACT_CHECK,
        published=day(review.get("reviewDate")),
    )
