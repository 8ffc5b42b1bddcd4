"""Web pages: the main text with its headings; who wrote and published it, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import lxml.html  # type: ignore[import-untyped]
from lxml import etree
from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document as Found

from wellsourced.adapters.building import TextBuilder
from wellsourced.adapters.citing import cited
from wellsourced.adapters.decoding import decoded, tidy
from wellsourced.adapters.html_blocks import MAIN_TEXT, WHOLE_PAGE, fill
from wellsourced.adapters.html_limits import limit, may_be_endless, without_endless_tags
from wellsourced.adapters.large_html import read_apart
from wellsourced.adapters.note_marks import bracket_marks
from wellsourced.adapters.page_dates import Asked, Dates, dates_of
from wellsourced.adapters.page_facts import authors_in, facts_of
from wellsourced.adapters.page_links import base_of, links_in
from wellsourced.errors import Permanent
from wellsourced.ports import Capture, Extracted
from wellsourced.rules.source_kinds import kind_of
from wellsourced.text.boilerplate import is_boilerplate
from wellsourced.text.nonpages import NonPage, non_page

__all__ = ["HTML", "ONLY_FURNITURE", "WHOLE", "Dating", "extract_html", "read_page"]

HTML = "trafilatura@5"
WHOLE = "whole-page@2"

MOST_BYTES = 20_000_000
"""A larger page is not read: what it is parsed into takes many times its size."""
READ_HERE = 500_000
"""A larger page is read by a process of its own, which can be ended where it takes too long."""
MAIN_TEXT_BYTES = 2_000_000
"""Of a larger page no main text is looked for, which takes many times its size; it is read as it stands."""

LABEL = 4
"""Words of a menu's item at most."""

NO_TEXT = "holds no readable text: a page built by scripts must be saved as it is shown."
ONLY_FURNITURE = "holds nothing but menus, notices, error messages or code: add the text itself."

_WHY = {
    NonPage.ERROR: "is an error page, not what was asked for: check the address, or add an archived copy.",
    NonPage.GATE: "is a check against robots, no page: save the page from a browser and add the file.",
    NonPage.LOGIN: "is a login page, not what lies behind it: log in, save the page and add the file.",
    NonPage.SHELL: NO_TEXT,
    NonPage.PARKED: "is a parked or empty site: find the page elsewhere, or add an archived copy.",
}
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)


def extract_html(capture: Capture, charset: str | None) -> Extracted:
    """The page's main text. Raises `Permanent` where it has none, or is an error page or a wall."""
    if len(capture.body) > MOST_BYTES:
        name = capture.source.title
        raise Permanent(f"{name} is a web page of more than {MOST_BYTES / 1e6:.0f} MB: add it in parts.")
    if len(capture.body) > READ_HERE or may_be_endless(capture.body):
        return read_apart(capture, charset)
    return read_page(capture, charset)


def read_page(capture: Capture, charset: str | None) -> Extracted:
    """As `extract_html`, in this process, however large the page is."""
    name, uri = capture.source.title, capture.source.uri
    small = len(capture.body) <= MAIN_TEXT_BYTES
    markup = decoded(capture.body, charset or _declared(capture.body), name)
    page = _parsed(markup, name) if small else _parsed_plainly(without_endless_tags(markup), name)
    limit(page)
    bracket_marks(page)
    url = _address(uri)
    day = capture.captured_at.date()
    found = _main_text(page, url, day) if small else None
    title = tidy((found and found.title) or page.findtext(".//title") or "")
    builder = TextBuilder(title)
    dropped = [] if found is None else fill(builder, found.body, MAIN_TEXT)
    if not builder:
        dropped += fill(builder, page, WHOLE_PAGE)
    facts = facts_of(page)
    extractor = HTML if small else WHOLE
    read = builder.extracted(
        title=title or name, language=facts.language, published=None, extractor=extractor
    )
    _refuse(read, page, name, dropped)
    asked = Asked(url=url, day=day, guess=None if found is None else found.date, extensive=small)
    dates = dates_of(page, markup, asked, facts.modified)
    # To place links in a text takes many times its size.
    links = links_in(page, read) if small else ()
    return replace(
        _dated(read, dates),
        authors=facts.authors or authors_in((found and found.author) or ""),
        publisher=facts.publisher,
        kind=kind_of(uri, types=facts.types, canonical=facts.canonical),
        canonical=facts.canonical or None,
        links=cited(links, base_of(page, capture.address or url or facts.canonical or None)),
    )


class Dating:
    """An `Extractor` of dates alone: when a page was published and changed, whatever text it holds."""

    def extract(self, captures: Sequence[Capture]) -> list[Extracted | Exception]:
        """One answer a capture, in order: no text, but the dates."""
        return [self._one(capture) for capture in captures]

    def _one(self, capture: Capture) -> Extracted | Exception:
        name = capture.source.title
        try:
            markup = decoded(capture.body, _declared(capture.body), name)
            page = _parsed(markup, name)
        except Permanent as error:
            return error
        limit(page)
        asked = Asked(url=_address(capture.source.uri), day=capture.captured_at.date())
        read = TextBuilder().extracted(title=name, language="und", published=None, extractor=HTML)
        return _dated(read, dates_of(page, markup, asked, facts_of(page).modified))


def _dated(read: Extracted, dates: Dates) -> Extracted:
    return replace(read, published=dates.published, published_certain=dates.certain, updated=dates.updated)


def _address(uri: str) -> str | None:
    """The address of a page on the web; a file's tells nothing of its date."""
    return uri if uri.startswith(("http://", "https://")) else None


def _declared(body: bytes) -> str | None:
    found = _DECLARED.search(body[:4096])
    return None if found is None else found[1].decode("ascii")


def _parsed(markup: str, name: str) -> lxml.html.HtmlElement:
    """The page as the library parses it, which refuses scraps that are no whole page: those we parse."""
    markup = without_endless_tags(markup)
    page = _loaded(markup)
    return _parsed_plainly(markup, name) if page is None else page


def _parsed_plainly(markup: str, name: str) -> lxml.html.HtmlElement:
    # As bytes with their encoding named: lxml refuses text that itself declares one.
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = lxml.html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        _all_of_it(parser)
        raise Permanent(f"{name} {NO_TEXT}") from error
    _all_of_it(parser)
    return page


def _all_of_it(parser: lxml.html.HTMLParser) -> None:
    """Raise `MemoryError` where the parser ended for want of memory: it says so in its log alone."""
    if any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in parser.error_log):
        raise MemoryError


def _loaded(markup: str) -> lxml.html.HtmlElement | None:
    try:
        return load_html(markup)
    except (etree.LxmlError, ValueError, AssertionError):  # nothing that it takes for a page
        return None


def _main_text(page: lxml.html.HtmlElement, url: str | None, day: date) -> Found | None:
    """What the library finds, None where that is nothing.

    Whatever a hostile page makes it stumble over, the page can still be read plainly.
    """
    try:
        found = bare_extraction(
            page,
            url=url,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={
                "original_date": True,
                "extensive_search": True,
                "max_date": day.isoformat(),
            },
        )
    except Exception:
        return None
    return None if found is None or isinstance(found, dict) else found


def _refuse(read: Extracted, page: lxml.html.HtmlElement, name: str, dropped: Sequence[str]) -> None:
    """Raise `Permanent` where what was read is nothing, or answers with something else than a page."""
    title = tidy(page.findtext(".//title") or "")
    heading = next((tidy("".join(h1.itertext())) for h1 in page.iter("h1")), "")
    noscript = [tidy("".join(one.itertext())) for one in page.iter("noscript")]
    password = any((field.get("type") or "").lower() == "password" for field in page.iter("input"))
    kind = non_page(title, heading, read.text, aside=" ".join([*dropped, *noscript]), asks_password=password)
    if kind is not None:
        raise Permanent(f"{name} {_WHY[kind]}")
    if not read.blocks:
        raise Permanent(f"{name} {ONLY_FURNITURE if dropped else NO_TEXT}")
    labels = all(len(read.text[start:end].split()) <= LABEL for start, end, _, _ in read.blocks)
    if labels and is_boilerplate(read.text):  # a menu of which each item is a block of its own
        raise Permanent(f"{name} {ONLY_FURNITURE}")
