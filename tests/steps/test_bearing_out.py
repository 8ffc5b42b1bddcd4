"""Proof first, then veto, and only what is left is put to the model, which must be sure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from wellsourced.model.claims import Tier
from wellsourced.ports import Judgement
from wellsourced.steps.bearing_out import bears_out

PASSAGE = "The Dunmore board approved the ferry lease by five votes to two on March 4, 2021."
PARAPHRASE = "In March 2021 the lease of the ferry was approved by Dunmore's board."


class Says:
    """A verifier of one mind; it counts what it is asked."""

    name = "says@1"

    def __init__(self, supports: float) -> None:
        self.supports = supports
        self.asked = 0

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        self.asked += len(pairs)
        rest = (1.0 - self.supports) / 2
        return [Judgement(supports=self.supports, refutes=rest, neutral=rest) for _ in pairs]


def test_a_proof_passes_without_the_model() -> None:
    doubter = Says(0.0)
    ruling = bears_out(PASSAGE, [PASSAGE], doubter)
    assert ruling.passes
    assert ruling.tier is Tier.PROOF
    assert doubter.asked == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "In March 2021 the lease of the ferry was approved by Dunmore's board, nine votes to two.",
        "In March 2022 the lease of the ferry was approved by Dunmore's board.",
        "In March 2021 the lease of the ferry was approved by Salem's board.",
        "In March 2021 the lease of the ferry was rejected by Dunmore's board.",
        "In March 2021 the lease of the ferry was approved by Dunmore's board, the mayor said.",
    ],
)
def test_a_veto_stops_what_a_sure_model_would_pass(sentence: str) -> None:
    believer = Says(1.0)
    ruling = bears_out(sentence, [PASSAGE], believer)
    assert not ruling.passes
    assert ruling.tier is Tier.VETO
    assert believer.asked == 0
    assert ruling.why.startswith("it ")


def test_a_paraphrase_passes_where_the_model_is_sure() -> None:
    assert bears_out(PARAPHRASE, [PASSAGE], Says(0.99)).passes
    ruling = bears_out(PARAPHRASE, [PASSAGE], Says(0.001))
    assert not ruling.passes
    assert ruling.tier is Tier.MODEL


def test_what_leaves_out_only_an_aside_passes_without_the_model() -> None:
    aside = "The Dunmore board, which met twice that week, approved the ferry lease in March, to cheers."
    doubter = Says(0.0)
    assert bears_out("The Dunmore board approved the ferry lease in March.", [aside], doubter).passes
    assert doubter.asked == 0


def test_the_score_is_a_probability() -> None:
    for verifier in (Says(0.0), Says(0.5), Says(1.0)):
        for sentence in (PASSAGE, PARAPHRASE, "Commuters cheered happily."):
            assert 0.0 <= bears_out(sentence, [PASSAGE], verifier).score <= 1.0
