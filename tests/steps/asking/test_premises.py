"""What a question takes for granted, and what takes nothing for granted."""

from __future__ import annotations

import pytest

from wellsourced.model.claims import Claim
from wellsourced.steps.asking.premises import premises_of
from wellsourced.steps.asking.topics import topic_of


@pytest.mark.parametrize(
    ("question", "premise"),
    [
        ("Why did the Tarn Bridge close?", "The Tarn Bridge closed."),
        ("When did Alder County lower its fee?", "Alder County lowered its fee."),
        ("Why is the ferry late?", "The ferry is late."),
        ("Why do some cities refuse detainers?", "Some cities refuse detainers."),
    ],
)
def test_why_and_when_take_something_for_granted(question: str, premise: str) -> None:
    assert [claim.text for claim in premises_of([topic_of(question)])] == [premise]


@pytest.mark.parametrize(
    "question", ["Who is the mayor?", "What is a detainer?", "How many ferries are there?", "Why is it late?"]
)
def test_other_questions_do_not(question: str) -> None:
    assert premises_of([topic_of(question)]) == ()


def test_a_claim_is_its_own_premise() -> None:
    assert premises_of([Claim(text="Why did the Tarn Bridge close?")]) == ()
