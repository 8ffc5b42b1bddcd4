"""Topics: all of them, and the pages of one."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.web.halls import hall_of, listing_json, stem
from wellsourced.web.leaves import leaf, with_query
from wellsourced.web.subjects import topics_of

__all__ = ["router"]

router = APIRouter()

NAMED = 240
"""Topics on a leaf."""
FEW = 40
"""Topics below which they need no letters to be found by."""
SHOWN = 25
"""Pages on a leaf."""


@router.get("/topics")
@router.get("/topics.json")
def topics(request: Request, page: str = "") -> Response:
    """All topics by name, with how many pages each has."""
    hall = hall_of(request)
    found = list(hall.overview(topics_of).values())
    one = leaf(found, page, NAMED, lambda n: with_query(hall.at.topics(), page=str(n)))
    return hall.sent(
        "site/topics.html.j2",
        lambda: {"leaf": one, "few": FEW},
        lambda: {
            "total": one.total,
            "topics": [
                {"name": topic.name, "address": hall.at.topic(topic.name), "pages": len(topic.listings)}
                for topic in found
            ],
        },
        one.number,
    )


@router.get("/topics/{key}")
def topic(request: Request, key: str, page: str = "") -> Response:
    """The pages of a topic, newest first."""
    hall = hall_of(request)
    found = hall.overview(topics_of).get(stem(key))
    if found is None:
        raise HTTPException(404, "There is no page on such a topic.")
    address = hall.at.topic(found.name)
    one = leaf(found.listings, page, SHOWN, lambda n: with_query(address, page=str(n)))
    return hall.sent(
        "site/topic.html.j2",
        lambda: {"topic": found, "leaf": one},
        lambda: {
            "topic": found.name,
            "total": one.total,
            "pages": [listing_json(listing, hall.at) for listing in found.listings],
        },
        one.number,
    )
