"""The way in and out: what is refused at once, what a browser is told, what is written down."""

from __future__ import annotations

import logging

from fastapi import HTTPException
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wellsourced.errors import WellsourcedError
from wellsourced.web.pacing import TooMany, network_key
from wellsourced.web.refusing import our_fault, refuse, refused
from wellsourced.web.site import Site
from wellsourced.web.thresholds import SAFE
from wellsourced.web.visitors import Visitor
from wellsourced.web.visits import VISIT, Visit, address_of

__all__ = ["Doors"]

_LOG = logging.getLogger("wellsourced.web")


class Doors:
    """Lets requests in that are meant for this site, short enough and not too many."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app, self._site = app, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse; what nobody foresaw is a page too, with the same headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        visit = scope[VISIT] = Visit()
        request, begun = Request(scope), False

        async def leaving(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                await self._write_down(request, visit, message["status"])
                _tell_browser(message, visit)
            await send(message)

        answer = self._refusal(request)
        try:
            if answer is None:
                await self._app(scope, self._counted(request, receive), leaving)
                return
        except Exception as error:
            if begun:
                raise
            answer = our_fault(request, error)
        await answer(scope, receive, leaving)

    def _refusal(self, request: Request) -> Response | None:
        scope, rules = request.scope, self._site.threshold
        address = bytes(scope.get("raw_path") or b"") + bytes(scope.get("query_string", b""))
        found = (
            rules.length(address, scope["headers"])
            or rules.host(request.headers.getlist("host"))
            or rules.origin_of(request.method, request.headers)
        )
        if found is not None:
            return refuse(request, found.status, found.line)
        if not _fits(request.headers.get("content-length", "0"), self._longest(request)):
            return refuse(request, 413, _too_long(self._longest(request)))
        try:
            self._keep_pace(request)
        except TooMany as error:
            return refused(request, error)
        return None

    def _keep_pace(self, request: Request) -> None:
        address = address_of(request)
        if request.method in SAFE:
            self._site.pace.read(address)
        else:
            self._site.pace.act(f"address {network_key(address)}")

    def _longest(self, request: Request) -> int:
        return self._site.threshold.longest(request.headers.get("content-type", ""))

    def _counted(self, request: Request, receive: Receive) -> Receive:
        """What comes in, as long as it is not too much: a body need not say how long it will be."""
        longest, read = self._longest(request), 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > longest:
                raise HTTPException(413, _too_long(longest))
            return message

        return counted

    async def _write_down(self, request: Request, visit: Visit, status: int) -> None:
        accounts = self._site.accounts
        if accounts is None or visit.acted is None or request.method in SAFE:
            return
        try:
            await run_in_threadpool(self._log, request, visit, visit.acted, status)
        except WellsourcedError:
            _LOG.exception("an action was not written down: %s", _deed(request))

    def _log(self, request: Request, visit: Visit, who: Visitor, status: int) -> None:
        accounts = self._site.accounts
        assert accounts is not None
        deed, on = visit.did or _deed(request), visit.on or request.url.path
        accounts.actions.write(who.name, deed, on, accounts.clock.now(), (status, address_of(request)))


def _deed(request: Request) -> str:
    """What is done, by the room and function that does it: `asking.ask`."""
    endpoint = request.scope.get("endpoint")
    if endpoint is None:
        return request.method
    return f"{endpoint.__module__.rpartition('.')[2]}.{endpoint.__name__}"


def _tell_browser(message: Message, visit: Visit) -> None:
    if visit.visitor is None and not visit.cookies:
        return
    headers = MutableHeaders(scope=message)
    headers["cache-control"] = "no-store"  # what depends on who asks is for one browser
    for line in visit.cookies:
        headers.append("set-cookie", line)


def _fits(length: str, longest: int) -> bool:
    return length.isascii() and length.isdecimal() and len(length) < 16 and int(length) <= longest


def _too_long(longest: int) -> str:
    return f"This is too long: send at most {longest // 1_000_000} MB."
