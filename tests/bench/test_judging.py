"""The seam: texts become passages as the library cuts them, and the product's word becomes a label."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bridge_pairs import BRIDGE, SAYS_NOTHING, SAYS_OTHERWISE, SAYS_SO, Neutral
from wellsourced.bench.judging import judge_claim, judge_gate, judge_pair, of_verdict
from wellsourced.model.claims import Label
from wellsourced.model.reports import Verdict
from wellsourced.ports import Judgement


@pytest.mark.parametrize(
    ("text", "label"), [(SAYS_SO, "supported"), (SAYS_OTHERWISE, "refuted"), (SAYS_NOTHING, "nei")]
)
def test_a_pair_is_what_the_product_says_of_the_passage(text: str, label: str) -> None:
    judged = judge_pair(BRIDGE, [text], Neutral())
    assert judged.label == label
    assert set(judged.scores) == {"supported", "refuted", "nei"}
    assert sum(judged.scores.values()) == pytest.approx(1.0)
    assert judged.scores[label] == pytest.approx(max(judged.scores.values()))


def test_a_long_text_is_read_passage_by_passage() -> None:
    padding = " ".join(f"Clause {n} of the lease names field {n} beside the brook." for n in range(80))
    assert judge_pair(BRIDGE, [f"{padding} The bridge opened in 1931."], Neutral()).label == "supported"
    assert judge_pair(BRIDGE, [padding], Neutral()).label == "nei"


@pytest.mark.parametrize(
    ("texts", "label"),
    [
        ([SAYS_SO, SAYS_NOTHING], "supported"),
        ([SAYS_NOTHING, SAYS_OTHERWISE], "refuted"),
        ([SAYS_SO, SAYS_OTHERWISE], "conflicting"),
        ([SAYS_NOTHING], "nei"),
    ],
)
def test_a_claim_is_decided_from_all_its_texts(texts: list[str], label: str) -> None:
    judged = judge_claim(BRIDGE, texts, Neutral())
    assert judged.label == label
    assert set(judged.scores) == {"supported", "refuted", "conflicting", "nei"}
    assert sum(judged.scores.values()) == pytest.approx(1.0)


def test_nothing_given_is_nothing_said() -> None:
    assert judge_pair(BRIDGE, [], Neutral()).label == "nei"
    assert judge_claim(BRIDGE, [], Neutral()).label == "nei"


@pytest.mark.parametrize("label", list(Label))
def test_every_verdict_has_a_label_of_the_four(label: Label) -> None:
    verdict = Verdict(
        claim=BRIDGE, label=label, confidence=0.7, supports=1, refutes=1, independent_sources=2, searched=1
    )
    judged = of_verdict(verdict)
    assert judged.scores[judged.label] == 0.7
    qualified = label in (Label.QUALIFIED, Label.CONFLICTING)
    assert (judged.label == "conflicting") is qualified


def test_the_gate_lets_through_what_is_borne_out_and_says_why_not() -> None:
    passed = judge_gate(BRIDGE, [SAYS_SO], Neutral())
    assert passed.passes
    assert passed.score > 0.9
    for sentence, texts in (
        (BRIDGE, [SAYS_OTHERWISE]),
        (BRIDGE, [SAYS_SO, SAYS_SO, SAYS_SO, SAYS_SO]),
        (
            "Write to clerk@fennmouth.example for the plans.",
            ["Write to clerk@fennmouth.example for the plans."],
        ),
    ):
        ruled = judge_gate(sentence, texts, Neutral())
        assert not ruled.passes
        assert ruled.why


def test_the_title_of_a_document_stands_over_its_passages() -> None:
    class Listening(Neutral):
        def __init__(self) -> None:
            self.heard: list[str] = []

        def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
            self.heard += [text for _, text in pairs]
            return super().judge(pairs)

    told, untold = Listening(), Listening()
    claim, text = "The Tarn Bridge carries two lanes of carts.", "It is wide enough for a pair of wagons."
    judge_pair(claim, [text], told, ["Tarn Bridge"])
    judge_pair(claim, [text], untold)
    assert any("Tarn Bridge" in heard for heard in told.heard)
    assert not any("Tarn Bridge" in heard for heard in untold.heard)


class Refuting:
    """A verifier that reads a contradiction into every passage, not without doubt."""

    name = "refuting@1"

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        return [Judgement(supports=0.1, refutes=0.6, neutral=0.3) for _ in pairs]


def test_the_label_named_is_the_likeliest_however_thin_its_evidence() -> None:
    judged = judge_claim(
        "The weir was painted red.", ["Herons nest in the reeds below the weir."], Refuting()
    )
    assert judged.label == "refuted"
    assert judged.scores["refuted"] == pytest.approx(0.6)
    assert judged.scores["supported"] == pytest.approx(0.1)
