"""What is compared of a text, found in the quick way, is what the slow way finds."""

from __future__ import annotations

import re
import unicodedata
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wellsourced.text import spelling
from wellsourced.text.citing import reading, statutes
from wellsourced.text.citing.codes import BY_INITIALS
from wellsourced.text.spelling import american
from wellsourced.text.tokens import fold, norms, tokens

HEADS = ("", "dis", "hon", "col", "anal", "travel", "prom", "organ", "cheque", "licence", "tyre")
TAILS = (
    "",
    "s",
    "our",
    "ours",
    "oured",
    "is",
    "ise",
    "ised",
    "isations",
    "yse",
    "ysing",
    "led",
    "lers",
    "ll",
)


def american_word_by_word(word: str) -> str:
    """Every table and pattern tried on every word, in order."""
    if word in spelling._EXACT:
        return spelling._EXACT[word]
    for tail in ("", "s"):
        if word.endswith(tail) and (head := word[: len(word) - len(tail)]) in spelling._WORDS:
            return spelling._WORDS[head] + tail
    word = spelling._OUR.sub(r"\1or", word)
    if (
        (found := spelling._ISE.match(word))
        and found[1] not in spelling._ISE_KEPT
        and found[1][-1] not in "aou"
    ):
        return f"{found[1]}iz{found[2]}"
    word = spelling._YSE.sub(r"\1yz\2", word)
    return spelling._DOUBLE_L.sub(r"\1\2", word)


@pytest.mark.parametrize("head", HEADS)
def test_spelling_tries_a_pattern_wherever_it_could_fit(head: str) -> None:
    known = [*spelling._EXACT, *spelling._WORDS, *(word + "s" for word in spelling._WORDS)]
    for word in [*known, *(head + one + other for one, other in product(TAILS, TAILS))]:
        assert american(word) == american_word_by_word(word), word


@given(st.text("aeislruyoéßŒ’'AEIS", max_size=12))
@example("colourised")
@example("Straße’s")
def test_a_word_is_folded_as_by_its_letters_one_by_one(word: str) -> None:
    plain = word.replace("’", "'").replace("‘", "'").replace("ß", "ss")
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    assert fold(word) == american_word_by_word(plain.lower())


@given(st.text() | st.text("U.S.C §1,0%$éa’s-", max_size=30))
def test_what_is_compared_is_the_same_without_the_places(text: str) -> None:
    assert norms(text) == [token.norm for token in tokens(text)]


PIECES = (
    *("8 U.S.C. § 1373(a)", "Section 287(g) of the INA", "Secs. 5 of title 8", "Part 5", "parts 12", "§4"),
    *("I.N.A. § 287", "Immigration and Nationality Act, section 287", "US Const. amend. X"),
    *("the Tenth Amendment", "Article I, Section 8 of the U.S. Constitution", "P.L. 104-208", "PL 104-208"),
    *("Public Law 104–208, § 5", "Pub. L. No. 104-208", "section 4 of Pub. L. 104-208", "110 Stat. 3009"),
    *("88 Fed. Reg. 1,234", "88 FR 12", "Cal. Gov. Code § 7284", "567 U.S. 387", "no law at all"),
    *("12 of 15 towns", "PART 9", "SECTION 3", *(f"{name} § 13-2929" for name in BY_INITIALS)),
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=4).map(" and ".join))
def test_citations_are_the_same_where_every_pattern_is_tried(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for module, name in (
            (statutes, "_SIGNS_OF_ACT"),
            (statutes, "_SIGNS_OF_SECTION"),
            (reading, "_SIGNS_OF_LAW"),
        ):
            patch.setattr(module, name, ("",))  # which is in every text
        everything = reading.legal_citations.__wrapped__(text)
    assert reading.legal_citations.__wrapped__(text) == everything


@pytest.mark.parametrize("text", PIECES)
def test_a_sign_is_in_whatever_its_pattern_finds(text: str) -> None:
    for pattern, signs in (
        (statutes._ACT_FIRST, statutes._SIGNS_OF_ACT),
        (statutes._SECTION_FIRST, statutes._SIGNS_OF_SECTION),
        (statutes._INITIALS_FIRST, tuple(BY_INITIALS)),
        (statutes._CONST, ("Const",)),
        (statutes._CONST_IN_WORDS, ("Const",)),
        (reading._PUBLIC_LAW, reading._SIGNS_OF_LAW),
        (reading._PAGE, ("F", "Stat.")),
    ):
        for found in re.finditer(pattern, text):
            assert any(sign in found[0] for sign in signs)
