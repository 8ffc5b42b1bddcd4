"""Adding with feeds among what is added: a feed is read, and the pages it names are added in its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from wellsourced.errors import Permanent
from wellsourced.jobs.adding import Adding, add_sources
from wellsourced.model.sources import Source
from wellsourced.ports import Added, Capture, Fetcher, Progress, Refused, quiet

__all__ = ["Following", "Outcome", "add_and_follow"]

Pages = list[Source | Refused]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one address; `name` is what a message may call it."""

    address: str
    name: str
    answer: Added | Exception


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """How feeds are followed.

    `read` gives the pages a captured feed names, none for what is no feed; `said` completes such a page
    by what is known and said of it; feeds are looked for at the addresses in `named` only.
    """

    read: Callable[[Capture], Pages | None]
    said: Callable[[Source], Source]
    named: Collection[str]


class _IsFeed(Permanent):
    """What was captured is a feed: it stands for the pages that it names."""


class _Aside:
    """A `Fetcher` that sets feeds apart, with the pages they name by the feed's address."""

    def __init__(self, fetcher: Fetcher, following: Following) -> None:
        self._fetcher, self._following = fetcher, following
        self.found: dict[str, Pages] = {}

    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        """As the fetcher itself; a feed comes back as `_IsFeed`."""
        return [self._looked_at(one) for one in self._fetcher.fetch(sources)]

    def _looked_at(self, one: Capture | Exception) -> Capture | Exception:
        if isinstance(one, Exception) or one.source.uri not in self._following.named:
            return one
        try:
            pages = self._following.read(one)
        except Permanent as error:
            return error.with_traceback(None)
        if pages is None:
            return one
        self.found[one.source.uri] = pages
        return _IsFeed(f"{one.source.uri} is a feed: its pages are added in its place")


def add_and_follow(
    sources: Sequence[Source], following: Following, tools: Adding, progress: Progress = quiet
) -> list[Outcome]:
    """What became of each source; in place of a feed, after all others, of each page it names.

    A page that was asked for by itself, or that two feeds name, is asked for once. Pages are not looked
    at for feeds in their turn.
    """
    aside = _Aside(tools.fetcher, following)
    answers = add_sources(sources, replace(tools, fetcher=aside), progress)
    outcomes = [
        Outcome(address=source.uri, name=source.title, answer=answer)
        for source, answer in zip(sources, answers, strict=True)
        if not isinstance(answer, _IsFeed)
    ]
    asked = {source.uri for source in sources}
    pages: list[Source] = []
    for one in (page for feed in aside.found.values() for page in feed):
        if isinstance(one, Refused):
            outcomes.append(Outcome(address=one.address, name=one.address, answer=one.error))
        elif one.uri not in asked:
            asked.add(one.uri)
            pages.append(following.said(one))
    return outcomes + [
        Outcome(address=page.uri, name=page.title, answer=answer)
        for page, answer in zip(pages, add_sources(pages, tools, progress), strict=True)
    ]
