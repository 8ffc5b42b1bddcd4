"""Large web pages: read by a process of its own, within limits, to the same answer."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from running import children
from wellsourced.adapters import large_html
from wellsourced.adapters.building import LONGEST_HEADING
from wellsourced.adapters.extract_html import HTML, READ_HERE, WHOLE, extract_html, read_page
from wellsourced.adapters.in_child import Bounds
from wellsourced.errors import Permanent
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture

SENTENCE = "The harbor board said on Friday that ferries sail once a day to the island from May. "
HEAD = (
    '<html lang="en"><head><title>Code</title><meta name="author" content="Rosa Tern"></head>'
    "<body><h1>Code</h1>"
)


def page(size: int) -> Capture:
    section = f"<h2>§ 7. Ferries</h2><p>{SENTENCE * 4}</p>"
    body = f"{HEAD}<article>{section * (size // len(section))}<p>The last word.</p></article></body></html>"
    return capture(body)


def capture(body: str) -> Capture:
    return Capture(
        source=Source(uri="https://a.example/code", title="code", publisher="", kind=SourceKind.OTHER),
        body=body.encode(),
        media_type="text/html",
        captured_at=datetime(2026, 11, 22, tzinfo=UTC),
    )


def test_a_page_read_apart_says_what_it_says_when_read_here() -> None:
    there = children(os.getpid())  # servers of other tests
    large = page(READ_HERE + 100_000)
    read = extract_html(large, "utf-8")
    assert read == read_page(large, "utf-8")
    assert (read.extractor, read.authors) == (HTML, ("Rosa Tern",))
    assert children(os.getpid()) == there


def test_a_page_of_twelve_megabytes_is_read_whole() -> None:
    read = extract_html(page(12_000_000), None)
    assert (read.extractor, read.title) == (WHOLE, "Code")
    assert read.text.endswith("The last word.")


def test_a_refusal_comes_back_as_it_was_said() -> None:
    with pytest.raises(Permanent, match=r"^code holds no readable text"):
        extract_html(capture(HEAD + "<script>x()</script>" * 50_000), None)


def test_a_page_that_takes_more_memory_than_it_may_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    there = children(os.getpid())
    monkeypatch.setattr(large_html, "BOUNDS", Bounds(memory=150_000_000))
    with pytest.raises(Permanent, match="add it in parts"):
        extract_html(page(12_000_000), None)
    assert children(os.getpid()) == there


def test_a_heading_as_long_as_a_paragraph_is_text_and_stands_over_nothing() -> None:
    read = read_page(capture(f"{HEAD}<h2>{SENTENCE * 20}</h2><p>{SENTENCE}</p></body></html>"), None)
    assert SENTENCE * 19 in read.text and read.text.endswith(SENTENCE.strip())
    assert all(len(heading) <= LONGEST_HEADING for _, _, headings, _ in read.blocks for heading in headings)
    assert max(end - start for start, end, _, _ in read.blocks) > 19 * len(SENTENCE)
