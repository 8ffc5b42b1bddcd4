"""What is known of one request while it is answered: who it comes from, and what is told their browser."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.requests import Request

from wellsourced.web.visitors import Visitor

__all__ = ["VISIT", "Visit", "address_of", "note", "visit_of"]

VISIT = "wellsourced.visit"


@dataclass(slots=True)
class Visit:
    """One request: `acted` is who did something that is written down, `did` what, and `on` what."""

    visitor: Visitor | None = None
    acted: Visitor | None = None
    did: str = ""
    on: str = ""
    cookies: list[str] = field(default_factory=list)
    """`Set-Cookie` lines for the answer."""


def visit_of(request: Request) -> Visit:
    """The visit that a request is."""
    visit: Visit = request.scope.setdefault(VISIT, Visit())
    return visit


def note(request: Request, did: str, on: str) -> None:
    """Say more plainly for the log of actions what was done, and to what (an id)."""
    visit = visit_of(request)
    visit.did, visit.on = did, on


def address_of(request: Request) -> str:
    """The address a request comes from, empty where it came by no network."""
    return "" if request.client is None else request.client.host
