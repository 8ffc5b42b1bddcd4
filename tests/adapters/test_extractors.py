"""Reading text out of bytes: plain text, Markdown, HTML, PDF, and what is none of these."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdfs import pdf
from wellsourced.adapters.decoding import decoded, normal
from wellsourced.adapters.extract_pdf import paragraphs
from wellsourced.adapters.extractors import Extractors
from wellsourced.errors import Permanent
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Extracted


def outcome(body: str | bytes, media_type: str) -> Extracted | Exception:
    capture = Capture(
        source=Source(uri="file:///a/ferry.x", title="ferry.x", publisher="P", kind=SourceKind.OTHER),
        body=body.encode() if isinstance(body, str) else body,
        media_type=media_type,
        captured_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    [answer] = Extractors().extract([capture])
    return answer


def extracted(body: str | bytes, media_type: str) -> Extracted:
    answer = outcome(body, media_type)
    assert isinstance(answer, Extracted), answer
    return answer


def refusal(body: str | bytes, media_type: str) -> str:
    answer = outcome(body, media_type)
    assert isinstance(answer, Permanent), answer
    assert "\n" not in str(answer) and str(answer).startswith("ferry.x ")
    return str(answer)


def blocks(document: Extracted) -> list[str]:
    return [document.text[start:end] for start, end, _, _ in document.blocks]


class TestDecoding:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_a_text_is_read_in_its_encoding(self, encoding: str) -> None:
        assert extracted("The café’s “ferry”.".encode(encoding), "text/plain").text == "The café’s “ferry”."

    def test_a_declared_encoding_is_tried_first(self) -> None:
        assert extracted("Čapek".encode("iso8859-2"), "text/plain; charset=iso-8859-2").text == "Čapek"
        assert extracted("Čapek", "text/plain; charset=no-such-thing").text == "Čapek"

    @pytest.mark.parametrize("body", [b"GIF89a\x00\x01", bytes(range(1, 32)) * 20])
    def test_binary_data_is_refused(self, body: bytes) -> None:
        with pytest.raises(Permanent):
            decoded(body, None, "photo")

    @given(st.text())
    def test_normal_form_is_nfc_with_line_feeds_and_reached_at_once(self, text: str) -> None:
        once = normal(text)
        assert unicodedata.is_normalized("NFC", once)
        assert not {"\r", "\x00", "\u2028", "\ufeff"} & set(once)
        assert normal(once) == once


class TestPlainText:
    def test_blank_lines_part_paragraphs_and_hand_wrapped_lines_stay_together(self) -> None:
        document = extracted("One line\r\nand its rest.\r\n\r\n  \r\nAnother.\r\n", "text/plain")
        assert blocks(document) == ["One line\nand its rest.", "Another."]
        assert document.title == "ferry.x"

    def test_a_long_line_is_a_paragraph(self) -> None:
        lines = ["The ferry sails twice a day and carries cars. " * 5, "A second line."]
        assert blocks(extracted("\n".join(lines), "text/plain")) == [lines[0].strip(), lines[1]]

    @given(st.text(alphabet="ab. \n\r\té\u0301", max_size=200))
    def test_blocks_lie_in_order_and_miss_no_word(self, text: str) -> None:
        answer = outcome(text, "text/plain")
        if isinstance(answer, Exception):
            assert not text.strip()
            return
        assert all(block == block.strip() and block for block in blocks(answer))
        assert "".join("".join(blocks(answer)).split()) == "".join(normal(text).split())


class TestMarkdown:
    TEXT = """---
title: "Harbor news"
date: 2021-04-30
---
# Ferries

The **ferry** to [Gull Island](https://gull.example) sails
twice a day.

## Cars

- On Sundays `only`.
- Never in *winter*.

```
code is no prose
```

| Year | Cars |
|------|------|
| 2020 | 412 |

# Lights

It was built in 1871.
"""

    def test_prose_without_marks_under_its_headings(self) -> None:
        document = extracted(self.TEXT, "text/markdown")
        assert [(document.text[start:end], headings) for start, end, headings, _ in document.blocks] == [
            ("The ferry to Gull Island sails twice a day.", ("Ferries",)),
            ("On Sundays only.", ("Ferries", "Cars")),
            ("Never in winter.", ("Ferries", "Cars")),
            ("Year | Cars", ("Ferries", "Cars")),
            ("2020 | 412", ("Ferries", "Cars")),
            ("It was built in 1871.", ("Lights",)),
        ]
        assert document.title == "Harbor news"
        assert document.published == PartialDate(text="2021-04-30")
        assert "code is no prose" not in document.text

    def test_the_first_heading_is_the_title_where_none_is_given(self) -> None:
        document = extracted("# Ferries\n\nThey sail.\n\n# Lights\n\nThey shine.", "text/markdown")
        assert (document.title, document.published) == ("Ferries", None)
        assert extracted("They sail.", "text/markdown").title == "ferry.x"


class TestHtml:
    PAGE = """<!doctype html><html lang="en-GB"><head><title>Ferry cuts - Harbor News</title>
<meta charset="utf-8"><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
"datePublished": "2021-04-30T08:00:00Z", "dateModified": "2023-01-01"}]}</script></head><body>
<nav><a href="/">Home</a> <a href="/about">About</a></nav>
<article><h1>Ferry cuts</h1>
<p>The ferry to Gull Island will sail once a day from May, the harbor board said on Friday.
It carried 412 cars last year, fewer than in any year since it began to sail.</p>
<h2>What comes next</h2>
<p>Islanders asked the board to wait until a study of the &quot;winter&quot; service is done in autumn.</p>
<ul><li>The board meets again on June 3 to hear them.</li></ul></article>
<footer>Copyright Harbor News</footer></body></html>"""

    def test_the_article_with_its_headings_title_and_date(self) -> None:
        document = extracted(self.PAGE, "text/html")
        found = dict(zip(blocks(document), [block[2] for block in document.blocks], strict=True))
        assert any(text.startswith("The ferry to Gull Island will sail once") for text in found)
        assert found[
            'Islanders asked the board to wait until a study of the "winter" service is done in autumn.'
        ] == (
            "Ferry cuts",
            "What comes next",
        )
        assert "The board meets again on June 3 to hear them." in found
        assert "Copyright" not in document.text and "About" not in document.text
        assert document.title.startswith("Ferry cuts")
        assert document.language == "en-gb"
        assert document.published == PartialDate(text="2021-04-30")

    def test_a_page_in_another_encoding_says_so_itself(self) -> None:
        page = self.PAGE.replace("utf-8", "iso-8859-1").replace("Islanders", "Îliens")
        assert "Îliens asked" in extracted(page.encode("iso-8859-1"), "text/html").text

    def test_a_page_too_small_for_heuristics_is_still_read(self) -> None:
        document = extracted("<p>It sails.</p><script>var x = 1</script><p>Twice<br>a day.</p>", "text/html")
        assert "It sails." in document.text and "var x" not in document.text

    def test_a_date_of_which_only_the_year_is_known_stays_a_year(self) -> None:
        page = self.PAGE.replace("datePublished", "x").replace("dateModified", "y")
        page = page.replace("<head>", '<head><meta name="date" content="2019-01-01">')
        assert extracted(page, "text/html").published in (PartialDate(text="2019"), None)

    @pytest.mark.parametrize("body", ["", "   ", "<html></html>", "<script>var x = 1</script>"])
    def test_a_page_without_text_is_refused(self, body: str) -> None:
        assert "no readable text" in refusal(body, "text/html")


class TestPdf:
    def test_paragraphs_with_their_page_and_the_title(self) -> None:
        pages = [["The ferry sails twice a day.", "It carries 412 cars."], ["The light was built in 1871."]]
        document = extracted(pdf(pages, title="Harbor report"), "application/pdf")
        assert [(document.text[s:e], page) for s, e, _, page in document.blocks] == [
            ("The ferry sails twice a day. It carries 412 cars.", 1),
            ("The light was built in 1871.", 2),
        ]
        assert document.title == "Harbor report"

    def test_an_encrypted_one_is_refused(self) -> None:
        locked = pdf([["Secret words."]], password="gull")
        assert refusal(locked, "application/pdf") == (
            "ferry.x is encrypted: remove its password and add it again."
        )

    @pytest.mark.parametrize("body", [b"%PDF-1.4 and then nothing", b"", b"plain text"])
    def test_a_broken_one_is_refused(self, body: bytes) -> None:
        assert "not a readable PDF" in refusal(body, "application/pdf")

    def test_one_without_text_is_refused(self) -> None:
        assert "a scan?" in refusal(pdf([[]]), "application/pdf")

    def test_lines_become_paragraphs(self) -> None:
        page = (
            "The harbor board said that the fer-\r\nry to Gull Island will sail once a day,\r\n"
            "which is half as often.\r\nIslanders asked the board to wait until\r\nautumn.\r\n\r\nA third."
        )
        assert paragraphs(page) == [
            "The harbor board said that the ferry to Gull Island will sail once a day, "
            "which is half as often.",
            "Islanders asked the board to wait until autumn.",
            "A third.",
        ]


@pytest.mark.parametrize(
    "media_type", ["image/png", "application/zip", "application/octet-stream", "nonsense"]
)
def test_what_is_none_of_these_is_refused_with_what_would_do(media_type: str) -> None:
    assert "is not text, Markdown, HTML, DOCX or PDF" in refusal(b"\x89PNG", media_type)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["text/plain", "text/markdown", "text/html"]))
def test_any_bytes_are_read_or_refused(body: bytes, media_type: str) -> None:
    answer = outcome(body, media_type)
    if isinstance(answer, Extracted):
        assert answer.blocks and unicodedata.is_normalized("NFC", answer.text)
        assert all(0 <= start < end <= len(answer.text) for start, end, _, _ in answer.blocks)
    else:
        assert isinstance(answer, Permanent)
