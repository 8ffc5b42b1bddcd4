"""Queries as plain words: a reader's text never becomes a command of the service that is asked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.text.queries import plain_query


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Does the ferry sail?", "Does the ferry sail"),
        ("!g ferry", "g ferry"),
        ("!!ddg ferry :en", "ddg ferry en"),
        ("?ferry -sails +today ~x", "ferry sails today x"),
        ('"the ferry" sails', "the ferry sails"),
        ("‘the ferry’ sails", "the ferry sails"),
        ("site:paper.example ferry", "site paper.example ferry"),
        ("insource:/x.*/ ferry", "insource /x. / ferry"),
        ("ferry OR boat AND NOT plane", "ferry or boat and not plane"),
        ("the sheriff's office", "the sheriff's office"),
        ("8 U.S.C. § 1357(g) and 287(g)", "8 U.S.C § 1357(g) and 287(g)"),
        ("No. 1:17-cv-05720, 12:30", "No 1:17-cv-05720 12:30"),
        ("R&D rose 3.5%, to $1,200", "R&D rose 3.5% to $1,200"),
        ("the co-op\nand\tthe mill", "the co-op and the mill"),
        ("?!", ""),
    ],
)
def test_commands_are_taken_out_and_words_stay(text: str, plain: str) -> None:
    assert plain_query(text) == plain


def test_a_long_query_is_cut_between_words() -> None:
    assert plain_query("ferry boat ship", letters=12) == "ferry boat"
    assert plain_query("ferry boat ship", words=1) == "ferry"
    assert plain_query("x" * 400) == ""


@given(st.text(alphabet="ab1 !:?<-+~^\"'’.(|*OR\n"), st.integers(1, 30))
def test_no_word_of_a_query_begins_with_an_operator(text: str, letters: int) -> None:
    plain = plain_query(text, letters=letters)
    assert len(plain) <= letters
    assert not any(re.match(r"[!:?<~^+*|-]\w", word) for word in plain.split(" "))
    assert '"' not in plain and "\n" not in plain
