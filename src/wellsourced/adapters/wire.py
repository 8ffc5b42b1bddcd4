"""What every tool that speaks HTTP shares: the name we go by, when to come back, what is safe to print."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import version

__all__ = ["printable", "retry_after", "user_agent"]


@cache
def user_agent() -> str:
    """The name we go by (RFC 9110, 10.1.5), looked up once: it is said with every request."""
    return f"wellsourced/{version('wellsourced')}"


def retry_after(value: str, date: str) -> float | None:
    """Seconds to wait by a `Retry-After` header, from a number or from a date held against `Date`.

    `date` is the server's own clock; `None` where nothing readable is said (RFC 9110, 10.2.3).
    """
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return float(value)
    try:
        gap = parsedate_to_datetime(value) - parsedate_to_datetime(date)
    except (TypeError, ValueError):
        return None
    return max(0.0, gap.total_seconds())


def printable(text: str, most: int = 60) -> str:
    """A text from elsewhere, safe to print on a line: no control characters, at most `most` letters."""
    return "".join(letter for letter in text if letter.isprintable())[:most]
