"""Wikipedia, or any wiki that runs on MediaWiki: its own full-text search.

https://www.mediawiki.org/wiki/API:Search. Wikimedia asks for a User-Agent that says whom to write to
(https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy): set `contact`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlsplit

from wellsourced.adapters.search.results import MOST_RESULTS, found_source, rows
from wellsourced.adapters.search.service import Service, user_agent
from wellsourced.model.sources import Source, SourceKind
from wellsourced.text.queries import plain_query

__all__ = ["Wikipedia"]

SETTING = "providers.wikipedia"
ADDRESS = "https://en.wikipedia.org"
_BUSY = frozenset({"maxlag", "ratelimited", "readonly", "cirrussearch-too-busy-error", "search-error"})
_TIDY = "/:@!$'()*,;~-._"


class Wikipedia:
    """Asks `address` + `script`; pages are at `address` + `articles` + title (`/wiki/` at Wikipedia)."""

    name = "wikipedia"

    def __init__(
        self,
        *,
        address: str = ADDRESS,
        contact: str = "",
        script: str = "/w/api.php",
        articles: str = "/wiki/",
        publisher: str = "",
    ) -> None:
        self._service = Service("Wikipedia", address, setting=SETTING, agent=user_agent(contact))
        self._script, self._articles = script, f"{address.strip().rstrip('/')}{articles}"
        host = urlsplit(self._articles).hostname or ""
        self._publisher = publisher or ("Wikipedia" if host.endswith("wikipedia.org") else host)

    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        """The articles for each query, best first; nothing found is an empty list."""
        return [self._search(query) for query in queries]

    def _search(self, query: str) -> list[Source]:
        plain = plain_query(query)  # CirrusSearch takes 300 letters
        if not plain:
            return []
        asked: dict[str, str | int] = {
            "action": "query",
            "list": "search",
            "srsearch": plain,
            "srnamespace": 0,
            "srlimit": MOST_RESULTS,
            "srinfo": "",
            "srprop": "",
            "format": "json",
            "formatversion": 2,
            "maxlag": 5,
        }
        answer = self._service.answer("GET", self._script, query=asked)
        if answer.status == 403:
            raise self._service.permanent(
                f"wants to know whom to write to (HTTP 403): set '{SETTING}.contact' to your e-mail or page"
            )
        if answer.status != 200:
            raise self._service.refused(answer)
        parsed = answer.parsed()
        self._raise_error(parsed)
        # Without a result there is still the empty list; no `query` at all is no MediaWiki.
        listed = rows(parsed, "query", "search")
        if listed is None:
            raise self._service.not_understood()
        found = [self._source(row.get("title")) for row in listed]
        return [source for source in found if source is not None]

    def _raise_error(self, parsed: object) -> None:
        """MediaWiki says what is wrong in the body, with HTTP 200."""
        error = parsed.get("error") if isinstance(parsed, Mapping) else None
        if not isinstance(error, Mapping):
            return
        code = str(error.get("code"))
        told = code if code.isascii() and code.isprintable() and len(code) <= 60 else "an error"
        if code in _BUSY or code.startswith("internal_api_error"):
            raise self._service.transient(f"cannot answer now ({told}): try again in a while")
        raise self._service.permanent(f"does not take the question ({told}): check '{SETTING}'")

    def _source(self, title: object) -> Source | None:
        if not isinstance(title, str) or not title.strip():
            return None
        # As MediaWiki writes its own links: underscores, and only what must be escaped.
        address = self._articles + quote(title.strip().replace(" ", "_"), safe=_TIDY)
        return found_source(address, title, publisher=self._publisher, kind=SourceKind.REFERENCE)
