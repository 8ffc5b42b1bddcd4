"""The public log: what editions took back and why, and pages that were taken back."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.render.words import utc_stamp
from wellsourced.web.halls import Hall, hall_of
from wellsourced.web.lately import Entry, corrections_of
from wellsourced.web.leaves import leaf, with_query

__all__ = ["router"]

router = APIRouter()

SHOWN = 50


@router.get("/corrections")
@router.get("/corrections.json")
def corrections(request: Request, page: str = "") -> Response:
    """The log, newest first."""
    hall = hall_of(request)
    entries = corrections_of(hall.catalogue, hall.site.library.corrections())
    one = leaf(entries, page, SHOWN, lambda n: with_query(hall.at.corrections(), page=str(n)))
    return hall.sent(
        "site/corrections.html.j2",
        lambda: {"leaf": one},
        lambda: {"total": one.total, "corrections": [_told(hall, entry) for entry in entries]},
        one.number,
        len(entries),
    )


def _told(hall: Hall, entry: Entry) -> dict[str, object]:
    page = None
    if entry.listing is not None:
        page = {"title": entry.listing.page.title, "address": hall.at.page(entry.listing.key)}
    return {
        "kind": "retraction" if entry.retraction else "correction",
        "at": utc_stamp(entry.at),
        "page": page,
        "edition": None if entry.edition is None else entry.edition.number,
        "what": entry.what,
        "why": entry.why,
    }
