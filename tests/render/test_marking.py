"""Quotes are found in their passages and cut out without losing a character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wellsourced.render.marking import Segment, find_quote, segments

TEXT = "A clerk shall sell permits. A county may let shops\n  sell permits too."


def test_a_quote_is_found_where_it_stands() -> None:
    assert find_quote(TEXT, "A clerk shall sell permits.") == (0, 27)


def test_line_breaks_do_not_hide_a_quote() -> None:
    found = find_quote(TEXT, "A county may let shops sell permits too.")
    assert found == (28, len(TEXT))


def test_words_that_are_not_there_mark_nothing() -> None:
    assert segments(TEXT, ["A clerk may sell permits."]) == (Segment(text=TEXT),)
    assert find_quote(TEXT, "   ") is None


def test_quotes_that_overlap_share_a_segment() -> None:
    cut = segments("one two three", ["one two", "two three"])
    assert [(s.text, s.quotes) for s in cut] == [("one ", (0,)), ("two", (0, 1)), (" three", (1,))]


@given(st.text(alphabet="ab c\n.é", min_size=1, max_size=60), st.data())
def test_segments_join_to_the_text_and_carry_each_quote(text: str, data: st.DataObject) -> None:
    edges = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=4))
    quotes = [text[min(pair) : max(pair)] for pair in edges]
    cut = segments(text, quotes)
    assert "".join(segment.text for segment in cut) == text
    for index, quote in enumerate(quotes):
        marked = "".join(segment.text for segment in cut if index in segment.quotes)
        assert marked.split() == quote.split()
