"""A passage in its archived document, with who says it, what stands beside it and who relies on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.model.sources import Passage
from wellsourced.ports import View
from wellsourced.render.marking import segments
from wellsourced.text.private import masked
from wellsourced.web.catalogue import Listing
from wellsourced.web.replies import page, told, wants_json
from wellsourced.web.site import site_of
from wellsourced.web.visitors import May

__all__ = ["router"]

router = APIRouter()


@router.get("/passages/{passage_id}")
def passage(request: Request, passage_id: str) -> Response:
    """A passage that a published page cites, with one neighbor on each side.

    What no page cites is the library's own: editors see it.
    """
    site = site_of(request)
    citing = site.directory.catalogue().citing.get(passage_id, ())
    if not citing and May.EDIT not in site.gate.visitor(request).may:
        raise HTTPException(404, "There is no such passage on any published page.")
    view = site.library.view(date.max)
    try:
        found = view.passage(passage_id)
    except KeyError as error:
        raise HTTPException(404, "This passage is not in the library any more.") from error
    shown = _shown(found, view, citing)
    if wants_json(request):
        return told(_as_json(shown))
    return page(request, "site/passage.html.j2", shown)


def _shown(found: Passage, view: View, citing: Sequence[Listing]) -> dict[str, object]:
    before, after = view.neighbours(found)
    snapshot = view.snapshot_of(found)
    quotes = {quote: None for one in citing for card in one.cards for quote in card.quotes.get(found.id, ())}
    text = masked(found.text)
    of_document = view.passages_of(found.document)
    place = next((n for n, one in enumerate(of_document, start=1) if one.id == found.id), None)
    return {
        "passage": found,
        "source": view.source_of(found),
        "document": view.document_of(found),
        "snapshot": snapshot,
        "captures": view.captures(snapshot.source),
        "segments": segments(text, [masked(quote) for quote in quotes]),
        "before": masked(before),
        "after": masked(after),
        "place": place,
        "of": len(of_document),
        "citing": citing,
        "anchors": view.anchors(found),
    }


def _as_json(shown: dict[str, object]) -> dict[str, object]:
    found, source = shown["passage"], shown["source"]
    assert isinstance(found, Passage)
    return {"id": found.id, "text": masked(found.text), "source": getattr(source, "id", None)}
