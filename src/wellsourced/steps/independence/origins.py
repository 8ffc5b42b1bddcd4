"""Which sources of a view speak with one voice: what deciding and printing ask of this package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wellsourced.model.reports import SourceCircle
from wellsourced.model.sources import UNKNOWN_PUBLISHER, Passage, Source, SourceKind
from wellsourced.ports import View
from wellsourced.steps.independence.circles import Circle, circles
from wellsourced.steps.independence.clusters import earliest_by_page
from wellsourced.steps.independence.pages import Page
from wellsourced.text.addresses import canonical_address

__all__ = ["Voices", "joined", "origins_of", "voices_of"]

PRIMARY = frozenset({SourceKind.LAW, SourceKind.COURT})
"""A statute or a ruling is what it says: whatever it cites, it does not rest on a report of itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Who speaks for whom among the sources of some passages.

    `of` holds, by the id of a source that does not speak for itself, the one it counts as: the earliest of
    its text, or the earliest of a closed circle. `circles` are those that cite one another, copies apart.
    """

    of: Mapping[str, Source]
    circles: tuple[SourceCircle, ...]


def origins_of(passages: Iterable[Passage], view: View) -> Mapping[str, Source]:
    """By the id of a source that is a copy, the earliest source of its text among those of the passages.

    A note's source is known by its address alone: the note's words are ours, not its.
    """
    sources, pages = _pages(passages, view)
    return _others(earliest_by_page(pages), sources)


def voices_of(passages: Iterable[Passage], view: View) -> Voices:
    """Which of the passages' sources are copies of one another, and which rest on one another."""
    sources, pages = _pages(passages, view)
    first = dict(earliest_by_page(pages))
    resting = [
        replace(page, text="", links=()) if sources[page.id].kind in PRIMARY else page for page in pages
    ]
    # A copy that names its original, and is named by it, is told as a copy.
    found = [one for one in circles(resting) if len({first[member] for member in one.members}) > 1]
    _as_one(first, [one for one in found if one.closed], {page.id: page for page in pages})
    return Voices(
        of=_others(first, sources),
        circles=tuple(
            SourceCircle(sources=tuple(sources[member] for member in one.members), closed=one.closed)
            for one in found
        ),
    )


def joined(found: Iterable[SourceCircle]) -> tuple[SourceCircle, ...]:
    """Circles seen from several claims, each once and at its widest; of one seen both ways the open view."""
    widest: list[SourceCircle] = []
    for circle in sorted(found, key=lambda one: (-len(one.sources), one.closed)):
        names = {source.id for source in circle.sources}
        if not any(names <= {source.id for source in one.sources} for one in widest):
            widest.append(circle)
    return tuple(widest)


def _as_one(first: dict[str, str], closed: Sequence[Circle], pages: Mapping[str, Page]) -> None:
    """Let each closed circle speak with the voice of the earliest of those its members are copies of."""
    for circle in closed:
        voices = {first[member] for member in circle.members}
        earliest = min(voices, key=lambda name: (pages[name].day, pages[name].address, name))
        first.update({name: earliest for name, voice in first.items() if voice in voices})


def _others(first: Mapping[str, str], sources: Mapping[str, Source]) -> Mapping[str, Source]:
    return {name: sources[voice] for name, voice in first.items() if name != voice}


def _pages(passages: Iterable[Passage], view: View) -> tuple[dict[str, Source], list[Page]]:
    """Each source once, with the page it is known by."""
    sources: dict[str, Source] = {}
    pages: dict[str, Page] = {}
    for passage in passages:
        source = view.source_of(passage)
        if source.id not in pages or (passage.note is None and not pages[source.id].text):
            sources[source.id] = source
            pages[source.id] = _page(passage, source, view)
    return sources, list(pages.values())


def _page(passage: Passage, source: Source, view: View) -> Page:
    publisher = "" if source.publisher == UNKNOWN_PUBLISHER else source.publisher
    if passage.note is not None:
        return Page(
            id=source.id, address=source.uri, text="", publisher=publisher, published=source.published
        )
    document, snapshot = view.document_of(passage), view.snapshot_of(passage)
    return Page(
        id=source.id,
        address=source.uri,
        text=document.text,
        title=document.title or source.title,
        publisher=publisher,
        published=source.published or document.published,
        captured_at=snapshot.captured_at,
        canonical=document.canonical,
        links=tuple(canonical_address(link) for link in document.links),
        read_at=snapshot.address,
    )
