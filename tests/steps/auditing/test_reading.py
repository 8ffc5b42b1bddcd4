"""A draft's sentences stand exactly where they are told to stand, and say what they cite."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steps.auditing.drafts import extracted
from wellsourced.steps.auditing.marking import cited_by, placed
from wellsourced.steps.auditing.reading import Link, draft_sentences, source_entries, without_marks

DRAFT = (
    "The Tarn Bridge\n\nThe Tarn Bridge opened in 1990 [1]. It has two lanes. [2]\n\n"
    "[1] Gazette, https://gazette.example/bridge\n[2] https://county.example/lanes."
)


def test_headings_and_lists_of_sources_are_no_sentences() -> None:
    told = [one.text for one in draft_sentences(extracted(DRAFT))]
    assert told == ["The Tarn Bridge opened in 1990 [1].", "It has two lanes. [2]"]


def test_marks_after_the_full_stop_belong_to_the_sentence_before_them() -> None:
    first, second = draft_sentences(extracted("It opened. [1] It closed. [2]"))
    assert (first.text, second.text) == ("It opened. [1]", "It closed. [2]")


@given(
    st.lists(
        st.sampled_from(
            ["The ferry sails.", "It is 3.5 m long [2].", "Dr. Rowe — no. 4 — ran.", "\n\n", " ", "A heading"]
        )
    )
)
def test_every_sentence_is_the_text_at_its_place(pieces: list[str]) -> None:
    draft = extracted(" ".join(pieces))
    ends = 0
    for one in draft_sentences(draft):
        assert draft.text[one.start : one.end] == one.text
        assert one.start >= ends
        ends = one.end


def test_a_short_line_before_a_capital_is_a_paragraph_of_its_own() -> None:
    told = draft_sentences(
        extracted(
            "Checked on May 3, 2031\nThe ferry to Otter Island carries cars and riders on Sundays in summer."
        )
    )
    assert [one.text for one in told] == [
        "The ferry to Otter Island carries cars and riders on Sundays in summer."
    ]


def test_a_number_is_looked_up_in_the_list_of_sources() -> None:
    draft = extracted(DRAFT)
    entries = source_entries(draft.text)
    marks = [mark for one in draft_sentences(draft) for mark in cited_by(one, entries, ())]
    assert [(mark.text, mark.url) for mark in marks] == [
        ("[1]", "https://gazette.example/bridge"),
        ("[2]", "https://county.example/lanes"),
    ]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [("[1, 3]", ["[1]", "[3]"]), ("[2-4]", ["[2]", "[3]", "[4]"]), ("[^7]", ["[7]"]), ("[1900-2000]", [])],
)
def test_several_numbers_in_one_mark_are_several_citations(written: str, numbers: list[str]) -> None:
    (one,) = draft_sentences(extracted(f"The bridge opened {written}."))
    assert [mark.text for mark in cited_by(one, (), ())] == numbers


def test_a_linked_number_is_one_citation_and_linked_words_are_one() -> None:
    draft = extracted("The bridge opened in 1990 [1]. The minutes say so.")
    links = placed(
        [Link(text="1", url="https://a.example/"), Link(text="The minutes", url="https://b.example/")],
        draft.text.replace("1990", "____"),
    )
    marks = [mark for one in draft_sentences(draft) for mark in cited_by(one, (), links)]
    assert [(mark.text, mark.url) for mark in marks] == [
        ("[1]", "https://a.example/"),
        ("The minutes", "https://b.example/"),
    ]


def test_marks_are_left_out_of_what_is_claimed() -> None:
    assert without_marks("It opened in 1990 [1] [2].") == "It opened in 1990."
