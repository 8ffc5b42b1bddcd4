"""Asking a search service for JSON: what every search provider shares, and a plugin may use (httpx2).

An answer comes back as parsed JSON; whatever keeps us from asking is an error that says what to do and
never tells the key. "Nothing found" is therefore never mistaken for "could not ask".
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic, sleep
from urllib.parse import urlsplit
from weakref import finalize

import httpx2

from wellsourced.adapters import wire
from wellsourced.errors import Config, Permanent, Transient

__all__ = ["Answer", "Key", "Service", "user_agent"]

MOST_BYTES = 4_000_000
"""Of the longest answer that is read."""
READ_SECONDS = 20.0
"""Without a byte from the service."""
MOST_SECONDS = 30.0
"""From asking to the end of the answer."""
MOST_WAITING = 15.0
"""Seconds waited for a service that asks us to, over all attempts at one query."""
BACK_OFF = (1.0, 3.0)
"""Seconds waited where a service is busy and does not say for how long."""

_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_CHUNK = 65_536

Query = Mapping[str, str | int | Sequence[str]]


def user_agent(contact: str = "") -> str:
    """How we name ourselves; services such as Wikipedia want to know whom to write to.

    Raises `Config` where `contact` would not fit into a header.
    """
    named = wire.user_agent()
    if not contact:
        return f"{named} (fact checking on its user's own machine)"
    if not (contact.isascii() and contact.isprintable() and not set(contact) & set("()")):
        raise Config(
            "the setting 'contact' of a search provider is an e-mail or web address in plain letters"
        )
    return f"{named} ({contact})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: the status, the headers, and the body as sent (identity coding)."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def parsed(self) -> object:
        """The body as JSON, or `None` where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    def told(self, *path: str) -> str:
        """A short code out of a JSON answer, such as the reason of a refusal; empty where there is none."""
        found = self.parsed()
        for name in path:
            found = found.get(name) if isinstance(found, Mapping) else None
        fits = (
            isinstance(found, str) and len(found) <= 60 and found.replace("-", "").replace("_", "").isalnum()
        )
        return str(found) if fits else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a service lets us in by: it goes into one header, after `prefix`, and shows nowhere."""

    value: str = field(repr=False)
    header: str = "Authorization"
    prefix: str = ""


class Service:
    """One search service at the address its user set.

    `setting` is the table of the settings that address and key are in, for messages. The key is sent to this
    address only: redirects are refused, and it never goes out in the clear except on this machine.
    """

    def __init__(
        self,
        title: str,
        address: str,
        *,
        setting: str,
        key: Key | None = None,
        agent: str = "",
    ) -> None:
        self.title, self.setting = title, setting
        self._key = key if key is not None and key.value else None
        self._address, self._local = _checked(address, setting, self._key is not None)
        if self._key and not re.fullmatch(r"[!-~]+", self._key.value):
            raise Config(f"setting '{setting}.key': it has letters no key has; copy it again")
        # Identity: the size of an answer is then what was sent, and no bomb is unpacked.
        self._headers = {
            "User-Agent": agent or user_agent(),
            "Accept": "application/json",
            "Accept-Encoding": "identity",
        }
        self._client: httpx2.Client | None = None

    def __repr__(self) -> str:
        return f"Service({self.title!r}, {self._address!r})"

    def get(self, path: str, query: Query) -> object:
        """Ask with the query in the address; returns parsed JSON (an object or a list).

        Raises `Transient` where asking again may help, `Permanent` where it will not.
        """
        return self._read(self.answer("GET", path, query=query))

    def answer(
        self, method: str, path: str, *, query: Query | None = None, body: Mapping[str, object] | None = None
    ) -> Answer:
        """The answer with its status, whatever that is, once the service is not busy.

        A busy service is waited for, at most `MOST_WAITING` seconds in all, then `Transient` is raised.
        """
        waited = 0.0
        for back_off in (*BACK_OFF, None):
            answer = self._once(method, path, query, body)
            if answer.status not in _BUSY:
                return answer
            said = wire.retry_after(answer.headers.get("Retry-After", ""), answer.headers.get("Date", ""))
            wait = back_off if said is None else said
            if back_off is None or wait is None or waited + wait > MOST_WAITING:
                raise self._busy(answer.status, said)
            waited += wait
            sleep(wait)
        raise AssertionError

    def refused(self, answer: Answer, reason: str = "") -> Transient | Permanent:
        """The error for an answer that is no success; `reason` is the service's own short code."""
        code, why = answer.status, f", {reason}" if reason else ""
        if 300 <= code < 400:
            return self.permanent(
                f"sends us on{_whither(answer)} (HTTP {code}), and keys are not carried elsewhere: set "
                f"'{self.setting}.address' to where it answers"
            )
        if code in (401, 403):
            has = "check" if self._key else "it may want a key, set"
            return self.permanent(f"refuses us (HTTP {code}{why}): {has} '{self.setting}.key'")
        if code == 404:
            return self.permanent(f"does not answer there (HTTP 404): check '{self.setting}.address'")
        return self.permanent(f"does not take the question (HTTP {code}{why}): check '{self.setting}'")

    def permanent(self, text: str) -> Permanent:
        """An error that names the service and tells no key."""
        return Permanent(self._without_key(f"{self.title} {text}"))

    def transient(self, text: str, wait: float | None = None) -> Transient:
        """As `permanent`, where asking again may help."""
        return Transient(self._without_key(f"{self.title} {text}"), wait)

    def not_understood(self) -> Permanent:
        """The error for an answer that is not what the service is documented to say."""
        # Without the address: what could not be asked is told on the page, for all to read.
        return self.permanent(
            f"is not what answers there, or it answers in a form unknown here: check '{self.setting}.address'"
        )

    def _read(self, answer: Answer) -> object:
        if answer.status != 200:
            raise self.refused(answer)
        found = answer.parsed()
        if not isinstance(found, dict | list):
            raise self.not_understood()
        return found

    def _once(self, method: str, path: str, query: Query | None, body: Mapping[str, object] | None) -> Answer:
        # What httpx2 raises holds the request, and with it the key: none of it stays attached to our error.
        failed: str
        try:
            return self._asked(method, path, query, body)
        except httpx2.TimeoutException:
            failed = "takes too long to answer"
        except (httpx2.RequestError, httpx2.InvalidURL) as error:
            failed = f"cannot be reached ({type(error).__name__})"
        raise self.transient(f"{failed}: look at the network and '{self.setting}.address', and try again")

    def _asked(
        self, method: str, path: str, query: Query | None, body: Mapping[str, object] | None
    ) -> Answer:
        if self._client is None:
            self._client = httpx2.Client(
                timeout=httpx2.Timeout(READ_SECONDS, connect=10.0),
                trust_env=not self._local,
                follow_redirects=False,
            )
            finalize(self, self._client.close)
        headers = dict(self._headers)
        if self._key:
            headers[self._key.header] = f"{self._key.prefix}{self._key.value}"
        began, held = monotonic(), b""
        url = f"{self._address}{path}"
        with self._client.stream(method, url, params=query, json=body, headers=headers) as response:
            if response.headers.get("Content-Encoding", "identity").lower() != "identity":
                raise self.permanent(
                    "packs its answers though told not to: it, or a proxy before it, is at fault"
                )
            for chunk in response.iter_bytes(_CHUNK):
                held += chunk
                if len(held) > MOST_BYTES:
                    raise self.permanent(
                        f"sends more than {MOST_BYTES} bytes for one question: check its address"
                    )
                if monotonic() - began > MOST_SECONDS:
                    raise self.transient(
                        f"needs more than {MOST_SECONDS:.0f} seconds for one answer: try later"
                    )
            return Answer(status=response.status_code, headers=dict(_titled(response)), body=held)

    def _busy(self, code: int, wait: float | None) -> Transient:
        when = "in a while" if wait is None else f"in {_duration(wait)}"
        what = "wants us to ask less often" if code == 429 else "cannot answer now"
        return self.transient(f"{what} (HTTP {code}): try again {when}", wait)

    def _without_key(self, text: str) -> str:
        return text.replace(self._key.value, "•") if self._key else text


def _whither(answer: Answer) -> str:
    """Where a redirect leads, by its host alone."""
    found = re.match(r"https?://[A-Za-z0-9.-]{1,100}(?![^:/?#])", answer.headers.get("Location", ""))
    return f" to {found[0]}" if found else ""


def _titled(response: httpx2.Response) -> list[tuple[str, str]]:
    return [(name.title(), value) for name, value in response.headers.items()]


def _checked(address: str, setting: str, has_key: bool) -> tuple[str, bool]:
    """The address without a slash at the end, and whether it is on this machine."""
    named = f"setting '{setting}.address'"
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise Config(f"{named} is no address: write https://HOST") from None
    if parts.scheme not in ("http", "https") or not host:
        raise Config(f"{named} is no address: write https://HOST")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise Config(f"{named} holds more than an address: leave out user, password and what follows a '?'")
    local = _is_loopback(host)
    if has_key and parts.scheme == "http" and not local:
        raise Config(f"{named}: a key is not sent in the clear, so write https://")
    return address.strip().rstrip("/"), local


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 7200 else f"{seconds / 3600:.0f} hours"
