"""From the web into the library: what is found for a claim is read, archived and indexed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wellsourced.model.reports import SearchLogEntry
from wellsourced.ports import Extractor, Fetcher, Library, SearchProvider
from wellsourced.steps.collect import collect
from wellsourced.steps.discover import discover

__all__ = ["MOST_READ", "Web", "gather"]

MOST_READ = 20
"""Pages read for one claim, the best found first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """The tools that reach outside: who is asked, and what reads the pages they name."""

    providers: tuple[SearchProvider, ...]
    fetcher: Fetcher
    extractor: Extractor


def gather(wordings: Sequence[str], web: Web, library: Library) -> list[SearchLogEntry]:
    """Bring what the providers find for the wordings into the library; return what was asked and what failed.

    A page that cannot be read is told under its address, and the others go on.
    """
    found = discover(wordings, web.providers)
    # A page's own title stands over what a search engine made of it, which may be cut short.
    sources = [replace(source, title="") for source in found.sources[:MOST_READ]]
    outcomes = collect(sources, web.fetcher, web.extractor, library)
    unread = [
        SearchLogEntry(where="web", query=source.uri, hits=0, error=str(outcome))
        for source, outcome in zip(sources, outcomes, strict=True)
        if isinstance(outcome, Exception)
    ]
    return [*found.log, *unread]
