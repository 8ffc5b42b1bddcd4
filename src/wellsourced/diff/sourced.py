"""Sources of two pages: which each cites, what it says of them, and what each statement rests on. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from wellsourced.diff.pairing import added_and_removed, plain, told
from wellsourced.model.editions import Change, ChangeKind
from wellsourced.model.reports import Citation, Report
from wellsourced.model.sources import Source
from wellsourced.render import parts, words
from wellsourced.render.sources import NumberedSource, number_sources, web_address

__all__ = ["Cited", "basis_changes", "quote_changes", "source_changes"]

# Typography that extractors and publishers change at will.
_TYPOGRAPHY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The source of each passage of a page, by the passage's id."""

    sources: Mapping[str, Source]

    @classmethod
    def of(cls, report: Report) -> Cited:
        """Whatever the report exhibits."""
        return cls(sources={exhibit.passage.id: exhibit.source for exhibit in report.exhibits})

    def behind(self, passages: Iterable[str]) -> dict[str, Source]:
        """The sources of some passages, by id, each once."""
        return {self.sources[passage].id: self.sources[passage] for passage in passages}

    def quotes(self, citations: Iterable[Citation]) -> frozenset[tuple[str, str]]:
        """The words cited, each with its source's id: which capture they are read in is no matter."""
        return frozenset((self.sources[c.passage].id, _quoted(c.quote)) for c in citations)


def _quoted(quote: str) -> str:
    return plain(unicodedata.normalize("NFKC", quote).translate(_TYPOGRAPHY))


def basis_changes(old: Mapping[str, Source], new: Mapping[str, Source], where: str) -> Iterator[Change]:
    """Sources that something no longer rests on, each with one it now rests on while there is one."""
    gone = sorted((old[one] for one in old.keys() - new.keys()), key=_named)
    come = sorted((new[one] for one in new.keys() - old.keys()), key=_named)
    for was, now in zip_longest(gone, come):
        yield from _told_apart(was, now, where)


def _told_apart(was: Source | None, now: Source | None, where: str) -> Iterator[Change]:
    """Two sources of one title and publisher are told apart by their addresses."""
    if was is not None and now is not None and _named(was)[0] == _named(now)[0]:
        yield from told(ChangeKind.SOURCE, _address(was), _address(now), where)
    else:
        before, after = (None if one is None else _named(one)[0] for one in (was, now))
        yield from told(ChangeKind.SOURCE, before, after, where)


def quote_changes(
    old: frozenset[tuple[str, str]], new: frozenset[tuple[str, str]], where: str
) -> Iterator[Change]:
    """Other words cited of the same source."""
    both = {source for source, _ in old} & {source for source, _ in new}
    for source in sorted(both):
        gone = sorted(quote for one, quote in old - new if one == source)
        come = sorted(quote for one, quote in new - old if one == source)
        for was, now in zip_longest(gone, come):
            yield from told(ChangeKind.SOURCE, was, now, where)


def source_changes(before: Report, after: Report) -> Iterator[Change]:
    """Sources that came or went, and what is said of those that stayed; then the leads."""
    old, new = number_sources(before), number_sources(after)
    was, now = {one.id: one for one in old}, {one.id: one for one in new}
    for one in old:
        if one.id not in now:
            yield from told(ChangeKind.SOURCE, _named(one.source)[0], None, parts.SOURCES)
    for one in new:
        if one.id not in was:
            yield from told(ChangeKind.SOURCE, None, _named(one.source)[0], parts.SOURCES)
            continue
        where = parts.within(parts.SOURCES, plain(one.source.title))
        for said, says in zip(_facts(was[one.id], old), _facts(one, new), strict=True):
            yield from told(ChangeKind.SOURCE, said, says, where)
    leads = ([_named(lead) for lead in report.leads] for report in (before, after))
    gone, come = added_and_removed(*leads)
    yield from (_lead(name, None) for name, _ in gone)
    yield from (_lead(None, name) for name, _ in come)


def _lead(before: str | None, after: str | None) -> Change:
    return Change(kind=ChangeKind.SOURCE, before=before, after=after, where=parts.LEADS)


def _named(source: Source) -> tuple[str, str]:
    """How a source is called, and its address, which is unlike any other's."""
    return plain(f"{source.title}. {source.publisher}"), _address(source)


def _address(source: Source) -> str:
    return web_address(source.uri) or plain(source.uri)


def _facts(numbered: NumberedSource, page: Sequence[NumberedSource]) -> tuple[str, ...]:
    """What the page says of a source, fact by fact, without the clocks of its captures."""
    source = numbered.source
    titles = {one.id: one.source.title for one in page}
    around = words.joined(sorted(plain(one.source.title) for one in page if one.n in numbered.circle))
    return (
        source.title,
        source.publisher,
        words.kind_word(source.kind),
        "undated" if source.published is None else f"published {words.short_date(source.published)}",
        "" if numbered.updated is None else f"updated {words.short_date(numbered.updated)}",
        words.byline(numbered.authors),
        _held(numbered),
        f"a copy of {titles[numbered.copy_of]}, counted once" if numbered.copy_of in titles else "",
        f"in a circle of citations with {around}" if around else "",
    )


def _held(numbered: NumberedSource) -> str:
    if numbered.captured_at is not None and numbered.archived:
        return "archived copy; also our note" if numbered.note else "archived copy"
    return "our note, not archived here" if numbered.note else "not archived here"
