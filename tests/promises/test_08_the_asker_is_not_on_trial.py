"""Promise 8: a question is answered, and not remarked on; a premise is named only where it is false."""

from __future__ import annotations

import re

import pytest

from desks import Desk, Text, ask, bundled_answer, desk_of, said

pytestmark = pytest.mark.promise(8)

ON_TRIAL = re.compile(
    r"\b(?:premise|presuppos\w+|assum(?:es?|ption|ing)|loaded|leading question|the question(?:er)?|"
    r"your question|asker|misconception|misinform\w+|disinform\w+|misleading|contrary to)\b",
    re.IGNORECASE,
)
NEUTRAL = [
    "Does Texas require sheriffs to honor detainers?",
    "Are ICE detainers mandatory under federal law?",
    "Does Oregon bar police from honoring ICE detainers?",
    "Can local police departments sign 287(g) agreements?",
    "What is an ICE detainer?",
    "Why do some cities refuse to honor ICE detainers?",
]
OF_AVONIA = [
    "Did Mayor Ruth Okafor raise the parking fee to $4 in 2024?",
    "When did the Tarn Bridge open?",
    "Why did Mayor Ruth Okafor raise the parking fee?",
    "Who raised the parking fee to $4?",
]


@pytest.fixture(scope="module")
def avonia(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    texts = [
        Text(body="Mayor Ruth Okafor raised the parking fee to $4 in 2024.", publisher="Gazette"),
        Text(body="The Tarn Bridge opened in 1990 and has never closed.", publisher="Bridge Office"),
    ]
    return desk_of(texts, tmp_path_factory.mktemp("avonia"))


@pytest.mark.parametrize("asked", NEUTRAL)
def test_a_neutral_question_on_the_casebook_is_only_answered(asked: str) -> None:
    assert ON_TRIAL.findall(said(bundled_answer(asked))) == []


@pytest.mark.parametrize("asked", OF_AVONIA)
def test_a_premise_that_holds_or_is_open_has_no_verdict_of_its_own(asked: str, avonia: Desk) -> None:
    report = ask(asked, avonia)
    assert len(report.verdicts) == 1
    assert ON_TRIAL.findall(said(report)) == []


def test_a_false_premise_is_named_without_a_word_on_who_asks(avonia: Desk) -> None:
    report = ask("Why did the Tarn Bridge close?", avonia)
    assert report.verdicts[0].claim == "The Tarn Bridge closed."
    assert ON_TRIAL.findall(said(report)) == []
