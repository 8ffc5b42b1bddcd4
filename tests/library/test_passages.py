"""Cutting text into passages: whole sentences, 60 to 180 words, never across a block."""

from __future__ import annotations

import re
import tracemalloc
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.library.passages import LEAST, MOST, cut
from wellsourced.ports import Extracted
from wellsourced.text.sentences import sentences


def split(text: str) -> list[tuple[int, int]]:
    """Sentences of test text: they end with a full stop."""
    return [match.span() for match in re.finditer(r"[^.\s][^.]*\.?", text)]


def sentence(words: int) -> str:
    return " ".join(["word"] * (words - 1) + ["end."])


def extracted(paragraphs: list[list[int]]) -> Extracted:
    """A text whose blocks have sentences of so many words."""
    texts = [" ".join(sentence(words) for words in lengths) for lengths in paragraphs]
    blocks = []
    start = 0
    for number, text in enumerate(texts):
        blocks.append((start, start + len(text), (f"Part {number}",), number + 1))
        start += len(text) + 2
    return Extracted(
        text="\n\n".join(texts),
        title="A text",
        language="en",
        published=None,
        blocks=tuple(blocks),
        extractor="plain@1",
    )


def lengths(of: Extracted) -> list[int]:
    return [len(of.text[one.span.start : one.span.end].split()) for one in cut(of, split)]


def test_a_short_block_is_one_passage() -> None:
    assert lengths(extracted([[12, 8], [5]])) == [20, 5]


def test_a_long_block_is_cut_between_sentences_into_good_lengths() -> None:
    assert all(LEAST <= words <= MOST for words in lengths(extracted([[25] * 20])))


def test_no_short_rest_is_left_where_it_can_be_avoided() -> None:
    # Filling each passage to the brim would leave 30 words over.
    assert min(lengths(extracted([[30] * 7]))) >= LEAST


def test_a_long_sentence_stays_whole() -> None:
    assert 200 in lengths(extracted([[200, 70]]))


def test_a_run_on_without_stops_is_cut_between_words() -> None:
    assert lengths(extracted([[1000]])) == [180, 180, 180, 180, 180, 100]


def test_a_passage_keeps_the_headings_and_page_of_its_block() -> None:
    second = cut(extracted([[10], [10]]), split)[1]
    assert (second.headings, second.page) == (("Part 1",), 2)


@settings(max_examples=60)
@given(st.lists(st.lists(st.integers(1, 90), min_size=1, max_size=25), min_size=1, max_size=4))
def test_every_sentence_is_in_one_passage_and_none_is_cut(paragraphs: list[list[int]]) -> None:
    document = extracted(paragraphs)
    cuts = cut(document, split)
    spans = [(one.span.start, one.span.end) for one in cuts]
    assert spans == sorted(spans)
    assert all(left[1] < right[0] for left, right in pairwise(spans))
    for start, end in split(document.text):
        assert sum(left <= start and end <= right for left, right in spans) == 1
    for start, end, headings, _ in document.blocks:
        inside = [one for one in cuts if start <= one.span.start < end]
        assert all(one.span.end <= end and one.headings == headings for one in inside)
        words = [len(document.text[one.span.start : one.span.end].split()) for one in inside]
        assert all(count <= MOST for count in words)
        if len(document.text[start:end].split()) >= 3 * MOST:
            assert min(words) >= LEAST - 30


def test_a_block_longer_than_any_paragraph_is_cut_without_losing_a_word() -> None:
    block = extracted([[40] * 2_000])
    cuts = cut(block, split)
    words = [word for one in cuts for word in block.text[one.span.start : one.span.end].split()]
    assert words == block.text.split()
    assert all(len(block.text[one.span.start : one.span.end].split()) <= MOST for one in cuts)


def test_what_is_held_of_a_text_without_stops_is_a_few_times_its_size() -> None:
    text = "word " * 1_000_000
    block = Extracted(
        text=text,
        title="A text",
        language="en",
        published=None,
        blocks=((0, len(text) - 1, (), None),),
        extractor="plain@1",
    )
    tracemalloc.start()
    cuts = cut(block, sentences)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(cuts) > 1_000_000 / MOST
    assert most < 2 * len(text), most
