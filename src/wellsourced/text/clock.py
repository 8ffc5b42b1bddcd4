"""Times of day: '4:20 p.m.', '4 in the afternoon', '16:20'."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["ClockTime", "clock_times"]

_TIME = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?"
    r"(?:(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<part>(?:o'clock )?(?:in the (?:morning|afternoon|evening)|at night)\b))"
    r"|\b(?P<hours>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)\b(?![:\d])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTime:
    """A time at `text[start:end]`; `minutes` counts from midnight.

    Where the half of the day is not said (`either`), it may be twelve hours later.
    """

    minutes: int
    either: bool
    start: int
    end: int
    text: str

    def fits(self, other: ClockTime) -> bool:
        """Whether the two can be one time."""
        if self.minutes == other.minutes:
            return True
        return (self.either or other.either) and (self.minutes - other.minutes) % 720 == 0


def clock_times(text: str) -> list[ClockTime]:
    """The times of day of `text`, in order."""
    return [_read(found) for found in _TIME.finditer(text)]


def _read(found: re.Match[str]) -> ClockTime:
    hour, minute = int(found["hour"] or found["hours"]), int(found["minute"] or found["minutes"] or 0)
    half = (found["half"] or "").lower() or ("a" if "morning" in (found["part"] or "").lower() else "")
    if found["part"] and not half:
        half = "p"
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return ClockTime(
        minutes=hour * 60 + minute,
        either=not half and 0 < hour < 13,
        start=found.start(),
        end=found.end(),
        text=found[0],
    )
