"""Sentences: where they end, and where an abbreviation only looks like an end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.text.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "A deputy may act under 8 U.S.C. § 1357(g) once trained.",
        "The panel in Galarza v. Szalczyk found no duty to hold him.",
        "The order in No. 13-cv-04416 binds the county alone.",
        "Fed. R. Civ. P. 23 governs the class.",
        "The court (3d Cir. 2014) reversed the judgment.",
        "The jail in St. Tammany takes federal detainees.",
        "See Ala. Code § 31-13-5 for the duty.",
        "The letter came from J. R. Okafor on Tuesday.",
        "He testified that Mr. Ruiz left at 5 p.m. that day.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert split(text) == [text]


def test_sentences_after_abbreviations_are_found() -> None:
    text = "She left the U.S. in May. Nobody asked why. Was it the sheriff? Yes!"
    assert split(text) == ["She left the U.S. in May.", "Nobody asked why.", "Was it the sheriff?", "Yes!"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Sunlight makes vitamin D.", "Only the liver stores it."),
        ("Water seeped down the wall.", "To keep the mill dry, they dug."),
        ("He was born after World War I.", "The mill had closed."),
        ("The lamp hung on a hook (by the wall).", "It was lit at dusk."),
        ("The mill law is a statute of Idaho.", "Idaho mills may not burn coal."),
        ("She may take one and accept the rest.", "Exempt pupils stay at home."),
        ("They moved to Iowa.", "Barges were banned there."),
        ("They met by the dock at ten.", "In spring they met by the sun."),
    ],
)
def test_a_plain_word_or_letter_may_end_a_sentence(first: str, second: str) -> None:
    assert split(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "The order of the U.S. Court came late.",
        "The rule in No. 5 stands.",
        "Ask A. Smith about the mill.",
        "A note by George W. Will was read.",
        "The panel (3d Cir. 2014) reversed.",
        "The fee of the dist. Court was low.",
    ],
)
def test_an_abbreviation_or_initial_goes_on(text: str) -> None:
    assert split(text) == [text]


def test_a_citation_sentence_stands_alone() -> None:
    text = "Detainers are requests. See Lunn v. Commonwealth, 477 Mass. 517 (2017). The jail let him go."
    assert split(text) == [
        "Detainers are requests.",
        "See Lunn v. Commonwealth, 477 Mass. 517 (2017).",
        "The jail let him go.",
    ]


@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\n\n\n"])
def test_a_blank_line_always_ends_a_sentence(gap: str) -> None:
    assert split(f"What the law says{gap}the jail decides") == ["What the law says", "the jail decides"]


@pytest.mark.parametrize("text", ["", " \n\t\n "])
def test_nothing_but_white_space_has_no_sentence(text: str) -> None:
    assert sentences(text) == []


@given(st.text(alphabet='abAB .?!\n\t()"“”§1v', max_size=80))
def test_spans_are_trimmed_in_order_and_leave_out_only_white_space(text: str) -> None:
    spans = sentences(text)
    assert all(text[s:e] == text[s:e].strip() and s < e for s, e in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    kept = "".join("".join(text[s:e].split()) for s, e in spans)
    assert kept == "".join(text.split())
