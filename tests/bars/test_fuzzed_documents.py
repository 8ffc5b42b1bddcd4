"""A thousand damaged documents through the doors the product has: each is read, or refused in one line.

What is read must be fit to keep: text in normal form, blocks and passages within it, and nothing that can
be neither stored nor printed. PDF and DOCX are read as always, by a child process each.
"""

from __future__ import annotations

import gzip
import json
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from protego import Protego

from documents import docx, paragraph
from mutations import damaged, damaged_part
from pdfs import pdf
from warcs import record, response
from wellsourced.adapters.files import DOCX_TYPE
from wellsourced.adapters.warc_files import read_warc
from wellsourced.adapters.web.robots import NAME, _only_what_concerns_us
from wellsourced.config import open_extractor, read_feed
from wellsourced.errors import WellsourcedError
from wellsourced.library.layers import index_text
from wellsourced.library.reading import Read, read_all, snapshot_of
from wellsourced.library.records import adapter
from wellsourced.library.wording import fold
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Refused
from wellsourced.settings import Settings

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ADDRESS = "https://news.gull.example/2021/04/30/cuts?id=7"
PATIENCE = 8.0
"""CPU seconds of this process that one document may take at most; the slowest takes well under one alone."""

SENTENCES = (
    "The ferry to Gull Island will sail once a day from May, the harbor board said on Friday. "
    "It carried 412 cars last year, fewer than in any year since it began to sail under 8 U.S.C. § 1357."
)
FACTS = {
    "@graph": [
        {
            "@type": "NewsArticle",
            "headline": "Ferry cuts",
            "author": [{"name": "Rosa Tern"}, "By Ole Skua"],
            "publisher": {"name": "Gull News"},
            "datePublished": "2024-04-30T08:00:00Z",
            "dateModified": "2024-05-02T09:00:00Z",
        }
    ]
}
PAGE = f"""<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>Ferry cuts | Gull News</title>
<meta property="og:site_name" content="Gull News"><meta name="author" content="Rosa Tern">
<link rel="canonical" href="https://news.gull.example/cuts"><script>var leak = "x < y";</script>
<script type="application/ld+json">{json.dumps(FACTS)}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li></ul></nav><article>
<h1>Ferry cuts</h1><p class="date"><time datetime="2024-04-30">30 April 2024</time></p><p>{SENTENCES}</p>
<h2>What comes next</h2><ul><li>Cars pay &pound;5.</li><li>Vans pay &#8364;8.</li></ul>
<table><tr><th>Year</th><th>Cars</th></tr><tr><td>2025</td><td>412</td></tr></table>
<blockquote>&ldquo;We wait,&rdquo; said Ole Skua.</blockquote><pre>It is so ordered.</pre>
<p>{SENTENCES}</p></article>
<form><input type="password"></form><footer>All rights reserved.</footer></body></html>"""
MARKDOWN = f"""---
title: "Harbor news"
date: 2021-04-30
---
# Ferries

The **ferry** to [Gull Island](https://gull.example) sails. {SENTENCES}

- On Sundays `only`.
- ![a](b.png) Never in *winter*.

| Year | Cars |
|------|------|
| 2020 | 412 |

> {SENTENCES}
"""
PLAIN = f"Ferry cuts\r\n\r\n{SENTENCES}\r\n\r\n{SENTENCES.replace(' ', chr(0xA0), 3)}\r\nIt sails.\r\n"
RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xml:base="https://alder.example/"><channel>'
    "<title>Alder County News</title><link>https://alder.example/</link><item>"
    "<title>The &lt;b&gt;fee&lt;/b&gt;</title>"
    "<link>/fee?id=1</link><pubDate>Tue, 21 Jul 2026 22:30:00 -0500</pubDate></item><item>"
    '<guid isPermaLink="true">https://alder.example/b</guid></item></channel></rss>'
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Oak</title><link href="https://oak.example/"/><entry>'
    '<title type="html">A step</title><link rel="alternate" href="/1"/>'
    "<published>2026-07-21T23:30:00Z</published></entry></feed>"
)
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Alder",
        "items": [
            {"url": "https://alder.example/a", "title": "One", "date_published": "2026-02-03T04:05:06Z"}
        ],
    }
)
ROBOTS = (
    "User-agent: *\nDisallow: /a*b$\nAllow: /a/b\nCrawl-delay: 2\nSitemap: https://a.example/s.xml\n\n"
    "User-agent: wellsourced/2\nDisallow: /private\nRequest-rate: 1/5s\nVisit-time: 0600-0845\n"
)
RECORDS = (
    record("warcinfo", "", b"software: other\r\n"),
    response("https://site.example/a%0Ab", PAGE.encode(), http="Transfer-Encoding: chunked\r\n"),
    response("https://site.example/b", gzip.compress(PAGE.encode()), http="Content-Encoding: gzip\r\n"),
    record(
        "resource", "https://site.example/c.txt", PLAIN.encode(), Content_Type="text/plain; charset=utf-8"
    ),
    record("revisit", "https://site.example/a", b"HTTP/1.1 304 Not Modified\r\n\r\n"),
)

EXTRACTOR = open_extractor(Settings())


@dataclass(frozen=True, slots=True)
class Door:
    """A way in: sound documents, how many damaged ones of each are sent, and what must come of them."""

    name: str
    sound: tuple[bytes, ...]
    count: int
    send: Callable[[bytes, Path], str]
    damage: Callable[[bytes, int], bytes] = damaged


def _capture(body: bytes, media_type: str) -> Capture:
    source = Source(uri=ADDRESS, title="cuts", publisher="", kind=SourceKind.OTHER)
    return Capture(source=source, body=body, media_type=media_type, captured_at=NOW)


def _refused(error: Exception) -> str:
    """A refusal is one of ours, on one line that can be printed."""
    assert isinstance(error, WellsourcedError), repr(error)
    words = str(error)
    assert words and len(words) < 1_000 and words.isprintable(), repr(words)
    return "refused"


def _kept(one: Read) -> str:
    """What was read could be stored and printed, and every passage is where it says."""
    text = one.document.text
    assert unicodedata.is_normalized("NFC", text) and "\r" not in text
    assert one.document.title.isprintable(), repr(one.document.title)
    assert one.passages
    ends = [0]
    for passage in one.passages:
        assert ends[-1] <= passage.span.start < passage.span.end <= len(text)
        ends.append(passage.span.end)
        assert passage.text == text[passage.span.start : passage.span.end]
        fold(index_text(passage, one.document.title))
    for kept in (one.told, one.snapshot, one.document, *one.passages):
        adapter(type(kept)).dump_json(kept)  # fails for what cannot be stored
    return "read"


def _read(captures: Iterable[Capture]) -> str:
    """The captures as the library reads them, before anything is written."""
    said: Counter[str] = Counter()
    for capture in captures:
        for outcome in read_all([capture], [snapshot_of(capture)], (), EXTRACTOR).values():
            said[_refused(outcome) if isinstance(outcome, Exception) else _kept(outcome)] += 1
    return "read" if said["read"] else "refused"


def _as(media_type: str) -> Callable[[bytes, Path], str]:
    return lambda body, folder: _read([_capture(body, media_type)])


def _warc(body: bytes, folder: Path) -> str:
    file = folder / "crawl.warc"
    file.write_bytes(body)
    found = list(read_warc(file, Source(uri="", title="", publisher="", kind=SourceKind.NEWS), NOW))
    for one in found:
        if isinstance(one, Refused):
            _refused(one.error)
    return _read(one for one in found if isinstance(one, Capture))


def _feed(body: bytes, folder: Path) -> str:
    try:
        found = read_feed(_capture(body, "application/xml"))
    except WellsourcedError as error:
        return _refused(error)
    for one in found or []:
        if isinstance(one, Refused):
            _refused(one.error)
        else:
            assert one.uri.startswith(("http://", "https://")) and one.title.isprintable()
            adapter(Source).dump_json(one)
    return "read" if found else "refused"


def _robots(body: bytes, folder: Path) -> str:
    rules = Protego.parse(_only_what_concerns_us(body.decode("utf-8", errors="replace")))
    assert rules.can_fetch(ADDRESS, NAME) in (True, False)
    delay = rules.crawl_delay(NAME)
    return "read" if delay is None or delay >= 0 or delay != delay else "refused"


DOCX = docx(paragraph("Ferries", "berschrift1"), paragraph(SENTENCES), title="T", author="R. Tern")
PDF = pdf([[SENTENCES, "It sails."], ["Once."]], title="Cuts")
LATIN = PAGE.replace("utf-8", "iso-8859-1").encode("cp1252")
DOORS = (
    Door("html", (PAGE.encode(),), 420, _as("text/html")),
    Door("html in Latin", (LATIN,), 60, _as("text/html; charset=x")),
    Door("text", (PLAIN.encode(), PLAIN.encode("utf-16")), 50, _as("text/plain")),
    Door("markdown", (MARKDOWN.encode(),), 80, _as("text/markdown; charset=utf-8")),
    Door("pdf", (PDF, pdf([["It."]], password="g")), 65, _as("application/pdf")),
    Door("docx", (DOCX,), 50, _as(DOCX_TYPE), damaged_part),
    Door("warc", (b"".join(RECORDS),), 120, _warc),
    Door("warc.gz", (b"".join(map(gzip.compress, RECORDS)), gzip.compress(b"".join(RECORDS))), 60, _warc),
    Door("feed", (RSS.encode(), ATOM.encode(), JSON_FEED.encode()), 60, _feed),
    Door("robots.txt", (ROBOTS.encode(),), 60, _robots),
)


def through(door: Door, first_seed: int, times: int, folder: Path) -> Counter[str]:
    """What became of the damaged documents of one door; a failure names the seed that does it again."""
    said: Counter[str] = Counter()
    for number, sound in enumerate(door.sound):
        assert door.send(sound, folder) in ("read", "refused")
        for seed in range(first_seed, first_seed + times * door.count):
            body = door.damage(sound, seed)
            began = time.process_time()
            try:
                said[door.send(body, folder)] += 1
            except Exception as error:
                raise AssertionError(f"{door.name}, document {number}, seed {seed}: {error!r}") from error
            spent = time.process_time() - began
            assert spent < PATIENCE, f"{door.name}, document {number}, seed {seed}: {spent:.1f} s"
    return said


def test_a_thousand_damaged_documents_are_read_or_refused(tmp_path: Path) -> None:
    said = {door.name: through(door, 0, 1, tmp_path) for door in DOORS}
    assert sum(one.total() for one in said.values()) >= 1_000
    assert all(one["read"] for one in said.values()), said  # the damage is not such that nothing gets in
    assert sum(one["refused"] for one in said.values()) >= 100, said


@pytest.mark.endurance
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_ten_thousand_more(door: Door, tmp_path: Path) -> None:
    assert through(door, 1_000_000, 10, tmp_path).total() >= 10 * door.count
