"""An OpenAI-compatible endpoint on loopback whose answers a test sets, one a request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from typing import Any

__all__ = ["Reply", "ServedModel", "serving"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is answered: the model's text, or the status and headers of a refusal."""

    text: str = "{}"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    body: bytes | None = None

    def raw(self) -> bytes:
        if self.body is not None:
            return self.body
        usage = {"prompt_tokens": 30, "completion_tokens": 7}
        return json.dumps({"choices": [{"message": {"content": self.text}}], "usage": usage}).encode()


@dataclass(slots=True)
class ServedModel:
    """What the endpoint answers in turn, the last again and again, and what it was sent."""

    replies: list[Reply]
    address: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def next(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def serving(*replies: Reply) -> Iterator[ServedModel]:
    """The endpoint, for as long as the test lasts."""
    model = ServedModel(list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            model.bodies.append(json.loads(self.rfile.read(length)))
            model.headers.append(dict(self.headers))
            reply = model.next()
            sleep(reply.seconds)
            raw = reply.raw()
            try:
                self.send_response(reply.status)
                for name, value in {**reply.headers, "Content-Length": str(len(raw))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(raw)
            except OSError:
                pass  # who asked has gone away

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    model.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
