"""Web pages: all of the article and none of the site around it; what is no page is refused by name."""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from trafilatura import extract

from wellsourced.adapters.extractors import Extractors
from wellsourced.errors import Permanent
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Extracted
from wellsourced.text.boilerplate import is_boilerplate
from wellsourced.text.wordlists import words

ADDRESS = "https://news.gull.example/ferries/cuts"
FIRST = (
    "The ferry to Gull Island will sail once a day from May, the harbor board said on Friday. "
    "It carried 412 cars last year, fewer than in any year since it began to sail."
)
SECOND = (
    "Islanders asked the board to wait until a study of the winter service is done in autumn. "
    "The board wants to hear them at a meeting in June before it decides for good."
)
WORDS = st.sampled_from(["harbor", "ferry", "board", "tide", "lamp", "island", "sails", "gull", "of", "the"])


def outcome(body: str | bytes, uri: str = ADDRESS, media_type: str = "text/html") -> Extracted | Exception:
    capture = Capture(
        source=Source(uri=uri, title="cuts", publisher="", kind=SourceKind.OTHER),
        body=body.encode() if isinstance(body, str) else body,
        media_type=media_type,
        captured_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    [answer] = Extractors().extract([capture])
    return answer


def extracted(body: str | bytes, uri: str = ADDRESS, media_type: str = "text/html") -> Extracted:
    answer = outcome(body, uri, media_type)
    assert isinstance(answer, Extracted), answer
    return answer


def refusal(body: str) -> str:
    answer = outcome(body)
    assert isinstance(answer, Permanent), answer
    assert "\n" not in str(answer) and str(answer).startswith("cuts ")
    return str(answer)


def page(content: str, head: str = "", title: str = "Ferry cuts") -> str:
    return (
        f"<!doctype html><html lang='en-US'><head><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/a'>About</a></nav>{content}"
        "<footer>Gull News. All rights reserved.</footer></body></html>"
    )


def article(*more: str, head: str = "") -> str:
    return page(f"<article><h1>Ferry cuts</h1><p>{FIRST}</p><p>{SECOND}</p>{''.join(more)}</article>", head)


def blocks(document: Extracted) -> list[str]:
    return [document.text[start:end] for start, end, _, _ in document.blocks]


class TestText:
    def test_words_after_a_line_break_a_table_or_a_list_are_kept(self) -> None:
        document = extracted(
            article(
                "<p>It docks at noon.<br>It leaves at one.<br><br>Nobody waits for it.</p>",
                "<ul><li>Cars pay five dollars.<ul><li>Vans pay eight.</li></ul>Bicycles are free.</li></ul>",
                "<table><tr><th>Year</th><th>Cars</th></tr><tr><td>2025</td><td>412</td></tr></table>",
                "<p>Ask for the <code>winter</code> plan.</p>",
            )
        )
        for piece in ("It leaves at one.", "Nobody waits for it.", "Vans pay eight.", "Bicycles are free."):
            assert any(piece in block for block in blocks(document)), piece
        assert "2025 | 412" in blocks(document)
        assert "Ask for the winter plan." in blocks(document)

    def test_the_title_stands_over_the_text_and_not_in_it_again(self) -> None:
        document = extracted(article("<h2>What comes next</h2><p>The board meets again on June 3.</p>"))
        assert document.title == "Ferry cuts"
        assert "Ferry cuts" not in document.text and "What comes next" in document.text
        assert document.blocks[-1][2] == ("Ferry cuts", "What comes next")

    def test_furniture_and_scripts_are_not_in_the_text(self) -> None:
        document = extracted(
            article(
                "<script>var leak = 'tracker';</script><style>p { color: red }</style>",
                "<p>We use cookies to give you the best experience. Accept all cookies.</p>",
                "<p>Related: Ten islands to see this summer</p>",
                "<p>Follow us on Facebook</p>",
                "<!-- a remark of the editor -->",
            )
        )
        for piece in (
            "tracker",
            "color",
            "cookies",
            "Ten islands",
            "Facebook",
            "remark",
            "Copyright",
            "About",
        ):
            assert piece not in document.text, piece
        assert "412 cars" in document.text and "winter service" in document.text

    def test_a_ruling_set_in_fixed_type_is_text_and_a_program_is_not(self) -> None:
        ruling = "The order of the court below is reversed.\nIt is so ordered by all seven of its judges."
        assert "It is so ordered" in extracted(f"<html><body><pre>{ruling}</pre></body></html>").text
        assert "holds nothing but menus" in refusal("<html><body><pre>x = 1\ny = f(x)</pre></body></html>")

    def test_utf8_under_a_wrong_name_and_old_names_as_browsers_read_them(self) -> None:
        head = '<meta charset="iso-8859-1">'
        assert "Île “Noire”" in extracted(article("<p>Île “Noire” is closed.</p>", head=head)).text
        body = article("<p>Île “Noire” is closed.</p>", head=head).encode("cp1252")
        assert "Île “Noire”" in extracted(body).text

    def test_one_broken_byte_leaves_the_rest_as_it_is(self) -> None:
        body = article(f"<p>{'Åland är en ö i Östersjön. ' * 4}</p>").encode()
        assert "Östersjön" in extracted(body.replace(b"<h1>", b"<h1>\xff")).text


class TestFacts:
    HEAD = """<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
        "author": [{"name": "Rosa Tern"}, {"name": "https://gull.example/staff"}, "By Ole Skua"],
        "publisher": {"name": "Gull News"}, "datePublished": "2024-04-30T08:00:00Z",
        "dateModified": "2024-05-02T09:00:00Z"}]}</script>
        <meta property="og:site_name" content="Gull News Online">"""

    def test_who_when_and_what_kind(self) -> None:
        document = extracted(article(head=self.HEAD))
        assert document.authors == ("Rosa Tern", "Ole Skua")
        assert document.publisher == "Gull News"
        assert document.published == PartialDate(text="2024-04-30") and document.published_certain
        assert document.updated == PartialDate(text="2024-05-02")
        assert (document.language, document.kind) == ("en-us", SourceKind.NEWS)

    def test_a_page_that_says_nothing_of_itself(self) -> None:
        document = extracted(f"<html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>")
        assert (document.authors, document.publisher, document.updated) == ((), "", None)
        assert (document.language, document.kind) == ("und", SourceKind.OTHER)

    @pytest.mark.parametrize(
        ("title", "publisher"),
        [
            ("Overnight parking | City of Alder", "City of Alder"),
            ("City of Alder - Overnight parking", "City of Alder"),
            ("Parking – fees – City of Alder", ""),
            ("Overnight parking", ""),
        ],
    )
    def test_a_site_named_beside_the_headline_is_the_publisher(self, title: str, publisher: str) -> None:
        body = f"<h1>Overnight parking</h1><p>{FIRST}</p><p>{SECOND}</p>"
        page = f"<html><head><title>{title}</title></head><body><main>{body}</main></body></html>"
        assert extracted(page).publisher == publisher

    @pytest.mark.parametrize(
        "script",
        ["{", "[1, [2], null]", '{"@type": 3, "author": {"name": 5}, "publisher": [[]]}', '"a"', "[" * 9000],
    )
    def test_broken_facts_for_machines_are_no_facts(self, script: str) -> None:
        document = extracted(article(head=f'<script type="application/ld+json">{script}</script>'))
        assert (document.authors, document.publisher) == ((), "")
        assert FIRST in document.text

    def test_an_address_of_a_court_makes_any_page_a_courts(self) -> None:
        assert extracted(article(), "https://www.supremecourt.gov/a").kind is SourceKind.COURT
        assert extracted("The order is reversed.", "https://www.uscourts.gov/a.txt", "text/plain").kind is (
            SourceKind.COURT
        )


class TestDates:
    @pytest.mark.parametrize(
        ("head", "text", "date"),
        [
            ('<meta name="date" content="2019-01-01">', "", "2019"),
            ('<meta name="date" content="2019-01-01T09:30:00">', "", "2019-01-01"),
            ('<meta property="article:published_time" content="2019-03-01">', "", "2019-03-01"),
            ("", '<p class="date">January 1, 2019</p>', "2019-01-01"),
            ("", '<p class="date">January 2019</p>', "2019-01"),
            ("", '<p class="date">3 May 2019</p>', "2019-05-03"),
        ],
    )
    def test_a_date_is_as_precise_as_the_page_states_it(self, head: str, text: str, date: str) -> None:
        published = extracted(article(text, head=head)).published
        assert published is not None and published.text == date

    def test_a_day_in_the_address_is_the_day(self) -> None:
        document = extracted(article(), "https://news.gull.example/2021/04/01/cuts")
        assert document.published == PartialDate(text="2021-04-01") and document.published_certain

    def test_a_date_in_running_text_is_only_a_guess(self) -> None:
        document = extracted(article("<p>The board said on 12 May 2020 that nothing had changed.</p>"))
        assert document.published is None or not document.published_certain

    def test_nothing_is_dated_after_its_capture_nor_changed_before_it_was_published(self) -> None:
        head = '<meta property="article:published_time" content="2031-03-04">'
        assert extracted(article(head=head)).published != PartialDate(text="2031-03-04")
        head = (
            '<meta property="article:published_time" content="2021-03-04">'
            '<meta property="article:modified_time" content="2020-01-09">'
        )
        document = extracted(article(head=head))
        assert (document.published, document.updated) == (PartialDate(text="2021-03-04"), None)


class TestRefusals:
    @pytest.mark.parametrize(
        ("html", "why"),
        [
            (page("<h1>Page not found</h1><p>Try our search.</p>", title="Gull News"), "an error page"),
            (
                "<html><head><title>404 Not Found</title></head><body><center>nginx</center></body></html>",
                "an error",
            ),
            (
                page("<p>The page you are looking for is no longer here.</p>", title="Gull News"),
                "an error page",
            ),
            (page("<p>Enable JavaScript and cookies to continue</p>", title="Just a moment..."), "robots"),
            (
                page("<form>Email <input name=e> Password <input type=password></form>", title="Log in"),
                "a login page",
            ),
            (
                "<html><head><title>App</title></head><body><noscript>You need to enable JavaScript to run "
                "this app.</noscript><div id=root></div><script src=a.js></script></body></html>",
                "built by scripts",
            ),
            ("<html><body><p>This domain is for sale.</p></body></html>", "parked"),
            ("<html><body></body></html>", "no readable text"),
            ("", "no readable text"),
        ],
    )
    def test_what_is_no_page_is_refused_with_what_to_do(self, html: str, why: str) -> None:
        assert why in refusal(html)

    def test_an_article_on_errors_with_a_login_in_its_corner_is_an_article(self) -> None:
        rest = f"<p>{SECOND}</p><p>{FIRST}</p>" * 2
        text = article(rest, "<form><input type=password> Log in to comment</form>").replace(
            "Ferry cuts", "404 Not Found"
        )
        assert FIRST in extracted(text).text

    def test_a_page_too_large_is_refused(self) -> None:
        assert "more than 20 MB" in refusal("<p>" + "a" * 20_000_000)


class TestHostile:
    TAGS = words(
        "<p> </p> <div > <table><tr><td> </table> <script> </script> <![CDATA[ ]]> <!-- --> &#0; &lt; &a; "
        "<h1> </h1> <svg><math> <a/href='#' '> <meta/charset=utf-7> <title> <li><ul> <pre> <noscript> "
        "<input/type=password> <script/type='application/ld+json'>{'@type': &#x110000; <br><br> It sails. "
        "<time/datetime='2019-99-99'> <!DOCTYPE[<!ENTITY/a/'b'>]> <base/href='http://['/> <?xml/version='x'?>"
    )
    FRAGMENTS = st.sampled_from([*TAGS, "\x00", "\ufdd0", "\ud800", " "])

    @settings(max_examples=300, deadline=None)
    @given(st.lists(FRAGMENTS | st.text(max_size=8), max_size=30))
    @example(["<html>", "<title>", "</"])
    def test_malformed_pages_are_read_or_refused(self, pieces: list[str]) -> None:
        answer = outcome("".join(pieces).encode("utf-8", "surrogatepass"))
        if isinstance(answer, Extracted):
            assert answer.blocks and unicodedata.is_normalized("NFC", answer.text)
            spans = [(start, end) for start, end, _, _ in answer.blocks]
            assert spans == sorted(spans) and all(0 <= s < e <= len(answer.text) for s, e in spans)
        else:
            assert isinstance(answer, Permanent)

    @settings(max_examples=150, deadline=None)
    @given(st.data())
    def test_damaged_pages_are_read_or_refused(self, data: st.DataObject) -> None:
        body = bytearray(article(head=TestFacts.HEAD).encode())
        for _ in range(data.draw(st.integers(1, 20))):
            at = data.draw(st.integers(0, len(body) - 1))
            body[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
        assert isinstance(outcome(bytes(body)), Extracted | Permanent)

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.lists(WORDS, min_size=5, max_size=40), min_size=1, max_size=12), st.data())
    def test_no_text_is_lost_that_the_library_alone_would_find(
        self, paragraphs: list[list[str]], data: st.DataObject
    ) -> None:
        tags = st.sampled_from(["p", "div", "li", "blockquote", "h2", "td", "pre", "section", "span"])
        html = page("".join(f"<{t}>{' '.join(p)}.</{t}>" for p in paragraphs for t in [data.draw(tags)]))
        alone = extract(html, include_comments=False) or ""
        answer = outcome(html)
        read = answer.text if isinstance(answer, Extracted) else ""
        lost = [line for line in alone.split("\n") if line.strip() and not is_boilerplate(line)]
        wanted = Counter(re.findall(r"\w+", " ".join(lost)))
        assert not wanted - Counter(re.findall(r"\w+", read))

    @pytest.mark.parametrize(
        "body",
        [
            "<div>" * 20_000 + FIRST,
            "<table><tr><td>" * 3_000 + FIRST,
            "<p>" + "<b>" * 5_000 + FIRST,
            f"<p>{FIRST}</p>" + "<a href='" * 30_000,
            "<!DOCTYPE html ["
            + "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 20))
            + "]>&e19;",
            f"<p>{FIRST}</p>" + " " * 2_000_000 + "|",
            "<title>" + " - " * 200_000 + f"</title><p>{FIRST}</p>",
        ],
        ids=["divs", "tables", "bold", "quotes", "entities", "blanks", "title"],
    )
    def test_a_page_made_to_blow_up_is_read_or_refused_in_time(self, body: str) -> None:
        started = time.process_time()
        assert isinstance(outcome(body), Extracted | Permanent)
        assert time.process_time() - started < 20
