"""Every request counted, by its route; and who may see the numbers."""

from __future__ import annotations

import ipaddress
import time

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wellsourced.adapters.site_metrics import SiteMeters
from wellsourced.web.site import site_of
from wellsourced.web.visitors import May

__all__ = ["Measured", "may_see"]

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Measured:
    """Counts requests and times their answers; a stream counts as answered when it begins."""

    def __init__(self, app: ASGIApp, meters: SiteMeters) -> None:
        self._app, self._meters = app, meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and count it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                # Made-up addresses and methods are endless: they are counted as one.
                route = getattr(scope.get("route"), "path", "none")
                method = scope["method"] if scope["method"] in METHODS else "other"
                self._meters.answered(route, method, message["status"], time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, counted)


def may_see(request: Request) -> bool:
    """Whether somebody may see the numbers: a program on this machine, or who manages the site."""
    straight = request.client is not None and "x-forwarded-for" not in request.headers
    if straight and request.client is not None and _is_here(request.client.host):
        return True
    return May.MANAGE in site_of(request).gate.visitor(request).may


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
