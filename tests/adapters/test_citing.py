"""What a text cites: the links and addresses that stand in it, and none of the menus around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import OFFICE, docx
from wellsourced.adapters.citing import MOST_LINKS, cited, written_addresses
from wellsourced.adapters.extractors import Extractors
from wellsourced.adapters.files import DOCX_TYPE
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Extracted
from wellsourced.text.addresses import canonical_address

HERE = "https://news.gull.example/ferries/cuts"


def capture(body: str | bytes, media_type: str = "text/html", uri: str = HERE) -> Capture:
    return Capture(
        source=Source(uri=uri, title="cuts", publisher="", kind=SourceKind.OTHER),
        body=body.encode() if isinstance(body, str) else body,
        media_type=media_type,
        captured_at=datetime(2026, 11, 22, tzinfo=UTC),
    )


def read(one: Capture) -> Extracted:
    [answer] = Extractors().extract([one])
    assert isinstance(answer, Extracted), answer
    return answer


def links(body: str | bytes, media_type: str = "text/html", uri: str = HERE) -> tuple[str, ...]:
    return read(capture(body, media_type, uri)).links


def page(content: str, head: str = "") -> str:
    return f"""<!doctype html><html lang="en"><head><title>Ferry cuts</title>{head}</head><body>
<header><a href="/">Gull News</a>
<nav><a href="/politics">Politics</a> <a href="/sports">Sports</a></nav></header>
<article><h1>Ferry cuts</h1><p>The ferry to Gull Island will sail once a day from May, the harbor board said
on Friday. It carried 412 cars last year, fewer than in any year since it began to sail.</p>{content}
<p>Islanders asked the board to wait until a study of the winter service is done in autumn. The board wants to
hear them at a meeting in June before it decides for good.</p></article>
<aside><h2>More</h2><ul><li><a href="/lighthouse">The lighthouse is for sale at last</a></li></ul></aside>
<footer><a href="https://social.example/gull">Follow us</a>
<a href="/imprint">Imprint</a></footer></body></html>"""


def test_links_in_the_text_are_cited_and_menus_are_not() -> None:
    body = page(
        """<p>The cut was first reported by <a href="http://www.harbor.example/cut/?utm_source=gull#top">the
        Harbor Times</a>, which cited <b>the <a href="minutes-7.html">minutes</a></b> of the board.</p>
        <ul><li>In winter it sails on Sundays only, as
        <a href="https://records.example/file/7?b=2&amp;a=1">the
        order</a> says.</li><li>Cars pay five dollars, vans pay eight, and bicycles are free.</li></ul>"""
    )
    assert links(body) == (
        "http://www.harbor.example/cut/",
        "https://news.gull.example/ferries/minutes-7.html",
        "https://records.example/file/7?b=2&a=1",
    )


def test_a_link_is_cited_once_and_other_kinds_of_links_not_at_all() -> None:
    body = page(
        """<p>Write to <a href="mailto:board@gull.example">the board of the harbor</a>, or see
        <a href="https://harbor.example/cut">what the Harbor Times wrote</a> and
        <a href="https://www.harbor.example/cut#end">wrote again in the evening</a>, by
        <a href="javascript:void(0)">pressing this button here</a>, on
        <a href="https://[broken/">a page that has no address</a> or
        <a href="https://news.gull.example/ferries/cuts?fbclid=1">this very page itself</a>.</p>"""
    )
    assert links(body) == ("https://harbor.example/cut",)


def test_a_page_that_was_found_elsewhere_or_names_its_base_is_read_from_there() -> None:
    text = '<p>The order is in <a href="minutes-7">the minutes of the last meeting</a> of the board.</p>'
    assert links(page(text)) == ("https://news.gull.example/ferries/minutes-7",)
    moved = replace(capture(page(text)), address="https://gull.example/2026/05/cuts")
    assert read(moved).links == ("https://gull.example/2026/05/minutes-7",)
    assert links(page(text, '<base href="/board/">')) == ("https://news.gull.example/board/minutes-7",)
    saved = page(text, '<link rel="canonical" href="https://gull.example/a/cuts">')
    assert links(saved, uri="file:///home/reader/cuts.html") == ("https://gull.example/a/minutes-7",)
    assert links(page(text), uri="file:///home/reader/cuts.html") == ()


def test_the_mark_of_a_footnote_cites_what_the_footnote_cites() -> None:
    body = page(
        """<p>The ferry carried 412 cars in the whole of last year<sup><a href="#n1">[1]</a></sup>, and it
        was never full on any day of it, as the board told the islanders.</p>"""
    ).replace(
        "</article>", '</article><div><p id="n1"><a href="https://records.example/cars">Cars</a></p></div>'
    )
    assert links(body) == ("https://records.example/cars",)


def test_addresses_written_out_in_a_text_are_cited() -> None:
    text = (
        "The order (see https://records.example/file_(7).) was posted at HTTP://www.harbor.example/cut, and\n"
        "later at <https://harbor.example/cut/#top>. It is not at ftp://old.example/ or www.gull.example."
    )
    assert links(text, "text/plain", "file:///home/a.txt") == (
        "https://records.example/file_(7)",
        "HTTP://www.harbor.example/cut",
    )


def test_markdown_cites_its_links() -> None:
    text = (
        "# Ferry cuts\n\nThe [order](/file/7 'The order') was [posted][1] "
        "on <https://board.example/posts>.\n\n"
        "```\nhttps://code.example/\n```\n\n| Year | Cars |\n|---|---|\n| [2025](cars) | 412 |\n\n"
        "[1]: https://harbor.example/cut?utm_medium=x\n"
    )
    assert links(text, "text/markdown", "https://gull.example/a/b.md") == (
        "https://gull.example/file/7",
        "https://harbor.example/cut",
        "https://board.example/posts",
        "https://gull.example/a/cars",
    )


def test_a_word_document_cites_its_links_that_were_not_deleted() -> None:
    def link(name: str, words: str) -> str:
        return f'<w:hyperlink xmlns:r="{OFFICE}" r:id="{name}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>'

    body = docx(
        f"<w:p><w:r><w:t>The order is </w:t></w:r>{link('l1', 'posted by the board')}<w:r><w:t> of the "
        f"harbor, and at https://harbor.example/cut.</w:t></w:r><w:del>{link('l2', 'gone')}</w:del></w:p>",
        f"<w:p>{link('l3', 'A place in this document itself')}{link('none', 'and one nowhere')}</w:p>",
        links={"l1": "https://board.example/posts#new", "l2": "https://gone.example/"},
    )
    assert links(body, DOCX_TYPE, "file:///home/a.docx") == (
        "https://board.example/posts",
        "https://harbor.example/cut",
    )


def test_a_list_of_links_is_kept_to_its_first_entries() -> None:
    hrefs = [f"https://site{n}.example/" for n in range(2 * MOST_LINKS)]
    found = cited(hrefs, None)
    assert found == tuple(hrefs[:MOST_LINKS])


def test_a_page_of_thousands_of_links_is_read_in_its_time() -> None:
    body = page(
        "".join(f"<p>See <a href='/a{n}'>page number {n} of this site</a> now.</p>" for n in range(9000))
    )
    assert len(links(body)) == MOST_LINKS


@pytest.mark.parametrize("bad", ["https://", "http:///a", "//", "https://a\x00b/", "https://x/" + "a" * 5000])
def test_what_is_no_address_is_not_cited(bad: str) -> None:
    assert cited([bad], "https://gull.example/") in ((), ("https://gull.example/",))


@given(
    st.lists(st.text(max_size=60) | st.from_regex(r"https?://[a-z]{1,9}\.example/\S{0,20}")), st.booleans()
)
def test_whatever_links_hold_what_is_cited_is_an_address_and_each_page_once(
    hrefs: list[str], base: bool
) -> None:
    found = cited(hrefs, HERE if base else None)
    assert len({canonical_address(link) for link in found}) == len(found)
    assert all(link.lower().startswith(("https://", "http://")) and "#" not in link for link in found)


@given(st.text(max_size=200))
def test_a_written_address_stands_in_the_text(text: str) -> None:
    assert all(address in text for address in written_addresses(text))
