"""The verifier against the contract that all verifiers hold to, and what it says it does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from wellsourced_lexical import LexicalVerifier

from wellsourced.contracts import verifier
from wellsourced.model.claims import Stance

RULE = "Harbor offices may sell 3 kinds of fishing permits."


@pytest.mark.parametrize("check", verifier.CHECKS, ids=lambda check: check.__name__)
def test_it_holds_to_the_contract(check: Callable[[verifier.Case], None]) -> None:
    check(verifier.Case(make=LexicalVerifier, supports_only=True))


@pytest.mark.parametrize(
    ("passage", "supports"),
    [
        (RULE, True),
        (f"The act is of 2019. {RULE} It took effect in May.", True),
        ("Since May, harbor offices may sell 3 kinds of fishing permits and licenses.", True),
        ("Harbor offices may sell 4 kinds of fishing permits.", False),
        ("Harbor offices may not sell 3 kinds of fishing permits.", False),
        ("Harbor offices must sell 3 kinds of fishing permits.", False),
        ("Fishing permits of 3 kinds may sell harbor offices.", False),
        ("Harbor offices may sell boats.", False),
        ("Harbor offices may sell permits. There are 3 kinds of fishing.", False),
    ],
)
def test_it_supports_what_a_sentence_says_and_nothing_else(passage: str, supports: bool) -> None:
    (came,) = LexicalVerifier().judge([(RULE, passage)])
    assert (came.stance is Stance.SUPPORTS) is supports
    assert came.refutes == 0, "what it does not know, it does not deny"
