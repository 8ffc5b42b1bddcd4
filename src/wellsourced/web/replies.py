"""How answers are sent: stored bytes with their ETag, pages in the site's frame, JSON for who asks for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wellsourced.render.templating import templates
from wellsourced.web.assets import SCRIPT, STYLE
from wellsourced.web.bodies import Printed
from wellsourced.web.site import Site, site_of

__all__ = ["HTML", "JSON", "framed", "moved", "page", "sent", "told", "wants_json"]

NOTHING: Mapping[str, object] = MappingProxyType({})

HTML = "text/html; charset=utf-8"
JSON = "application/json"

LOOKED_AFTER = "no-cache"
"""Kept by who asks, and asked about each time: the ETag tells whether it still stands."""


def sent(request: Request, made: Printed, media_type: str, cache: str = LOOKED_AFTER) -> Response:
    """Stored bytes, packed where the asker can unpack them, and none where they have them already."""
    headers = {"etag": made.etag, "cache-control": cache, "vary": "accept, accept-encoding"}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if made.etag.removeprefix("W/") in known:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(made.packed, media_type=media_type, headers=headers)
    return Response(made.body, media_type=media_type, headers=headers)


def framed(site: Site, path: str, template: str, values: Mapping[str, object]) -> bytes:
    """A page of the site: a template that extends `site/frame.html.j2`, with everything escaped."""
    common: dict[str, object] = {"at": site.at, "style": STYLE.name, "script": SCRIPT.name}
    common |= {"path": path, "agencies": site.agencies}
    return templates().get_template(template).render(**common, **values).encode("utf-8")


def page(
    request: Request, template: str, values: Mapping[str, object] = NOTHING, status: int = 200
) -> Response:
    """A page that is made for this one asker, and kept by nobody."""
    body = framed(site_of(request), request.url.path, template, values)
    return Response(body, status, {"cache-control": "no-store"}, HTML)


def told(value: Mapping[str, object], status: int = 200) -> Response:
    """One JSON document."""
    body = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return Response(body, status, {"cache-control": "no-cache", "vary": "accept"}, JSON)


def moved(address: str, status: int = 303) -> Response:
    """Go there: 303 after a form, 308 where an address is another for good."""
    return RedirectResponse(address, status)


def wants_json(request: Request) -> bool:
    """Whether JSON is asked for rather than a page: by `Accept`, as programs do, or by the address."""
    accepted = request.headers.get("accept", "")
    return request.url.path.endswith(".json") or (JSON in accepted and "text/html" not in accepted)
