"""A server on loopback that answers as a search service would, from a script, and keeps what it was asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from urllib.parse import parse_qs, urlsplit

JSON = {"Content-Type": "application/json"}
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True, kw_only=True)
class Says:
    """One answer; `cut` promises more than it sends, `slow` waits so many seconds in the middle of it."""

    status: int = 200
    body: object = b""
    headers: Mapping[str, str] = field(default_factory=lambda: JSON)
    cut: bool = False
    slow: float = 0.0

    def sent(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question as it came in."""

    method: str
    path: str
    headers: Message
    body: bytes

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.path).query, keep_blank_values=True)

    @property
    def plain_path(self) -> str:
        return urlsplit(self.path).path


@dataclass
class SearchServer:
    """What the server says, in turn, the last again and again; and what it was asked."""

    address: str = ""
    script: list[Says] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def next(self) -> Says:
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_of: SearchServer

    def log_message(self, *_: object) -> None:
        """Keep still."""

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        asked = Asked(method=self.command, path=self.path, headers=self.headers, body=body)
        self.server_of.asked.append(asked)
        says = self.server_of.next()
        sent = says.sent()
        self.send_response(says.status)
        for name, value in says.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(sent) + 10 * says.cut))
        self.end_headers()
        half = len(sent) // 2
        self.wfile.write(sent[:half])
        self.wfile.flush()
        sleep(says.slow)
        self.wfile.write(sent[half:])
        self.close_connection = says.cut

    do_POST = do_GET


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that left early is no news."""


@contextmanager
def answering(*script: Says) -> Iterator[SearchServer]:
    """A server that says these things, until the block ends."""
    told = SearchServer(script=list(script) or [Says(body={})])
    handler = type("Handler", (_Handler,), {"server_of": told})
    with _Server(("127.0.0.1", 0), handler) as server:
        told.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
