"""Which sources of a view are copies of which: what deciding and printing ask of this package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wellsourced.model.sources import UNKNOWN_PUBLISHER, Passage, Source
from wellsourced.ports import View
from wellsourced.steps.independence.clusters import earliest_by_page
from wellsourced.steps.independence.pages import Page

__all__ = ["origins_of"]


def origins_of(passages: Iterable[Passage], view: View) -> Mapping[str, Source]:
    """By the id of a source that is a copy, the earliest source of its text among those of the passages.

    A note's source is known by its address alone: the note's words are ours, not its.
    """
    sources: dict[str, Source] = {}
    pages: dict[str, Page] = {}
    for passage in passages:
        source = view.source_of(passage)
        if source.id not in pages or (passage.note is None and not pages[source.id].text):
            sources[source.id] = source
            pages[source.id] = _page(passage, source, view)
    return {
        name: sources[first]
        for name, first in earliest_by_page(list(pages.values())).items()
        if name != first
    }


def _page(passage: Passage, source: Source, view: View) -> Page:
    publisher = "" if source.publisher == UNKNOWN_PUBLISHER else source.publisher
    if passage.note is not None:
        return Page(
            id=source.id, address=source.uri, text="", publisher=publisher, published=source.published
        )
    document = view.document_of(passage)
    return Page(
        id=source.id,
        address=source.uri,
        text=document.text,
        title=document.title or source.title,
        publisher=publisher,
        published=source.published or document.published,
        captured_at=view.snapshot_of(passage).captured_at,
    )
