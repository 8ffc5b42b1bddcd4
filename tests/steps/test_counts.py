"""Counts: the same figure of the same thing on the same date, and whose figure is whose."""

from __future__ import annotations

import pytest

from wellsourced.steps.counts import counts_so, pairs_agree

CLAIM = "As of May 2024 there were 212 active fishing permits."


@pytest.mark.parametrize(
    ("sentence", "so"),
    [
        ("The register showed 212 active fishing permits in its May 2024 edition.", True),
        ("The register showed 213 active fishing permits in its May 2024 edition.", False),
        ("The register showed 212 active fishing permits in its June 2024 edition.", False),
        ("The register showed 212 boats and active fishing permits in its May 2024 edition.", False),
        ("The register would show 212 active fishing permits in its May 2024 edition.", False),
        ("The register never showed 212 active fishing permits in May 2024.", False),
        ("The register showed over 212 active fishing permits in its May 2024 edition.", False),
        ("The register showed 212 fishing permits in its May 2024 edition.", False),
    ],
)
def test_a_count_is_borne_out_by_the_same_count(sentence: str, so: bool) -> None:
    assert counts_so(CLAIM, sentence) is so


def test_a_claim_that_counts_nothing_is_none_of_ours() -> None:
    sentence = "The board sold 212 active fishing permits in May 2024."
    assert not counts_so("The board sold 212 active fishing permits in May 2024.", sentence)


def test_a_figure_belongs_to_the_date_it_stands_next_to() -> None:
    sentence = "The board sold 212 permits in 2022, 180 in 2023 and 95 in 2024."
    assert pairs_agree("The board sold 180 permits in 2023.", sentence)
    assert not pairs_agree("The board sold 180 permits in 2024.", sentence)
    assert pairs_agree("The board sold 180 permits.", sentence)
    assert pairs_agree("The board sold 180 permits in 2024.", "The board sold 180 permits in 2024.")
