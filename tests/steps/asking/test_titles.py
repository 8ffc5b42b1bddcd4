"""Titles and permalinks change spelling and capitals, never words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.steps.asking.titles import slug, tidy_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("  can   the sheriff\nrefuse ", "Can the sheriff refuse?"),
        ("did ice agents arrest us citizens??", "Did ICE agents arrest US citizens?"),
        ("is black ice dangerous ?", "Is black ice dangerous?"),
        ("the fbi told us nothing", "The FBI told us nothing"),
        ("What is a detainer?", "What is a detainer?"),
        ("IS THE SHERIFF OF TEXAS BOUND BY IT", "Is the sheriff of Texas bound by it?"),
        ("The county paid $1,000.", "The county paid $1,000."),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert tidy_title(text) == title


@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_a_title_has_the_words_of_its_text(text: str) -> None:
    def letters(of: str) -> str:
        return re.sub(r"[\W_]+", "", of).casefold()

    assert letters(tidy_title(text)) == letters(text)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "Z"]), max_size=300))
def test_a_title_tidied_twice_is_the_same(text: str) -> None:
    assert tidy_title(tidy_title(text)) == tidy_title(text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Can the sheriff’s office refuse?", "can-the-sheriffs-office-refuse"),
        ("Is 8 U.S.C. § 1357(g) binding in Doña Ana County?", "is-8-u-s-c-1357-g-binding-in-dona-ana-county"),
        ("???", "untitled"),
    ],
)
def test_slugs(title: str, expected: str) -> None:
    assert slug(title) == expected


@given(st.text(max_size=400))
def test_a_slug_is_lower_case_ascii_words_joined_by_hyphens(title: str) -> None:
    made = slug(title)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", made)
    assert len(made) <= 120
    assert slug(made.replace("-", " ")) == made
