"""Two wordings of one statement, word by word and figure by figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.text.rewording import Kept, figure_changes, likeness, word_changes

WORDS = st.lists(
    st.sampled_from(
        ["the", "county", "2,510", "sells", "permits", ",", ".", " ", "  ", "in", "May", "9%", "\n"]
    )
).map(" ".join)
TEXTS = st.one_of(st.text(max_size=60), WORDS)


def joined(before: str, after: str, kinds: set[Kept]) -> str:
    return "".join(span.text for span in word_changes(before, after) if span.kept in kinds)


@given(TEXTS, TEXTS)
def test_the_words_joined_give_back_both_texts(before: str, after: str) -> None:
    assert joined(before, after, {Kept.KEPT, Kept.REMOVED}) == before
    assert joined(before, after, {Kept.KEPT, Kept.ADDED}) == after
    assert all(span.text for span in word_changes(before, after))


@given(TEXTS)
def test_of_a_text_and_itself_all_is_kept(text: str) -> None:
    assert {span.kept for span in word_changes(text, text)} <= {Kept.KEPT}


@given(TEXTS, TEXTS)
def test_likeness_and_figures_read_the_same_from_both_sides(before: str, after: str) -> None:
    assert likeness(before, after) == likeness(after, before)
    there, back = figure_changes(before, after), figure_changes(after, before)
    assert sorted(there.pairs) == sorted((b, a) for a, b in back.pairs)
    assert there.only == back.only
    assert all(a in before and b in after for a, b in there.pairs)


def test_words_are_changed_whole_and_neighbors_together() -> None:
    spans = word_changes("The county sells day permits.", "The county gave out permits.")
    assert [(span.kept.value, span.text) for span in spans] == [
        ("kept", "The county "),
        ("removed", "sells day"),
        ("added", "gave out"),
        ("kept", " permits."),
    ]


@pytest.mark.parametrize(
    ("before", "after", "pairs", "only"),
    [
        ("There were 2,510 agreements.", "There were 2,640 agreements.", [("2,510", "2,640")], True),
        (
            "As of May 3, 2031, 19 counties do.",
            "As of June 2031, 21 counties do.",
            [("May 3, 2031", "June 2031"), ("19", "21")],
            True,
        ),
        ("The fee is $9.", "The fee is now $12.", [("$9", "$12")], False),
        ("The 2nd Circuit agreed with it.", "The 3rd Circuit agreed with it.", [("2nd", "3rd")], True),
        ("Nineteen counties do.", "19 counties do.", [], False),
        ("The fee is 9 marks.", "The fee is set by law.", [], False),
        ("It was 40 percent in 2030.", "In 2030 it was 40 percent.", [], False),
    ],
)
def test_what_differs_in_a_figure_and_what_in_more(
    before: str, after: str, pairs: list[tuple[str, str]], only: bool
) -> None:
    found = figure_changes(before, after)
    assert (list(found.pairs), found.only) == (pairs, only)


def test_a_reworded_statement_is_more_alike_than_another() -> None:
    said = "Birch County lets licensed tackle shops sell them."
    assert likeness(said, "Birch County lets tackle shops sell such permits.") > 0.6
    assert likeness(said, "A study found no difference in trout stocks.") < 0.2
