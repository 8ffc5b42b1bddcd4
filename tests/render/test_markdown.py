"""The page as Markdown: read back by a Markdown parser, it is the same page."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from builders import ACTIONS, E_ALDER, E_STATUTE, LEAD, cite, report, say, thin_report
from wellsourced.render.markdown import escaped, page_markdown
from wellsourced.render.words import LEADS, NO_ANSWER


def read(markdown: str) -> html.HtmlElement:
    return html.fromstring(MarkdownIt("commonmark").render(markdown))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_statement_comes_back_word_for_word() -> None:
    page = report()
    shown = re.sub(r" \[\d+\]", "", text(read(page_markdown(page, actions=ACTIONS))))
    for said in page.statements():
        assert said.text in shown


def test_every_number_links_to_a_source() -> None:
    root = read(page_markdown(report()))
    anchors = {anchor.get("id") for anchor in root.iter("a") if anchor.get("id")}
    links = [link for link in root.iter("a") if re.fullmatch(r"\[\d+\]", link.text_content())]
    assert len(links) > 20
    for link in links:
        assert link.get("href") == f"#source-{link.text_content()[1:-1]}"
    assert {link.get("href")[1:] for link in root.iter("a") if (link.get("href") or "")[:1] == "#"} <= anchors


def test_passages_are_quoted_and_notes_are_not() -> None:
    root = read(page_markdown(report()))
    quoted = [text(one) for one in root.iter("blockquote")]
    assert E_STATUTE.passage.text in quoted
    assert E_ALDER.passage.text not in " ".join(quoted)
    assert f"Our note: {E_ALDER.passage.text}" in [text(one) for one in root.iter("p")]


def test_the_verdict_is_the_first_line_below_the_title() -> None:
    title, line = page_markdown(report()).split("\n\n")[:2]
    assert title == "# Can tackle shops in Avonia sell fishing permits?"
    assert line.startswith("**Qualified: it depends** (moderate confidence). Yes for day permits")


def test_the_fact_checks_of_others_are_listed_with_what_they_are_not() -> None:
    markdown = page_markdown(report())
    listed = markdown.partition("## Published fact-checks")[2].partition("\n## ")[0]
    assert listed.strip().startswith(LEADS)
    assert LEAD.uri in listed and LEAD.publisher in listed and r"\<Half" in listed


def test_a_page_without_evidence_has_neither_sections_nor_sources() -> None:
    markdown = page_markdown(thin_report())
    assert NO_ANSWER in markdown
    assert "## Sources" not in markdown
    assert "## What would settle it" in markdown


def test_a_hostile_title_stays_a_title() -> None:
    hostile = "<b>x</b> [a](javascript:alert(1)) ![i](http://evil.example/i.png)"
    page = report(summary=(say(hostile, cite(E_STATUTE)),))
    page = replace(page, inquiry=replace(page.inquiry, title=f"# {hostile}"))
    root = read(page_markdown(page))
    assert text(next(root.iter("h1"))) == f"# {hostile}"
    assert not list(root.iter("img")) and not list(root.iter("b"))
    assert not [link for link in root.iter("a") if "javascript" in (link.get("href") or "")]


@given(st.text(alphabet="ab1 .)(-+=*_`<>[]#|~&;!\\{}:/'\"\n", min_size=1, max_size=40))
def test_escaped_text_reads_back_as_itself_wherever_a_line_starts(raw: str) -> None:
    line = " ".join(raw.split())
    assert text(read(f"x\n\n{escaped(raw)} y")) == f"x {line} y".replace("  ", " ")
    assert text(read(f"- {escaped(raw)} y")) == f"{line} y".strip()
