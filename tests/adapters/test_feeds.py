"""Feeds: which pages they name, with what title, publisher and day, and what in them is refused."""

from __future__ import annotations

import json
import time
import tracemalloc
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.adapters.feeds import MOST_BYTES, MOST_ENTRIES, read_feed
from wellsourced.errors import Permanent
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Refused

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
AT = "https://www.alder.example/news/feed.xml"


def captured(body: str | bytes, uri: str = AT, media_type: str = "application/xml") -> Capture:
    return Capture(
        source=Source(uri=uri, title="feed.xml", publisher="", kind=SourceKind.OTHER),
        body=body if isinstance(body, bytes) else body.encode(),
        media_type=media_type,
        captured_at=NOW,
    )


def pages(body: str | bytes, uri: str = AT, media_type: str = "application/xml") -> list[Source]:
    found = read_feed(captured(body, uri, media_type), NOW)
    assert found is not None
    return [one for one in found if isinstance(one, Source)]


def refusals(body: str, uri: str = AT) -> list[Refused]:
    found = read_feed(captured(body, uri), NOW)
    assert found is not None
    return [one for one in found if isinstance(one, Refused)]


def rss(items: str, head: str = "", attributes: str = "") -> str:
    return (
        f'<?xml version="1.0"?>\n<rss version="2.0" {attributes}><channel>'
        f"<title>Alder County News</title><link>https://alder.example/</link>{head}{items}</channel></rss>"
    )


def item(link: str, rest: str = "") -> str:
    return f"<item><link>{link}</link>{rest}</item>"


def atom(entries: str, attributes: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title type="text">Alder &amp; Oak</title>'
        f'<link rel="self" href="{AT}"/><link href="https://alder.example/"/>{entries}</feed>'
    )


def day(date: str) -> str | None:
    [page] = pages(rss(item("https://alder.example/a", f"<pubDate>{date}</pubDate>")))
    return page.published.text if page.published else None


def test_rss_names_pages_with_title_publisher_and_day() -> None:
    words = "<title>The fee rises</title><pubDate>Tue, 21 Jul 2026 22:30:00 -0500</pubDate>"
    [page] = pages(rss(item("https://alder.example/fee?id=1#top", words)))
    assert (page.uri, page.title) == ("https://alder.example/fee?id=1", "The fee rises")
    assert page.publisher == "Alder County News"
    assert page.published is not None
    assert page.published.text == "2026-07-22"


def test_atom_names_its_alternate_link_and_the_day_it_was_published_not_updated() -> None:
    links = (
        '<link rel="edit" href="/edit/1"/><link type="application/json" href="/1.json"/>'
        '<link rel="alternate" type="text/html" href="/1"/>'
    )
    first, second = pages(
        atom(
            f'<entry><title type="html">A &lt;b&gt;bold&lt;/b&gt; step &amp;amp; more</title>{links}'
            "<published>2026-07-21T23:30:00Z</published><updated>2026-08-01T00:00:00Z</updated></entry>"
            '<entry><title/><link href="two"/><updated>2026-08-01T00:00:00Z</updated></entry>'
        )
    )
    assert (first.uri, first.title) == ("https://www.alder.example/1", "A bold step & more")
    assert first.published is not None
    assert first.published.text == "2026-07-21"
    assert (second.uri, second.title) == ("https://www.alder.example/news/two", "two")
    assert second.published is None
    assert first.publisher == "Alder & Oak"


def test_a_json_feed_names_pages_too() -> None:
    held = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Alder",
        "items": [
            {"id": "1", "url": "/a", "title": "One", "date_published": "2026-02-03T04:05:06+05:00"},
            {"id": "2", "content_text": "no page"},
            "odd",
        ],
    }
    found = read_feed(captured(json.dumps(held), media_type="application/feed+json"), NOW)
    assert found is not None
    page, *refused = found
    assert isinstance(page, Source)
    assert (page.uri, page.title) == ("https://www.alder.example/a", "One")
    assert page.published is not None
    assert page.published.text == "2026-02-02"
    assert len(refused) == 2
    with pytest.raises(Permanent, match="no JSON"):
        read_feed(captured('{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000), NOW)


def test_rss_1_0_has_its_items_beside_the_channel() -> None:
    body = (
        '<!-- old --><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel><title>Alder</title><link>https://alder.example</link></channel>"
        "<item><title>One</title><link>https://alder.example/1</link><dc:date>2026-07</dc:date></item></rdf:RDF>"
    )
    [page] = pages(body)
    assert page.uri == "https://alder.example/1"
    assert page.published is not None
    assert page.published.text == "2026-07"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Wed, 22 Jul 2026 10:00:00 GMT", "2026-07-22"),
        ("22 Jul 26 10:00 EST", "2026-07-22"),
        ("2026-07-22 01:00:00+03:00", "2026-07-21"),
        ("2026", "2026"),
        ("2026-13", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Tue, 01 Dec 2026 00:00:00 GMT", None),
        ("yesterday", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_it_is_written_or_not_at_all(written: str, meant: str | None) -> None:
    assert day(written) == meant


def test_relative_links_follow_xml_base_then_the_feeds_address() -> None:
    based = atom('<entry xml:base="b/"><link href="c"/></entry>', 'xml:base="https://oak.example/a/"')
    assert [page.uri for page in pages(based)] == ["https://oak.example/a/b/c"]
    assert [page.uri for page in pages(rss(item("../x")))] == ["https://www.alder.example/x"]
    local = "file:///home/me/feed.xml"
    assert [page.uri for page in pages(rss(item("/x")), local)] == ["https://alder.example/x"]
    assert [page.uri for page in pages(atom('<entry><link href="x"/></entry>'), local)] == [
        "https://www.alder.example/news/x"
    ]


def test_a_file_that_says_nothing_of_where_it_came_from_has_no_relative_links() -> None:
    body = "<rss><channel><item><link>/etc/passwd</link></item></channel></rss>"
    [refused] = refusals(body, "file:///home/me/feed.xml")
    assert "no page of the web but to '/etc/passwd'" in str(refused.error)


def test_another_sites_page_speaks_for_its_own_host() -> None:
    listed = rss(item("https://www.alder.example/a") + item("https://www.oak.example/b"))
    assert [page.publisher for page in pages(listed)] == ["Alder County News", "oak.example"]


def test_a_guid_is_a_link_unless_it_says_that_it_is_none() -> None:
    body = rss(
        "<item><guid>https://alder.example/a</guid></item>"
        '<item><title>B</title><guid isPermaLink="false">https://alder.example/b</guid></item>'
        "<item><title>C</title><guid>1234</guid></item>"
    )
    assert [page.uri for page in pages(body)] == ["https://alder.example/a"]
    assert [one.address for one in refusals(body)] == [f"{AT} (entry 2, 'B')", f"{AT} (entry 3, 'C')"]
    assert all("has no link" in str(one.error) for one in refusals(body))


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd",
        "ftp://alder.example/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@alder.example",
        "https://user:secret@alder.example/",
        "http://[::1",
        "http://0x7f000001/",
    ],
)
def test_nothing_but_a_page_of_the_web_is_followed(link: str) -> None:
    body = rss(item(link))
    assert pages(body) == []
    assert "leads to no page of the web" in str(refusals(body)[0].error)


def test_a_page_named_twice_is_one_page() -> None:
    body = rss(item("https://alder.example/a") * 2 + item("HTTPS://ALDER.example:443/a#again"))
    assert [page.uri for page in pages(body)] == ["https://alder.example/a"]


def test_of_ten_thousand_entries_the_first_are_taken_and_the_rest_are_told() -> None:
    body = rss("".join(item(f"https://alder.example/{number}") for number in range(10_000)))
    assert [page.uri for page in pages(body)] == [f"https://alder.example/{n}" for n in range(MOST_ENTRIES)]
    [beyond] = refusals(body)
    assert beyond.address == AT
    assert "names 10000 pages, and the first 200 are taken" in str(beyond.error)


@pytest.mark.parametrize("cut", ["<item>", "<item></channel>", item("https://alder.example/?a=1&b=2")])
def test_malformed_xml_is_refused_with_its_line(cut: str) -> None:
    with pytest.raises(Permanent, match=r"broken feed \(line 2 is no XML\)"):
        read_feed(captured(rss(cut)), NOW)


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = [
    f'<!DOCTYPE rss [<!ENTITY e0 "ha">{BOMB}]>' + rss("<item><title>&e9;</title></item>").partition("\n")[2],
    '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss("&x;").partition("\n")[2],
    '<!-- a --><!DOCTYPE feed SYSTEM "a" [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]>' + atom(""),
]


@pytest.mark.parametrize("body", ENTITIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_that_brings_entities_is_refused_unread(body: str, encoding: str) -> None:
    began = time.process_time()
    with pytest.raises(Permanent, match="declares entities"):
        read_feed(captured(body.encode(encoding)), NOW)
    assert time.process_time() - began < 1


def test_a_document_type_without_entities_of_its_own_is_not_loaded() -> None:
    kind = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss-0.91.dtd">'
    listed = item("https://alder.example/a", "<title>Caf&eacute; &amp; bar</title>")
    [page] = pages(kind + rss(listed).partition("\n")[2])
    assert page.uri == "https://alder.example/a"
    assert page.title == "Café & bar"


def test_a_feed_is_known_by_its_bytes_in_any_encoding() -> None:
    body = rss(item("https://alder.example/a", "<title>Müller’s fee</title>"))
    latin = body.replace('"1.0"', '"1.0" encoding="windows-1252"').encode("cp1252")
    for held, media_type in ((body.encode("utf-16"), "text/plain"), (latin, "text/html")):
        assert [page.title for page in pages(held, media_type=media_type)] == ["Müller’s fee"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"%PDF-1.7\x00\xff",
        b"<html><body><rss></rss></body></html>",
        b"<?xml version='1.0'?><sitemap/>",
        b"The <rss> element",
        b'{"version": "2"}',
        b"<!-- <rss> -->" * 1000,
        b"<!-- a --><!--" * 5000,
    ],
)
def test_what_is_no_feed_is_left_to_others(body: bytes) -> None:
    began = time.process_time()
    assert read_feed(captured(body), NOW) is None
    assert time.process_time() - began < 1


def test_a_feed_that_is_too_large_is_refused() -> None:
    with pytest.raises(Permanent, match="more than 10 MB"):
        read_feed(captured(rss("") + " " * MOST_BYTES), NOW)


def test_deep_nesting_and_long_titles_take_little() -> None:
    tracemalloc.start()
    with pytest.raises(Permanent, match="broken feed"):
        read_feed(captured(rss("<item>" * 100_000)), NOW)
    [page] = pages(rss(item("https://alder.example/a", f"<title>{'word ' * 100_000}</title>")))
    assert len(page.title) <= 300
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 600), st.integers(0, 40))
def test_a_damaged_feed_is_read_or_refused_never_more(noise: bytes, at: int, length: int) -> None:
    whole = rss(item("/a", "<title>T</title><pubDate>Wed, 22 Jul 2026 10:00:00 GMT</pubDate>") * 3).encode()
    damaged = whole[:at] + noise + whole[at + length :]
    try:
        found = read_feed(captured(damaged), NOW)
    except Permanent as error:
        assert "\n" not in str(error)
        return
    for one in found or []:
        assert isinstance(one, Refused) or one.uri.startswith(("http://", "https://"))
