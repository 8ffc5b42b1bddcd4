"""The one normal form of an address, and sources made of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.adapters.web.addresses import read_address
from wellsourced.adapters.web.sources import web_sources
from wellsourced.errors import Permanent
from wellsourced.library.corrections import corrected
from wellsourced.model.sources import SourceKind

NORMAL = [
    ("https://Example.ORG", "https://example.org/"),
    ("HTTPS://example.org:443/a#part", "https://example.org/a"),
    ("http://example.org:8080/", "http://example.org:8080/"),
    ("http://example.org:80", "http://example.org/"),
    ("https://example.org./a", "https://example.org/a"),
    (" https://example.org/a ", "https://example.org/a"),
    ("https://bücher.example/straße?q=tür", "https://xn--bcher-kva.example/stra%C3%9Fe?q=t%C3%BCr"),
    ("https://faß.example/", "https://xn--fa-hia.example/"),
    ("https://example.org/a%20b/%e2%82%ac?x=%2F&y=a+b", "https://example.org/a%20b/%e2%82%ac?x=%2F&y=a+b"),
    ('https://example.org/"quoted"|<x>', "https://example.org/%22quoted%22%7C%3Cx%3E"),
    ("https://example.org/a/./b/../c", "https://example.org/a/c"),
    ("https://example.org/../../etc", "https://example.org/etc"),
    ("https://example.org?x=1", "https://example.org/?x=1"),
    ("https://example.org/a//b", "https://example.org/a//b"),
    ("http://[2606:4700:0:0::1111]/", "http://[2606:4700::1111]/"),
    ("https://my_site.example.org/", "https://my_site.example.org/"),
    ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
]


@pytest.mark.parametrize(("text", "normal"), NORMAL)
def test_an_address_has_one_form(text: str, normal: str) -> None:
    assert str(read_address(text)) == normal
    assert str(read_address(normal)) == normal


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "http or https"),
        ("example.org/page", "http or https"),
        ("javascript:alert(1)", "http or https"),
        ("http://", "names no host"),
        ("http:///path", "names no host"),
        ("http://a..b/", "names no host"),
        ("http://-a.example/", "names no host"),
        ("http://[::1", "is no address"),
        ("http://[v1.x]/", "names no host"),
        ("http://example.org:99999/", "is no address"),
        ("http://example.org:x/", "is no address"),
        ("http://example.org:0/", "port 0"),
        ("http://example.org:25/", "port 25"),
        ("http://exa mple.org/", "white space"),
        ("http://example.org/" + "a" * 9000, "is no address"),
        ("http://example.org/\udcff", "no text"),
        ("http://1.2.3.4.5/", "in a number"),
        ("http://256.1.1.1/", "in a number"),
    ],
)
def test_what_is_no_address_is_refused_in_one_line(text: str, words: str) -> None:
    with pytest.raises(Permanent, match=words) as refused:
        read_address(text)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 400


@given(st.text(), st.text(), st.text())
def test_whatever_is_given_is_read_or_refused(host: str, path: str, query: str) -> None:
    try:
        address = read_address(f"http://{host}/{path}?{query}")
    except Permanent:
        return
    text = str(address)
    assert text.isascii() and text.isprintable() and " " not in text
    assert read_address(text) == address


def test_addresses_of_one_page_are_one_source() -> None:
    sources = web_sources(["https://www.example.org/fees.html#a", "HTTPS://www.example.org:443/fees.html"])
    [source] = sources
    assert (source.uri, source.title) == ("https://www.example.org/fees.html", "fees.html")
    assert (source.publisher, source.kind) == ("example.org", SourceKind.OTHER)


def test_a_front_page_goes_by_its_host() -> None:
    [source] = web_sources(["https://www.example.org/"], publisher="The Board", kind=SourceKind.GOVERNMENT)
    assert (source.title, source.publisher) == ("example.org", "The Board")


def test_what_is_no_address_stays_as_it_is_given() -> None:
    [source] = web_sources(["http://[::1"])
    assert (source.uri, source.publisher) == ("http://[::1", "unknown publisher")


def test_adding_a_page_again_takes_nothing_back_that_was_said_of_it() -> None:
    [known] = web_sources(["https://example.org/"], publisher="The Board", kind=SourceKind.GOVERNMENT)
    [again] = web_sources(["https://example.org/"])
    assert corrected(known, again) == known
    [said] = web_sources(["https://example.org/"], publisher="The Council")
    assert corrected(known, said).publisher == "The Council"
