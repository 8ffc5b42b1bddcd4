"""The made-up web of a history on loopback: every host and page as at the step that is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
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


class Site:
    """What is served, at which step, and how often it was asked."""

    def __init__(self, histories: Histories) -> None:
        self._sources = {(one.host, one.path): one for topic in histories.topics for one in topic.sources}
        self._lock = Lock()
        self.step = 0
        self.port = 0
        self.requests: Counter[str] = Counter()
        """By source, robots.txt aside."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host with its port, as the setting of allowed hosts takes them."""
        return tuple(sorted({f"{host}:{self.port}" for host, _ in self._sources}))

    @property
    def asked(self) -> int:
        """Requests so far."""
        return sum(self.requests.values())

    def address(self, source: SourceHistory) -> str:
        """Where a source is."""
        return f"http://{source.host}:{self.port}{source.path}"

    def id_of(self, address: str) -> str | None:
        """The source at an address, if it is one of these."""
        host, _, path = address.removeprefix("http://").partition("/")
        found = self._sources.get((host.partition(":")[0], f"/{path}"))
        return found.id if found else None

    def answer(self, host: str, path: str) -> Answer:
        """What is said at the step that is shown; counted."""
        found = self._sources.get((host.partition(":")[0], path))
        if found is None:
            return _ABSENT
        with self._lock:
            self.requests[found.id] += 1
        return found.answers[self.step]


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
        shared = {
            one.id: len(query & set(content_words(" ".join((one.title, *one.sentences[step])))))
            for one in listed
        }
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


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    site: Site

    def log_message(self, *_: object) -> None:
        """Keep still."""

    def do_GET(self) -> None:
        if self.path == _ROBOTS:
            self._send(_ABSENT)
            return
        answer = self.site.answer(self.headers.get("Host", ""), self.path)
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


@contextmanager
def serving_histories(histories: Histories) -> Iterator[Site]:
    """The web of the histories on this machine until the block ends."""
    site = Site(histories)
    handler: Any = type("Handler", (_Handler,), {"site": site})
    with _Server(("127.0.0.1", 0), handler) as server:
        site.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
