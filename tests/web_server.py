"""A site on loopback that can be told to misbehave, and a decoy that counts who comes near it."""

from __future__ import annotations

import math
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any


@dataclass(frozen=True)
class Page:
    """What is answered at a path."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    says_length: bool = True
    cut_at: int | None = None
    """After how many bytes of the body the connection is closed."""
    before: float = 0.0
    """Seconds until the answer begins."""
    crumbs: float = 0.0
    """Seconds between two bytes of the body."""


@dataclass
class Asked:
    """One request: when it came and when it was answered, on the monotonic clock.

    It is noted when it comes, since a client that has its answer may be done before this server is.
    """

    path: str
    headers: Message
    began: float
    ended: float = math.inf


@dataclass
class Site:
    """What the server holds, and what it was asked; a path without a page is a 404."""

    port: int = 0
    address: str = ""
    pages: dict[str, Page | list[Page]] = field(default_factory=dict)
    """A list is answered one after another, the last one again and again."""
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    open: int = 0
    most_open: int = 0
    lock: Lock = field(default_factory=Lock)

    def paths(self) -> list[str]:
        """The paths asked for so far, robots.txt aside."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def answer(self, path: str, headers: Message) -> Page:
        """The page at the path; one with an ETag or a date that the request names is not sent again."""
        found = self.pages.get(path, Page(status=404))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        etag, date = found.headers.get("ETag"), found.headers.get("Last-Modified")
        same = etag is not None and headers.get("If-None-Match") == etag
        if same or (etag is None and date is not None and headers.get("If-Modified-Since") == date):
            return Page(status=304, headers=found.headers)
        return found


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def log_message(self, *_: object) -> None:
        """Keep still."""

    def setup(self) -> None:
        super().setup()
        with self.site.lock:
            self.site.connections += 1
            self.site.open += 1
            self.site.most_open = max(self.site.most_open, self.site.open)

    def finish(self) -> None:
        with self.site.lock:
            self.site.open -= 1
        super().finish()

    def do_GET(self) -> None:
        asked = Asked(self.path, self.headers, time.monotonic())
        with self.site.lock:
            self.site.asked.append(asked)
        try:
            self._answer(self.site.answer(self.path, self.headers))
        finally:  # a client may have had enough of it
            asked.ended = time.monotonic()

    def _answer(self, page: Page) -> None:
        time.sleep(page.before)
        self.send_response(page.status)
        for name, value in page.headers.items():
            self.send_header(name, value)
        if page.status != 304 and page.says_length and "Content-Length" not in page.headers:
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if page.cut_at is not None or not page.says_length:
            self.close_connection = True
        self._send(page)

    def _send(self, page: Page) -> None:
        body = page.body if page.cut_at is None else page.body[: page.cut_at]
        if not page.crumbs:
            self.wfile.write(body)
            return
        for at in range(len(body)):
            self.wfile.write(body[at : at + 1])
            self.wfile.flush()
            time.sleep(page.crumbs)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that left early is no news."""


@contextmanager
def serving(host: str = "127.0.0.1", tls: ssl.SSLContext | None = None, **pages: Page) -> Iterator[Site]:
    """A site until the block ends; `home=Page(...)` is the page at `/home`."""
    site = Site(pages={f"/{path}": page for path, page in pages.items()})
    handler: Any = type("Handler", (_Handler,), {"site": site})
    with _Server((host, 0), handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        site.port = server.server_address[1]
        site.address = f"{'http' if tls is None else 'https'}://{host}:{site.port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Decoy:
    """A door nobody should come to."""

    port: int
    connections: int = 0


@contextmanager
def decoy() -> Iterator[Decoy]:
    """Listen at every address of this machine, IPv4 and IPv6, and count whoever connects."""
    listening = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
    counted = Decoy(port=listening.getsockname()[1])

    def count() -> None:
        while True:
            try:
                visitor, _ = listening.accept()
            except OSError:
                return
            counted.connections += 1
            visitor.close()

    thread = Thread(target=count, daemon=True)
    thread.start()
    try:
        yield counted
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()
