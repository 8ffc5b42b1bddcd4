"""Wordings: a claim is searched in its own words, in its core, in its contrary's, and by its names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model.claims import AnswerKind, Claim, Topic
from wellsourced.model.scope import Scope
from wellsourced.steps.asking.synonyms import synonym
from wellsourced.steps.asking.wordings import MOST, MOST_ON_THE_WEB, query_wordings, web_wordings


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


def test_on_the_web_a_law_is_asked_for_in_its_usual_spelling() -> None:
    claim = Claim(text="Section 1373 of Title 8 and California Government Code section 7284.6 conflict.")
    assert web_wordings(claim)[1] == "8 U.S.C. § 1373 Cal. Gov. Code § 7284.6"
    assert not any("§" in wording for wording in web_wordings(AGREEMENT))


AGREEMENT = Claim(text="Harris County signed a 287(g) agreement on May 8, 2018.", scope=Scope(place="US-TX"))


def test_on_the_web_a_claim_is_asked_in_its_own_words_first() -> None:
    assert web_wordings(AGREEMENT)[0] == "Harris County signed a 287(g) agreement on May 8, 2018"


@pytest.mark.parametrize(
    ("what", "wording"),
    [
        ("other words for its words", "Harris County agree 287(g) agreement May 8, 2018"),
        ("its place by name", "Harris County signed 287(g) agreement May 8, 2018 Texas"),
        ("its dates drawn wider", "Harris County signed 287(g) agreement May 2018"),
        ("without its dates", "Harris County signed 287(g) agreement"),
        ("its names alone", "Harris County 287(g)"),
        ("without its names", "signed agreement"),
    ],
)
def test_on_the_web_it_is_asked_in_other_ways_too(what: str, wording: str) -> None:
    assert wording in web_wordings(AGREEMENT), what


@pytest.mark.parametrize(
    ("text", "contrary"),
    [
        ("Local police can refuse ICE detainers.", "Local police honor comply ICE detainers"),
        ("Jails must notify ICE.", "Jails must not notify ICE"),
    ],
)
def test_on_the_web_the_contrary_is_asked_too(text: str, contrary: str) -> None:
    assert contrary in web_wordings(Claim(text=text))


@pytest.mark.parametrize(
    ("text", "wider"),
    [
        ("The Tarn Bridge opened on 4 June 1990.", "Tarn Bridge opened June 1990"),
        ("The Tarn Bridge opened in June 1990.", "Tarn Bridge opened 1990"),
        ("The Tarn Bridge opened in 1990.", "Tarn Bridge opened 1989 1990 1991"),
    ],
)
def test_dates_are_drawn_wider_and_left_out(text: str, wider: str) -> None:
    wordings = web_wordings(Claim(text=text))
    assert wider in wordings
    assert "Tarn Bridge opened" in wordings


def test_a_place_the_text_names_is_not_added() -> None:
    named = Claim(text="Jails in Portland, Oregon must notify ICE.", scope=Scope(place="US-OR-city-Portland"))
    assert not any(wording.endswith("Portland, Oregon") for wording in web_wordings(named)[1:])


def test_how_a_casebook_says_it_is_asked_as_well() -> None:
    assert "honor immigration holds" in web_wordings(AGREEMENT, ["honor immigration holds"])


def test_what_is_private_is_not_sent_out() -> None:
    sent = " ".join(
        web_wordings(Claim(text="The mayor wrote to ann.lee@city.example, 555-010-4477, on taxes."))
    )
    assert "ann.lee" not in sent and "4477" not in sent and "mayor" in sent


def test_a_topic_is_asked_by_its_subject_on_the_web_too() -> None:
    topic = Topic(text="What is an ICE detainer?", subject="an ICE detainer", asked=AnswerKind.DEFINITION)
    assert web_wordings(topic) == ["What is an ICE detainer", "ICE hold"]
    wide = Topic(text="Who may sign an ICE detainer?", subject="an ICE detainer", asked=AnswerKind.PERSON)
    assert "an ICE detainer" in web_wordings(wide)


def test_other_words_are_found_whatever_the_ending() -> None:
    assert synonym("refused") == synonym("refusing") == "decline"
    assert synonym("Tarn") == ""


@given(st.text(min_size=1, max_size=80).filter(str.strip))
def test_on_the_web_too_few_wordings_none_empty_none_twice(text: str) -> None:
    wordings = web_wordings(Claim(text=text))
    assert 1 <= len(wordings) <= MOST_ON_THE_WEB
    assert all(wordings)
    assert len(set(wordings)) == len(wordings)
