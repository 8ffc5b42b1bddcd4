"""From the web into the library: what was found for the claims is read, archived and indexed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wellsourced.model.reports import PAGE, SearchLogEntry
from wellsourced.model.sources import Source
from wellsourced.ports import Extractor, Fetcher, Library, SearchProvider
from wellsourced.steps.collect import collect
from wellsourced.steps.discover import Discovery
from wellsourced.text.addresses import canonical_address

__all__ = ["MOST_LEADS", "MOST_READ", "Web", "gather"]

MOST_READ = 20
"""Pages read for one claim, the best found first."""
MOST_LEADS = 3
"""Published fact-checks read for one claim beside them: to show, and for what they rest on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """The tools that reach outside: who is asked, and what reads the pages they name."""

    providers: tuple[SearchProvider, ...]
    fetcher: Fetcher
    extractor: Extractor


def gather(found: Sequence[Discovery], web: Web, library: Library) -> list[SearchLogEntry]:
    """Bring what was found for each claim into the library; return what was asked and what failed.

    A page found for several claims is read once. One that cannot be read is told under its address, and
    the others go on.
    """
    pages = [source for one in found for source in one.sources[:MOST_READ]]
    leads = [source for one in found for source in one.fact_checks[:MOST_LEADS]]
    # A page's own title stands over what a search engine made of it, which may be cut short.
    sources = [replace(source, title="") for source in _each_once((*pages, *leads))]
    outcomes = collect(sources, web.fetcher, web.extractor, library)
    unread = [
        SearchLogEntry(where=PAGE, query=source.uri, hits=0, error=str(outcome))
        for source, outcome in zip(sources, outcomes, strict=True)
        if isinstance(outcome, Exception)
    ]
    return [*(entry for one in found for entry in one.log), *unread]


def _each_once(sources: Iterable[Source]) -> list[Source]:
    by_page: dict[str, Source] = {}
    for source in sources:
        by_page.setdefault(canonical_address(source.uri), source)
    return list(by_page.values())
