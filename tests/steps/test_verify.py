"""Which tier decides what a passage says of a claim, and that the quote is the passage's own words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from wellsourced.model.claims import Claim, Stance, Tier
from wellsourced.model.sources import Confidence, Nature, Note, Passage, Source, SourceKind, Span
from wellsourced.ports import Hit, Judgement
from wellsourced.steps.verify import CAREFUL, MOST_TO_MODEL, verify


class Saying:
    """A verifier that always gives the same judgement, and keeps what it was asked."""

    name = "saying@1"

    def __init__(self, supports: float = 0.0, refutes: float = 0.0) -> None:
        self.judgement = Judgement(supports=supports, refutes=refutes, neutral=1.0 - supports - refutes)
        self.asked: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        self.asked.extend(pairs)
        return [self.judgement for _ in pairs]


def hit(text: str, number: int = 0) -> Hit:
    return Hit(
        passage=Passage(document=f"document-{number}", span=Span(start=0, end=len(text)), text=text),
        score=1.0,
    )


BRIDGE = Claim(text="The bridge opened in 1931.")


def test_a_proof_decides_first() -> None:
    text = "The town lies on a river. The bridge opened in 1931, replacing a ferry. It opened in spring."
    verifier = Saying(refutes=1.0)
    (evidence,) = verify(Claim(text="The town lies on a river."), [hit(text)], verifier)
    assert (evidence.stance, evidence.tier) == (Stance.SUPPORTS, Tier.PROOF)
    assert evidence.quote == "The town lies on a river."
    assert evidence.score >= 0.97
    assert verifier.asked == []


def test_a_proof_may_need_the_sentence_before() -> None:
    text = "Dana Cole ran the museum for nine years. She resigned in 2004."
    (evidence,) = verify(Claim(text="Dana Cole resigned in 2004."), [hit(text)], Saying())
    assert evidence.tier is Tier.PROOF
    assert evidence.quote == "She resigned in 2004."


def test_a_contrast_decides_next_and_says_why() -> None:
    text = "Trade grew. The bridge opened in 1940. The town paid for it."
    (evidence,) = verify(BRIDGE, [hit(text)], Saying(supports=1.0))
    assert (evidence.stance, evidence.tier) == (Stance.REFUTES, Tier.CONTRAST)
    assert evidence.quote == "The bridge opened in 1940."
    assert evidence.why == "the passage says 1940, not 1931"


def test_norms_are_asked_before_the_model() -> None:
    def norm(claim: Claim, passage: Passage, sentence: str) -> tuple[Stance, float, str] | None:
        return (Stance.REFUTES, 0.85, "it is a choice") if "choose" in sentence else None

    text = "A ferry ran until 1931. Towns choose when the bridge opened to carts."
    verifier = Saying(supports=1.0)
    (evidence,) = verify(BRIDGE, [hit(text)], verifier, norm)
    assert (evidence.stance, evidence.tier, evidence.score) == (Stance.REFUTES, Tier.NORM, 0.85)
    assert evidence.quote == "Towns choose when the bridge opened to carts."
    assert verifier.asked == []


def test_every_sentence_of_a_note_is_asked_for_its_norm() -> None:
    """Notes end with the rules they state, which may share few words with the claim."""
    text = "The bridge opened in 1931. The bridge is old. The bridge is long. It is high. Wardens choose."
    source = Source(uri="https://tarn.example/", title="Tarn", publisher="Tarn", kind=SourceKind.LAW)
    note = Note(about=source, nature=Nature.RULE, confidence=Confidence.HIGH)
    passage = Passage(document="notes", span=Span(start=0, end=len(text)), text=text, note=note)

    def norm(claim: Claim, passage: Passage, sentence: str) -> tuple[Stance, float, str] | None:
        return (Stance.SUPPORTS, 0.85, "it is a choice") if "choose" in sentence else None

    claim = Claim(text="The bridge may stay shut in winter.")
    (evidence,) = verify(claim, [Hit(passage=passage, score=1.0)], Saying(), norm)
    assert (evidence.tier, evidence.quote) == (Tier.NORM, "Wardens choose.")


PARAPHRASE = "Traffic first crossed when the bridge was opened, in the autumn of 1931, by the mayor."


@pytest.mark.parametrize(
    ("verifier", "stance"),
    [
        (Saying(supports=0.95), Stance.SUPPORTS),
        (Saying(refutes=0.95), Stance.REFUTES),
        (Saying(supports=CAREFUL.sure - 0.01), Stance.NEUTRAL),
        (Saying(), Stance.NEUTRAL),
    ],
)
def test_the_model_votes_only_where_it_is_sure(verifier: Saying, stance: Stance) -> None:
    (evidence,) = verify(BRIDGE, [hit(PARAPHRASE)], verifier)
    assert verifier.asked == [(BRIDGE.text, PARAPHRASE)]
    assert evidence.stance is stance
    assert evidence.tier is (Tier.NONE if stance is Stance.NEUTRAL else Tier.MODEL)


@pytest.mark.parametrize(
    "text",
    [
        "Traffic first crossed when the bridge was opened, in the autumn of 1940, by the mayor.",
        "Traffic never crossed when the bridge was opened, in the autumn of 1931, by the mayor.",
        "Traffic may have crossed when the bridge was opened, in the autumn of 1931, by the mayor.",
        "The ferry company closed its offices in 1931.",
    ],
)
def test_the_model_is_not_heard_on_other_details_or_another_subject(text: str) -> None:
    verifier = Saying(supports=1.0)
    (evidence,) = verify(BRIDGE, [hit(text)], verifier)
    assert evidence.stance is not Stance.SUPPORTS
    assert verifier.asked == []


def test_only_the_best_hits_go_to_the_model() -> None:
    verifier = Saying()
    hits = [hit(PARAPHRASE, number) for number in range(MOST_TO_MODEL + 5)]
    evidence = verify(BRIDGE, hits, verifier)
    assert len(verifier.asked) == MOST_TO_MODEL
    assert len(evidence) == len(hits)


def test_every_quote_is_the_passages_own_words() -> None:
    texts = [
        PARAPHRASE,
        "  The bridge\nopened in 1931. ",
        "No.",
        "Bridge! Bridge? 1931…",
        "The bridge opened in 1940.",
    ]
    for evidence, text in zip(
        verify(BRIDGE, [hit(t, n) for n, t in enumerate(texts)], Saying()), texts, strict=True
    ):
        assert evidence.quote and evidence.quote in text
        assert evidence.claim == BRIDGE.id


def test_nothing_found_is_nothing_said() -> None:
    assert verify(BRIDGE, [], Saying()) == []
