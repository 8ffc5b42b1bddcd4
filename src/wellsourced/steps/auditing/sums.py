"""Figures of a sentence worked out again where their parts are given in it: shares, changes, totals.

Only plain forms are read, and what is rough ("about half") is given room; whatever is not understood is
passed over. A remark says what the parts come to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from wellsourced.text.figures import Figure, figures

__all__ = ["Miscalculation", "miscalculations"]

ROUGH = Decimal("0.1")
"""Share by which a figure said to be rough may be off."""
_OF = re.compile(r"^(?:\s[\w’'-]+){0,3}?\s(?:of|out of)\s(?:(?:the|its|all|about|some)\s)*(?:[\w’'-]+\s)?$")
_SO_MANY = re.compile(r"(?:,\s(?:or|which is|that is|i\.e\.,?)|\s\(|,\s)\s?(?:about |roughly |nearly )?$")
_RISE = r"(?:rose|grew|climbed|increased?|went up|jumped|rise|growth|gain|up)"
_FALL = r"(?:fell|dropped|declined?|decreased?|shrank|went down|fall|drop|cut|down|loss)"
_FROM = re.compile(r"\bfrom\s(?:(?:about|some|a|the)\s)?(?:[A-Z]\w+\s)?$")
_TO = re.compile(r"^(?:\s[\w’'-]+){0,4}?(?:\sin\s(?:[A-Z][a-z]+\s)?\d{4})?\sto\s(?:about\s|some\s)?$")
_TOTAL = re.compile(
    r"\b(?:for a total of|a total of|totall?ing|in total|adding up to|which adds up to|altogether|"
    r"together making|together)\s(?:about\s)?$"
)
_BETWEEN_PARTS = re.compile(r"^[^.;:]{0,60}?(?:,|\sand)\s[^.;:]{0,40}?$")
_PARTS_FOLLOW = re.compile(r"^(?:\s(?!includ|such)[\w’'-]+){1,6}(?::|\s?[—–]|\s-)\s$")
_ONE_OF_TWO = re.compile(r"\d\s?(?:to|by|or|-|–)\s?$")
_NEXT_PART = re.compile(r"^(?:\s[\w’'$-]+){1,8}?(?:,|;|,?\sand|;\sand)\s$")
_LAST_PART = re.compile(r"^(?:\s[\w’'$-]+){1,8}\s?[.!]?[”\"’)]*$")
_REST = re.compile(r"\b(?:the other|the remaining|the rest,?)\s$")
_OUT_OF = re.compile(r"\b[Oo]f\s(?:the\s|its\s|all\s|[\w’']+\s)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Miscalculation:
    """A figure at `[start, end)` of a sentence that its parts do not come to; `why` is a line."""

    start: int
    end: int
    why: str


def miscalculations(sentence: str) -> tuple[Miscalculation, ...]:
    """What a sentence reckons wrong, in order."""
    found = figures(sentence)
    wrong = [
        *_shares(sentence, found),
        *_changes(sentence, found),
        *_totals(sentence, found),
        *_rests(sentence, found),
        *_listed(sentence, found),
    ]
    return tuple(sorted(wrong, key=lambda one: one.start))


def _shares(text: str, found: Sequence[Figure]) -> Iterator[Miscalculation]:
    """'19 of 31 counties, or 61 percent', 'of 31 counties, 19, or 61 percent'."""
    for one, two, share in zip(found, found[1:], found[2:], strict=False):
        near = text[two.end : share.start]
        first = _OUT_OF.search(text[: one.start]) is not None
        part, whole = (two, one) if first else (one, two)
        if share.unit != "percent" or whole.unit == "percent" or whole.value <= 0 or part.unit == "percent":
            continue
        if not first and not _OF.match(text[one.end : two.start]):
            continue
        if len(near) > 60 or not _SO_MANY.search(near):
            continue
        right = part.value * 100 / whole.value
        if part.value <= whole.value and not _agrees(share, right):
            parts = f"{part.text.strip()} of {whole.text.strip()}"
            told = f"{parts} is {_written(right, share)} percent, not {_plain(share)}"
            yield Miscalculation(start=share.start, end=share.end, why=told)


def _changes(text: str, found: Sequence[Figure]) -> Iterator[Miscalculation]:
    """'rose from 200 to 250, an increase of 25 percent'; and what rose to less."""
    for one, two in pairwise(found):
        if not _FROM.search(text[: one.start]) or not _TO.match(text[one.end : two.start]) or one.value <= 0:
            continue
        if one.unit not in (None, two.unit):
            continue
        before = text[max(0, one.start - 60) : one.start]
        rising = re.search(rf"\b{_RISE}\b", before) is not None
        falling = re.search(rf"\b{_FALL}\b", before) is not None
        if rising != falling and one.value != two.value and rising == (two.value < one.value):
            way = "rise" if rising else "fall"
            why = f"from {one.text.strip()} to {two.text.strip()} is no {way}"
            yield Miscalculation(start=one.start, end=two.end, why=why)
            continue
        yield from _by_percent(text, one, two, found)


def _by_percent(text: str, one: Figure, two: Figure, found: Sequence[Figure]) -> Iterator[Miscalculation]:
    """The percentage told of a change, after it or right before it."""
    after = [f for f in found if two.end <= f.start <= two.end + 50 and f.unit == "percent"]
    before = [f for f in found if one.start - 25 <= f.end <= one.start and f.unit == "percent"]
    told = [*before[-1:], *after[:1]]
    if one.unit == "percent" or two.unit == "percent" or len(told) != 1:
        return
    change = told[0]
    around = text[max(0, one.start - 60) : change.end + 40]
    if change in after and not re.search(rf"{_RISE}|{_FALL}|change", text[two.end : change.end + 40]):
        return
    if re.search(r"\bof\b", text[change.end : change.end + 4]) or re.search(r"\bshare\b", around):
        return
    right = abs(two.value - one.value) * 100 / one.value
    if not _agrees(change, right):
        told_so = (
            f"from {one.text.strip()} to {two.text.strip()} is a change of {_written(right, change)} percent"
        )
        yield Miscalculation(start=change.start, end=change.end, why=f"{told_so}, not {_plain(change)}")


def _totals(text: str, found: Sequence[Figure]) -> Iterator[Miscalculation]:
    """'12 buses, 7 trams and 3 ferries, for a total of 22'."""
    for at, total in enumerate(found):
        if not _TOTAL.search(text[: total.start]):
            continue
        parts: list[Figure] = []
        end = total.start
        for part in reversed(found[:at]):
            gap = text[part.end : end]
            if (
                part.unit not in (None, total.unit)
                or len(gap) > 80
                or "." in gap.strip(".")
                or (parts and not _BETWEEN_PARTS.match(gap))
            ):
                break
            parts.append(part)
            end = part.start
        if len(parts) < 2:
            continue
        right = sum((part.value for part in parts), Decimal(0))
        if not _agrees(total, right):
            told = " and ".join(part.text.strip() for part in reversed(parts))
            why = f"{told} add up to {right.normalize():f}, not {_plain(total)}"
            yield Miscalculation(start=total.start, end=total.end, why=why)


def _rests(text: str, found: Sequence[Figure]) -> Iterator[Miscalculation]:
    """'Of 31 counties, 19 let shops sell and the other 12 do not'."""
    for whole, part, rest in zip(found, found[1:], found[2:], strict=False):
        if not _OUT_OF.search(text[: whole.start]) or not _REST.search(text[part.end : rest.start]):
            continue
        if {whole.unit, part.unit, rest.unit} != {None}:
            continue
        right = whole.value - part.value
        if right != rest.value and not (whole.approximate or part.approximate or rest.approximate):
            parts = f"of {whole.text.strip()} less {part.text.strip()}"
            why = f"{parts} there are {right:f} left, not {_plain(rest)}"
            yield Miscalculation(start=rest.start, end=rest.end, why=why)


def _listed(text: str, found: Sequence[Figure]) -> Iterator[Miscalculation]:
    """'120 people: 70 in March and 40 in April', where the parts go on to the end of the sentence."""
    for at, whole in enumerate(found[:-2]):
        parts = found[at + 1 :]
        gaps = [text[one.end : two.start] for one, two in pairwise(parts)]
        if (
            _PARTS_FOLLOW.match(text[whole.end : parts[0].start])
            and not _ONE_OF_TWO.search(text[: whole.start])
            and all(map(_NEXT_PART.match, gaps))
            and _LAST_PART.match(text[parts[-1].end :])
            and all(part.unit == whole.unit for part in parts)
            and not any(part.approximate for part in parts)
        ):
            right = sum((part.value for part in parts), Decimal(0))
            if not _agrees(whole, right):
                told = " and ".join(part.text.strip() for part in parts)
                why = f"{told} add up to {right.normalize():f}, not {_plain(whole)}"
                yield Miscalculation(start=whole.start, end=whole.end, why=why)


def _agrees(told: Figure, right: Decimal) -> bool:
    """Whether a figure is what was worked out, as far as it is written; whatever is rough has room."""
    if told.approximate:
        return abs(told.value - right) <= ROUGH * max(abs(right), Decimal(1))
    return abs(told.value - right) <= _unit(told) + Decimal("0.0001")


def _unit(told: Figure) -> Decimal:
    """One of the last place a figure is written with: either way of rounding is right.

    Of "3.4 million" that is 0.1 million; a whole count is exact.
    """
    digits = re.search(r"\d[\d,]*(?:\.(\d+))?", told.text)
    if digits is None:
        return Decimal(1) if told.unit == "percent" else Decimal(0)
    written = Decimal(digits[0].replace(",", ""))
    scale = abs(told.value / written) if written else Decimal(1)
    if digits[1] is not None:
        return scale * Decimal(1).scaleb(-len(digits[1]))
    return Decimal(1) if told.unit == "percent" else scale if scale > 1 else Decimal(0)


def _written(right: Decimal, told: Figure) -> str:
    """The right value with a place more than the figure was written with."""
    places = len(found[1]) if (found := re.search(r"\.(\d+)", told.text)) else 0
    return f"{right.quantize(Decimal(1).scaleb(-places - 1), rounding=ROUND_HALF_UP).normalize():f}"


def _plain(told: Figure) -> str:
    return f"{told.value.normalize():f}"
