"""Contrasts refute only where two sentences line up and one thing cannot be both."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.steps.proving.contrast import agrees, contrast, missing_details

CASES = yaml.safe_load(
    (Path(__file__).parent.parent.parent / "cases" / "contrast.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("claim", "sentence", "kind"), CASES)
def test_contrast(claim: str, sentence: str, kind: str | None) -> None:
    found = contrast(claim, sentence)
    assert (found.kind.value if found else None) == kind


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    assert sum(kind is None for _, _, kind in CASES) >= 25


def test_the_reason_is_in_words() -> None:
    found = contrast("The report counted 214 agreements.", "The report counted 412 agreements.")
    assert found is not None
    assert found.why == "the passage says 412, not 214"


@pytest.mark.parametrize("claim", sorted({claim for claim, _, _ in CASES if not claim.endswith("?")}))
def test_nothing_contradicts_itself(claim: str) -> None:
    assert contrast(claim, claim) is None
    assert contrast(claim, f"By contrast, {claim}") is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    contrast(one, other)
    assert 0.0 <= agrees(one, other) <= 1.0


def test_agreement_is_the_share_of_the_claims_content() -> None:
    passage = "The old bridge was closed to trucks in May 1931 after a flood."
    assert agrees("The bridge was closed in 1931.", passage) == 1.0
    assert 0.0 < agrees("The bridge was widened in 1931.", passage) < 1.0


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        ("The bridge was closed in 1940.", ["1940"]),
        ("The bridge was closed on 8 May 1931.", ["8 May 1931"]),
        ("The bridge was closed to trucks by Marlow County.", ["Marlow County"]),
        ("The bridge was closed to 14 trucks.", ["14"]),
        ("The bridge was closed in 1931.", []),
    ],
)
def test_agreement_needs_every_detail(claim: str, missing: list[str]) -> None:
    passage = "The old bridge was closed to trucks in May 1931 after a flood."
    assert missing_details(claim, passage) == missing
    assert (agrees(claim, passage) == 0.0) == bool(missing)


def test_rare_words_can_weigh_more() -> None:
    passage = "The bridge was closed."
    plain = agrees("The bridge was widened.", passage)
    weighed = agrees("The bridge was widened.", passage, lambda stem: 3.0 if stem == "widen" else 1.0)
    assert weighed < plain
