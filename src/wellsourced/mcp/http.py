"""The server over HTTP, behind a door: other sites' pages are refused, and whoever lacks the token."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken
from mcp.server.streamable_http_manager import StreamableHTTPASGIApp, StreamableHTTPSessionManager
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from wellsourced.mcp.callers import CALLER, LOCAL
from wellsourced.mcp.server import make_server
from wellsourced.mcp.service import Service
from wellsourced.web.accounts.keeping import Accounts
from wellsourced.web.pacing import Pace, TooMany
from wellsourced.web.thresholds import Refusal, Threshold
from wellsourced.web.visitors import MAY, Visitor

__all__ = ["PATH", "make_http_app"]

PATH = "/mcp"
MOST_SESSIONS = 1_000
LONGEST_BODY = 4_000_000
"""Bytes of a request: a long draft and its JSON."""
_ASKED_BY_FORM = "POST"
"""Other sites' pages are refused whatever the method: reading is what they come for."""


def make_http_app(service: Service, accounts: Accounts | None) -> ASGIApp:
    """The application behind its door; without accounts whoever is on this machine may do everything."""

    pace = Pace.of(service.settings)
    guard = None if accounts is None else _ByAccount(accounts, pace)
    manager = StreamableHTTPSessionManager(
        make_server(service, guard), max_request_body_size=LONGEST_BODY, max_sessions=MOST_SESSIONS
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with manager.run():
            yield

    inside = Starlette(routes=[Route(PATH, endpoint=StreamableHTTPASGIApp(manager))], lifespan=lifespan)
    return Door(inside, Threshold.of(service.settings), pace, accounts)


class _ByAccount:
    """Checks and audits of people with accounts: as many in a minute as forms, and all written down."""

    def __init__(self, accounts: Accounts, pace: Pace) -> None:
        self._accounts, self._pace = accounts, pace

    def begin(self, visitor: Visitor) -> None:
        """Count it. Raises `TooMany`."""
        self._pace.act(f"user {visitor.name}")

    def end(self, visitor: Visitor, tool: str, on: str, done: bool) -> None:
        """Write it down."""
        now, status = self._accounts.clock.now(), 200 if done else 400
        self._accounts.actions.write(visitor.name, f"mcp.{tool}", on, now, (status, ""))


class Door:
    """Lets in requests that are meant for this server, from programs that may use it."""

    def __init__(self, app: ASGIApp, rules: Threshold, pace: Pace, accounts: Accounts | None) -> None:
        self._app, self._rules, self._pace, self._accounts = app, rules, pace, accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse in a line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        answer = self._foreign(request) or await self._unknown(request)
        await (answer or self._app)(scope, receive, send)

    def _foreign(self, request: Request) -> Response | None:
        """The refusal of a request that a page of another site makes, or that is made to another host."""
        rules, headers = self._rules, request.headers
        address = bytes(request.scope.get("raw_path") or b"") + bytes(request.scope.get("query_string", b""))
        found = (
            rules.length(address, request.scope["headers"])
            or rules.host(headers.getlist("host"))
            or _nameless(headers.get("origin"))
            or rules.origin_of(_ASKED_BY_FORM, headers)
        )
        return None if found is None else _refusal(found.status, found.line)

    async def _unknown(self, request: Request) -> Response | None:
        """The refusal of a request without a good token where one is needed, or of one too many."""
        if self._accounts is None:
            visitor: Visitor | None = LOCAL
        else:
            visitor = await to_thread.run_sync(self._by_token, request.headers.get("authorization", ""))
        address = "" if request.client is None else request.client.host
        try:
            self._pace.read(address)
            if visitor is None:
                self._pace.act(f"no token {address}")
                line = "A token is needed: make one at the site, under your account."
                return _refusal(401, line, {"www-authenticate": 'Bearer realm="wellsourced"'})
        except TooMany as error:
            return _refusal(429, str(error), {"retry-after": str(int(error.retry_after or 1))})
        request.scope[CALLER] = visitor
        if self._accounts is not None:
            # A session is of who opened it: the same token's owner, or it is not found.
            token = AccessToken(token="", client_id=visitor.name, scopes=[])
            request.scope["user"] = AuthenticatedUser(token)
        return None

    def _by_token(self, header: str) -> Visitor | None:
        assert self._accounts is not None
        scheme, _, secret = header.partition(" ")
        if scheme.lower() != "bearer" or not secret.strip():
            return None
        found = self._accounts.tokens.whose(secret.strip(), self._accounts.clock.now())
        if found is None:
            return None
        name, role, scopes = found
        return Visitor(name=name, role=role, may=MAY[role] & scopes, by_token=True)


def _nameless(origin: str | None) -> Refusal | None:
    """Refuse pages that hide where they are from: a frame in a sandbox says `null`."""
    if origin != "null":
        return None
    return Refusal(status=403, line="This was sent by a page that does not say which site it is of.")


def _refusal(status: int, line: str, headers: dict[str, str] | None = None) -> Response:
    body = {"error": {"kind": "Refused", "message": line}}
    return JSONResponse(body, status_code=status, headers={"cache-control": "no-store", **(headers or {})})
