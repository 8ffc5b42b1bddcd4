"""Sources: all that published pages cite, and of each its captures, cited passages, copies and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.model.sources import Passage, Snapshot
from wellsourced.ports import View
from wellsourced.render.marking import Segment, segments
from wellsourced.render.words import utc_stamp
from wellsourced.text.private import masked
from wellsourced.web.cited import CitedSource, having, kinds_of, publishers_of, sources_of
from wellsourced.web.halls import Hall, hall_of, listing_json, stem
from wellsourced.web.leaves import Leaf, leaf, with_query

__all__ = ["router"]

router = APIRouter()

SHOWN = 40
"""Sources on a leaf."""
PASSAGES = 10
PUBLISHERS = 30
"""Publishers one can choose among, those of most sources."""
QUERY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPassage:
    """A passage that pages cite, their words marked in it, with what stands before and after."""

    passage: Passage
    segments: tuple[Segment, ...]
    before: str
    after: str


@router.get("/sources")
@router.get("/sources.json")
def sources(request: Request, kind: str = "", publisher: str = "", q: str = "", page: str = "") -> Response:
    """All sources that published pages cite, those cited most first; fewer by kind, publisher or words."""
    hall = hall_of(request)
    asked = {"kind": kind[:QUERY], "publisher": publisher[:QUERY], "q": q.strip()[:QUERY]}

    def address(number: int) -> str:
        return with_query(hall.at.sources(), **asked, page=str(number))

    def found() -> Leaf[CitedSource]:
        some = having(hall.overview(sources_of), asked["kind"], asked["publisher"], asked["q"])
        return leaf(some, page, SHOWN, address)

    def values() -> Mapping[str, object]:
        every = hall.overview(sources_of)
        return {
            "leaf": found(),
            "total": len(every),
            "kinds": kinds_of(every),
            "publishers": publishers_of(list(every.values()))[:PUBLISHERS],
            "asked": asked,
        }

    hangs_on = (*asked.values(), page[:QUERY])
    return hall.sent("site/sources.html.j2", values, lambda: _all_told(hall, found()), *hangs_on)


@router.get("/sources/{source_id}")
def source(request: Request, source_id: str, page: str = "") -> Response:
    """A source: who publishes it, when it was captured, what pages cite of it, and its copies."""
    hall = hall_of(request)
    every = hall.overview(sources_of)
    found = every.get(stem(source_id))
    if found is None:
        raise HTTPException(404, "No published page cites such a source.")
    view = hall.site.library.view(date.max)
    address = hall.at.source(found.card.id)
    passages = leaf(found.passages, page, PASSAGES, lambda n: with_query(address, page=str(n)))
    captures = view.captures(found.card.id)
    state = (passages.number, len(captures))
    return hall.sent(
        "site/source.html.j2",
        lambda: {
            "source": found.card,
            "captures": _by_time(captures),
            "leaf": passages,
            "cited": _cited(view, found, passages.items),
            "citing": found.citing,
            "original": every.get(found.original) if found.original else None,
            "copies": [every[one] for one in found.copies if one in every],
        },
        lambda: _told(hall, found, captures),
        *state,
    )


def _by_time(captures: Sequence[Snapshot]) -> list[Snapshot]:
    return sorted(captures, key=lambda one: one.captured_at, reverse=True)


def _cited(view: View, source: CitedSource, passages: Sequence[str]) -> list[CitedPassage]:
    """The passages that are still in the library, with one neighbor on each side."""
    cited = []
    for name in passages:
        try:
            found = view.passage(name)
        except KeyError:
            continue
        quotes = {quote for one in source.citing for card in one.cards for quote in card.quotes.get(name, ())}
        before, after = view.neighbours(found)
        cited.append(
            CitedPassage(
                passage=found,
                segments=tuple(segments(masked(found.text), sorted(masked(quote) for quote in quotes))),
                before=masked(before),
                after=masked(after),
            )
        )
    return cited


def _all_told(hall: Hall, found: Leaf[CitedSource]) -> Mapping[str, object]:
    return {
        "total": found.total,
        "leaf": found.number,
        "leaves": found.leaves,
        "sources": [_source(hall, one) for one in found.items],
    }


def _source(hall: Hall, one: CitedSource) -> dict[str, object]:
    return {
        "id": one.card.id,
        "address": hall.at.source(one.card.id),
        "title": one.card.title,
        "publisher": one.card.publisher,
        "kind": one.card.kind.value,
        "uri": one.card.uri,
        "published": one.card.published,
        "cited_by": len(one.citing),
    }


def _told(hall: Hall, one: CitedSource, captures: Sequence[Snapshot]) -> Mapping[str, object]:
    return {
        **_source(hall, one),
        "captures": [
            {"captured_at": utc_stamp(each.captured_at), "content": each.content, "type": each.media_type}
            for each in _by_time(captures)
        ],
        "passages": [{"id": name, "address": hall.at.passage(name)} for name in one.passages],
        "copy_of": one.original,
        "copies": list(one.copies),
        "citing": [listing_json(listing, hall.at) for listing in one.citing],
    }
