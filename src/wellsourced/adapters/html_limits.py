"""A page's tree made fit for libraries whose patterns take time by the square of what they read.

They look for authors, titles and dates in attributes, titles and JSON-LD, where no honest value is long.
"""

from __future__ import annotations

import re

import lxml.html  # type: ignore[import-untyped]

__all__ = ["LONGEST", "limit", "may_be_endless", "without_endless_tags"]

LONGEST = 2_000
"""Characters of an attribute, a title or a string in JSON-LD; what goes on longer is cut there."""

LONGEST_TAG, MOST_ATTRIBUTES = 10_000, 1_000
"""Characters of a tag that is looked at, and attributes of one that loses them."""

# As a browser reads a tag: a quotation mark opens a value only after an equals sign.
_ATTRIBUTE = r"[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.ASCII)
_OPENING = re.compile(
    rf"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?P<name>[A-Za-z][^\s/>]*+)(?:[\s/]++|{_ATTRIBUTE})*+>?",
    re.DOTALL | re.ASCII,
)
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title")
}
"""Elements whose text is no markup, though a comparison in a script looks like a tag, and their ends."""
_LONG_ATTRIBUTES = f"//*[@*[string-length(.) > {LONGEST}]]"
_SCRIPTS = "//script[contains(@type, 'json') and text()]"
_TITLES = ("title", "h1")
_STRING = re.compile(r'"((?:\\.|[^"\\])*+)("|\\?\Z)', re.DOTALL)
_START = re.compile(rf"(?:\\u[0-9a-fA-F]{{4}}|\\.|[^\\]){{0,{LONGEST}}}", re.DOTALL)
_TAG = re.compile(r"<[^<>]*+>")
_BEGINS = re.compile(rb"<[A-Za-z]")


def limit(page: lxml.html.HtmlElement) -> None:
    """Cut what is too long in the tree itself."""
    for element in page.xpath(_LONG_ATTRIBUTES):
        for name, value in element.attrib.items():
            if len(value) > LONGEST:
                element.set(name, value[:LONGEST])
    for script in page.xpath(_SCRIPTS):
        script.text = _limited_json(script.text or "")
    for title in page.iter(*_TITLES):
        if title.text and len(title.text) > LONGEST:
            title.text = title.text[:LONGEST]


def _limited_json(text: str) -> str:
    """JSON, or what claims to be, with its strings cut and without tags in them, closed or not."""
    if len(text) <= LONGEST:
        return text
    return _STRING.sub(_limited_string, text)


def _limited_string(found: re.Match[str]) -> str:
    string = found[1]
    if "<" in string:
        string = _TAG.sub("", string).replace("<", " ")
    if len(string) > LONGEST:
        string = _START.match(string)[0]  # type: ignore[index]
    return f'"{string}{found[2]}'


def without_endless_tags(markup: str) -> str:
    """The markup with tags of thousands of attributes bare: parsing one takes time by the square of them."""
    pieces: list[str] = []
    start = at = 0
    while found := _OPENING.search(markup, at):
        at, name = found.end(), found["name"]
        if name is None:
            continue
        if _is_endless(found[0]):
            pieces += (markup[start : found.start()], f"<{name[:LONGEST]}>")
            start = at
        if (ends := _RAW.get(name.lower())) is not None:
            end = ends.search(markup, at)
            at = len(markup) if end is None else end.start()
    return "".join((*pieces, markup[start:])) if pieces else markup


def _is_endless(tag: str) -> bool:
    return len(tag) > LONGEST_TAG and sum(1 for _ in _ATTRIBUTES.finditer(tag)) > MOST_ATTRIBUTES


def may_be_endless(body: bytes) -> bool:
    """Whether a tag of thousands of attributes may be left, with marks in it that end one or do not."""
    start = 0
    while len(body) - start > LONGEST_TAG:
        end = body.find(b">", start)
        end = len(body) if end < 0 else end
        if end - start > LONGEST_TAG:
            begins = _BEGINS.search(body, start, end)
            tag = body[begins.start() : end] if begins else b""
            if len(tag) > LONGEST_TAG and len(tag.split(maxsplit=MOST_ATTRIBUTES)) > MOST_ATTRIBUTES:
                return True
        start = end + 1
    return False
