"""Marks of notes in running text, put in brackets: bare, "2017" and its note 2 would read as 20172."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree  # type: ignore[import-untyped]

__all__ = ["as_mark", "bracket_marks", "marks_apart"]

DEEPEST = 4
"""Elements that a mark is made of, and that stand around it, at most: a hostile page nests thousands."""

_BARE = re.compile(r"\s*\^?(\d{1,3})\s*")
_SIDE_BY_SIDE = re.compile(r"(\[\^?\d{1,3}\])(?=\[\^?\d{1,3}\])")
_ENDED = re.compile(r"[.,;:!?)\]\"'”’]$")


def as_mark(label: str) -> str | None:
    """The mark that a link's whole text is ("3", "^3" as "[3]"); None where it is something else."""
    found = _BARE.fullmatch(label)
    return None if found is None else f"[{found[1]}]"


def marks_apart(markdown: str) -> str:
    """Markdown with a space between marks side by side: "[2][3]" would be one link, of words "2"."""
    return _SIDE_BY_SIDE.sub(r"\1 ", markdown)


def bracket_marks(page: etree._Element) -> None:
    """Write the page's marks of notes in brackets, in place.

    A number is one where it is a raised or glued link, or stands raised behind the end of a sentence or
    clause: an exponent ("m²") and an ordinal ("1st") do neither.
    """
    for link in page.iter("a"):
        mark = _mark(link)
        if mark is not None and (_is_raised(link) or _is_glued(link)):
            _rewrite(link, mark)
    for raised in page.iter("sup"):
        mark = _mark(raised)
        if mark is not None and _ENDED.search(_text_before(raised)):
            _rewrite(raised, mark)


def _mark(element: etree._Element) -> str | None:
    parts = list(islice(element.iter(), DEEPEST + 1))
    return as_mark("".join(element.itertext())) if len(parts) <= DEEPEST else None


def _is_raised(link: etree._Element) -> bool:
    around = islice(link.iterancestors(), DEEPEST)
    return any(up.tag == "sup" for up in around) or any(True for _ in link.iter("sup"))


def _is_glued(link: etree._Element) -> bool:
    before = _text_before(link)
    return bool(before) and not before[-1].isspace() and before[-1] not in "[(/-–—#$€£|"


def _text_before(element: etree._Element) -> str:
    """The text right before an element within its parent."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return previous.tail or ""
    return "" if parent is None else parent.text or ""


def _rewrite(element: etree._Element, text: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = text
