"""A quote is found again where a reader would find it, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model.scope import EVERYWHERE
from wellsourced.model.sources import Passage, Span
from wellsourced.steps.reanchor import Anchoring, as_read, new_sentences, reanchor

QUOTE = "The harbor board counted 412 boats in May 2026."


def passages(*texts: str) -> list[Passage]:
    made, start = [], 0
    for text in texts:
        span = Span(start=start, end=start + len(text))
        made.append(Passage(document="document-1", span=span, text=text, headings=(), scope=EVERYWHERE))
        start += len(text) + 2
    return made


def found(*texts: str, around: tuple[str, str] = ("", "")) -> tuple[Anchoring, str | None]:
    got = reanchor(QUOTE, around, passages(*texts))
    return got.anchoring, got.passage.text if got.passage else None


def test_it_stands_where_it_stood() -> None:
    assert found(f"Before. {QUOTE} After.") == (Anchoring.STANDS, f"Before. {QUOTE} After.")


def test_it_stands_in_another_paragraph_and_under_another_layout() -> None:
    moved = "The\u00a0harbor  board counted 412 boats in\nMay 2026."
    assert found("The pier is old.", moved)[0] is Anchoring.STANDS


def test_curly_quotation_marks_and_long_dashes_are_no_change() -> None:
    got = reanchor(
        'The "old" pier - the north one - is shut.',
        ("", ""),
        passages("The “old” pier – the north one — is shut."),
    )
    assert got.anchoring is Anchoring.STANDS


def test_of_two_places_the_one_with_the_same_neighbors_is_taken() -> None:
    texts = (f"In a draft: {QUOTE} It was withdrawn.", f"In the yearbook: {QUOTE} That is a record.")
    assert found(*texts, around=("In the yearbook:", "That is a record."))[1] == texts[1]
    assert found(*texts, around=("In a draft:", "It was withdrawn."))[1] == texts[0]


def test_another_figure_is_not_the_same_sentence() -> None:
    got = reanchor(QUOTE, ("", ""), passages("The harbor board counted 398 boats in June 2026."))
    assert got.anchoring is Anchoring.REWORDED
    assert got.quote == "The harbor board counted 398 boats in June 2026."
    assert 0.6 <= got.likeness < 1.0


def test_a_sentence_on_something_else_is_no_version_of_it() -> None:
    assert found("The council sold the rope works in 1998 to a dairy school.")[0] is Anchoring.GONE
    assert found()[0] is Anchoring.GONE


def test_new_sentences_are_those_a_reader_has_not_seen() -> None:
    before = f"{QUOTE} The pier is old."
    assert new_sentences(before, f"The pier is old.  {QUOTE}") == ()
    assert new_sentences(before, f"{QUOTE} The pier was shut.") == ("The pier was shut.",)
    assert new_sentences(before, f"{before} The pier is old.") == ("The pier is old.",)


@pytest.mark.parametrize(
    ("line", "news"),
    [
        ("Last updated: January 19, 2026", False),
        ("This page was last reviewed on 2026-01-19.", False),
        ("Published May 8", False),
        ("Last updated: in full", True),
        ("The rules were updated on January 19, 2026.", True),
        ("Updated count on January 19, 2026: 412", True),
        ("January 19, 2026", True),
    ],
)
def test_a_line_that_says_when_the_page_was_changed_is_no_news_of_the_matter(line: str, news: bool) -> None:
    assert bool(new_sentences(QUOTE, f"{QUOTE}\n\n{line}")) is news


@given(st.text())
def test_reading_folds_once(text: str) -> None:
    assert as_read(as_read(text)) == as_read(text)


@given(st.lists(st.sampled_from([QUOTE, "The pier is old.", "It rained."]), max_size=6), st.randoms())
def test_moved_sentences_are_no_new_ones(told: list[str], draw: object) -> None:
    shuffled = list(told)
    draw.shuffle(shuffled)  # type: ignore[attr-defined]
    assert new_sentences(" ".join(told), " ".join(shuffled)) == ()
