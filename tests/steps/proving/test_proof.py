"""Proofs pass what follows word for word and nothing else; `tests/cases/proof.yaml` shows what that means."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.steps.proving.drops import drops
from wellsourced.steps.proving.items import read
from wellsourced.steps.proving.proof import Proof, ProofKind, prove
from wellsourced.steps.proving.words import GUARD

GROUPS = yaml.safe_load(
    (Path(__file__).parent.parent.parent / "cases" / "proof.yaml").read_text(encoding="utf-8")
)
SOUND = [(group["quotes"], text) for group in GROUPS for text in group.get("sound", [])]
UNSOUND = [(group["quotes"], *row) for group in GROUPS for row in group.get("unsound", [])]


@pytest.mark.parametrize(("quotes", "sentence"), SOUND)
def test_what_follows_is_proven(quotes: list[str], sentence: str) -> None:
    proof = prove(sentence, quotes)
    assert proof is not None
    assert proof.score >= 0.97
    for piece in proof.pieces:
        assert quotes[piece.quote][piece.start : piece.end].strip()


@pytest.mark.parametrize(("quotes", "change", "sentence"), UNSOUND)
def test_what_does_not_follow_is_not_proven(quotes: list[str], change: str, sentence: str) -> None:
    assert prove(sentence, quotes) is None, change


def test_there_are_enough_cases() -> None:
    assert len(SOUND) >= 80
    assert len(UNSOUND) >= 120


def test_a_proof_names_the_sentences_it_rests_on() -> None:
    quotes = ["The town lies on a river. The bridge opened in 1931 (the third).", "The mill closed in 1940."]
    proof = prove("The bridge opened in 1931; the mill closed in 1940.", quotes)
    assert proof is not None and proof.kind is ProofKind.JOINED
    used = [quotes[piece.quote][piece.start : piece.end] for piece in proof.pieces]
    assert used == ["The bridge opened in 1931 (the third).", "The mill closed in 1940."]


def test_surer_kinds_score_higher() -> None:
    quotes = ["The bridge opened in 1931 (the third).", "The mill closed in 1940."]
    kinds = [prove(text, quotes) for text in (quotes[0], "The bridge opened in 1931.", " ".join(quotes))]
    assert [proof.kind for proof in kinds if proof] == [
        ProofKind.VERBATIM,
        ProofKind.SHORTENED,
        ProofKind.JOINED,
    ]
    scores = [proof.score for proof in kinds if proof]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("sentence", "quotes"), [("", ["A mill."]), ("The mill closed.", []), ("The mill.", [""])]
)
def test_nothing_proves_nothing(sentence: str, quotes: list[str]) -> None:
    assert prove(sentence, quotes) is None


WHOLE = sorted({quote for group in GROUPS for quote in group["quotes"] if not quote.endswith("?")})
CONTENT = ["bridge", "sheriff", "1931", "Ohio", "twelve", "signed", "night", "never"]


@given(st.sampled_from(WHOLE))
def test_every_quote_proves_itself(quote: str) -> None:
    proof = prove(quote, [quote])
    assert proof is not None and proof.score >= 0.97


@given(st.sampled_from(WHOLE), st.data())
def test_a_word_that_limits_is_never_lost(quote: str, data: st.DataObject) -> None:
    """Leaving out one 'not', 'may', 'only', 'if' or 'some' (and no more) always breaks the proof."""
    words = quote.split()
    limits = [at for at, word in enumerate(words) if word.strip(".,;()").lower() in GUARD]
    if limits:
        at = data.draw(st.sampled_from(limits))
        assert prove(" ".join(words[:at] + words[at + 1 :]), [quote]) is None


@given(st.sampled_from(WHOLE), st.sampled_from(CONTENT), st.data())
def test_a_word_that_was_not_there_is_never_proven(quote: str, word: str, data: st.DataObject) -> None:
    words = quote.rstrip(".").split()
    at = data.draw(st.integers(0, len(words)))
    if word.lower() not in quote.lower():
        assert prove(" ".join([*words[:at], word, *words[at:]]) + ".", [quote]) is None


OPENINGS = [
    "",
    "As of 2017, ",
    "In Dover, Ohio, ",
    "When the vote came, ",
    "Last year, ",
    "Elected twice, ",
    "Still, ",
]
SUBJECTS = ["the ferry policy", "the sheriff", "the town of Marlow", "Dana Cole", "a harbor clerk"]
BESIDE = [
    "",
    ", a plain thing",
    ", the third of its kind",
    ", which opened in 1931",
    ", signed in 2019",
    ", Ohio",
]
DEEDS = [
    "let boats pass",
    "bars barges, rafts and canoes from the lock",
    "cost $40, so boats paid after noon",
]


@given(st.sampled_from(OPENINGS), st.sampled_from(SUBJECTS), st.sampled_from(BESIDE), st.sampled_from(DEEDS))
def test_what_is_left_keeps_its_subject(opening: str, subject: str, beside: str, deed: str) -> None:
    """No cut takes away who did the deed, however the sentence opens."""
    sentence = f"{opening}{subject}{beside}{',' if beside else ''} {deed}."
    items = read(sentence)
    verb = next(at for at, item in enumerate(items) if item.text == deed.split()[0])
    head = next(at for at, item in enumerate(items) if item.text == subject.split()[-1])
    for drop in drops(items):
        assert not (drop.start <= head < drop.end <= verb), sentence[items[drop.start].start :]


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_any_text_can_be_tried(sentence: str, quotes: list[str]) -> None:
    proof = prove(sentence, quotes)
    assert proof is None or isinstance(proof, Proof)
