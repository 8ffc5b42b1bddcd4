"""The site as an ASGI application: its rooms, its headers, and what every error becomes."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from wellsourced.adapters.site_metrics import SiteMeters
from wellsourced.errors import WellsourcedError
from wellsourced.web.describing import described
from wellsourced.web.doors import Doors
from wellsourced.web.headers import SecureHeaders
from wellsourced.web.lookup import PageWithheld
from wellsourced.web.measuring import Measured
from wellsourced.web.refusing import misread, not_served, refused
from wellsourced.web.rooms import (
    account,
    asking,
    auditing,
    corrections,
    desk,
    drafts,
    evidence,
    flagging,
    home,
    jobs,
    library,
    machines,
    method,
    people,
    places,
    reading,
    refreshing,
    searching,
    sources,
    topics,
    withheld,
)
from wellsourced.web.site import Site

__all__ = ["ROOMS", "make_app", "rooms_of", "unfurnished"]

ROOMS = (
    machines,
    home,
    asking,
    auditing,
    jobs,
    drafts,
    refreshing,
    flagging,
    desk,
    reading,
    evidence,
    topics,
    places,
    sources,
    searching,
    corrections,
    method,
    library,
    account,
    people,
)
"""In the order in which addresses are looked up: machines first, for theirs end in a form (`.atom`) that
others would take for part of a name; `/p/KEY/NUMBER` after those that it fits too."""


def make_app(site: Site) -> FastAPI:
    """The application over a site, behind its doors. It opens nothing and closes nothing."""
    app = rooms_of(site)
    # The last is the outermost: also what is refused at the doors, and a fault of ours, has the headers.
    app.add_middleware(Doors, site=site)
    app.add_middleware(SecureHeaders, secure=site.threshold.secure)
    app.add_middleware(Measured, meters=app.state.meters)
    return app


def unfurnished() -> FastAPI:
    """The rooms and what they tell of themselves, over no site yet: nobody can be answered."""
    app = FastAPI(title="Wellsourced", docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    for room in ROOMS:
        app.include_router(room.router, tags=[room.__name__.rpartition(".")[2]])
    app.openapi = described(app)  # type: ignore[method-assign]
    return app


def rooms_of(site: Site) -> FastAPI:
    """The rooms alone, for who is inside already: nothing is refused at the door, counted or written down."""
    app = unfurnished()
    app.state.site = site
    app.state.meters = SiteMeters()
    app.add_exception_handler(WellsourcedError, refused)
    app.add_exception_handler(HTTPException, not_served)
    app.add_exception_handler(PageWithheld, withheld.told_of)
    app.add_exception_handler(RequestValidationError, misread)
    return app
