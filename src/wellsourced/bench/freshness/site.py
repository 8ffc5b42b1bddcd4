"""The made-up web of a history on loopback: every host and page as at the step that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import format_datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from typing import Any

from wellsourced.bench.freshness.events import Answer, Histories, SourceHistory, Topic
from wellsourced.model.sources import Source, SourceKind
from wellsourced.text.tokens import content_words

__all__ = ["Site", "SiteSearch", "serving_histories"]

_ROBOTS = "/robots.txt"
_ABSENT = Answer(status=404)
_KINDS = {"news": SourceKind.NEWS, "statute": SourceKind.LAW}
_MOST = 20
"""Sources found for a query, at most."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the site and its server share."""

    step: Synchronized[int]
    asked: Synchronized[int]


Pages = Mapping[tuple[str, str], SourceHistory]
"""By host and path."""


class Site:
    """What is served, at which step, and how often it was asked; its server is a process of its own.

    What others' servers spend is no cost of a check, so it must not be measured with ours.
    """

    def __init__(self, histories: Histories, shown: _Shown) -> None:
        self._sources = _pages(histories)
        self._shown = shown
        self.port = 0

    @property
    def step(self) -> int:
        """The step that is shown."""
        return self._shown.step.value

    @step.setter
    def step(self, step: int) -> None:
        self._shown.step.value = step

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host with its port, as the setting of allowed hosts takes them."""
        return tuple(sorted({f"{host}:{self.port}" for host, _ in self._sources}))

    @property
    def asked(self) -> int:
        """Requests so far, robots.txt aside."""
        return self._shown.asked.value

    def address(self, source: SourceHistory) -> str:
        """Where a source is."""
        return f"http://{source.host}:{self.port}{source.path}"

    def id_of(self, address: str) -> str | None:
        """The source at an address, if it is one of these."""
        host, _, path = address.removeprefix("http://").partition("/")
        found = self._sources.get((host.partition(":")[0], f"/{path}"))
        return found.id if found else None


def _pages(histories: Histories) -> Pages:
    return {(one.host, one.path): one for topic in histories.topics for one in topic.sources}


class SiteSearch:
    """A search provider that knows one topic's pages as at the step that is shown."""

    name = "made-up web"

    def __init__(self, topic: Topic, site: Site) -> None:
        self._topic, self._site = topic, site

    def search(self, queries: Sequence[str]) -> list[list[Source]]:
        """For each query the pages that are there, those that share most of its words first."""
        listed = self._topic.listed(self._site.step)
        return [self._ranked(set(content_words(query)), listed) for query in queries]

    def _ranked(self, query: set[str], listed: Sequence[SourceHistory]) -> list[Source]:
        step = self._site.step
        shared = {one.id: len(query & _said(one.title, one.sentences[step])) for one in listed}
        ranked = sorted(listed, key=lambda one: (-shared[one.id], one.id))
        return [
            Source(
                uri=self._site.address(one),
                title=one.title,
                publisher=one.publisher,
                kind=_KINDS.get(one.kind, SourceKind.GOVERNMENT),
            )
            for one in ranked[:_MOST]
        ]


@cache
def _said(title: str, sentences: tuple[str, ...]) -> frozenset[str]:
    """What a search engine has read of a page: read once, since its work is no cost of a check."""
    return frozenset(content_words(" ".join((title, *sentences))))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    pages: Pages
    shown: _Shown

    def log_message(self, *_: object) -> None:
        """Keep still."""

    def do_GET(self) -> None:
        if self.path == _ROBOTS:
            self._send(_ABSENT)
            return
        host = self.headers.get("Host", "").partition(":")[0]
        found = self.pages.get((host, self.path))
        if found is None:
            self._send(_ABSENT)
            return
        with self.shown.asked.get_lock():
            self.shown.asked.value += 1
        answer = found.answers[self.shown.step.value]
        self._send(answer, unchanged=answer.status == 200 and self._has(answer))

    def _has(self, answer: Answer) -> bool:
        """Whether the client named what we would send: the tag, or the date where there is no tag."""
        if answer.etag:
            return self.headers.get("If-None-Match") == f'"{answer.etag}"'
        return answer.modified is not None and self.headers.get("If-Modified-Since") == _http_date(answer)

    def _send(self, answer: Answer, unchanged: bool = False) -> None:
        body = b"" if unchanged else answer.body
        self.send_response(304 if unchanged else answer.status)
        if answer.etag:
            self.send_header("ETag", f'"{answer.etag}"')
        if answer.modified is not None:
            self.send_header("Last-Modified", _http_date(answer))
        if not unchanged:
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        if answer.status == 503:
            self.send_header("Retry-After", "3600")
        self.end_headers()
        self.wfile.write(body)


def _http_date(answer: Answer) -> str:
    assert answer.modified is not None
    return format_datetime(datetime.combine(answer.modified, time(6), UTC), usegmt=True)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # a full queue makes a client wait a second, whoever it is

    def handle_error(self, *_: object) -> None:
        """A client that left early is no news."""


def _serve(pages: Pages, shown: _Shown, port: Connection) -> None:
    """The server's process: says its port and serves until it is ended."""
    handler: Any = type("Handler", (_Handler,), {"pages": pages, "shown": shown})
    with _Server(("127.0.0.1", 0), handler) as server:
        port.send(server.server_address[1])
        server.serve_forever()


@contextmanager
def serving_histories(histories: Histories) -> Iterator[Site]:
    """The web of the histories on this machine until the block ends."""
    spawning = get_context("spawn")
    shown = _Shown(spawning.Value("i", 0), spawning.Value("q", 0))
    site = Site(histories, shown)
    here, there = spawning.Pipe(duplex=False)
    server = spawning.Process(target=_serve, args=(_pages(histories), shown, there), daemon=True)
    server.start()
    there.close()
    try:
        site.port = here.recv()
        yield site
    finally:
        server.terminate()
        server.join()
