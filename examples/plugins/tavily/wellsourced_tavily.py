"""Tavily, a paid search service made for programs, as a search provider.

https://docs.tavily.com/documentation/api-reference/endpoint/search. Its `answer` is written by a language
model and is neither asked for nor read.
"""

from __future__ import annotations

from collections.abc import Sequence

from wellsourced.adapters.search.results import MOST_RESULTS, found_source, rows
from wellsourced.adapters.search.service import Key, Service
from wellsourced.model.sources import Source
from wellsourced.text.queries import plain_query

__all__ = ["Tavily"]

SETTING = "providers.tavily"
_PLAN_IS_SPENT = (432, 433)


class Tavily:
    """Asks for pages of the web; at most 400 letters a query."""

    name = "tavily"

    def __init__(self, *, key: str, address: str = "https://api.tavily.com", depth: str = "basic") -> None:
        self._service = Service("Tavily", address, setting=SETTING, key=Key(value=key, prefix="Bearer "))
        self._depth = depth

    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        """The pages for each query, best first; nothing found is an empty list."""
        return [self._search(query) for query in queries]

    def _search(self, query: str) -> list[Source]:
        plain = plain_query(query, letters=400)
        if not plain:
            return []
        body = {
            "query": plain,
            "max_results": MOST_RESULTS,
            "search_depth": self._depth,
            "include_answer": False,
        }
        answer = self._service.answer("POST", "/search", body=body)
        if answer.status in _PLAN_IS_SPENT:
            raise self._service.permanent(
                f"has no questions left in its plan (HTTP {answer.status}): raise its limit there"
            )
        if answer.status != 200:
            raise self._service.refused(answer)
        listed = rows(answer.parsed(), "results")
        if listed is None:
            raise self._service.not_understood()
        found = [found_source(row.get("url"), row.get("title")) for row in listed]
        return [source for source in found if source is not None]
