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


LAW = "Under 8 USC 1373(a), no government may forbid its staff to tell federal agents of a person's status."


@pytest.mark.parametrize(
    ("sentence", "authority"),
    [
        ("Under 8 U.S.C. § 1644, no government may forbid its staff to tell of status.", "8 U.S.C. § 1644"),
        ("Under section 1373 of title 18, no government may forbid its staff to tell.", "18 U.S.C. § 1373"),
        ("Under 8 U.S.C. § 1373(c), no government may forbid its staff to tell.", "8 U.S.C. § 1373(c)"),
        ("Under 8 U.S.C. § 1373(a)(1), no government may forbid its staff.", "8 U.S.C. § 1373(a)(1)"),
        ("No government may forbid its staff to tell of status (Ames v. Reo, 584 U.S. 453).", "584 U.S. 453"),
        ("The Tenth Amendment says no government may forbid its staff to tell.", "U.S. Const. amend. X"),
    ],
)
def test_a_law_that_the_passage_does_not_cite_ends_the_matter(sentence: str, authority: str) -> None:
    believer = Says(1.0)
    ruling = bears_out(sentence, [LAW], believer)
    assert (ruling.passes, ruling.tier, believer.asked) == (False, Tier.VETO, 0)
    assert ruling.why == f"it cites {authority}, which its passage does not"


@pytest.mark.parametrize(
    "spelling", ["8 U.S.C. § 1373(a)", "section 1373(a) of title 8", "8 U. S. C. 1373 (a)"]
)
def test_a_law_in_another_spelling_is_the_same_law(spelling: str) -> None:
    doubter = Says(0.0)
    ruling = bears_out(LAW.replace("8 USC 1373(a)", spelling), [LAW], doubter)
    assert ruling.passes and ruling.tier is Tier.PROOF
    assert doubter.asked == 0


def test_a_statement_may_name_the_whole_where_the_passage_names_the_part() -> None:
    sentence = "Telling federal agents of status may not be forbidden, by section 1373 of title 8."
    believer = Says(1.0)
    ruling = bears_out(sentence, [LAW], believer)
    assert "cites" not in ruling.why and "1373" not in ruling.why
    assert ruling.passes and believer.asked > 0


def test_proof_by_leaving_out_words_makes_no_law_that_nobody_cited() -> None:
    told = "The notice cites section 5 of title 8 and of title 18, United States Code."
    ruling = bears_out("The notice cites section 5 of title 18, United States Code.", [told], Says(1.0))
    assert (ruling.passes, ruling.tier) == (False, Tier.VETO)


def test_a_heading_may_name_the_law_that_its_passage_tells_of() -> None:
    told = "It leaves governments free to share what they know of a person's status."
    sentence = "What is known of a person's status may be shared by governments under 8 U.S.C. § 1373."
    assert bears_out(sentence, [told], Says(1.0)).tier is Tier.VETO
    assert bears_out(sentence, [told], Says(1.0), ["What 8 USC 1373 says"]).passes
