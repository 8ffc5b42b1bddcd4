"""Text made to make patterns go back and forth: every one is read in time proportional to its length."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest

from wellsourced.adapters.extractors import Extractors
from wellsourced.errors import Permanent
from wellsourced.library.reading import Read, read_all, snapshot_of
from wellsourced.library.scoping import own_scope
from wellsourced.library.wording import fold
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Extracted

SIZE = 100_000
IN_TIME = 8.0
"""CPU seconds, twice to ten times what each takes; before it was bounded each took many times more."""
WORDS = "<p>It sails twice a day to the island.</p>"


def read(body: str, media_type: str) -> tuple[Read | Exception, float]:
    capture = Capture(
        source=Source(uri="https://a.example/x", title="x", publisher="", kind=SourceKind.OTHER),
        body=body.encode(),
        media_type=media_type,
        captured_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    began = time.process_time()
    [outcome] = read_all([capture], [snapshot_of(capture)], (), Extractors()).values()
    if isinstance(outcome, Read):
        for passage in outcome.passages:
            fold(passage.text)
    return outcome, time.process_time() - began


MARKS = ["!", "\t", "\u3000", "ERROR ", "<meta ", "![", "1. ", "Ann. 5 ", "1.1", ",111", "1-", "A-"]
NAMES = [
    "§",
    "AA",
    "U.S.C. ",
    "C.F.R.",
    "A. ",
    "c.",
    "In 2019 ",
    "2019,",
    "Texas ",
    "Dallas County ",
    "Dallas, Texas ",
]


@pytest.mark.parametrize("unit", [*MARKS, *NAMES])
def test_plain_text(unit: str) -> None:
    outcome, spent = read("It sails. " + unit * (SIZE // len(unit)) + " x", "text/plain")
    assert isinstance(outcome, Read | Permanent) and spent < IN_TIME, spent


@pytest.mark.parametrize("unit", [*MARKS, *NAMES])
def test_what_a_passage_speaks_of(unit: str) -> None:
    began = time.process_time()
    own_scope(unit * (2 * SIZE // len(unit)), (), "")
    assert time.process_time() - began < IN_TIME


def test_front_matter() -> None:
    outcome, spent = read("---\ntitle: a" + " " * SIZE + "b\n---\nIt sails.", "text/markdown")
    assert isinstance(outcome, Read) and spent < IN_TIME, spent


@pytest.mark.parametrize("value", ["<", "<!--", "<a ", "a ", "\\"])
def test_what_a_page_says_of_itself(value: str) -> None:
    said = value * (SIZE // len(value))
    facts = json.dumps({"@type": "NewsArticle", "headline": said, "author": {"name": said}})
    head = f'<script type="application/ld+json">{facts}</script><meta name="description" content="{said}">'
    outcome, spent = read(f"<html><head>{head}</head><body>{WORDS}</body></html>", "text/html")
    assert isinstance(outcome, Read) and spent < IN_TIME, spent


@pytest.mark.parametrize("attribute", ["a{n}=1", "<{n}", "a{n}='>'", "={n}", "a{n}"])
def test_a_tag_of_hundreds_of_thousands_of_attributes_loses_them(attribute: str) -> None:
    tag = "<p " + " ".join(attribute.format(n=n) for n in range(400_000)) + ">"
    outcome, spent = read(tag + WORDS, "text/html")
    assert isinstance(outcome, Read) and outcome.document.text == "It sails twice a day to the island."
    assert spent < IN_TIME


@pytest.mark.parametrize(
    "raw",
    [
        "<script>if (a<b && 'don') {" + "x = y / z; " * 1_500 + "}</script>",
        "<style>/* <b " + "a b " * 3_000 + "*/</style>",
        "<!-- it's <b " + "a b " * 3_000 + "-->",
        '<div class="ad""></div>' + "<br class=x>" * 3_000,
        """<img alt="Tern: "We don't" sail">""" + "<br class=x>" * 3_000,
    ],
    ids=["script", "style", "comment", "mark too many", "marks within marks"],
)
def test_what_looks_like_a_tag_where_none_can_be_takes_no_text_with_it(raw: str) -> None:
    outcome, _ = read(f"<html><body>{raw}<p>It's here.</p>{WORDS}</body></html>", "text/html")
    assert isinstance(outcome, Read)
    assert outcome.document.text == "It's here.\n\nIt sails twice a day to the island."


@pytest.mark.parametrize("tags", ["<div>", "<p><b>", "<table><tr><td>", "<ul><li>"])
def test_a_tree_of_a_hundred_thousand_levels(tags: str) -> None:
    outcome, spent = read(tags * (100_000 // tags.count("<")) + WORDS, "text/html")
    assert isinstance(outcome, Read | Permanent) and spent < IN_TIME, spent


ENTITIES = {
    "file": '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "quadratic": f"<!DOCTYPE html [<!ENTITY a '{'x' * 50_000}'>]>",
}


@pytest.mark.parametrize("declared", ENTITIES.values(), ids=ENTITIES)
def test_no_entity_of_a_page_is_expanded(declared: str) -> None:
    page = f"{declared}<html><body><p>{'&a;' * 1_000}</p>{WORDS}</body></html>"
    outcome, spent = read(page, "application/xhtml+xml")
    assert isinstance(outcome, Read) and spent < IN_TIME
    assert "root:" not in outcome.document.text and len(outcome.document.text) < 60_000


def test_half_a_pair_in_json_is_dropped_so_that_names_can_be_stored() -> None:
    facts = r'{"@type": "NewsArticle", "author": {"name": "A \ud800 Tern"}, "publisher": {"name": "G\udfff"}}'
    page = f'<script type="application/ld+json">{facts}</script>{WORDS}'
    source = Source(uri="https://a.example/x", title="x", publisher="", kind=SourceKind.OTHER)
    capture = Capture(
        source=source,
        body=page.encode(),
        media_type="text/html",
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    [found] = Extractors().extract([capture])
    assert isinstance(found, Extracted)
    assert (found.authors, found.publisher) == (("A Tern",), "G")
