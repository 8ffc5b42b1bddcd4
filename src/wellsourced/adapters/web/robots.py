"""What a site's robots.txt asks of programs (RFC 9309), kept for a day."""

from __future__ import annotations

import math
import re
import time
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock

from protego import Protego

from wellsourced.adapters.web.addresses import Address, read_address, redirected
from wellsourced.adapters.web.exchange import REDIRECTS, Asker
from wellsourced.errors import Permanent, Transient

__all__ = ["NAME", "Robots"]

NAME = "wellsourced"
"""The name under which a robots.txt speaks to us."""

_MOST_BYTES = 500 * 1024
"""RFC 9309, 2.5: what lies beyond need not be read."""
_DAY, _FIVE_MINUTES = 86_400.0, 300.0
_REDIRECTS = 5
_AGENT_LINE = re.compile(r"\s*user[-\s]*agent[\s:]+(\*|[a-z_-]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What one site's file says, or why it could not be read, and until when that holds."""

    rules: Protego | None
    failure: Transient | None
    until: float


class Robots:
    """Asks each site for its robots.txt once, before its first page."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._known: dict[str, _Known] = {}
        self._locks: dict[str, Lock] = {}
        self._lock = Lock()

    def delay(self, address: Address) -> float:
        """Seconds the site asks us to leave between two pages.

        Raises `Permanent` where it asks us to stay away from this one, `Transient` where it has a
        robots.txt that cannot be read now: then nothing of it may be (RFC 9309, 2.3.1.4).
        """
        with self._lock:
            lock = self._locks.setdefault(address.origin, Lock())
        with lock:
            known = self._known.get(address.origin)
            if known is None or known.until < time.monotonic():
                known = self._known[address.origin] = self._asked(address)
        if known.failure is not None:
            raise Transient(str(known.failure), known.failure.retry_after)
        if known.rules is None:
            return 0.0
        if not known.rules.can_fetch(str(address), NAME):
            raise Permanent(
                f"{address.shown} is closed to programs by its robots.txt: save it and add the file"
            )
        delay = known.rules.crawl_delay(NAME)
        return delay if delay is not None and math.isfinite(delay) and delay > 0 else 0.0

    def _asked(self, address: Address) -> _Known:
        try:
            text = self._text(read_address(f"{address.origin}/robots.txt"))
        except Transient as error:
            return _Known(rules=None, failure=error, until=time.monotonic() + _FIVE_MINUTES)
        rules = None if text is None else Protego.parse(_only_what_concerns_us(text))
        return _Known(rules=rules, failure=None, until=time.monotonic() + _DAY)

    def _text(self, address: Address) -> str | None:
        """The file, or `None` where the site has none."""
        for _ in range(_REDIRECTS + 1):
            answer = self._asker.ask(address, cut_at=_MOST_BYTES)
            if answer.status == HTTPStatus.OK:
                return _whole_lines(answer.body).decode("utf-8", errors="replace").removeprefix("\ufeff")
            if answer.status >= 500:
                raise Transient(f"{address.shown} cannot be read (HTTP {answer.status}): try again later")
            if answer.status not in REDIRECTS or not answer.header("location"):
                return None
            address = redirected(address, answer.header("location"))
        return None


def _whole_lines(body: bytes) -> bytes:
    """A file that was cut without the line it was cut in: half a rule may close more than the whole."""
    if len(body) < _MOST_BYTES:
        return body
    return body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]


def _only_what_concerns_us(text: str) -> str:
    """The file with all names of programs made three: everybody's, ours and one for all others.

    A name counts up to the first character that no name has (RFC 9309, 2.2.1), so `wellsourced/2.0` is
    ours. Thousands of names over thousands of rules would take Protego minutes.
    """

    def renamed(line: str) -> str:
        agent = _AGENT_LINE.match(line)
        if agent is None:
            return line
        name = agent.group(1).lower()
        return f"User-agent: {name if name in ('*', NAME) else 'another'}"

    return "\n".join(renamed(line) for line in text.splitlines())
