"""CourtListener, the opinions of American courts, as a search provider.

https://www.courtlistener.com/help/api/rest/search/ (version 4). A key raises the number of questions a day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urljoin

from wellsourced.adapters.search.results import MOST_RESULTS, day, found_source, rows
from wellsourced.adapters.search.service import Key, Service
from wellsourced.model.sources import Source, SourceKind
from wellsourced.text.queries import plain_query

__all__ = ["CourtListener"]

SETTING = "providers.courtlistener"


class CourtListener:
    """Asks for published opinions, all courts, the likeliest first."""

    name = "courtlistener"

    def __init__(self, *, address: str = "https://www.courtlistener.com", key: str = "") -> None:
        token = Key(value=key, prefix="Token ")
        self._service = Service("CourtListener", address, setting=SETTING, key=token)
        self._site = address.rstrip("/") + "/"

    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        """The opinions for each query, best first; nothing found is an empty list."""
        return [self._search(query) for query in queries]

    def _search(self, query: str) -> list[Source]:
        plain = plain_query(query)
        if not plain:
            return []
        asked = {"q": plain, "type": "o", "order_by": "score desc"}
        listed = rows(self._service.get("/api/rest/v4/search/", asked), "results")
        if listed is None:
            raise self._service.not_understood()
        found = [self._source(row) for row in listed]
        return [source for source in found if source is not None][:MOST_RESULTS]

    def _source(self, row: Mapping[str, object]) -> Source | None:
        path = row.get("absolute_url")
        if not isinstance(path, str) or not path.startswith("/") or path.startswith("//"):
            return None
        return found_source(
            urljoin(self._site, path),
            row.get("caseName"),
            publisher=row.get("court"),
            kind=SourceKind.COURT,
            published=day(row.get("dateFiled")),
        )
