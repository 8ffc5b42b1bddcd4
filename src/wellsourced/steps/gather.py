"""From the web into the library: what was found for the claims is read, archived and indexed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from wellsourced.model.search_log import PAGE, SearchLogEntry
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Added, Capture, Extracted, Extractor, Fetcher, Library, SearchProvider
from wellsourced.steps.capture import capture
from wellsourced.steps.collect import collect
from wellsourced.steps.discover import Discovery
from wellsourced.steps.ingest import ingest
from wellsourced.text.addresses import canonical_address, host_of

__all__ = ["MOST_CITED", "MOST_LEADS", "MOST_READ", "Gathered", "Web", "gather"]

MOST_READ = 20
"""Pages read for one claim, the best found first."""
MOST_LEADS = 3
"""Published fact-checks read for one claim beside them."""
MOST_CITED = 5
"""Pages read of those that a published fact-check cites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """The tools that reach outside: who is asked, and what reads the pages they name."""

    providers: tuple[SearchProvider, ...]
    fetcher: Fetcher
    extractor: Extractor


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was asked outside and what failed; one answer for each source that was asked again, in order.

    `read` has the answer of every page that was asked for, by its canonical address.
    """

    log: tuple[SearchLogEntry, ...] = ()
    answers: tuple[Added | Exception, ...] = ()
    read: Mapping[str, Added | Exception] = field(default_factory=dict)


def gather(found: Sequence[Discovery], web: Web, library: Library, again: Sequence[Source] = ()) -> Gathered:
    """Bring what was found for each claim into the library, and `again` what is there already.

    Published fact-checks are read too, and then what they rest on: that may be evidence, they are not. A
    page found for several claims, or found and asked again, is read once. One that cannot be read is told
    under its address, and the others go on.
    """
    checks = _each_once(source for one in found for source in one.fact_checks[:MOST_LEADS])
    captures = capture(_untitled(checks), web.fetcher)
    reader = _ReadOnce(web.extractor)
    tried = dict(zip(map(_page, checks), ingest(captures, reader, library), strict=True))
    rest = [source for source in again if _page(source) not in tried]
    pages = [source for one in found for source in one.sources[:MOST_READ]]
    met = _each_once((*checks, *pages, *_cited_by(captures, reader)))
    new = [one for one in met if _page(one) not in {*tried, *map(_page, rest)}]
    outcomes = collect([*rest, *_untitled(new)], web.fetcher, web.extractor, library)
    tried |= zip(map(_page, (*rest, *new)), outcomes, strict=True)
    answers = {source.uri: outcome for source, outcome in zip(rest, outcomes, strict=False)}
    unread = (
        SearchLogEntry(where=PAGE, query=source.uri, hits=0, error=str(outcome))
        for source in met
        if isinstance(outcome := tried[_page(source)], Exception)
    )
    return Gathered(
        log=(*(entry for one in found for entry in one.log), *unread),
        answers=tuple(answers.get(source.uri, tried[_page(source)]) for source in again),
        read=tried,
    )


class _ReadOnce:
    """An extractor that reads no page twice: of some the links are wanted beside what is kept of them."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self._read: dict[Capture, Extracted | Exception] = {}

    def extract(self, captures: Sequence[Capture]) -> list[Extracted | Exception]:
        new = [one for one in dict.fromkeys(captures) if one not in self._read]
        self._read |= zip(new, self._extractor.extract(new), strict=True)
        return [self._read[one] for one in captures]


def _cited_by(captures: Iterable[Capture | Exception], extractor: Extractor) -> Iterator[Source]:
    """What each of these pages cites first, on other sites than its own."""
    read = [one for one in captures if isinstance(one, Capture)]
    for page, extracted in zip(read, extractor.extract(read), strict=True):
        if isinstance(extracted, Exception):
            continue
        elsewhere = [link for link in extracted.links if host_of(link) != host_of(page.source.uri)]
        for link in elsewhere[:MOST_CITED]:
            yield Source(uri=link, title="", publisher=host_of(link), kind=SourceKind.OTHER)


def _untitled(sources: Iterable[Source]) -> list[Source]:
    """A page's own title stands over what a search engine made of it, which may be cut short."""
    return [replace(source, title="") for source in sources]


def _each_once(sources: Iterable[Source]) -> list[Source]:
    by_page: dict[str, Source] = {}
    for source in sources:
        by_page.setdefault(_page(source), source)
    return list(by_page.values())


def _page(source: Source) -> str:
    """What a page is called, whichever of its addresses a source gives."""
    return canonical_address(source.uri)
