"""A server on loopback that speaks the addresses of a Hugging Face hub, and can be told to misbehave."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Served:
    """One repository: its files, and what the hub says of it."""

    files: dict[str, bytes]
    commit: str = COMMIT
    licence: str | None = "apache-2.0"
    lies: dict[str, bytes] = field(default_factory=dict)
    """Served instead of a file, while the listing keeps telling of the file."""


@dataclass
class Hub:
    """What the server holds, does wrong, and was asked."""

    address: str = ""
    served: dict[str, Served] = field(default_factory=dict)
    cuts: dict[str, list[int]] = field(default_factory=dict)
    """A file, and after how many bytes each of the next answers is cut off."""
    answers: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    """The beginning of a path, and what is answered there: a status and headers."""
    body: bytes = b""
    """What those answers say."""
    no_ranges: bool = False
    asked: list[tuple[str, Message]] = field(default_factory=list)

    def paths(self) -> list[str]:
        """The paths asked for so far."""
        return [path for path, _ in self.asked]


def _sibling(name: str, body: bytes) -> dict[str, Any]:
    blob = hashlib.sha1(b"blob %d\0" % len(body) + body, usedforsecurity=False).hexdigest()
    told: dict[str, Any] = {"rfilename": name, "size": len(body), "blobId": blob}
    if name.endswith((".onnx", ".safetensors")):
        told["lfs"] = {"sha256": hashlib.sha256(body).hexdigest(), "size": len(body), "pointerSize": 130}
    return told


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: Hub

    def log_message(self, *_: object) -> None:
        """Keep still."""

    def do_GET(self) -> None:
        self.hub.asked.append((self.path, self.headers))
        for start, (status, headers) in self.hub.answers.items():
            if self.path.startswith(start):
                return self._answer(status, self.hub.body, headers)
        match unquote(urlsplit(self.path).path).strip("/").split("/", 5):
            case ["api", "models", owner, name, "revision", revision]:
                self._listing(f"{owner}/{name}", revision)
            case [owner, name, "resolve", commit, *rest]:
                self._file(f"{owner}/{name}", commit, "/".join(rest))
            case _:
                self._answer(404, b"", {})

    def _listing(self, repository: str, revision: str) -> None:
        found = self.hub.served.get(repository)
        if found is None or revision not in ("main", "v1.0", "some/branch", found.commit):
            return self._answer(404, b'{"error":"not found"}', {})
        told = {
            "id": repository,
            "sha": found.commit,
            "siblings": [_sibling(name, body) for name, body in found.files.items()],
            "tags": [f"license:{found.licence}"] if found.licence else [],
        }
        self._answer(200, json.dumps(told).encode(), {"Content-Type": "application/json"})

    def _file(self, repository: str, commit: str, name: str) -> None:
        found = self.hub.served.get(repository)
        if found is None or commit != found.commit or name not in found.files:
            return self._answer(404, b"", {})
        body, start = found.lies.get(name, found.files[name]), 0
        asked = self.headers.get("Range")
        if asked and not self.hub.no_ranges:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            if start >= len(body):
                return self._answer(416, b"no such rest", {"Content-Range": f"bytes */{len(body)}"})
        headers = {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"} if start else {}
        cuts = self.hub.cuts.get(name)
        self._answer(206 if start else 200, body[start:], headers, cuts.pop(0) if cuts else None)

    def _answer(self, status: int, body: bytes, headers: Mapping[str, str], cut: int | None = None) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if cut is None else body[:cut])
        if cut is not None:
            self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that left early is no news."""


@contextmanager
def serving(**served: Served) -> Iterator[Hub]:
    """A hub with these repositories, as `owner__name=Served(...)`, until the block ends."""
    hub = Hub(served={name.replace("__", "/"): one for name, one in served.items()})
    handler = type("Handler", (_Handler,), {"hub": hub})
    with _Server(("127.0.0.1", 0), handler) as server:
        hub.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield hub
        finally:
            server.shutdown()
            thread.join()
