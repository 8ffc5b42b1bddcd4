"""Promise 15: follow-up questions, titles and answers carry their own subject; none says "the video"."""

from __future__ import annotations

import re

import pytest

from desks import FLAGSHIP, TODAY, bundled_answer
from wellsourced.errors import NotCheckable
from wellsourced.steps.classify import read_inquiry
from wellsourced.text.names import names

pytestmark = pytest.mark.promise(15)

ASKED = [
    FLAGSHIP,
    "Does Texas require sheriffs to honor detainers?",
    "Are ICE detainers mandatory under federal law?",
    "The Third Circuit ruled that ICE detainers are mandatory.",
    "Does Oregon bar police from honoring ICE detainers?",
]

PRONOUN = re.compile(
    r"^(?:by contrast, |in contrast, |but |and )?"
    r"(?:he|she|they|it|this|that|these|those|his|her|their|its)\b(?! is (?:un)?lawful)",
    re.IGNORECASE,
)
# "The order" says which order only if a name or "of ..." follows, or one stands in front of it.
DEFINITE = re.compile(
    r"^(?:By contrast, )?the (?:same )?"
    r"(?:act|law|order|ordinance|policy|ruling|court|judge|case|bill|rule|statute|county|city|state|sheriff|"
    r"mayor|report|article|video|agreement|settlement|program|agency|officers?)\b(?P<rest>.*)$",
    re.IGNORECASE,
)


def lost(text: str) -> bool:
    """Whether a text by itself leaves open who or what it speaks of."""
    if PRONOUN.match(text):
        return True
    definite = DEFINITE.match(text)
    return definite is not None and not names(definite["rest"])


@pytest.mark.parametrize(
    ("text", "is_lost"),
    [
        ("It bars police from honoring detainers.", True),
        ("The act bars police from honoring detainers.", True),
        ("The order of Newark, New Jersey, bars police from honoring detainers.", False),
        ("By contrast, they must honor them.", True),
        ("Oregon bars police from honoring detainers.", False),
    ],
)
def test_a_lost_subject_is_recognised(text: str, is_lost: bool) -> None:
    assert lost(text) is is_lost


@pytest.mark.parametrize("asked", ASKED)
def test_a_follow_up_can_be_asked_as_it_stands(asked: str) -> None:
    report = bundled_answer(asked)
    for question in report.followups:
        try:
            inquiry = read_inquiry(question, on=TODAY)
        except NotCheckable as refusal:
            pytest.fail(f"{question}: {refusal}")
        assert inquiry.kind.value == "question"
        assert not lost(question)
        assert names(question), question


@pytest.mark.parametrize("asked", ASKED)
def test_a_follow_up_is_another_question_than_the_one_asked(asked: str) -> None:
    followups = bundled_answer(asked).followups
    assert len(set(followups)) == len(followups)
    assert asked not in followups


def test_the_flagship_has_three_to_five() -> None:
    assert 3 <= len(bundled_answer(FLAGSHIP).followups) <= 5


def test_the_first_follow_up_has_an_answer() -> None:
    first = bundled_answer(FLAGSHIP).followups[0]
    assert bundled_answer(first).verdicts[0].label.value != "not_enough_evidence", first


@pytest.mark.parametrize("asked", ASKED)
def test_titles_and_answers_stand_alone(asked: str) -> None:
    report = bundled_answer(asked)
    alone = [section.title.text for section in report.sections]
    alone += [verdict.answer.text for verdict in report.verdicts if verdict.answer is not None]
    alone += [said.text for said in (*report.summary[:1], *report.bottom_line[:1], *report.watch)]
    assert [text for text in alone if lost(text)] == []


@pytest.mark.parametrize(
    "asked",
    [
        "Is the video real?",
        "Did he say it?",
        "Is the article true?",
        "What happened after this?",
    ],
)
def test_a_question_that_does_not_stand_alone_is_asked_back(asked: str) -> None:
    with pytest.raises(NotCheckable) as refused:
        read_inquiry(asked, on=TODAY)
    assert refused.value.kind == "fragment"
