"""Marks of notes are read in brackets: glued to a figure they would make another figure of it."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from lxml import etree

from wellsourced.adapters.extractors import Extractors
from wellsourced.adapters.note_marks import as_mark, bracket_marks
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Extracted

REST = " The harbor board said so on Friday in a long report on the matter, which it put on its own pages."


def read(body: str, media_type: str) -> str:
    capture = Capture(
        source=Source(uri="https://a.example/b", title="b", publisher="", kind=SourceKind.OTHER),
        body=body.encode(),
        media_type=media_type,
        captured_at=datetime(2031, 5, 4, tzinfo=UTC),
    )
    [answer] = Extractors().extract([capture])
    assert isinstance(answer, Extracted), answer
    return answer.text


def from_html(paragraph: str) -> str:
    title = "<h1>Ferries</h1>"
    text = read(f"<html><body><article>{title}<p>{paragraph}{REST}</p></article></body></html>", "text/html")
    return text.removesuffix(REST).split("\n")[-1].removeprefix("Ferries ")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("It has sailed since 2017<sup><a href='#n2'>2</a></sup>.", "It has sailed since 2017[2]."),
        ("It has sailed since 2017<a href='#n2'><sup>2</sup></a>.", "It has sailed since 2017[2]."),
        ("It has sailed since 2017<a href='#n2'>2</a>.", "It has sailed since 2017[2]."),
        ("It has sailed since 2017.<sup>2</sup>", "It has sailed since 2017.[2]"),
        ("It has sailed.<sup><a href='#a'>1</a><a href='#b'>2</a></sup>", "It has sailed.[1][2]"),
        ("It has sailed.<sup><a href='#a'>[1]</a></sup>", "It has sailed.[1]"),
    ],
)
def test_a_mark_of_a_note_stands_in_brackets(written: str, text: str) -> None:
    assert from_html(written) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("The pier is 40 m<sup>2</sup> large.", "The pier is 40 m2 large."),
        ("It is the 1<sup>st</sup> to sail.", "It is the 1st to sail."),
        ("It carried <a href='/412'>412</a> cars.", "It carried 412 cars."),
        ("Pages (<a href='/1'>1</a>-<a href='/2'>2</a>) tell more.", "Pages (1-2) tell more."),
        ("It costs $<a href='/9'>9</a> a day.", "It costs $9 a day."),
    ],
)
def test_other_raised_or_linked_figures_stay_as_they_are(written: str, text: str) -> None:
    assert from_html(written) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("It sails [1].\n\n[1]: https://a.example/x", "It sails [1]."),
        ("It sails.[^1]\n\n[^1]: https://a.example/x", "It sails.[1]"),
        ("It sails [1][2].\n\n[1]: https://a.example/x\n[2]: https://a.example/y", "It sails [1] [2]."),
        ("It carried [412 cars](https://a.example/x).", "It carried 412 cars."),
    ],
)
def test_markdowns_marks_keep_their_brackets(written: str, text: str) -> None:
    assert read(written, "text/markdown") == text


@pytest.mark.parametrize("label", ["", "2017", "a", "1st", "[1]", "1, 2"])
def test_other_words_of_a_link_are_no_mark(label: str) -> None:
    assert as_mark(label) is None


def test_thousands_nested_cost_little() -> None:
    page = innermost = etree.Element("p")
    for _ in range(20_000):
        innermost = etree.SubElement(innermost, "sup")
    innermost.text = "1"
    started = time.process_time()
    bracket_marks(page)
    assert innermost.text == "1"
    assert time.process_time() - started < 2
