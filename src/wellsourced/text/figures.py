"""Quantities: digits and number words, percentages, money, time. No dates, no citations, no ordinals."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from wellsourced.text.clock import clock_times
from wellsourced.text.dates import date_mentions
from wellsourced.text.identifiers import Identifier, identifiers
from wellsourced.text.wordlists import words

__all__ = ["Figure", "Identifier", "figures", "identifiers", "ordinals"]

_ONES = {
    word: value
    for value, word in enumerate(
        words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        )
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_FRACTIONS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        words(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
}
_WORD = "|".join(sorted((*_ONES, *_TENS), key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_FRACTION = "|".join(sorted(_FRACTIONS, key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_UNIT_WORDS = {
    "percent": r"%|percent(?!age)|per\scent\b|pct\b",
    "percentage point": r"percentage[\s-]points?|points?\b(?=\s(?:higher|lower|to\s[\d.]+\s(?:percent|%)))",
    "cent": r"cents?\b",
    "dollar": r"dollars?\b|USD\b",
    "euro": r"euros?\b|EUR\b",
    "pound": r"pounds\ssterling",
    "minute": r"minutes?\b",
    "hour": r"hours?\b|hrs?\b",
    "day": r"days?\b",
    "week": r"weeks?\b",
    "month": r"months?\b",
    "year": r"years?\b",
    "decade": r"decades?\b",
    "century": r"centur(?:y|ies)\b",
    "mile": r"miles?\b",
    "kilometer": r"kilomet(?:er|re)s?\b|km\b",
}
_UNIT = "|".join(f"(?P<u{i}>{pattern})" for i, pattern in enumerate(_UNIT_WORDS.values()))
_NAMES = tuple(_UNIT_WORDS)
_MONEY = {"$": "dollar", "US$": "dollar", "€": "euro", "£": "pound"}
_NUMBER = re.compile(
    rf"(?P<sign2>(?:US)?\$|€|£)(?P<digits2>\d[\d,]*(?:\.\d+)?)\s?(?P<short>[KkMmBb])\b"
    rf"|(?P<sign>(?:US)?\$|€|£)?\s?(?P<digits>(?<![\w.])(?:{_DIGITS}))(?![\w]*[a-zA-Z]|[\d.,]*\d)(?:[\s-](?P<scale>{_SCALE})s?\b(?!\sof\s(?:thousands|millions)))?"
    rf"|\b(?P<fraction>(?:one|two|three|four|five|seven|nine|a)[\s-](?:{_FRACTION})s?)\b(?!\s(?:circuit|amendment|time|party|district))"
    rf"|\b(?P<words>(?:(?:{_WORD})|an?(?=\s(?:{_SCALE})\b)|half\sa(?=\s(?:million|billion|dozen)))"
    rf"(?:(?:[\s-]|\sand\s)(?:{_WORD}|{_SCALE})\b)*)\b",
    re.IGNORECASE,
)
_UNIT_AT = re.compile(rf"[\s-]?(?:{_UNIT})", re.IGNORECASE)
_LINK = re.compile(r"\s?(to|-|–|—|or|and)\s?")
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_SCALE_IN = re.compile(r"\b(thousand|million|billion|trillion)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|approximately|approx\.|some|over|under|up to|"
    r"as (?:many|much|few) as|(?:more|less|fewer|greater|better) than|at (?:least|most)|close to|"
    r"just (?:over|under)|estimated|~)\s*$",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(r"\s(?:and|&)\sa\shalf\b")
_OR_SO = re.compile(r"\s?(?:\+|or (?:so|more|fewer|less)\b)")
_ORDINAL = re.compile(rf"\b(?:(?P<n>\d+)(?:st|nd|rd|d|th)|(?P<w>{'|'.join(_ORDINALS)}))\b", re.IGNORECASE)
# "one" is mostly a pronoun or an article: a figure only with a unit or a scale.
_WEAK = frozenset({"one", "zero"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity at `text[start:end]` (with its sign, scale and unit words).

    `unit`: percent, percentage point, fraction, a currency (cent, dollar, euro, pound), a time or distance
    unit, `ordinal`, or `None` for a plain count. `approximate`: hedged or bounded ("about",
    "more than", "at least").
    """

    value: Decimal
    unit: str | None
    start: int
    end: int
    approximate: bool
    text: str


def figures(text: str) -> list[Figure]:
    """The quantities of `text`, in order, never overlapping; a range gives both its ends.

    Left out: dates, times of day, citations, ordinals, and vague words ("dozens", "hundreds").
    """
    taken = [(d.start, d.end) for d in date_mentions(text)] + [(i.start, i.end) for i in identifiers(text)]
    taken += [(time.start, time.end) for time in clock_times(text)]
    found: list[Figure] = []
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        start += len(match[0]) - len(match[0].lstrip())
        if any(s < end and start < e for s, e in taken) or (found and start < found[-1].end):
            continue
        figure = _figure(text, match, start)
        if figure is not None:
            found.append(figure)
    return _share_units(text, found)


def ordinals(text: str) -> list[Figure]:
    """The ordinals of `text` ("4th", "fourth"), with unit `ordinal`; dates and citations left out."""
    taken = [(d.start, d.end) for d in date_mentions(text)] + [(i.start, i.end) for i in identifiers(text)]
    return [
        Figure(
            value=Decimal(match["n"] or _ORDINALS[match["w"].lower()]),
            unit="ordinal",
            start=match.start(),
            end=match.end(),
            approximate=False,
            text=match[0],
        )
        for match in _ORDINAL.finditer(text)
        if not any(s < match.end() and match.start() < e for s, e in taken)
    ]


def _figure(text: str, match: re.Match[str], start: int) -> Figure | None:
    value, unit = _value(match)
    end = match.end()
    if unit is None and (half := _AND_A_HALF.match(text, end)):
        value, end = value + Decimal("0.5"), half.end()
    if unit is None and (after := _UNIT_AT.match(text, end)):
        end = after.end()
        unit = next(_NAMES[i] for i in range(len(_NAMES)) if after[f"u{i}"])
    if unit is None and (match["words"] or "").lower() in _WEAK:
        return None
    approximate = bool(_ABOUT.search(text[:start]) or _OR_SO.match(text, end))
    return Figure(value=value, unit=unit, start=start, end=end, approximate=approximate, text=text[start:end])


def _value(match: re.Match[str]) -> tuple[Decimal, str | None]:
    if match["short"]:
        scale = {"k": 10**3, "m": 10**6, "b": 10**9}[match["short"].lower()]
        return Decimal(match["digits2"].replace(",", "")) * scale, _MONEY[match["sign2"].upper()]
    if match["digits"]:
        value = Decimal(match["digits"].replace(",", ""))
        scale = _SCALES[match["scale"].lower()] if match["scale"] else 1
        return value * scale, _MONEY[match["sign"].upper()] if match["sign"] else None
    if match["fraction"]:
        top, bottom = re.split(r"[\s-]", match["fraction"].lower())
        part = _FRACTIONS.get(bottom) or _FRACTIONS[bottom.removesuffix("s")]
        return Decimal(_ONES.get(top, 1)) / part, "fraction"
    return Decimal(_spelled(match["words"])), None


def _spelled(words: str) -> int:
    """The value of number words ("two hundred and five thousand")."""
    total = current = 0
    half = words.lower().startswith("half a")
    for word in re.split(r"[\s-]+", words.lower().removeprefix("half ")):
        if word in _SCALES:
            scale = _SCALES[word]
            if scale in (100, 12):
                current = max(current, 1) * scale
            else:
                total, current = total + max(current, 1) * scale, 0
        else:
            current += _ONES.get(word) or _TENS.get(word) or 0
    return (total + current) // (2 if half else 1)


def _share_units(text: str, found: list[Figure]) -> list[Figure]:
    """In "70 to 75 percent" and "$3-5 million" both ends have the unit and scale; they stay two figures."""
    shared = list(found)
    for i in range(len(shared) - 1):
        one, two = shared[i], shared[i + 1]
        link = _LINK.fullmatch(text, one.end, two.start)
        if link is None or (link[1] == "and" and not _BETWEEN.search(text[: one.start])):
            continue
        scale = _scale_of(two.text)
        if scale > 1 and _scale_of(one.text) == 1 and one.value < 1000:
            one = replace(one, value=one.value * scale)
        if one.unit is None:
            one = replace(one, unit=two.unit)
        elif two.unit is None and (scale > 1 or link[1] in "-–—"):
            two = replace(two, unit=one.unit)
        shared[i], shared[i + 1] = one, two
    return shared


def _scale_of(text: str) -> int:
    found = _SCALE_IN.search(text)
    return _SCALES[found[1].lower()] if found else 1
