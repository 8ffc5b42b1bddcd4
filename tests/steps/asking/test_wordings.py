"""Wordings: a claim is searched in its own words, in its core, in its contrary's, and by its names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model.claims import AnswerKind, Claim, Topic
from wellsourced.steps.asking.wordings import MOST, query_wordings


def test_a_claim_is_asked_in_its_own_words_first() -> None:
    wordings = query_wordings(Claim(text="Local police can refuse ICE detainers."))
    assert wordings[0] == "Local police can refuse ICE detainers."
    assert wordings[1] == "Local police refuse ICE detainers"


@pytest.mark.parametrize(
    ("text", "contrary"),
    [
        ("Police can refuse detainers.", "Police honor comply detainers"),
        ("Detainers are mandatory.", "Detainers voluntary request"),
        ("Crime increased in Ohio.", "Crime decreased fell Ohio"),
        ("Jails must notify ICE.", "Jails must not notify ICE."),
    ],
)
def test_the_contrary_is_asked_too(text: str, contrary: str) -> None:
    assert contrary in query_wordings(Claim(text=text))


def test_names_citations_and_dates_are_asked_together() -> None:
    wordings = query_wordings(Claim(text="Harris County signed a 287(g) agreement on May 8, 2018."))
    assert any(all(part in w for part in ("Harris County", "287(g)", "May 8, 2018")) for w in wordings[2:])


def test_a_topic_is_asked_by_its_subject() -> None:
    topic = Topic(text="What is an ICE detainer?", subject="an ICE detainer", asked=AnswerKind.DEFINITION)
    assert "an ICE detainer" in query_wordings(topic)


@given(st.text(min_size=1, max_size=80).filter(str.strip))
def test_few_wordings_none_empty_none_twice(text: str) -> None:
    wordings = query_wordings(Claim(text=text))
    assert 1 <= len(wordings) <= MOST
    assert all(wordings)
    assert len({w.lower() for w in wordings}) == len(wordings)
