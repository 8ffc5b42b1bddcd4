"""Brave Search, an index of its own with a paid API.

https://api-dashboard.search.brave.com/api-reference/web/search/get
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wellsourced.adapters.search.results import MOST_RESULTS, found_source, rows
from wellsourced.adapters.search.service import Key, Service
from wellsourced.model.sources import Source
from wellsourced.text.queries import plain_query

__all__ = ["Brave"]

SETTING = "providers.brave"
ADDRESS = "https://api.search.brave.com"


class Brave:
    """Asks for pages of the web; at most 400 letters and 50 words a query, 20 results."""

    name = "brave"

    def __init__(
        self, *, key: str, address: str = ADDRESS, country: str = "US", language: str = "en"
    ) -> None:
        token = Key(value=key, header="X-Subscription-Token")
        self._service = Service("Brave Search", address, setting=SETTING, key=token)
        # Results as they are for everyone: no markup in titles, nothing spelled anew, web pages only.
        self._asked: dict[str, str | int] = {
            "count": MOST_RESULTS,
            "country": country,
            "search_lang": language,
            "text_decorations": "false",
            "spellcheck": "false",
            "result_filter": "web",
            "safesearch": "off",
        }

    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        """The pages for each query, best first; nothing found is an empty list."""
        return [self._search(query) for query in queries]

    def _search(self, query: str) -> list[Source]:
        plain = plain_query(query, letters=400, words=50)
        if not plain:
            return []
        answer = self._service.answer("GET", "/res/v1/web/search", query={"q": plain, **self._asked})
        if answer.status != 200:
            code = answer.told("error", "code")
            if code == "SUBSCRIPTION_TOKEN_INVALID":  # said with HTTP 422
                raise self._service.permanent(f"does not know the key: check '{SETTING}.key'")
            raise self._service.refused(answer, code)
        parsed = answer.parsed()
        if not isinstance(parsed, Mapping) or parsed.get("type") != "search":
            raise self._service.not_understood()
        # An answer without `web` is one without pages.
        listed = rows(parsed, "web", "results") if parsed.get("web") is not None else []
        if listed is None:
            raise self._service.not_understood()
        found = [found_source(row.get("url"), row.get("title"), publisher=_publisher(row)) for row in listed]
        return [source for source in found if source is not None]


def _publisher(row: Mapping[str, object]) -> object:
    profile = row.get("profile")
    return profile.get("long_name") or profile.get("name") if isinstance(profile, Mapping) else ""
