"""The front page: where to ask, what is new, what is read, what changed; and the site's own files."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import timedelta

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.web.assets import ASSETS, FOR_GOOD, newest
from wellsourced.web.catalogue import Listing
from wellsourced.web.halls import Hall, hall_of, listing_json
from wellsourced.web.lately import corrections_of, renewed_of
from wellsourced.web.replies import sent
from wellsourced.web.subjects import Topic, topics_of

__all__ = ["router"]

router = APIRouter()

NEWEST = 9
READ = 5
CHANGED = 4
TOPICS = 18
WEEK, MONTH = 7, 30
KEPT_FOR = 60.0
"""Seconds for which it is remembered what is read most."""


@router.get("/")
@router.get("/index.json")
def home(request: Request, days: str = "") -> Response:
    """Where to ask, the newest pages, those read most in seven days or thirty, and what changed lately."""
    hall = hall_of(request)
    span = MONTH if days == str(MONTH) else WEEK
    turn = int(time.monotonic() / KEPT_FOR)
    return hall.sent("site/home.html.j2", lambda: _shown(hall, span), lambda: _told(hall, span), span, turn)


@router.get("/assets/{name}")
def assets(request: Request, name: str) -> Response:
    """A style sheet or script of ours."""
    one = ASSETS.get(name)
    if one is not None:
        return sent(request, one.printed, one.media_type, FOR_GOOD)
    instead = newest(name)
    if instead is None:
        raise HTTPException(404, "There is no such file.")
    return sent(request, instead.printed, instead.media_type)


def most_read(hall: Hall, days: int) -> list[Listing]:
    """The pages that were read most in some days, most first."""
    since = hall.site.clock.now().date() - timedelta(days=days - 1)
    reads = hall.site.library.reads(since)
    found = [one for one in hall.catalogue.shown if reads.get(one.stands.page)]
    return sorted(found, key=lambda one: -reads[one.stands.page])[:READ]


def _shown(hall: Hall, days: int) -> Mapping[str, object]:
    catalogue = hall.catalogue
    topics = _by_size(hall)
    return {
        "newest": catalogue.shown[:NEWEST],
        "pages": len(catalogue.shown),
        "read": most_read(hall, days),
        "days": days,
        "spans": (WEEK, MONTH),
        "topics": topics[:TOPICS],
        "more_topics": len(topics) > TOPICS,
        "renewed": hall.overview(renewed_of)[:CHANGED],
        "corrections": corrections_of(catalogue, hall.site.library.corrections())[:CHANGED],
    }


def _told(hall: Hall, days: int) -> Mapping[str, object]:
    at = hall.at
    return {
        "newest": [listing_json(one, at) for one in hall.catalogue.shown[:NEWEST]],
        "most_read": [listing_json(one, at) for one in most_read(hall, days)],
        "days": days,
        "topics": [{"name": one.name, "address": at.topic(one.name)} for one in _by_size(hall)[:TOPICS]],
        "changed": [
            {"page": listing_json(one.listing, at), "changes": list(one.told)}
            for one in hall.overview(renewed_of)[:CHANGED]
        ],
    }


def _by_size(hall: Hall) -> Sequence[Topic]:
    return sorted(hall.overview(topics_of).values(), key=lambda one: -len(one.listings))
