"""Reading a page as a reader does: its words in order, and the days they name."""

from __future__ import annotations

import re
from datetime import date
from xml.etree.ElementTree import Element

import html5lib

from wellsourced.model.scope import PartialDate
from wellsourced.text.dates import dates

_UNSEEN = ("script", "style", "template")


def tree(page: str) -> Element:
    """An HTML page as a tree; the parser refuses what is not valid syntax."""
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert isinstance(root, Element)
    return root


def body_text(page: str) -> str:
    """What a reader is shown of an HTML page, in order."""
    root = tree(page)
    body = root.find("body")
    assert body is not None
    for element in body.iter():
        if element.tag in _UNSEEN:
            element.text = ""
    return " ".join("".join(body.itertext()).split())


def first_words(text: str, count: int) -> str:
    """The first words of a text, Markdown's marks left out."""
    return " ".join(re.sub(r"[*#\\]", "", text).split()[:count])


def words(text: str) -> int:
    return len(text.split())


def dates_said(text: str) -> list[date]:
    """The first day each date in a text can mean."""
    return [PartialDate(text=found.date).earliest for found in dates(text)]
