"""Search engines' own pages, read by the package ddgs: an extra, never a default.

It has no leave of those engines, which may stop answering at any time, and it presents itself as a browser:
fit for a trial, not for a service. https://github.com/deedy5/ddgs (9.16)
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from wellsourced.adapters.search.results import MOST_RESULTS, found_source
from wellsourced.errors import Config, MissingExtra, Permanent, Transient
from wellsourced.model.sources import Source
from wellsourced.text.queries import plain_query

__all__ = ["Ddgs"]

SETTING = "providers.ddgs"
ENGINES = "duckduckgo,mojeek,brave"
"""Named one by one: `auto` would put articles written by a language model first."""
_NOTHING = "No results found."


class Ddgs:
    """Asks the engines named, commas between. Raises `MissingExtra` where ddgs is not installed."""

    name = "ddgs"

    def __init__(self, *, engines: str = ENGINES, region: str = "us-en", seconds: str = "15") -> None:
        try:
            ddgs, self._failures = import_module("ddgs"), import_module("ddgs.exceptions")
        except ImportError:
            raise MissingExtra("the search provider 'ddgs'", "ddgs") from None
        if not seconds.isdecimal():
            raise Config(f"setting '{SETTING}.seconds': write a whole number")
        self._client: Any = ddgs.DDGS(timeout=int(seconds))
        self._engines, self._region = engines, region

    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        """The pages for each query, best first; nothing found is an empty list."""
        return [self._search(query) for query in queries]

    def _search(self, query: str) -> list[Source]:
        plain = plain_query(query)
        found = self._asked(plain) if plain else []
        kept = [found_source(row.get("href"), row.get("title")) for row in found]
        return [source for source in kept if source is not None]

    def _asked(self, plain: str) -> list[dict[str, Any]]:
        try:
            listed = self._client.text(
                plain, region=self._region, safesearch="off", max_results=MOST_RESULTS, backend=self._engines
            )
        except self._failures.RatelimitException:
            raise Transient("ddgs is asked to wait by its engines: try again in some minutes") from None
        except self._failures.TimeoutException:
            raise Transient(
                "ddgs got no answer in time: look at the network, or set 'providers.ddgs.seconds'"
            ) from None
        except self._failures.DDGSException as error:
            # One class for an empty page and for engines that failed; only the words tell them apart.
            if str(error) == _NOTHING:
                return []
            raise Transient(
                "ddgs could not read its engines: try again later, or use another provider"
            ) from None
        if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
            raise Permanent("ddgs answers in a form unknown here: install the version the extra names")
        return listed
