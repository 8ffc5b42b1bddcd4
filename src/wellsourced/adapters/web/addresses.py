"""Addresses of pages, read once and strictly: what is checked is what is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from wellsourced.adapters.wire import printable
from wellsourced.errors import Config, Permanent

__all__ = ["Address", "AllowedHosts", "is_web", "read_address", "redirected"]

MOST_LETTERS = 8000
"""A longer address is not asked for; RFC 9110, 4.1 has servers take at least this much."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LOWEST_OTHER_PORT = 1024
"""Ports below, 80 and 443 aside, are of services that are no web servers."""

_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}", re.ASCII)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")
# Letters that mean something in an address stay as they are, `%` as well: it is escaped already.
_KEPT_IN_PATH = "/%:@!$&'()*+,;=~[]"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address of the web in normal form.

    `host` is lower-case ASCII without a trailing dot, an IPv6 address without its brackets; `target`
    is path and query as they go into the request.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as far as it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def shown(self) -> str:
        """The address for a message."""
        return printable(str(self), 200)

    def __str__(self) -> str:
        return self.origin + self.target


def is_web(text: str) -> bool:
    """Whether somebody who writes this means a page of the web."""
    return text.lower().startswith(("http://", "https://"))


def read_address(text: str) -> Address:
    """Read an address; its fragment is dropped, which no server is ever told.

    Raises `Permanent` for one that is no address of a page, names a user, hides a number for its host
    or asks a service that is no web server. No message repeats a password.
    """
    text = text.strip(" ")
    if _FORBIDDEN.search(text) or len(text) > MOST_LETTERS:
        raise Permanent(f"{_shown(text)!r} is no address: take out white space, backslashes and what is odd")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise Permanent(f"{_shown(text)!r} is no address ({printable(str(error))}): check it") from error
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise Permanent(f"{_shown(text)!r} is no page of the web: give an address with http or https")
    if "@" in parts.netloc:
        raise Permanent(f"{_shown(text)!r} names a user or a password: take out what stands before the @")
    port = _DEFAULT_PORTS[scheme] if port is None else port
    if port not in _DEFAULT_PORTS.values() and port < _LOWEST_OTHER_PORT:
        raise Permanent(f"{_shown(text)!r} asks port {port}, where no web server is: check the address")
    host = _host(text, parts)
    try:
        return Address(scheme=scheme, host=host, port=port, target=_target(parts))
    except UnicodeEncodeError as error:
        raise Permanent(f"{_shown(text)!r} holds what is no text: write it in UTF-8") from error


def redirected(address: Address, location: str) -> Address:
    """Where a `Location` header leads from an address. Raises `Permanent` as `read_address` does."""
    try:
        joined = urljoin(str(address), location)
    except ValueError as error:
        raise Permanent(f"{address.shown} sends us on to {_shown(location)!r}, no address") from error
    return read_address(joined)


def _host(text: str, parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    if parts.netloc.startswith("["):
        try:
            return IPv6Address(host).compressed if "%" not in host else _no_host(text)
        except AddressValueError:
            return _no_host(text)
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return _no_host(text)
    host = host.removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return _no_host(text)
    if _NUMBER.fullmatch(labels[-1]):  # WHATWG's rule: what ends in a number is an IPv4 address
        try:
            return str(IPv4Address(host))
        except AddressValueError as error:
            raise Permanent(f"{_shown(text)!r} hides its host in a number: write out its name") from error
    return host


def _no_host(text: str) -> str:
    raise Permanent(f"{_shown(text)!r} names no host of the web: check the address")


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_KEPT_IN_PATH)
    path = urljoin("http://host/", path)[len("http://host") :] if "/." in path else path
    return f"{path}?{quote(parts.query, safe=_KEPT_IN_QUERY)}" if parts.query else path


def _shown(text: str) -> str:
    """An address for a message, without what may be a password."""
    return printable(re.sub(r"//[^/?#]*@", "//…@", text), 200)


class AllowedHosts:
    """Hosts that may be read although their addresses are not public: `HOST` or `HOST:PORT`.

    Raises `Config` for an entry that is neither.
    """

    def __init__(self, entries: Iterable[str]) -> None:
        self._entries = frozenset(_entry(entry) for entry in entries)

    def __contains__(self, place: tuple[str, int]) -> bool:
        host, port = place
        return (host, port) in self._entries or (host, None) in self._entries


def _entry(text: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(f"http://{text}")
        port = parts.port
        if parts.path or parts.query or parts.fragment or "@" in parts.netloc or port == 0:
            raise ValueError(text)
        return _host(f"http://{text}", parts), port
    except (ValueError, Permanent) as error:
        raise Config(
            f"setting 'fetch_allowed_hosts': {printable(text)!r} is no host: write HOST or HOST:PORT"
        ) from error
