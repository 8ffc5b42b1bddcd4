"""What is refused before anything is done: other hosts, other sites' forms, and what is too long.

Pure functions over a request's head; `doors` calls them.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from wellsourced.settings import Settings

__all__ = ["SAFE", "Refusal", "Threshold", "is_loopback"]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""

LONGEST_ADDRESS = 8_000
MOST_HEADERS, LONGEST_HEADERS = 100, 32_000
LONGEST_FORM = 1_000_000
"""Bytes of a form without files."""
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A status, and the line that says why."""

    status: int
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """What one site lets through. `origin` is its public address, empty where it has none."""

    origin: str = ""
    upload: int = 20 * _MEGABYTE

    @classmethod
    def of(cls, settings: Settings) -> Threshold:
        """That of the settings. Without accounts there is no public address: whoever came would be admin."""
        origin = "" if settings.accounts == "none" else settings.site_url or ""
        return cls(origin=origin, upload=settings.limit_upload * _MEGABYTE)

    @property
    def secure(self) -> bool:
        """Whether the site is reached over TLS only."""
        return self.origin.startswith("https://")

    def length(self, address: bytes, headers: Iterable[tuple[bytes, bytes]]) -> Refusal | None:
        """Refuse an address or head that is too long."""
        if len(address) > LONGEST_ADDRESS:
            return Refusal(status=414, line="This address is too long: leave some of it out.")
        sizes = [len(name) + len(value) for name, value in headers]
        if len(sizes) > MOST_HEADERS or sum(sizes) > LONGEST_HEADERS:
            return Refusal(status=431, line="The headers of this request are too long: send fewer.")
        return None

    def host(self, hosts: list[str]) -> Refusal | None:
        """Refuse requests to a name that is not ours: a page elsewhere could have had it point here."""
        if len(hosts) == 1:
            host = hosts[0].strip().lower()
            if is_loopback(_name_of(host)) or (self.origin and host == urlsplit(self.origin).netloc):
                return None
        known = self.origin or "http://localhost; for others set `accounts` and `site_url`"
        return Refusal(status=400, line=f"This host is not known here: go to {known}.")

    def origin_of(self, method: str, headers: Mapping[str, str]) -> Refusal | None:
        """Refuse a form that another site's page sends. The token in it is checked besides."""
        if method in SAFE:
            return None
        site = headers.get("sec-fetch-site")
        if site is None:
            origin = headers.get("origin", "null")
            foreign = origin != "null" and not self._is_ours(origin, headers.get("host", ""))
        else:
            foreign = site not in ("same-origin", "none")
        if foreign:
            return Refusal(status=403, line="This was sent by another site: go to ours and send it there.")
        return None

    def longest(self, media_type: str) -> int:
        """Bytes a body may have."""
        return self.upload if media_type.startswith("multipart/form-data") else LONGEST_FORM

    def _is_ours(self, origin: str, host: str) -> bool:
        if self.origin and origin == self.origin:
            return True
        parts = urlsplit(origin)
        return is_loopback(parts.hostname or "") and parts.netloc == host.lower()


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _name_of(host: str) -> str:
    """A host without its port."""
    try:
        parts = urlsplit(f"//{host}")
        if parts.username is not None or parts.path:
            return ""
        return "" if parts.port is not None and parts.port < 1 else parts.hostname or ""
    except ValueError:
        return ""
