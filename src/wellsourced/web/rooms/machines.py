"""What programs ask for: feeds, the sitemap, who to tell of a fault, and how the site is."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.adapters.site_metrics import SiteMeters
from wellsourced.errors import WellsourcedError
from wellsourced.render import sitemap as sitemaps
from wellsourced.web.bodies import Printed, printed
from wellsourced.web.feeding import Room, Where
from wellsourced.web.measuring import may_see
from wellsourced.web.replies import moved, sent, told
from wellsourced.web.site import Site, site_of

__all__ = ["base_of", "router"]

router = APIRouter(tags=["machines"])

ATOM = "application/atom+xml; charset=utf-8"
XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"

NOT_FOR_MACHINES = ("account", "ask", "audit", "jobs/", "library", "reports/", "search")
"""What is for one reader, or would be endless."""

GOOD_FOR = timedelta(days=180)
"""For which the word on whom to tell of a fault holds."""

SLOW = 2.0
"""Seconds within which the parts of the site answer, or it is not ready."""


@router.get("/feed.atom")
def feed(request: Request) -> Response:
    """The newest editions of all pages."""
    site = site_of(request)
    return sent(request, site.feeds.everything(_room(request)), ATOM)


@router.get("/p/{key}.atom")
def page_feed(request: Request, key: str) -> Response:
    """All that befell a page."""
    site, room = site_of(request), _room(request)
    listing = room.catalogue.keys.get(key)
    if listing is None:
        raise HTTPException(404, "There is no such page.")
    if key != listing.key:
        return moved(site.at.page(listing.key, "atom"), 308)
    return sent(request, site.feeds.page(room, listing), ATOM)


@router.get("/topics/{key}.atom")
def topic_feed(request: Request, key: str) -> Response:
    """The newest editions on a topic."""
    return _feed(request, site_of(request).feeds.topic(_room(request), key), "There is no such topic.")


@router.get("/places/{code}.atom")
def place_feed(request: Request, code: str) -> Response:
    """The newest editions on a place."""
    return _feed(request, site_of(request).feeds.place(_room(request), code), "No page is on that place.")


@router.get("/corrections.atom")
def corrections_feed(request: Request) -> Response:
    """What was taken back, and why."""
    return sent(request, site_of(request).feeds.corrections(_room(request)), ATOM)


@router.get("/sitemap.xml")
def whole_sitemap(request: Request) -> Response:
    """The pages of the site, or the parts of that list where it is long."""
    site, base, pages = site_of(request), base_of(request), _pages(request)
    if len(pages) <= sitemaps.MOST:
        return _xml(request, sitemaps.sitemap(pages))
    parts = [
        (f"{base}{site.at.sitemap(number + 1)}", max((at for _, at in part if at), default=None))
        for number, part in enumerate(_parts(pages))
    ]
    return _xml(request, sitemaps.sitemap_index(parts))


@router.get("/sitemap-{number:int}.xml")
def part_of_sitemap(request: Request, number: int) -> Response:
    """A part of a long sitemap."""
    parts = _parts(_pages(request))
    if not 0 < number <= len(parts) or len(parts) == 1:
        raise HTTPException(404, "There is no such part.")
    return _xml(request, sitemaps.sitemap(parts[number - 1]))


@router.get("/robots.txt")
def robots(request: Request) -> Response:
    """What search engines leave alone, and where the sitemap is."""
    site, base = site_of(request), base_of(request)
    kept_out = "".join(f"Disallow: {site.at.root}/{path}\n" for path in NOT_FOR_MACHINES)
    return _text(request, f"User-agent: *\n{kept_out}\nSitemap: {base}{site.at.sitemap()}\n")


@router.get("/.well-known/security.txt")
def security(request: Request) -> Response:
    """Whom to tell of a fault of security (RFC 9116), where the settings say it."""
    site = site_of(request)
    contact = site.settings.site_contact
    if contact is None:
        raise HTTPException(404, "Nobody is named here: set `site_contact`.")
    midnight = site.clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {(midnight + GOOD_FOR).isoformat()}",
        "Preferred-Languages: en",
    ]
    if site.settings.site_url is not None:
        lines.append(f"Canonical: {site.settings.site_url}{site.at.security()}")
    return _text(request, "\n".join(lines) + "\n")


@router.get("/health")
def health(request: Request) -> Response:
    """Whether the site can do its work: its library and its queue answer, and soon."""
    site = site_of(request)
    began = time.monotonic()
    parts = {"library": _answers(site.library.befallen), "queue": _answers(lambda: site.queue.jobs(most=1))}
    well = all(parts.values()) and time.monotonic() - began < SLOW
    words = {name: "ok" if good else "unreachable" for name, good in parts.items()}
    return told({"status": "ok" if well else "not ready", **words}, 200 if well else 503)


@router.get("/health/live")
def alive() -> Response:
    """That the site answers at all."""
    return told({"status": "ok"})


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Numbers for Prometheus: for programs on this machine, and for those who manage the site."""
    if not may_see(request):
        raise HTTPException(404, "Nothing is here.")
    meters: SiteMeters = request.app.state.meters
    return Response(meters.text(), media_type=PROMETHEUS, headers={"cache-control": "no-store"})


def base_of(request: Request) -> str:
    """What stands before addresses for those who are elsewhere: the site's own, else as it was asked."""
    known = site_of(request).settings.site_url
    return str(request.base_url).rstrip("/") if known is None else known


def _answers(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except (WellsourcedError, OSError):
        return False
    return True


def _room(request: Request) -> Room:
    site = site_of(request)
    return Room(
        library=site.library,
        catalogue=site.directory.catalogue(),
        actions=site.actions,
        where=Where(base=base_of(request), at=site.at),
    )


def _feed(request: Request, made: Printed | None, missing: str) -> Response:
    if made is None:
        raise HTTPException(404, missing)
    return sent(request, made, ATOM)


def _pages(request: Request) -> list[tuple[str, datetime | None]]:
    """Every page of the site that has an address of its own, the halls first."""
    site, base = site_of(request), base_of(request)
    catalogue = site.directory.catalogue()
    newest = max((one.stands.published_at for one in catalogue.shown), default=None)
    topics = sorted({name for one in catalogue.shown for name in one.card.topics})
    codes = {code for one in catalogue.shown for code in (one.card.place, *one.card.states) if code}
    halls = [_halls_of(site), [site.at.topic(name) for name in topics]]
    halls.append([site.at.place(code) for code in sorted(codes)])
    listed = [(f"{base}{address}", newest) for hall in halls for address in dict.fromkeys(hall)]
    pages = [(f"{base}{site.at.page(one.key)}", one.stands.published_at) for one in catalogue.shown]
    return [*listed, *pages]


def _halls_of(site: Site) -> list[str]:
    at = site.at
    return [at.home(), at.method(), at.topics(), at.places(), at.sources(), at.corrections()]


def _parts(
    pages: Sequence[tuple[str, datetime | None]],
) -> list[Sequence[tuple[str, datetime | None]]]:
    return [pages[start : start + sitemaps.MOST] for start in range(0, len(pages), sitemaps.MOST)] or [()]


def _xml(request: Request, text: str) -> Response:
    return sent(request, printed(text.encode("utf-8")), XML)


def _text(request: Request, text: str) -> Response:
    return sent(request, printed(text.encode("utf-8")), TEXT)
