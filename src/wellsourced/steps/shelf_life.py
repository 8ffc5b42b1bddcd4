"""How long what a statement tells keeps: its kind by its words, and what captures of its source teach."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import expm1, sqrt

from wellsourced.model.freshness import Shelf
from wellsourced.model.quantities import Quantity
from wellsourced.model.reports import Exhibit, Statement
from wellsourced.model.scope import PartialDate
from wellsourced.steps.quantities import quantities, statuses
from wellsourced.text.dates import dates

__all__ = ["LIVES", "Keeping", "keeping", "learned", "scheduled", "shelf_of"]

LIVES: Mapping[Shelf, timedelta] = {
    Shelf.BREAKING: timedelta(hours=6),  # news desks rewrite a running story several times a day
    Shelf.COUNT: timedelta(days=30),  # most public counts come out monthly
    Shelf.STATUS: timedelta(days=14),  # courts and legislatures act within weeks, seldom within days
    Shelf.SETTLED: timedelta(days=365),  # only a correction or an overturned ruling changes these
}
_CADENCES = {"daily": 1, "weekly": 7, "monthly": 30, "quarterly": 91, "annual": 365, "annually": 365}
_CADENCE = re.compile(rf"\b({'|'.join(_CADENCES)})\b", re.I)
_LEAST = timedelta(hours=1)
_MOST_TIMES = 4
_WEIGHT = 2
"""Changes that the default counts for: with fewer seen, the default tells more than the source."""
_LOOKS = 200
"""The last sightings of a source that count: what it did long before tells little."""
_CLOSE = 1.0001
"""How near the estimate comes."""
_MANY = 500.0
"""Changes in a wait beyond which no difference can be told, nor computed."""
_RECENT = timedelta(days=7)
_BREAKING = re.compile(
    r"\b(?:today|yesterday|tonight|this (?:morning|week)|hours ago|(?:is|are) expected to|developing story"
    r"|(?:hearing|trial|argument|sentencing)s? (?:is|are) (?:set|scheduled)|(?:is"
    r"|are) (?:set|scheduled) for)\b",
    re.I,
)
_COUNTED = ("a", "an", "the", "all", "any", "no", "of", "for", r"\d", "new", "active", "many", "some")
_GOES_ON = (
    r"(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|may|might|must|shall|should"
    r"|and|or|nor|for|in|of|by|from|to|under|on|at|with|as|per|since|that|which|who|than|not"
    r"|\w+ed (?:by|in|on|at|to|for|since|under|from|between|before|after))"
)
# "permits", "bans" and "bars" are nouns too: so where they are counted, or no object can follow.
_RULES = (
    "".join(rf"(?<!\b{word} )" for word in _COUNTED)
    + rf"(?:permits|bans?|bars?)(?! {_GOES_ON}(?![\w-]))(?! \w+ed[.,;])(?=\s[\w“\"'$])"
)
_STATUS = re.compile(
    r"\b(?:(?:is|are|remains?) (?:still |currently |now |not )?(?:enjoined|blocked"
    r"|on hold|stayed|suspended|pending"
    r"|vacant|illegal|legal|lawful|unlawful|banned|barred|required|allowed|prohibited|in force|in effect"
    r"|under (?:review|appeal)|the (?:sheriff|mayor|governor|president|director|chief"
    r"|secretary|attorney general))"
    r"|remains?|takes effect|currently|still|now|no longer|(?:has|have"
    r"|had) not (?:yet )?(?:ruled|decided)|took office|in force"
    r"|must(?: not)?|may(?: not)?|shall(?: not)?|requires?|prohibits?"
    rf"|forbids?|allows?|as of|{_RULES})\b"
)
_PAST = re.compile(
    r"\b(?:was|were|did|had|held|ruled|decided|struck|died|began|ended|won|lost|signed|\w{3,}ed)\b"
)
_STOCK = re.compile(
    r"\b(?:there (?:was|were)|had|show(?:s|ed)|list(?:s|ed)|count(?:s|ed)|stood|was|were|as of)\b", re.I
)
_TAKES_EFFECT = re.compile(
    r"\b(?:takes?|taking|go(?:es)? into|comes? into|effective|expires?|sunsets?|begins?"
    r"|ends?|due|set|scheduled"
    r"|hearing|trial|deadline|until|by|on|will)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What kind of thing a statement tells, the words of it that go off, and how long it keeps by default.

    `as_of` is of when its count or status is, where that is known.
    """

    shelf: Shelf
    expired: str
    life: timedelta
    as_of: PartialDate | None = None


def shelf_of(statement: Statement, exhibits: Mapping[str, Exhibit], day: date) -> Shelf:
    """What kind of thing a statement tells, read on `day`."""
    return keeping(statement, exhibits, day).shelf


def keeping(statement: Statement, exhibits: Mapping[str, Exhibit], day: date) -> Keeping:
    """As `shelf_of`, with the words that go off. `exhibits` are by passage id."""
    text = statement.text
    if words := _breaking(text, day):
        return _kept(Shelf.BREAKING, words)
    told = quantities(statement, exhibits, day)
    counted = next((q for q in told if q.as_of is not None), None)
    if counted is not None and not _closed(text, counted, day):
        cadence = _CADENCE.search(text)
        life = timedelta(days=_CADENCES[cadence[1].lower()]) if cadence else LIVES[Shelf.COUNT]
        words = _figure_words(text, counted)
        return Keeping(shelf=Shelf.COUNT, expired=words, life=life, as_of=counted.as_of)
    if counted is None and (found := _STATUS.search(text)):
        status = next(iter(statuses(statement, exhibits)), None)
        if status is None:
            return _kept(Shelf.STATUS, found[0])
        words = f"{status.predicate} {status.value}"
        return _kept(Shelf.STATUS, words if words in text else found[0], status.as_of)
    return _kept(Shelf.SETTLED, text.rstrip("."))


def learned(life: timedelta, sightings: Sequence[tuple[datetime, str]]) -> timedelta:
    """The life adjusted by how often a source's text changed; `sightings` are (time, digest), oldest first.

    Changes are counted by our own looks: between two that differ there was one or more, and how long we
    waited says how many may have been missed. So the rate of change is estimated as by Cho and
    Garcia-Molina ("Estimating Frequency of Change", 2003), by maximum likelihood for looks at irregular
    times; where their correction for few looks stands is a Gamma prior that expects one change a life. At
    least an hour, at most four times the default; without sightings the default.
    """
    if len(sightings) < 2:
        return life
    waits, unchanged = list[float](), 0.0
    for (before, was), (after, now) in pairwise(sightings[-_LOOKS:]):
        gone_by = max((after - before) / life, 0.0)
        if now == was:
            unchanged += gone_by
        else:
            waits.append(gone_by)

    def too_low(rate: float) -> bool:
        """Whether more changed than this rate, in changes a life, would let us see."""
        return _WEIGHT / rate + sum(_expected(wait, rate) for wait in waits) > _WEIGHT + unchanged

    low, high = 1 / _MOST_TIMES, max(life / _LEAST, 1.0)
    while high / low > _CLOSE:
        middle = sqrt(low * high)
        low, high = (middle, high) if too_low(middle) else (low, middle)
    return max(_LEAST, life / sqrt(low * high))


def _expected(wait: float, rate: float) -> float:
    """What a text seen changed after a wait adds to the sum that the time unchanged is held against."""
    passed = min(wait * rate, _MANY)
    return wait / expm1(passed) if passed else 1 / rate


def scheduled(statement: Statement, after: date, *, watched: bool = False) -> tuple[date, str] | None:
    """The first day after `after` on which the statement says something happens, with its words.

    In the watch section any later date is one; a month or year is due on its first day.
    """
    text = statement.text
    later = []
    for found in dates(text):
        first = PartialDate(text=found.date).earliest
        near = text[max(0, found.start - 40) : found.start]
        if first > after and (watched or _TAKES_EFFECT.search(near)):
            later.append((first, found.text))
    return min(later, default=None)


def _kept(shelf: Shelf, words: str, as_of: PartialDate | None = None) -> Keeping:
    return Keeping(shelf=shelf, expired=words, life=LIVES[shelf], as_of=as_of)


def _breaking(text: str, day: date) -> str:
    if found := _BREAKING.search(text):
        return found[0]
    for one in dates(text):
        when = PartialDate(text=one.date)
        if when.is_exact and timedelta() <= day - when.earliest <= _RECENT and "as of" not in text.lower():
            return one.text
    return ""


def _closed(text: str, counted: Quantity, day: date) -> bool:
    """Whether a figure tells of a past event or a closed period: it will not change."""
    assert counted.as_of is not None
    long_ago = day - counted.as_of.latest > timedelta(days=400)
    return long_ago and _PAST.search(text) is not None and _STOCK.search(text) is None


def _figure_words(text: str, counted: Quantity) -> str:
    at = text.find(counted.written)
    tail = re.match(r"(?:\s(?!(?:in|on|by|around|at|of|for|from|to|and|were|was|as)\b)[\w'’()%-]+){0,3}",
                    text[at + len(counted.written) :])  # fmt: skip
    return counted.written + (tail[0] if tail else "")
