"""Feeds as lists of pages: what RSS, Atom and JSON Feed name becomes sources; nothing else is followed."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from wellsourced.adapters.decoding import decoded, tidy
from wellsourced.adapters.feed_xml import ENCODING, Entry, Feed, read_xml, root_of
from wellsourced.adapters.web.addresses import is_web, read_address
from wellsourced.adapters.wire import printable
from wellsourced.errors import Permanent
from wellsourced.library.corrections import file_name
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Refused
from wellsourced.text.addresses import host_of

__all__ = ["MOST_BYTES", "MOST_ENTRIES", "read_feed"]

MOST_BYTES = 10_000_000
"""A larger feed is not read: its tree takes some thirty times as much memory at worst."""
MOST_ENTRIES = 200
"""Pages asked for at most for one feed, the first in it, which are the newest by custom."""

_START = 20_000
"""Bytes, and letters, in which a feed must show that it is one."""
_JSON_FEED = re.compile(r'\A\s*\{[^{}\[\]]*"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/')
_PARTIAL = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
_TAG = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|em|font|i|img|mark|p|q|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LONGEST_TITLE = 300
_NEVER_SET = date(1970, 1, 1)
"""What a clock says that was never set."""


def read_feed(capture: Capture, now: datetime) -> list[Source | Refused] | None:
    """The pages that a feed names, in its order and each once; none where the capture is no feed.

    A page gets its entry's title and date of publication. The feed's title is its publisher where it
    lies on the host of the feed or of the site that the feed says it belongs to; another's page speaks
    for its own host. An entry without a link to a page of the web is refused, and so is, in one,
    what is beyond `MOST_ENTRIES` pages. Raises `Permanent` for a feed that is too large, malformed, or
    brings entities of its own.
    """
    name = printable(capture.source.uri, 200)
    text = _text(capture)
    if text is None:
        return None
    if len(capture.body) > MOST_BYTES:
        raise Permanent(f"{name} is a feed of more than {MOST_BYTES / 1e6:g} MB: add its pages one by one")
    base = capture.source.uri if is_web(capture.source.uri) else ""
    feed = read_xml(text, base, name) if root_of(text[:_START]) else _read_json(text, base, name)
    return _pages(feed, capture.source.uri, now)


def _text(capture: Capture) -> str | None:
    """The feed's text; none where its start is no feed's. The rest is decoded only where it is."""
    header = Message()
    header["Content-Type"] = capture.media_type
    charset = header.get_param("charset")
    stated = ENCODING.search(capture.body[:200])
    declared = charset if isinstance(charset, str) else stated and stated[1].decode("ascii")
    try:
        start = decoded(capture.body[:_START], declared, capture.source.title)
        if not root_of(start) and _JSON_FEED.match(start) is None:
            return None
        if len(capture.body) > MOST_BYTES:
            return start
        return decoded(capture.body, declared, capture.source.title)
    except Permanent:
        return None


def _read_json(text: str, base: str, name: str) -> Feed:
    """A JSON Feed (versions 1 and 1.1)."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Permanent(
            f"{name} is a broken feed (no JSON): tell its publisher, and add its pages"
        ) from error
    base = base or _words(held, "feed_url")
    items = held.get("items")
    entries = tuple(
        Entry(
            title=_words(item, "title"),
            link=_joined(base, _words(item, "url") or _words(item, "external_url")),
            published=_words(item, "date_published"),
        )
        for item in (items if isinstance(items, list) else [])
    )
    return Feed(title=_words(held, "title"), site=_words(held, "home_page_url"), entries=entries)


def _words(held: object, key: str) -> str:
    value = held.get(key) if isinstance(held, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return link


def _pages(feed: Feed, uri: str, now: datetime) -> list[Source | Refused]:
    own = {host for host in (_host(uri), _host(feed.site)) if host}
    sources: dict[str, Source] = {}
    refused: list[Refused] = []
    for number, entry in enumerate(feed.entries, start=1):
        title = _title(entry.title)
        try:
            page = str(read_address(entry.link)) if entry.link else ""
        except Permanent:
            page = ""
        if not page:
            where = f"{printable(uri, 200)} (entry {number}, {title[:80] or 'untitled'!r})"
            why = (
                f"leads to no page of the web but to {printable(entry.link, 80)!r}"
                if entry.link
                else "has no link"
            )
            refused.append(Refused(address=where, error=Permanent(f"{where} {why}: there is nothing to add")))
            continue
        host = host_of(page)
        publisher = _title(feed.title) if host in own else ""
        source = Source(
            uri=page,
            title=title or file_name(page),
            publisher=publisher or host,
            kind=SourceKind.OTHER,
            published=_day(entry.published, now),
        )
        sources.setdefault(page, source)
    return [*list(sources.values())[:MOST_ENTRIES], *refused, *_beyond(uri, len(sources))]


def _beyond(uri: str, pages: int) -> Iterator[Refused]:
    if pages > MOST_ENTRIES:
        name = printable(uri, 200)
        message = (
            f"{name} names {pages} pages, and the first {MOST_ENTRIES} are taken: add the others by address"
        )
        yield Refused(address=uri, error=Permanent(message))


def _host(address: str) -> str:
    try:
        return host_of(str(read_address(address)))
    except Permanent:
        return ""


def _title(text: str) -> str:
    """A title on one line; the mark-up and the escapes that many feeds put into theirs are undone."""
    plain = tidy(_TAG.sub("", html.unescape(text)))
    return printable(plain, _LONGEST_TITLE)


def _day(text: str, now: datetime) -> PartialDate | None:
    """The day in UTC that a date of RFC 822, RFC 3339 or W3C-DTF names, the last also a year or month.

    None for what is no date, has not come yet, or is the first day that computers count from.
    """
    text = text.strip()[:80]
    try:
        if _PARTIAL.fullmatch(text):
            found = PartialDate(text=text)
        else:
            found = PartialDate(text=_utc(text).date().isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return None if found.earliest > now.date() or found.earliest == _NEVER_SET else found


def _utc(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo is None else moment.astimezone(UTC)
