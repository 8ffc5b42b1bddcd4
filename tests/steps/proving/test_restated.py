"""A passage that proves the claim with another value contradicts the claim as it stands."""

from __future__ import annotations

import pytest

from wellsourced.steps.proving.restated import restated

CLAIM = "The Calder ferry carried 41,200 passengers in 2024."


@pytest.mark.parametrize(
    ("claim", "sentence", "why"),
    [
        (CLAIM, "The Calder ferry carried 44,900 passengers in 2024.", "the passage says 44,900, not 41,200"),
        (CLAIM, "In 2024 the Calder ferry carried 44,900 passengers.", "the passage says 44,900, not 41,200"),
        (
            CLAIM,
            "The Calder ferry carried 44,900 passengers in 2024, the operator Northline said on Wednesday.",
            "the passage says 44,900, not 41,200",
        ),
        (
            "The mill closed in 1990.",
            "The mill closed in 1991, the owner said.",
            "the passage says 1991, not 1990",
        ),
        (
            "The plan costs $3 million.",
            "The plan costs $5 million.",
            "the passage says $5 million, not $3 million",
        ),
    ],
)
def test_the_same_sentence_with_another_value_contradicts(claim: str, sentence: str, why: str) -> None:
    found = restated(claim, sentence)
    assert found is not None and found.why == why


@pytest.mark.parametrize(
    "sentence",
    [
        CLAIM,
        "In 2023 the Calder ferry carried 44,900 passengers.",  # another year
        "The Alder ferry carried 44,900 passengers in 2024.",  # a namesake
        "The Calder ferry carried about 41,900 passengers in 2024.",  # rough
        "The Calder ferry may have carried 44,900 passengers in 2024.",  # unsure
        "The Calder ferry carried 44,900 passengers and 41,200 bicycles in 2024.",  # it has that value
        "The Calder ferry carried $44,900 of mail in 2024.",  # another thing counted
        "Did the Calder ferry carry 44,900 passengers in 2024?",
        "Northline denied that the Calder ferry carried 44,900 passengers in 2024.",
    ],
)
def test_what_may_both_be_true_does_not(sentence: str) -> None:
    assert restated(CLAIM, sentence) is None


def test_a_coarser_date_is_not_another_date() -> None:
    assert restated("The mill closed on May 3, 1990.", "The mill closed in 1990.") is None
    assert restated("The mill closed in 1990.", "The mill closed on May 3, 1990.") is None
