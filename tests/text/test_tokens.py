"""Tokens, folding and stems: what counts as the same word, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.text.inflection import IRREGULAR_VERBS
from wellsourced.text.tokens import MODALS, NEGATIONS, STOPWORDS, content_words, fold, stem, tokens


@given(st.text(max_size=60))
def test_tokens_are_exact_slices_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.text == text[token.start : token.end]
        assert token.start >= end
        assert token.norm
        end = token.end


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("1,000 people paid $14.50", ["1000", "people", "paid", "$", "14.50"]),
        ("the sheriff’s office didn’t act", ["the", "sheriff", "office", "didn't", "act"]),
        ("8 U.S.C. § 1357(g)", ["8", "usc", "section", "1357", "g"]),
        ("75% of the U.S. told us", ["75", "percent", "of", "the", "usa", "told", "us"]),
        ("Peña & Sons, 3d Cir.", ["pena", "and", "sons", "3d", "cir"]),
        ("1,2,3", ["1", "2", "3"]),
    ],
)
def test_norms(text: str, norms: list[str]) -> None:
    assert [token.norm for token in tokens(text)] == norms


@pytest.mark.parametrize(
    ("british", "us"),
    [
        ("honour", "honor"),
        ("neighbourhoods", "neighborhoods"),
        ("programme", "program"),
        ("programmes", "programs"),
        ("licence", "license"),
        ("Offences", "offenses"),
        ("organisations", "organizations"),
        ("recognised", "recognized"),
        ("authorising", "authorizing"),
        ("analysed", "analyzed"),
        ("labelled", "labeled"),
        ("judgement", "judgment"),
        ("centre", "center"),
    ],
)
def test_british_spelling_folds_to_american(british: str, us: str) -> None:
    assert fold(british) == us


@pytest.mark.parametrize(
    "word",
    [
        "promise",
        "advised",
        "supervising",
        "raises",
        "four",
        "hour",
        "our",
        "exercise",
        "likewise",
        "arises",
        "premises",
        "poured",
        "tour",
    ],
)
def test_words_that_only_look_british_stay(word: str) -> None:
    assert fold(word) == word


@pytest.mark.parametrize(
    "forms",
    [
        ("refuse", "refuses", "refused", "refusing"),
        ("honor", "honors", "honored", "honoring", "honours"),
        ("comply", "complies", "complied", "complying"),
        ("stop", "stops", "stopped", "stopping"),
        ("hold", "holds", "held", "holding"),
        ("detainer", "detainers", "detainer's"),
        ("policy", "policies"),
        ("agency", "agencies"),
        ("request", "requests", "requested", "requesting"),
        ("charge", "charges", "charged", "charging"),
        ("release", "releases", "released", "releasing"),
        ("enroll", "enrolls", "enrolled", "enrolling", "enrol"),
        ("woman", "women"),
        ("tax", "taxes", "taxed", "taxing"),
        ("jail", "jails", "jailed", "jailing"),
        ("call", "calls", "called", "calling"),
        ("control", "controls", "controlled", "controlling"),
        ("process", "processes", "processed", "processing"),
        ("free", "frees", "freed", "freeing"),
        ("die", "dies", "died", "dying"),
    ],
)
def test_forms_of_one_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("office", "officer"),
        ("author", "authority"),
        ("detain", "detainer"),
        ("require", "requirement"),
        ("state", "statute"),
        ("police", "policy"),
        ("lawful", "unlawful"),
        ("prison", "prisoner"),
        ("need", "neither"),
        ("thing", "the"),
    ],
)
def test_different_words_keep_different_stems(one: str, two: str) -> None:
    assert stem(one) != stem(two)


@pytest.mark.parametrize(
    "base", sorted(set(IRREGULAR_VERBS) - {"lie", "lay", "bear", "find", "grind", "wind", "bind"})
)
def test_irregular_past_forms_share_their_base_stem(base: str) -> None:
    past, participle = IRREGULAR_VERBS[base]
    ambiguous = {"ground", "wound", "lay", "saw", "shed", "bore", "felt", "born", "bound"}
    assert {stem(base)} == {stem(form) for form in (past, participle) if form not in ambiguous} | {stem(base)}


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_content_words_leave_out_what_carries_no_content() -> None:
    assert content_words("Must the sheriffs not honour these ICE detainers?") == [
        "sheriff",
        "honor",
        "ice",
        "detainer",
    ]
    assert NEGATIONS < STOPWORDS
    assert MODALS < STOPWORDS
