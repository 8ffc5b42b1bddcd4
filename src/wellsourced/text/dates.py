"""Dates as written, with the precision they were written with."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from wellsourced.text.identifiers import identifiers

__all__ = ["FoundDate", "date_mentions", "dates", "may_be_one"]

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_MONTH_WORDS = (
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)


def _month_as(group: str) -> str:
    return rf"(?P<{group}>{_MONTH_WORDS})"


def _day_as(group: str) -> str:
    return rf"(?P<{group}>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"


def _year_as(group: str) -> str:
    return rf"(?P<{group}>(?:1[789]|20)\d\d|2100)(?![\d,]{{0,12}}\d|\.\d)"


_PART = r"(?:(?:early|mid|late)[-\s])?"
_PATTERNS = (
    r"\b(?P<iso>(?:(?:1[789]|20)\d\d|2100)-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?![\w-])",
    rf"\b{_month_as('m1')}\s+{_day_as('d1')}(?:\s?[-–]\s?\d{{1,2}})?,?\s+{_year_as('y1')}\b",
    rf"\b{_day_as('d2')}(?:\s+of)?\s+{_month_as('m2')},?\s+{_year_as('y2')}\b",
    rf"\b{_PART}{_month_as('m3')},?\s+(?:of\s+)?{_year_as('y3')}\b",
    rf"\b(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/{_year_as('y4')}\b",
    # A day or a decade without a year is no date here, but its numbers are no figures either.
    rf"\b(?P<day>{_month_as('m5')}\s+{_day_as('d5')}(?!\s?(?:percent|%|million|billion|people))\b(?![\d,.]\d)"
    rf"|\b{_day_as('d6')}\s+(?:of\s+)?{_month_as('m6')})(?!\w)",
    r"\b(?P<decade>(?:1[789]|20)\d0)s\b",
    rf"\b(?:(?:fiscal(?:\s+year)?|FY)\s?)?{_year_as('y7')}(?P<more>[-–](?:\d\d(?!\d)|(?:1[789]|20)\d\d))?(?![\w-])",
)
_PATTERN = re.compile("|".join(_PATTERNS))
_UNIT_AFTER = re.compile(
    r"\s*(?:%|percent|per cent|dollars?|hours?|minutes?|days?|weeks?|months?|years?|miles?|feet|acres?|"
    r"people|persons|million|billion|thousand|times)\b|\s*%"
)
_COUNT_BEFORE = re.compile(
    r"(?:[$€£]\s?|\b(?:about|around|roughly|nearly|almost|approximately|some|over|than|least|most|to)\s)$",
    re.IGNORECASE,
)
_LED = 24
"""Characters before a number in which the word that makes it a count stands."""
_start = attrgetter("start")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date written at `text[start:end]`; `date` is EDTF: YYYY, YYYY-MM or YYYY-MM-DD."""

    date: str
    start: int
    end: int
    text: str


def dates(text: str) -> list[FoundDate]:
    """The dates of `text` from 1700 to 2100 that name a year, in order, never overlapping.

    "mid-July 2026" is 2026-07, "fiscal 2012" is 2012, "2018-19" is 2018. Slashed dates are read month
    first unless that is no month. Days without a year and decades are left out; so are years
    inside citations and numbers with a unit.
    """
    return [mention for mention in date_mentions(text) if mention.date]


def may_be_one(one: str, other: str) -> bool:
    """Whether two dates may be of one day: 2026 and 2026-07 may, 2026-07 and 2026-08 not."""
    return one.startswith(other) or other.startswith(one)


def date_mentions(text: str) -> list[FoundDate]:
    """As `dates`, with days without a year ("May 8") and decades too: those have `date` empty."""
    cited = identifiers(text)
    mentions = []
    for match in _PATTERN.finditer(text):
        start, end = match.span()
        before = bisect_left(cited, end, key=_start)
        if before and cited[before - 1].end > start:
            continue
        if match["y7"] and not match["more"] and _is_count(text, start, end):
            continue
        mentions.append(FoundDate(date=_edtf(match), start=start, end=end, text=match[0]))
    return mentions


def _is_count(text: str, start: int, end: int) -> bool:
    before = _COUNT_BEFORE.search(text[max(0, start - _LED) : start])
    if before and before[0].strip().lower() == "to":
        # "from 2015 to 2018" is years; "rose to 2018" cannot be told from a year: left a year.
        before = None
    return bool(before or _UNIT_AFTER.match(text, end))


def _edtf(match: re.Match[str]) -> str:
    if match["iso"]:
        return _valid(*match["iso"].split("-"))
    if match["y1"]:
        return _valid(match["y1"], _month(match["m1"]), match["d1"])
    if match["y2"]:
        return _valid(match["y2"], _month(match["m2"]), match["d2"])
    if match["y3"]:
        return _valid(match["y3"], _month(match["m3"]))
    if match["y4"]:
        month, day = (match["a"], match["b"]) if int(match["a"]) <= 12 else (match["b"], match["a"])
        return _valid(match["y4"], month, day)
    return match["y7"] or ""


def _month(name: str) -> str:
    short = name.rstrip(".").lower()[:3]
    return str(next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(short)))


def _valid(year: str, month: str | None = None, day: str | None = None) -> str:
    """EDTF of the parts; a day that is none in its month leaves the month, no month leaves the year."""
    if month is None or not 1 <= int(month) <= 12:
        return year
    try:
        return date(int(year), int(month), int(day)).isoformat() if day else f"{year}-{int(month):02d}"
    except ValueError:
        return f"{year}-{int(month):02d}"
