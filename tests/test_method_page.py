"""The page on method and limits says what the code does: its figures are the code's."""

from __future__ import annotations

from importlib.resources import files

import pytest

from wellsourced.model.claims import Label, Tier
from wellsourced.render.words import confidence_level, label_word
from wellsourced.steps import bearing_out, decide, gate, retrieve, verify, weigh, weighed

PAGE = " ".join(files("wellsourced").joinpath("templates/method-and-limits.md").read_text().split())


@pytest.mark.parametrize(
    "told",
    [
        f"fewer than {weigh.THIN} passages take a side",
        f"below {retrieve.ENOUGH:.2f} of 1",
        f"the best {verify.MOST_TO_MODEL} passages only",
        f"only from {verify.CAREFUL.sure:.2f} of 1",
        f"likely enough ({bearing_out.SURE:.2f} of 1)",
        f"outweigh the other {decide.OUTWEIGHS:.0f} to 1",
        f"with {gate.MOST_CITATIONS} citations at most",
        f"cannot pass {decide.NOTES_CAP} while every deciding source is known by our notes",
        f"nor {decide.SINGLE_SOURCE_CAP} while one publisher",
    ],
)
def test_its_figures_are_those_of_the_code(told: str) -> None:
    assert told in PAGE


def test_proof_weighs_twice_what_the_model_does() -> None:
    assert weighed.TIER_WEIGHT[Tier.PROOF] == 2 * weighed.TIER_WEIGHT[Tier.MODEL]
    assert "Proof weighs twice what the model does" in PAGE


def test_kinds_are_told_in_the_order_of_their_weight() -> None:
    told = ["law", "court", "government", "academic", "reference", "news", "advocacy", "social", "fact_check"]
    weights = {kind.value: weight for kind, weight in weighed.KIND_WEIGHT.items()}
    assert [weights[kind] for kind in told] == sorted((weights[kind] for kind in told), reverse=True)


def test_the_words_for_confidence_change_where_it_says() -> None:
    assert [confidence_level(value) for value in (0.59, 0.6, 0.8, 0.81)] == [1, 2, 2, 3]
    assert "high above 0.8, moderate from 0.6, low below" in PAGE


@pytest.mark.parametrize("label", Label)
def test_every_verdict_is_explained(label: Label) -> None:
    assert f"**{label_word(label).partition(':')[0]}**" in PAGE
