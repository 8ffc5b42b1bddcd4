"""Connections that go to the very address that was checked, and end in time."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore2

from wellsourced.adapters.web.addresses import AllowedHosts
from wellsourced.adapters.web.networks import why_not_public
from wellsourced.errors import Permanent, Transient

__all__ = ["Deadline", "PublicOnly", "Resolver", "look_up"]

Resolver = Callable[[str, int], Sequence[str]]
"""A host and a port to network addresses, in the order they are to be tried."""


def look_up(host: str, port: int) -> list[str]:
    """Ask the machine's resolver.

    Raises `Permanent` where no such host is known, `Transient` where the resolver cannot say.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_NONAME:
            raise Permanent(
                f"no host is called {host}: check the address, and that you are online"
            ) from error
        raise Transient(f"the name {host} cannot be looked up now: look at the network, try again") from error
    except UnicodeError as error:
        raise Permanent(f"no host is called {host}: check the address") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Deadline:
    """When an exchange is over, on the monotonic clock; no single wait goes beyond it."""

    def __init__(self) -> None:
        self._until = float("inf")

    def set(self, seconds: float) -> None:
        """Begin anew: that many seconds from now."""
        self._until = time.monotonic() + seconds

    @property
    def passed(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._until

    def within(self, timeout: float | None) -> float:
        """The timeout, cut to what is left. Raises `httpcore2.ReadTimeout` where nothing is."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time for the whole answer is up")
        return left if timeout is None else min(timeout, left)


class PublicOnly(httpcore2.NetworkBackend):
    """Resolves a host once, checks every address, and connects to one of those; no proxy is ever asked.

    The check and the connection share one answer of the resolver, so one that answers differently the
    second time (DNS rebinding) is not asked a second time. A host with any address that is not public
    is refused whole: a mixed answer is how such attacks begin.
    """

    def __init__(self, allowed: AllowedHosts, deadline: Deadline, resolve: Resolver = look_up) -> None:
        self._allowed, self._deadline, self._resolve = allowed, deadline, resolve
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address that answers. Raises `Permanent` for a host that is not public."""
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in self._checked(host, port):
            try:
                wait = self._deadline.within(timeout)
                stream = self._plain.connect_tcp(address, port, wait, local_address, socket_options)
                return _InTime(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """Refuse: nothing of the web is behind a socket of this machine."""
        raise Permanent(f"{path} is no page of the web: give an address with http or https")

    def _checked(self, host: str, port: int) -> Sequence[str]:
        addresses = [host] if _is_number(host) else self._resolve(host, port)
        if (host, port) in self._allowed:
            return addresses
        for address in addresses:
            why = why_not_public(address)
            if why is not None:
                named = host if address == host else f"{host} ({address})"
                raise Permanent(
                    f"{named} is no public address but {why}: refused; if you mean it, name {host}:{port} in "
                    "the setting 'fetch_allowed_hosts'"
                )
        return addresses


def _is_number(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdecimal()


class _InTime(httpcore2.NetworkStream):
    """A connection none of whose waits outlasts the deadline, whatever crumbs the server sends."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        wait = self._deadline.within(timeout)
        return _InTime(self._stream.start_tls(ssl_context, server_hostname, wait), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
