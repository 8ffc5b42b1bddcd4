"""Web pages: the main text with its headings, the title, and when it was published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import lxml.html  # type: ignore[import-untyped]
from lxml import etree
from trafilatura import bare_extraction

from wellsourced.adapters.building import TextBuilder
from wellsourced.adapters.decoding import decoded, tidy
from wellsourced.errors import Permanent
from wellsourced.model.scope import PartialDate
from wellsourced.ports import Capture, Extracted

__all__ = ["HTML", "extract_html"]

HTML = "trafilatura@2"

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:$|[T ])")
_NOT_PROSE = frozenset(
    {"script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button"}
    | {"select", "svg", "iframe", "code", "pre"}
)
_BLOCKS = frozenset(
    [
        "p",
        "li",
        "blockquote",
        "dd",
        "dt",
        "figcaption",
        "td",
        "th",
        "caption",
        "div",
        "section",
        "article",
        "main",
    ]
)
_INNER = frozenset(["list", "table"])


def extract_html(capture: Capture, charset: str | None) -> Extracted:
    """The page's main text. Raises `Permanent` where it has none."""
    name = capture.source.title
    declared = charset or _declared(capture.body)
    page = _parsed(decoded(capture.body, declared, name), name)
    captured = capture.captured_at.date().isoformat()
    found = bare_extraction(
        page,
        url=capture.source.uri if capture.source.uri.startswith("http") else None,
        with_metadata=True,
        include_comments=False,
        # A guess from anywhere in the page would let late text count as early.
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": captured},
    )
    builder = TextBuilder()
    meta_title = meta_date = ""
    if found is not None and not isinstance(found, dict):
        meta_title, meta_date = found.title or "", found.date or ""
        _fill(builder, found.body)
    if not builder.extracted(title="", language="", published=None, extractor=HTML).blocks:
        _fill_simply(builder, page)
    result = builder.extracted(
        title=tidy(meta_title or page.findtext(".//title") or "") or name,
        language=_language(page),
        published=_published(page) or _guessed(meta_date),
        extractor=HTML,
    )
    if not result.blocks:
        raise Permanent(
            f"{name} holds no readable text: a page built by scripts must be saved as it is shown."
        )
    return result


def _declared(body: bytes) -> str | None:
    found = _DECLARED.search(body[:4096])
    return None if found is None else found[1].decode("ascii")


def _parsed(text: str, name: str) -> lxml.html.HtmlElement:
    # As bytes with their encoding named: lxml refuses text that itself declares one.
    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        return lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Permanent(f"{name} holds no readable text: add a page that does.") from error


def _fill(builder: TextBuilder, body: etree._Element) -> None:
    """Trafilatura's tree: `head`, `p`, `list`/`item`, `quote`, `table`/`row`/`cell`."""
    for element in body:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "head":
            level = (element.get("rend") or "h2").lstrip("h")
            builder.heading(int(level) if level.isdigit() else 2, tidy(_text(element)))
        elif tag == "row":
            builder.block(" | ".join(tidy(_text(cell)) for cell in element))
        elif tag in _INNER:
            _fill(builder, element)
        elif tag not in ("code", "graphic"):
            if any(child.tag in _INNER for child in element):
                builder.block(tidy(element.text or ""))
                _fill(builder, element)
            else:
                builder.block(tidy(_text(element)))


def _fill_simply(builder: TextBuilder, page: lxml.html.HtmlElement) -> None:
    """Every paragraph of a page too small or odd for the heuristics, without menus, forms and scripts."""
    for element in _prose(page):
        if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            builder.heading(int(element.tag[1]), tidy(_text(element)))
        elif element.tag in _BLOCKS and not any(child.tag in _BLOCKS for child in element.iterdescendants()):
            builder.block(tidy(_text(element)))


def _prose(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NOT_PROSE and child.tag != "head":
            yield child
            yield from _prose(child)


def _text(element: etree._Element) -> str:
    pieces: list[str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NOT_PROSE:
            pieces += [" " if child.tag in ("lb", "br") else "", _text(child)]
        pieces.append(child.tail or "")
    return "".join(pieces)


def _language(page: lxml.html.HtmlElement) -> str:
    said = (page.get("lang") or "").strip().lower()
    return said if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", said) else "und"


def _published(page: lxml.html.HtmlElement) -> PartialDate | None:
    """The date the publisher states for machines: schema.org in JSON-LD, else the article's meta tag."""
    stated = [
        date for script in page.iterfind(".//script[@type='application/ld+json']") for date in _ld(script)
    ]
    for name in ("article:published_time", "og:article:published_time", "datePublished", "citation_date"):
        for meta in page.iterfind(".//meta"):
            if name in (meta.get("property"), meta.get("name"), meta.get("itemprop")):
                stated.append(meta.get("content") or "")
    days = [match[1] for text in stated if (match := _DAY.match(text.strip()))]
    return next((day for text in days if (day := _day(text)) is not None), None)


def _ld(script: etree._Element) -> list[str]:
    try:
        return list(_dates_in(json.loads(script.text or "")))
    except ValueError:  # a page's broken JSON states nothing
        return []


def _dates_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        stated = value.get("datePublished")
        if isinstance(stated, str):
            yield stated
        yield from _dates_in(value.get("@graph"))
    elif isinstance(value, list):
        for item in value:
            yield from _dates_in(item)


def _guessed(text: str) -> PartialDate | None:
    """A date found by heuristics: January 1 mostly means that only the year was found."""
    return _day(text.removesuffix("-01-01") if text.endswith("-01-01") else text)


def _day(text: str) -> PartialDate | None:
    try:
        return PartialDate(text=text)
    except ValueError:  # no date, or a day that is not in the calendar
        return None
