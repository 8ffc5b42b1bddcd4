"""The links of a draft: their words and where they lead, in order, menus left out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wellsourced.adapters.draft_links import draft_links
from wellsourced.adapters.drafts import draft_of, read_draft
from wellsourced.adapters.extractors import Extractors
from wellsourced.errors import InputError
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture
from wellsourced.steps.auditing.marking import placed

AT = datetime(2031, 5, 4, tzinfo=UTC)


def capture(body: str, media_type: str) -> Capture:
    source = Source(uri="https://paper.example/draft", title="Draft", publisher="", kind=SourceKind.OTHER)
    return Capture(source=source, body=body.encode(), media_type=media_type, captured_at=AT)


class OneAnswer:
    """A fetcher that has one page."""

    def __init__(self, answer: Capture) -> None:
        self._answer = answer

    def fetch(self, sources: list[Source]) -> list[Capture | Exception]:
        return [self._answer]


def links(body: str, media_type: str) -> list[tuple[str, str]]:
    return [(link.text, link.url) for link in draft_links(capture(body, media_type))]


def test_markdown_links_with_their_words() -> None:
    body = "It [opened in *1990*](https://a.example/b) and [closed][1].\n\n[1]: https://c.example/d"
    assert links(body, "text/markdown") == [
        ("opened in 1990", "https://a.example/b"),
        ("closed", "https://c.example/d"),
    ]


def test_a_footnotes_mark_leads_where_its_note_leads() -> None:
    body = (
        '<html><body><p>It opened.<a href="#n1">[1]</a></p>'
        '<ol><li id="n1"><a href="#top">up</a> <a href="https://a.example/b">Gazette</a></li></ol></body></html>'
    )
    assert ("[1]", "https://a.example/b") in links(body, "text/html; charset=utf-8")


@pytest.mark.parametrize("href", ["mailto:a@b.example", "javascript:alert(1)", "#nowhere", ""])
def test_what_leads_to_no_page_is_no_link(href: str) -> None:
    assert links(f'<html><body><a href="{href}">here</a></body></html>', "text/html") == []


def test_plain_text_has_no_markup() -> None:
    assert links("[here](https://a.example/b)", "text/plain") == []


def test_a_menu_is_no_citation() -> None:
    told = "The Tarn Bridge was opened in May 1990 by the mayor, who cut a ribbon before a crowd. "
    body = (
        '<html><body><nav><a href="https://paper.example/news">Tarn</a></nav><main><article><h1>Bridge</h1>'
        f'<p>{told * 3}It <a href="https://a.example/b">has two lanes</a>.</p></article></main></body></html>'
    )
    fetcher = OneAnswer(capture(body, "text/html"))
    draft = read_draft("https://paper.example/draft", None, fetcher, Extractors(), AT)  # type: ignore[arg-type]
    assert [link.url for link in draft.links] == ["https://a.example/b"]


STORY = "The ferry to Otter Island was sold in autumn to a company that runs nine other lines. " * 3


@pytest.mark.parametrize(
    ("body", "media_type", "words"),
    [
        (f"{STORY}It sails since [2017](https://a.example/b).", "text/markdown", "2017"),
        (f"{STORY}It sails.[3](https://a.example/b)", "text/markdown", "[3]"),
        (f'<p>{STORY}</p><p>Pages (<a href="https://a.example/b">12</a>) tell it.</p>', "text/html", "12"),
        (f'<p>{STORY}</p><p>It sails.<a href="https://a.example/b">3</a></p>', "text/html", "[3]"),
    ],
)
def test_a_linked_number_is_found_where_the_text_has_it(body: str, media_type: str, words: str) -> None:
    page = f"<html><body><main><article>{body}</article></main></body></html>"
    draft = draft_of(capture(page if media_type == "text/html" else body, media_type), Extractors())
    [link] = placed(draft.links, draft.extracted.text)
    assert draft.extracted.text[link.start : link.end] == words


def test_nothing_on_standard_input_is_said() -> None:
    with pytest.raises(InputError, match="Nothing came"):
        read_draft("-", b" \n", None, Extractors(), AT)
