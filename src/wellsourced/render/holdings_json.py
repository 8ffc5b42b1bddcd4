"""Anything that has an id as plain JSON types: hits, sources, passages, pages, editions."""

from __future__ import annotations

from collections.abc import Mapping

from wellsourced.model.anchors import is_anchored
from wellsourced.model.editions import Edition, Page
from wellsourced.model.reports import Report
from wellsourced.model.sources import Document, Passage, Snapshot, Source
from wellsourced.ports import Hit, View
from wellsourced.render.imprint import Imprint, imprint_json
from wellsourced.render.json import report_json
from wellsourced.render.staleness import stale_json
from wellsourced.render.words import utc_stamp

__all__ = ["Held", "Item", "card_json", "edition_json", "hit_json", "page_json", "source_json"]

Held = Source | Snapshot | Document | Passage | Page | Edition
Item = Held | Report


def source_json(source: Source) -> dict[str, object]:
    """A source as JSON."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "kind": source.kind.value,
        "url": source.uri,
        "published": None if source.published is None else source.published.text,
        "place": source.coverage.place,
    }


def hit_json(hit: Hit, source: Source) -> dict[str, object]:
    """A hit of `search`: the passage, its source and its score."""
    return {
        "passage": hit.passage.id,
        "text": hit.passage.text,
        "headings": list(hit.passage.headings),
        "page": hit.passage.page,
        "note": hit.passage.note is not None,
        "score": hit.score,
        "source": source_json(source),
    }


def page_json(page: Page) -> dict[str, object]:
    """A page as JSON."""
    return {
        "id": page.id,
        "title": page.title,
        "slug": page.slug,
        "claims": list(page.claims),
        "place": page.place,
        "agency": page.agency,
        "variants": list(page.variants),
    }


def edition_json(edition: Edition) -> dict[str, object]:
    """An edition as JSON."""
    return {
        "id": edition.id,
        "page": edition.page,
        "number": edition.number,
        "report": edition.report,
        "published_at": utc_stamp(edition.published_at),
        "previous": edition.previous,
        "note": edition.note,
    }


def card_json(item: Item, view: View, imprint: Imprint | None = None) -> Mapping[str, object]:
    """One thing with everything it came from; an edition with what befell it since."""
    match item:
        case Report():
            return {"type": "report", **report_json(item)}
        case Page():
            return {"type": "page", **page_json(item)}
        case Edition():
            stale = stale_json(() if imprint is None else imprint.stale)
            told = {"imprint": None if imprint is None else imprint_json(imprint), "stale": stale}
            return {"type": "edition", **edition_json(item), **told}
        case Source():
            captures = [_captured_json(one) for one in view.captures(item.id)]
            return {"type": "source", **source_json(item), "captures": captures}
        case Snapshot():
            return {"type": "snapshot", **_snapshot_json(item)}
        case Document():
            return {"type": "document", **_document_json(item), "text": item.text}
        case Passage():
            before, after = view.neighbours(item)
            return {
                "type": "passage",
                "id": item.id,
                "text": item.text,
                "headings": list(item.headings),
                "page": item.page,
                "span": [item.span.start, item.span.end],
                "note": item.note is not None,
                "archived": item.note is None or is_anchored(view.anchors(item)),
                "anchors": [
                    {"text": one.text, "passage": one.passage, "quote": one.quote}
                    for one in (view.anchors(item) if item.note is not None else ())
                ],
                "before": before,
                "after": after,
                "source": source_json(view.source_of(item)),
                "document": _document_json(view.document_of(item)),
                "snapshot": _snapshot_json(view.snapshot_of(item)),
            }


def _captured_json(snapshot: Snapshot) -> dict[str, object]:
    """Which text a source was found to have from when on; one that came back is there twice."""
    return {"snapshot": snapshot.id, "from": utc_stamp(snapshot.captured_at)}


def _snapshot_json(snapshot: Snapshot) -> dict[str, object]:
    return {
        "id": snapshot.id,
        "source": snapshot.source,
        "content": snapshot.content,
        "media_type": snapshot.media_type,
        "captured_at": utc_stamp(snapshot.captured_at),
        "imported": snapshot.imported,
        "address": snapshot.address,
    }


def _document_json(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "snapshot": document.snapshot,
        "title": document.title,
        "published": None if document.published is None else document.published.text,
        "language": document.language,
        "extractor": document.extractor,
        "updated": None if document.updated is None else document.updated.text,
        "authors": list(document.authors),
        "canonical": document.canonical,
        "links": list(document.links),
    }
