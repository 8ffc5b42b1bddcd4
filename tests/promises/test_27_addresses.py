"""Promise 27: the words of an address are words of the title."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desks import FLAGSHIP, TODAY, bundled_answer
from wellsourced.errors import InputError
from wellsourced.steps.classify import read_inquiry, slug, tidy_title

pytestmark = pytest.mark.promise(27)

WORDS = [
    "did",
    "does",
    "is",
    "the",
    "a",
    "county",
    "Alder",
    "Fennmouth's",
    "raise",
    "raised",
    "fee",
    "$12",
    "ice",
    "detainer",
    "detainers",
    "us",
    "law",
    "in",
    "2024",
    "of",
    "über",
    "café",
    "naïve",
    "I-247A",
    "287(g)",
    '"quoted"',
    "trout,",
    "and/or",
    "U.S.",
    "—",
    "ferry's",
    "ICE",
    "DHS",
    "tarn-bridge",
    "&",
]


def words_of(text: str) -> set[str]:
    """A title's words as an address writes them."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’‘]", "", text)).encode("ascii", "ignore").decode()
    return set(re.findall(r"[a-z0-9]+", plain.lower()))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join))
def test_slug_words_are_title_words(text: str) -> None:
    title = tidy_title(text)
    made = slug(title)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", made)
    assert len(made) <= 120
    if made != "untitled":
        assert set(made.split("-")) <= words_of(title)


@given(st.text(max_size=200))
def test_any_text_makes_an_address_that_is_safe_in_a_path(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug(text))


@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=15).map(" ".join))
def test_a_title_has_the_words_that_were_asked_and_no_others(text: str) -> None:
    assert words_of(tidy_title(text)) == words_of(text)


def test_what_is_read_keeps_to_it() -> None:
    for asked in (
        FLAGSHIP,
        "did fennmouth's council ban leaf blowers in 2023",
        "What is the fee of Form I-247A?",
    ):
        try:
            inquiry = read_inquiry(asked, on=TODAY)
        except InputError as refusal:
            pytest.fail(f"{asked}: {refusal}")
        assert set(inquiry.slug.split("-")) <= words_of(inquiry.title)


def test_the_flagship_has_the_address_one_expects() -> None:
    inquiry = bundled_answer(FLAGSHIP).inquiry
    assert inquiry.slug == "can-local-police-departments-refuse-to-cooperate-with-ice-requests"
