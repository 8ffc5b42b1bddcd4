"""A SearXNG instance, which asks many engines at once: the self-hosted default (its JSON API).

https://docs.searxng.org/dev/search_api.html. Its `number_of_results` is not read: it is what engines claim,
often 0 beside a page of results.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wellsourced.adapters.search.results import MOST_RESULTS, found_source, rows
from wellsourced.adapters.search.service import Answer, Key, Service
from wellsourced.model.sources import Source
from wellsourced.text.queries import plain_query

__all__ = ["SearXNG"]

SETTING = "providers.searxng"
_HTML = "text/html"


class SearXNG:
    """Asks one instance in a `language` (`en`), by `categories` or `engines` (names with commas between)."""

    name = "searxng"

    def __init__(
        self,
        *,
        address: str,
        key: str = "",
        language: str = "en",
        categories: str = "general",
        engines: str = "",
    ) -> None:
        # Instances know no keys; the proxy before one may, and then as a bearer's token.
        self._service = Service("SearXNG", address, setting=SETTING, key=Key(value=key, prefix="Bearer "))
        self._asked: dict[str, str | int] = {
            "format": "json",
            "language": language,
            "categories": categories,
            "safesearch": 0,
        }
        if engines:
            self._asked["engines"] = engines

    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        """The pages for each query, best first; nothing found is an empty list."""
        return [self._search(query) for query in queries]

    def _search(self, query: str) -> list[Source]:
        plain = plain_query(query)
        if not plain:
            return []
        answer = self._service.answer("GET", "/search", query={"q": plain, **self._asked})
        if answer.status != 200:
            raise self._json_is_off() if _is_html_403(answer) else self._service.refused(answer)
        parsed = answer.parsed()
        listed = rows(parsed, "results")
        if listed is None:
            raise self._json_is_off() if _says_html(answer) else self._service.not_understood()
        if not listed and (silent := _silent_engines(parsed)):
            raise self._service.transient(
                f"got no answer from its engines ({silent}): try again later, or set '{SETTING}.engines'"
            )
        found = [found_source(row.get("url"), row.get("title")) for row in listed]
        return [source for source in found if source is not None][:MOST_RESULTS]

    def _json_is_off(self) -> Exception:
        return self._service.permanent(
            "answers, but not in JSON: add 'json' to search.formats in its settings.yml and start "
            "it again (public instances mostly leave it off, so run your own)"
        )


def _says_html(answer: Answer) -> bool:
    return answer.headers.get("Content-Type", "").lower().startswith(_HTML)


def _is_html_403(answer: Answer) -> bool:
    """The instance's own refusal of a format it has off; a proxy or limiter words its refusals otherwise."""
    return answer.status == 403 and _says_html(answer) and b"You don" in answer.body[:4_000]


def _silent_engines(parsed: object) -> str:
    """The engines that did not answer, by name, where the instance tells: `[[engine, reason], ...]`."""
    told = parsed.get("unresponsive_engines") if isinstance(parsed, Mapping) else None
    names = (
        [str(pair[0]) for pair in told if isinstance(pair, list) and pair] if isinstance(told, list) else []
    )
    return ", ".join(sorted({name for name in names if name.isprintable() and len(name) < 40})[:5])
