"""Asking the site without a network: the application is called in this process."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp

__all__ = ["Inside", "Reply"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer of the site; `location` is where a redirect leads."""

    status: int
    media_type: str
    location: str
    body: bytes


class Inside:
    """Asks the application as nobody in particular, at the address it is known by, where it has one."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app = app
        self._known_by = urlsplit(base)

    async def get(self, address: str, accept: str = "text/html") -> Reply:
        """What is at an address of the site, a path with its query."""
        parts = urlsplit(address)
        headers = [(b"accept", accept.encode("ascii"))]
        if self._known_by.netloc:
            headers.append((b"host", self._known_by.netloc.encode("idna")))
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": self._known_by.scheme or "http",
            "path": unquote(parts.path),
            "raw_path": parts.path.encode("ascii", "replace"),
            "query_string": parts.query.encode("ascii", "replace"),
            "root_path": "",
            "headers": headers,
            "client": None,
            "server": None,
        }
        started: MutableMapping[str, Any] = {}
        body = bytearray()

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                started.update(message)
            else:
                body.extend(message.get("body", b""))

        await self._app(scope, receive, send)
        told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in started["headers"]}
        return Reply(
            status=started["status"],
            media_type=told.get("content-type", "").partition(";")[0],
            location=told.get("location", ""),
            body=bytes(body),
        )
