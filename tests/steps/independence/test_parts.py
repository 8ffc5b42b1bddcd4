"""The parts: what a print holds, what MinHash finds, and how a wire story is known."""

from __future__ import annotations

from random import Random

import pytest

from wellsourced.steps.independence.furniture import furniture
from wellsourced.steps.independence.minhash import pairs
from wellsourced.steps.independence.pages import SHINGLE, Page, print_of
from wellsourced.steps.independence.wires import wire_credit, without_dateline


def test_a_text_shorter_than_a_shingle_has_none() -> None:
    assert len(print_of("four words are few").shingles) == 0
    assert len(print_of("five words make one shingle").shingles) == 1


def test_a_shingle_is_own_unless_all_its_words_are_quoted() -> None:
    words = "alder birch cedar dogwood elm fir gum hazel"
    plain, quoted = print_of(words), print_of(f'He said: "{words}"')
    inside = len(words.split()) - SHINGLE + 1
    assert len(plain.own) == inside
    assert len(quoted.shingles) - len(quoted.own) == inside
    assert plain.shingles < quoted.shingles


def test_spelling_case_and_marks_do_not_tell_texts_apart() -> None:
    one = print_of("The Harbour honoured its pilot's courage — again!")
    other = print_of("the harbor honored its pilot’s courage, again")
    assert one.shingles == other.shingles


def test_facts_are_numbers_and_capitals_within_sentences() -> None:
    said = "Rain fell on Tuesday in Eldon. Some 1,200 people saw Brill's lamp. “Good,” said Nolan."
    assert print_of(said).facts == {"eldon", "1200", "brill", "nolan"}


def test_sets_that_resemble_are_met_and_strangers_are_not() -> None:
    draw = Random(7)
    numbers = [draw.getrandbits(64) for _ in range(3000)]
    sets = [numbers[:300], numbers[240:540], numbers[1000:1300], numbers[:0], numbers[:0], numbers[1000:1300]]
    # The first two share 60 of 540, a resemblance of 0.11.
    assert list(pairs(sets)) == [(0, 1), (2, 5)]


def test_what_another_page_of_the_publisher_carries_is_furniture() -> None:
    def page(name: str, *own: str, publisher: str = "Beacon") -> Page:
        return Page(
            id=name, address=name, publisher=publisher, text="\n\n".join([*own, "Owned by its readers."])
        )

    found = furniture(
        [page("a", "One.", "Two."), page("b", "Three.", "Four."), page("c", "One.", "Two.", publisher="Star")]
    )
    assert found == {"a": {"Owned by its readers."}, "b": {"Owned by its readers."}}


def test_two_versions_of_one_page_tell_nothing_of_the_site() -> None:
    versions = [
        Page(id=name, address=name, publisher="Beacon", text=f"One.\n\nTwo.\n\nThree.\n\n{name}")
        for name in ("first", "second")
    ]
    assert furniture(versions) == {}


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("WASHINGTON (AP) — The bridge is shut.", "associated press"),
        ("MARLOW, Ore. (Caldera Press) - The bridge is shut.", "caldera press"),
        ("By The Associated Press\n\nThe bridge is shut.", "associated press"),
        ("By Ann Lee, Harbor News Service\nThe bridge is shut.", "harbor news service"),
        ("The bridge (1957) — long a worry — is shut.", None),
        ("By Ann Lee\n\nThe bridge is shut.", None),
    ],
)
def test_the_agency_a_story_is_credited_to(text: str, agency: str | None) -> None:
    assert wire_credit(text) == agency


def test_the_dateline_is_no_part_of_the_text() -> None:
    assert without_dateline("MARLOW (AP) — The bridge is shut.") == "The bridge is shut."
    assert without_dateline("The bridge is shut.") == "The bridge is shut."
