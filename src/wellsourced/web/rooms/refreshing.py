"""A page checked again because somebody wants to know whether it still stands."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.errors import InputError
from wellsourced.jobs.orders import Urgency, order_to_refresh
from wellsourced.refresh import checked_at
from wellsourced.render.staleness import stale_notice
from wellsourced.render.words import utc_stamp
from wellsourced.web.gates import require
from wellsourced.web.lookup import listing_at
from wellsourced.web.replies import moved, page, told, wants_json
from wellsourced.web.site import site_of
from wellsourced.web.visitors import May
from wellsourced.web.visits import note

__all__ = ["router"]

router = APIRouter()


@router.get("/p/{key}/refresh")
def form(request: Request, key: str) -> Response:
    """What checking again does, when it was done last, and the button."""
    site, listing = site_of(request), listing_at(request, key)
    imprint = site.press.imprint(listing, listing.stands)
    last = checked_at(listing.stands, site.library)
    if wants_json(request):
        return told({"checked_at": utc_stamp(last), "due": stale_notice(imprint.stale) or None})
    values = {
        "listing": listing,
        "checked_at": last,
        "due": stale_notice(imprint.stale),
        "visitor": site.gate.visitor(request),
    }
    return page(request, "site/refresh.html.j2", values)


@router.post("/p/{key}/refresh")
def refresh(request: Request, key: str, csrf: Annotated[str, Form()] = "") -> Response:
    """Have the page's sources asked again, and go where the progress is told."""
    site = site_of(request)
    visitor = require(request, May.REFRESH, csrf)
    listing = listing_at(request, key)
    if listing.retraction is not None:
        raise InputError("This page was retracted: nothing about it is checked again.")
    last = checked_at(listing.stands, site.library)
    order = order_to_refresh(
        listing.stands, last, listing.page.title, user=visitor.name, urgency=Urgency.ASKED
    )
    job = site.queue.submit(order)
    note(request, "refresh", listing.page.id)
    return moved(site.at.job(job.id))
