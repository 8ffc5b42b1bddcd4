"""A short passage is read whole; of a long one the parts that matter, and their mean is the judgement."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from wellsourced.ports import Judgement
from wellsourced.steps.reading import MOST_WORDS, joined, judge, parts

FILLER = "The committee met on a Tuesday and spoke about the weather for a while before lunch. "
ANSWER = "Rangers counted 47 herons at the lagoon in May."
CLAIM = "There were 47 herons at the lagoon."


class Recorder:
    """A verifier that keeps what it was shown."""

    name = "recorder@1"

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        self.shown += pairs
        return [Judgement(supports=0.5, refutes=0.25, neutral=0.25) for _ in pairs]


def test_a_short_passage_is_read_whole() -> None:
    assert parts(CLAIM, f"{FILLER}{ANSWER}") == [f"{FILLER}{ANSWER}"]


@pytest.mark.parametrize("before", [0, 3, 20])
def test_of_a_long_passage_the_sentence_that_matters_is_read(before: int) -> None:
    shown = parts(CLAIM, FILLER * before + ANSWER + " " + FILLER * 20)
    assert all(ANSWER in part for part in shown)
    assert shown[-1] == ANSWER
    assert all(len(part.split()) <= MOST_WORDS for part in shown)


def test_two_sentences_that_belong_together_are_read_together() -> None:
    text = FILLER * 10 + "The lagoon lies behind the dam. Rangers counted 47 herons there. " + FILLER * 10
    assert "The lagoon lies behind the dam. Rangers counted 47 herons there." in parts(CLAIM, text)[0]


def test_a_page_that_says_it_of_its_subject_is_read_after_its_title() -> None:
    assert parts("Gull Tower has nine floors.", "It has nine stories.", "Gull Tower") == [
        "Gull Tower. It has nine stories."
    ]
    named = "Gull Tower has nine stories."
    assert parts("Gull Tower has nine floors.", named, "Gull Tower") == [named]


def test_the_judgement_is_the_mean_of_the_parts() -> None:
    sure, unsure = (
        Judgement(supports=0.9, refutes=0.1, neutral=0.0),
        Judgement(supports=0.3, refutes=0.1, neutral=0.6),
    )
    mean = joined([sure, unsure])
    assert (mean.supports, mean.refutes, mean.neutral) == pytest.approx((0.6, 0.1, 0.3))


def test_every_part_is_read_against_the_claim() -> None:
    recorder = Recorder()
    judge(CLAIM, FILLER * 20 + ANSWER, recorder)
    assert {claim for claim, _ in recorder.shown} == {CLAIM}
    assert len(recorder.shown) == 2


def test_an_empty_passage_is_read_as_it_is() -> None:
    assert parts(CLAIM, "") == [""]
