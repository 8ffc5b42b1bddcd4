"""The fetcher of web pages: safely, politely, and only what has changed."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus

from wellsourced.adapters.files import declared_media_type
from wellsourced.adapters.room import Room
from wellsourced.adapters.web.addresses import Address, AllowedHosts, read_address, redirected
from wellsourced.adapters.web.connecting import Resolver, look_up
from wellsourced.adapters.web.exchange import REDIRECTS, Answer, Asker, Limits, refusal
from wellsourced.adapters.web.kept import KeptPage, KeptPages
from wellsourced.adapters.web.pacing import Hosts
from wellsourced.adapters.web.robots import Robots
from wellsourced.adapters.wire import printable
from wellsourced.errors import Permanent, WellsourcedError
from wellsourced.model.sources import Source
from wellsourced.ports import Capture, Exchange, Fetching

__all__ = ["WebFetcher"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    body: bytes
    media_type: str
    etag: str
    address: str
    exchange: Exchange | None = None


class WebFetcher:
    """A `Fetcher` for http and https addresses that reads the public web and nothing else.

    One request at a time a host, several hosts at once; robots.txt is asked first and honored. Only
    public network addresses are connected to (and hosts allowed by name); no proxy, cookie or password
    is ever used. `resolve` and `tls` stand in for the machine's resolver and its trusted certificates.
    """

    def __init__(
        self,
        fetching: Fetching,
        *,
        limits: Limits | None = None,
        resolve: Resolver = look_up,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._hosts = Hosts(
            fetching.delay, self._limits.longest_wait, AllowedHosts(fetching.allowed_hosts), resolve
        )
        self._asker = Asker(self._hosts, self._limits, tls)
        self._robots = Robots(self._asker)
        self._kept = None if fetching.kept is None else KeptPages(fetching.kept)

    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        """The pages' bytes with the media type their server declares, or the error for one.

        A page that moved is captured for the address it was asked at, and where it was found is noted.
        Once the pages together hold more than `Limits.at_once` bytes, the rest come back as `Postponed`.
        """
        if not sources:
            return []
        room = Room(self._limits.at_once)
        answers: dict[int, Capture | Exception] = {}
        by_host: dict[str, list[tuple[int, Address]]] = {}
        for place, source in enumerate(sources):
            try:
                address = read_address(source.uri)
                by_host.setdefault(address.host, []).append((place, address))
            except Permanent as error:
                answers[place] = error
        pool = ThreadPoolExecutor(max_workers=self._limits.hosts_at_once, thread_name_prefix="fetch")
        try:
            running: list[Future[dict[int, Capture | Exception]]] = [
                pool.submit(self._one_host, pages, sources, room) for pages in by_host.values()
            ]
            for done in running:
                answers |= done.result()
        except BaseException:
            self._hosts.call_off()
            raise
        finally:
            pool.shutdown(cancel_futures=True)
            self._hosts.close()
            if self._kept is not None:
                self._kept.tidy()
        return [answers[place] for place in range(len(sources))]

    def _one_host(
        self, pages: Sequence[tuple[int, Address]], sources: Sequence[Source], room: Room
    ) -> dict[int, Capture | Exception]:
        return {
            place: room.held(str(address), partial(self._one, sources[place], address))
            for place, address in pages
        }

    def _one(self, source: Source, address: Address) -> Capture | Exception:
        try:
            page = self._page(address)
        except WellsourcedError as error:
            # An answer is kept as long as the caller likes; the frames it was raised in hold the body.
            error.__cause__ = error.__context__ = None
            return error.with_traceback(None)
        return Capture(
            source=source,
            body=page.body,
            media_type=page.media_type,
            captured_at=datetime.now(UTC),
            revision=page.etag or None,
            exchange=page.exchange,
            address=None if page.address == str(address) else page.address,
        )

    def _page(self, address: Address) -> _Page:
        """Follow redirects, each as if it were asked for by itself, to the page."""
        seen = {address}
        first = address
        while True:
            self._hosts.slow_down(address.host, self._robots.delay(address))
            kept = self._kept.get(address) if self._kept is not None else None
            answer = self._asker.ask(address, {} if kept is None else kept.conditions())
            if answer.status not in REDIRECTS:
                return self._read(answer, kept)
            if not answer.header("location"):
                raise Permanent(f"{address.shown} has moved and does not say where: look for it")
            address = redirected(address, answer.header("location"))
            if address in seen:
                raise Permanent(
                    f"{first.shown} sends us round in a circle: open it, save it and add the file"
                )
            if len(seen) > self._limits.redirects:
                raise Permanent(f"{first.shown} sends us on too often: open it, save it and add the file")
            seen.add(address)

    def _read(self, answer: Answer, kept: KeptPage | None) -> _Page:
        if answer.status == HTTPStatus.NOT_MODIFIED and kept is not None:
            return _Page(
                body=kept.body,
                media_type=kept.media_type,
                etag=kept.etag,
                address=str(answer.address),
            )
        if answer.status != HTTPStatus.OK:
            raise refusal(answer)
        declared = printable(answer.header("content-type"), 200)
        media_type = declared_media_type(declared, answer.address.target, answer.body)
        if self._kept is not None:
            self._kept.keep(answer, media_type)
        return _Page(
            body=answer.body,
            media_type=media_type,
            etag=printable(answer.header("etag"), 200),
            address=str(answer.address),
            exchange=_exchange(answer),
        )


def _exchange(answer: Answer) -> Exchange:
    """The question and the answer as the archive keeps them; no secret is ever sent, and none kept by us."""
    return Exchange(
        status=f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}",
        headers=tuple(answer.headers.items()),
        request=f"GET {answer.address.target} HTTP/1.1",
        request_headers=tuple(answer.sent.items()),
    )
