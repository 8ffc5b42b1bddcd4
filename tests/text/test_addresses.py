"""Canonical addresses: every way to one page has one name, and two pages never share one."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.text.addresses import canonical_address, host_of, is_variant

PAGE = "https://paper.example/news/2026/ferry-closes"


@pytest.mark.parametrize(
    "uri",
    [
        PAGE,
        f"  {PAGE}\n",
        "http://paper.example/news/2026/ferry-closes",
        "HTTPS://Paper.Example/news/2026/ferry-closes",
        "https://www.paper.example/news/2026/ferry-closes",
        "https://paper.example./news/2026/ferry-closes",
        "https://paper.example:443/news/2026/ferry-closes",
        "http://paper.example:80/news/2026/ferry-closes",
        "https://reader:pass@paper.example/news/2026/ferry-closes",
        f"{PAGE}/",
        f"{PAGE}#comments",
        f"{PAGE}#:~:text=the%20ferry",
        f"{PAGE}?",
        f"{PAGE}?utm_source=post&UTM_Medium=x&fbclid=1&gclid=2&yclid=3&mc_cid=4&smid=tw-share&_ga=5",
        f"{PAGE}/index.html",
        "https://paper.example/news/./2025/../2026/ferry-closes",
        "https://paper.example/news/2026/ferry%2Dcloses",
        "https://m.paper.example/news/2026/ferry-closes",
        "https://mobile.paper.example/news/2026/ferry-closes",
        "https://amp.paper.example/news/2026/ferry-closes",
        "https://www.amp.paper.example/news/2026/ferry-closes",
        f"{PAGE}/amp",
        f"{PAGE}/amp/",
        f"{PAGE}.amp",
        "https://paper.example/amp/news/2026/ferry-closes",
        f"{PAGE}?amp",
        f"{PAGE}?amp=1",
        f"{PAGE}?outputType=amp",
        "https://www.google.com/amp/s/www.paper.example/news/2026/ferry-closes",
        "https://www.google.co.uk/amp/paper.example/news/2026/ferry-closes",
        "https://www-paper-example.cdn.ampproject.org/c/s/www.paper.example/news/2026/ferry-closes?amp=1",
        f"{PAGE}/amp/index.html?utm_source=x#top",
    ],
)
def test_every_way_to_a_page_has_the_name_of_the_page(uri: str) -> None:
    assert canonical_address(uri) == PAGE


@pytest.mark.parametrize(
    ("uri", "other"),
    [
        ("https://paper.example/news?id=1", "https://paper.example/news?id=2"),
        ("https://paper.example/News", "https://paper.example/news"),
        ("https://paper.example:8443/a", "https://paper.example/a"),
        ("https://paper.example/a?page=", "https://paper.example/a"),
        ("https://paper.example/a?tag=b&tag=c", "https://paper.example/a?tag=c&tag=b"),
        ("https://court.example/view?sid=12&key=7", "https://court.example/view?sid=13&key=7"),
        ("https://app.example/#!/bill/4", "https://app.example/#!/bill/5"),
        ("https://repo.example/f?ref=main", "https://repo.example/f?ref=dev"),
        ("https://law.example/a%2Fb", "https://law.example/a/b"),
        ("https://blog.paper.example/a", "https://paper.example/a"),
        ("https://paper.example/camp", "https://paper.example/c"),
        ("https://paper.example/amp", "https://paper.example/"),
    ],
)
def test_two_pages_keep_two_names(uri: str, other: str) -> None:
    assert canonical_address(uri) != canonical_address(other)


def test_the_order_of_parameters_does_not_matter() -> None:
    one, other = (
        "https://law.example/code?title=8&section=1357",
        "https://law.example/code?section=1357&title=8",
    )
    assert canonical_address(one) == canonical_address(other) == other


@pytest.mark.parametrize("host", ["mobile.example", "m.example", "amp.example", "www.example"])
def test_a_name_that_only_looks_like_an_edition_stays(host: str) -> None:
    assert urlsplit(canonical_address(f"https://{host}/a")).hostname == host


def test_a_mobile_encyclopedia_is_the_encyclopedia() -> None:
    assert canonical_address("https://en.m.wikipedia.org/wiki/Ferry") == "https://en.wikipedia.org/wiki/Ferry"


def test_letters_outside_ascii_are_written_one_way() -> None:
    ways = ["https://Zeitung-Köln.example/straße", "https://xn--zeitung-kln-zfb.example/stra%c3%9fe"]
    assert len({canonical_address(way) for way in ways}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no address",
        "mailto:a@b.example",
        "ftp://files.example/a",
        "https://",
        "http://[broken",
        "file:///a",
    ],
)
def test_what_is_no_web_address_is_left_alone(text: str) -> None:
    assert canonical_address(text) == text
    assert not is_variant(text)


def test_a_plainer_edition_can_be_told_from_its_variants() -> None:
    assert not is_variant(PAGE) and not is_variant(PAGE.replace("paper", "www.paper"))
    variants = [
        "https://m.paper.example/a",
        f"{PAGE}/amp/",
        f"{PAGE}?amp=1",
        "https://en.m.wikipedia.org/wiki/A",
    ]
    assert all(is_variant(uri) for uri in variants)


def test_the_host_is_named_as_readers_say_it() -> None:
    assert host_of("https://WWW.Paper.example:8080/a") == "paper.example"
    assert host_of("https://[broken") == host_of("mailto:a@b") == ""


PIECES = [
    *("http://", "https://", "www.", "m.", "amp.", "paper.example", ":80", ":444", "google.com/amp/s/"),
    *("/", "a", "/amp", ".amp", ".html", "index.html", "..", "%2f", "%41", "é", " "),
    *("?", "&", "=", "amp=1", "utm_x=1", "b=2", "#", "!"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=40))
def test_naming_a_name_again_changes_nothing(uri: str) -> None:
    named = canonical_address(uri)
    assert canonical_address(named) == named
