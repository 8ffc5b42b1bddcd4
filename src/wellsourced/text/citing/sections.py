"""The numbers of sections after a code's name: lists, ranges, subsections."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["MARK", "Section", "is_plural", "sections_at"]

MARK = (
    r"(?:§{1,2}|[Ss]ections?\b|[Ss]ecs?\b\.?|[Ss][Ss]?\.|[Pp]arts?\b|[Pp]ts?\.|[Cc]hapters?\b|[Cc]hs?\.|c\.|"
    r"[Aa]rticles?\b|[Aa]rts?\.)"
)
"""What may stand before a section's number."""

_MOST = 24
"""Sections of one list that are read."""
_NUMBER = r"\d{1,6}[A-Za-z]{0,3}(?:[.:/\-–]{1,2}\d{1,6}[A-Za-z]{0,2}){0,5}(?![A-Za-z\d])"
_PART = r"\((?!(?:1[89]|20)\d\d\))[0-9A-Za-z]{1,5}\)"
_SECTION = re.compile(rf"(?P<number>{_NUMBER})(?P<parts>(?:{_PART}|\s\([A-Za-z0-9]\)){{0,8}})")
_MORE_PARTS = re.compile(
    rf"(?:,\s?(?:and\s|or\s)?|\s(?:and|or|&|to|through)\s|\s?[-–]\s?)(?P<parts>(?:{_PART}){{1,4}})"
)
# The next number may already be the title of another code.
_OTHER_CODE = r"(?!\s(?:U\.?\s?S\.|USC|C\.?\s?F|Fed|Stat\.|F\.|[A-Z][a-z]{2,5}\.))"
_MORE = re.compile(
    r"(?:,\s?(?:and\s|or\s)?|;\s?(?:and\s)?|\s(?:and|or|&|to|through)\s|\s?[-–]\s?)(?:§{1,2}\s?)?"
    rf"(?={_NUMBER}{_OTHER_CODE})"
)
_ALSO = re.compile(
    rf"\s?(?:and|or|&|,\s?and)\s(?:§\s?)?(?=(?!(?:1[89]|20)\d\d\b)\d{{3,5}}\b(?!,\d){_OTHER_CODE})"
)
_ONE_PART = re.compile(r"\(([0-9A-Za-z]{1,5})\)")
_RANGE = re.compile(
    r"(?P<left>(?P<one>\d+)[A-Za-z]*(?:\.\d+[A-Za-z]*)?)[-–](?P<right>(?P<two>\d*)[A-Za-z]*(?:\.\d+[A-Za-z]*)?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section named at `text[start:end]`: its number ("1373", "7284.6") and parts ("(a)(1)")."""

    start: int
    end: int
    number: str
    parts: str


def is_plural(mark: str | None) -> bool:
    """Whether the mark says that several sections follow."""
    return mark is not None and (
        mark in ("§§", "ss.", "SS.") or (mark.rstrip(".").endswith("s") and len(mark) > 3)
    )


def sections_at(text: str, start: int, plural: bool) -> list[Section]:
    """The sections listed from `start` on; a range gives both its ends. None where no number stands there.

    Where nothing says that there are several, another number counts only if it is as long as the first
    and joined by "and" or "or" ("8 U.S.C. 1373 and 1644").
    """
    first = _SECTION.match(text, start)
    if first is None:
        return []
    found = _ends(first)
    at = first.end()
    while len(found) < _MOST:
        if more := _MORE_PARTS.match(text, at):
            parts = _beside(found[-1].parts, more["parts"])
            if parts is not None:
                found.append(
                    Section(start=more.start("parts"), end=more.end(), number=found[-1].number, parts=parts)
                )
                at = more.end()
                continue
        joined = (_MORE if plural else _ALSO).match(text, at)
        following = _SECTION.match(text, joined.end()) if joined else None
        if following is None or not (plural or _alike(found[0].number, following["number"])):
            return found
        found += _ends(following)
        at = following.end()
    return found


def _alike(one: str, other: str) -> bool:
    """Whether two numbers have as many digits before their point."""
    return len(re.split(r"\D", one)[0]) == len(re.split(r"\D", other)[0])


def _ends(found: re.Match[str]) -> list[Section]:
    """One section, or the two ends of a range that is written like one ("7284-7284.12", "752.051-.057")."""
    number, start = found["number"], found.start()
    parts = "".join(found["parts"].split())
    ends = _range(number)
    if ends is None:
        return [Section(start=start, end=found.end(), number=number.replace("–", "-"), parts=parts)]
    cut = start + re.search(r"[-–]", number).start()  # type: ignore[union-attr]
    return [
        Section(start=start, end=cut, number=ends[0], parts=""),
        Section(start=cut + 1, end=found.end(), number=ends[1], parts=parts),
    ]


def _range(number: str) -> tuple[str, str] | None:
    found = _RANGE.fullmatch(number)
    if found is None:
        return None
    one, two, left, right = found["one"], found["two"], found["left"], found["right"]
    if not two:
        return left, one + right
    long = len(one) == len(two) >= 3 and int(two) >= int(one)
    if long or "–" in number:
        return left, right
    return None


def _beside(parts: str, other: str) -> str | None:
    """The parts with the last replaced: "(a)(1)" and "(2)" are "(a)(2)"; None where they do not pair."""
    had, new = _ONE_PART.findall(parts), _ONE_PART.findall(other)
    if not had or len(new) > len(had):
        return None
    replaced = had[len(had) - len(new)]
    if replaced.isdigit() != new[0].isdigit() or replaced.isupper() != new[0].isupper():
        return None
    return "".join(f"({part})" for part in [*had[: len(had) - len(new)], *new])
