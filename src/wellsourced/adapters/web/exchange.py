"""One request and its answer, within the limits of time and size; asked again where that may help."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http import HTTPStatus

import httpcore2

from wellsourced.adapters.room import ROOM
from wellsourced.adapters.web.addresses import Address
from wellsourced.adapters.web.bodies import ACCEPTED, Body, CutOff, TooLarge
from wellsourced.adapters.web.pacing import Host, Hosts
from wellsourced.adapters.wire import retry_after, user_agent
from wellsourced.errors import Permanent, Transient

__all__ = ["REDIRECTS", "Answer", "Asker", "Limits", "refusal"]

_WANTED = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,text/markdown;q=0.9,*/*;q=0.5"
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_GONE = frozenset({404, 410})
_NOT_SHOWN = frozenset({401, 402, 403, 407, 451})
_SMALL = 65_536
"""Bytes of an error's or redirect's body that is read through and thrown away."""
_DAY = 86_400.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one page may take: bytes, seconds, redirects and tries."""

    most_bytes: int = 20_000_000
    connect: float = 10.0
    silence: float = 20.0
    """Seconds without a byte."""
    whole: float = 60.0
    """Seconds from the request to the last byte."""
    redirects: int = 5
    tries: int = 3
    first_wait: float = 1.0
    """Seconds before the second try; twice as many before each further one."""
    longest_wait: float = 30.0
    """A host that asks us to wait longer (`Retry-After`, `Crawl-delay`) is not waited for."""
    hosts_at_once: int = 8
    at_once: int = ROOM
    """Bytes of all pages asked for together: no further one is begun when there are more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered; header names are in lower case, `body` is unpacked, and empty unless 200.

    `sent` are the headers it was asked with.
    """

    address: Address
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    sent: Mapping[str, str] = field(default_factory=dict)

    def header(self, name: str) -> str:
        """The header's value, empty where it was not sent."""
        return self.headers.get(name, "").strip()


class _TooSlow(Transient):
    """The whole time was used up; trying again would use it up again."""


class Asker:
    """Asks servers, each in its turn."""

    def __init__(self, hosts: Hosts, limits: Limits, tls: ssl.SSLContext | None = None) -> None:
        self._hosts, self._limits, self._tls = hosts, limits, tls

    def ask(
        self, address: Address, headers: Mapping[str, str] | None = None, cut_at: int | None = None
    ) -> Answer:
        """The server's answer, once it is no passing failure; a body is cut at `cut_at` bytes where given.

        Tries again after passing failures, and waits as long as the server asks, within the limits.
        Raises `Transient` where it keeps failing, `Permanent` where the address is unsafe or the body too
        large. Waiting holds back every other request to that host.
        """
        failure: Transient | None = None
        for tried in range(1, self._limits.tries + 1):
            with self._hosts.turn(address.host) as host:
                try:
                    answer = self._once(host, address, headers or {}, cut_at)
                    failure = _for_now(answer)
                    if failure is None:
                        return answer
                except _TooSlow:
                    raise
                except Transient as error:
                    failure = error
                asked = failure.retry_after
                host.hold(asked or 0.0)
                wait = self._limits.first_wait * 2 ** (tried - 1) if asked is None else asked
                if tried == self._limits.tries or wait > self._limits.longest_wait:
                    break
                host.hold(wait)
        assert failure is not None, "there is at least one try"
        raise failure

    def _once(self, host: Host, address: Address, headers: Mapping[str, str], cut_at: int | None) -> Answer:
        limits = self._limits
        url = httpcore2.URL(
            scheme=address.scheme.encode(),
            host=address.host.encode(),
            port=address.port,
            target=address.target.encode(),
        )
        sent = {
            "Host": address.origin.partition("//")[2],
            "User-Agent": user_agent(),
            "Accept": _WANTED,
            "Accept-Language": "en, *;q=0.5",
            "Accept-Encoding": ACCEPTED,
            **headers,
        }
        waits = dict.fromkeys(("read", "write", "pool"), limits.silence) | {"connect": limits.connect}
        host.deadline.set(limits.whole)
        opened = host.pool(self._trusted(address)).stream(
            "GET", url, headers=list(sent.items()), extensions={"timeout": waits}
        )
        try:
            with opened as response:
                answer = _read(address, response, cut_at or limits.most_bytes, cut=cut_at is not None)
                return replace(answer, sent=sent)
        except httpcore2.TimeoutException as error:
            if host.deadline.passed:
                raise _TooSlow(
                    f"{address.shown} took longer than {limits.whole:g} seconds: try again later"
                ) from error
            raise Transient(f"{address.shown} does not answer: try again later") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, CutOff) as error:
            raise _unreachable(address, error) from error

    def _trusted(self, address: Address) -> ssl.SSLContext | None:
        """The certificates the machine trusts, read once and only where they are needed."""
        if self._tls is None and address.scheme == "https":
            self._tls = httpcore2.default_ssl_context()
        return self._tls


def _read(address: Address, response: httpcore2.Response, most: int, *, cut: bool) -> Answer:
    headers = _joined(response.headers)
    stated = headers.get("content-length", "")
    if response.status != HTTPStatus.OK:
        if response.status == HTTPStatus.NOT_MODIFIED or (stated.isdecimal() and int(stated) <= _SMALL):
            with suppress(httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException):
                response.read()  # the connection can be used again
        return Answer(address=address, status=response.status, headers=headers)
    if not cut and stated.isdecimal() and int(stated) > most:
        raise TooLarge(f"{address.shown} is larger than {most / 1e6:g} MB: save it and add its parts")
    with Body(headers.get("content-encoding", ""), most, address.shown) as body:
        try:
            for chunk in response.iter_stream():
                body.take(chunk)
            read = body.whole()
        except TooLarge:
            if not cut:
                raise
            read = body.so_far()
    return Answer(address=address, status=response.status, headers=headers, body=read)


def _joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by lower-case name; of one sent twice the first counts, which is what browsers do."""
    named: dict[str, str] = {}
    for name, value in headers:
        named.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    return named


def _for_now(answer: Answer) -> Transient | None:
    """The error for an answer that may be another in a while."""
    if answer.status not in _AGAIN:
        return None
    wait = retry_after(answer.header("retry-after"), answer.header("date"))
    wait = None if wait is None else min(wait, _DAY)
    when = "later" if wait is None else f"in {wait:.0f} seconds"
    return Transient(
        f"{answer.address.shown} is not served now (HTTP {answer.status}): try again {when}", wait
    )


def refusal(answer: Answer) -> Permanent:
    """The error for an answer that is no page and will not become one."""
    shown, status = answer.address.shown, answer.status
    if status in _GONE:
        return Permanent(f"{shown} is not there (HTTP {status}): check the address, or look for a copy")
    if status in _NOT_SHOWN:
        return Permanent(
            f"{shown} is not shown to programs (HTTP {status}): open it, save it and add the file"
        )
    return Permanent(
        f"{shown} answers HTTP {status}, which is no page: open it in a browser, and add the file"
    )


def _unreachable(address: Address, error: Exception) -> Permanent | Transient:
    cause = error.args[0] if error.args else None  # the pool raises anew, without the cause
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Permanent(
            f"{address.shown} has a certificate not to be trusted ({cause.verify_message}): open it in a "
            "browser, save it and add the file"
        )
    if isinstance(error, httpcore2.RemoteProtocolError | CutOff):
        return Transient(f"{address.shown} was cut off or is garbled: try again later")
    return Transient(f"{address.shown} cannot be reached ({type(error).__name__}): try again later")
