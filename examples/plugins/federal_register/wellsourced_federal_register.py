"""The Federal Register, what the federal government of the United States decrees, as a search provider.

https://www.federalregister.gov/developers/documentation/api/v1. It asks for no key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wellsourced.adapters.search.results import MOST_RESULTS, day, found_source, rows
from wellsourced.adapters.search.service import Service
from wellsourced.model.sources import Source, SourceKind
from wellsourced.text.queries import plain_query

__all__ = ["FederalRegister"]

SETTING = "providers.federal_register"
_FIELDS = ("title", "html_url", "type", "agencies", "publication_date")


class FederalRegister:
    """Asks for rules, proposed rules, notices and presidential documents, the likeliest first."""

    name = "federal_register"

    def __init__(self, *, address: str = "https://www.federalregister.gov") -> None:
        self._service = Service("The Federal Register", address, setting=SETTING)

    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        """The documents for each query, best first; nothing found is an empty list."""
        return [self._search(query) for query in queries]

    def _search(self, query: str) -> list[Source]:
        plain = plain_query(query)
        if not plain:
            return []
        asked: dict[str, str | int | Sequence[str]] = {
            "conditions[term]": plain,
            "per_page": MOST_RESULTS,
            "order": "relevance",
            "fields[]": _FIELDS,
        }
        answer = self._service.get("/api/v1/documents.json", asked)
        if isinstance(answer, Mapping) and answer.get("count") == 0:  # then there is no list at all
            return []
        listed = rows(answer, "results")
        if listed is None:
            raise self._service.not_understood()
        found = [_source(row) for row in listed]
        return [source for source in found if source is not None]


def _source(row: Mapping[str, object]) -> Source | None:
    agencies = rows(row, "agencies") or ()
    return found_source(
        row.get("html_url"),
        row.get("title"),
        publisher=next((agency["name"] for agency in agencies if agency.get("name")), "Federal Register"),
        # A rule has the force of law; what proposes or announces has not.
        kind=SourceKind.LAW if row.get("type") == "Rule" else SourceKind.GOVERNMENT,
        published=day(row.get("publication_date")),
    )
