"""When a page was published and last changed, with the precision that it states.

`htmldate` gives a whole day always: the first of a month may mean that only the month was found, and
January 1 that only the year was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import lxml.html  # type: ignore[import-untyped]
from htmldate import find_date

from wellsourced.model.scope import PartialDate

__all__ = ["Asked", "Dates", "dates_of"]

_STATED = re.compile(r"\s*((?:19|20)\d{2}(?:-\d{2}(?:-\d{2})?)?)(?:$|[T\s])")
_MODIFIED = frozenset(
    {"article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "last-modified"}
    | {"dcterms.modified", "dc.date.modified", "dateupdated"}
)
_JANUARY = (
    r"(?:jan(?:\.|uary|uar|vier|v\.|eiro|uari|uarie)?|jänner|enero|ene\.|gennaio|gen\.|stycz(?:eń|nia)|"
    r"январ[ья]|ocak|tammikuu(?:ta)?|leden|ledna)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """When a page was published and changed; `certain` is false for a day guessed from its running text."""

    published: PartialDate | None
    certain: bool
    updated: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page's address, the day it was captured, and the date a search of all of it has found already.

    Without `extensive` its running text is not searched: of a large page that takes too long.
    """

    url: str | None
    day: date
    guess: str | None = None
    extensive: bool = True


def dates_of(page: lxml.html.HtmlElement, markup: str, asked: Asked, modified: Iterable[str]) -> Dates:
    """The dates of a page; `modified` are those of change that it states for machines beside its tags.

    No date is later than the capture. A change before the publication is none.
    """
    # What it says in tags, addresses and marked-up dates comes first either way; only where there is none
    # of these does an extensive search look through the text, and that is a guess.
    sure = _find(page, asked, extensive=False)
    found = asked.guess or (_find(page, asked, extensive=True) if asked.extensive else sure)
    published = None if found is None else _precise(found, f"{asked.url or ''}\n{markup}")
    changed = [*modified, *_modified_tags(page)]
    days = [day for text in changed if (day := _stated(text)) is not None and day.earliest <= asked.day]
    updated = max(days, key=lambda day: day.latest, default=None)
    if updated is not None and published is not None and updated.latest < published.earliest:
        updated = None
    return Dates(published=published, certain=found is not None and found == sure, updated=updated)


def _find(page: lxml.html.HtmlElement, asked: Asked, *, extensive: bool) -> str | None:
    """The date of publication as `htmldate` finds it, a whole day always; its stumbling finds none."""
    try:
        return find_date(
            page,
            url=asked.url,
            original_date=True,
            extensive_search=extensive,
            max_date=asked.day.isoformat(),
        )
    except Exception:
        return None


def _modified_tags(page: lxml.html.HtmlElement) -> list[str]:
    stated = []
    for tag in page.iter("meta", "time"):
        names = (tag.get("property"), tag.get("name"), tag.get("itemprop"), tag.get("http-equiv"))
        if any(name is not None and name.strip().lower() in _MODIFIED for name in names):
            stated.append(tag.get("content") or tag.get("datetime") or "")
    return stated


def _stated(text: str) -> PartialDate | None:
    found = _STATED.match(text)
    return None if found is None else _partial(found[1])


def _precise(day: str, markup: str) -> PartialDate | None:
    """The day found, or its month or year where the page nowhere writes the first of that month."""
    year, month, number = day.split("-")
    if number != "01" or _writes_the_first(year, month, markup):
        return _partial(day)
    if month != "01" or _writes_january(year, markup):
        return _partial(f"{year}-{month}")
    return _partial(year)


def _writes_the_first(year: str, month: str, markup: str) -> bool:
    """In words, in an address, with a time of day; and in figures, but for January 1.

    That is also how machines fill in a date of which they know the year alone.
    """
    short = month.lstrip("0")
    ways = [
        rf"/{year}/0?{short}/0?1(?!\d)",
        rf"(?<!\d){year}-{month}-01[T\s](?!00:00)\d\d:",
        rf"(?<!\d)0?1(?:st|er|º|\.)?\s{{0,3}}(?:(?:de|of)\s)?[^\W\d_]{{3,12}}\.?,?\s(?:del?\s)?{year}(?!\d)",
        rf"[^\W\d_]{{3,12}}\.?\s0?1(?:st)?,?\s{year}(?!\d)",
    ]
    if month != "01":
        ways += [
            rf"(?<!\d){year}(?P<sep>[-/._]?)0?{short}(?P=sep)0?1(?!\d)",
            rf"(?<!\d)0?1[-/.]\s?0?{short}[-/.]\s?(?:{year}|{year[2:]})(?!\d)",
            rf"(?<!\d)0?{short}/0?1/(?:{year}|{year[2:]})(?!\d)",
        ]
    return any(re.search(way, markup) for way in ways)


def _writes_january(year: str, markup: str) -> bool:
    ways = (
        rf"(?<!\d){year}[-/._]0?1(?![-/._]?\d)",
        rf"(?<![\d.\-/])0?1[-/.]{year}(?!\d)",
        rf"\b{_JANUARY},?\s(?:del?\s)?{year}(?!\d)",
    )
    return any(re.search(way, markup, re.IGNORECASE) for way in ways)


def _partial(text: str) -> PartialDate | None:
    try:
        return PartialDate(text=text)
    except ValueError:  # a day that is not in the calendar
        return None
