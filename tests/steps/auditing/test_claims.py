"""Claims of a sentence: each with its own subject, standing alone, and nothing in it that was not there."""

from __future__ import annotations

import pytest

from steps.auditing.drafts import read
from wellsourced.steps.auditing.splitting import split
from wellsourced.steps.auditing.standing import claims_told
from wellsourced.steps.auditing.worth import is_checkable, worth
from wellsourced.text.tokens import content_stems


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (
            "The council banned leaf blowers and raised the fee to $12.",
            ("The council banned leaf blowers.", "The council raised the fee to $12."),
        ),
        (
            "Ruth Okafor, who won in 2022, resigned in May.",
            ("Ruth Okafor resigned in May.", "Ruth Okafor won in 2022."),
        ),
        (
            "Ruth Okafor, a lawyer, was elected mayor.",
            ("Ruth Okafor was elected mayor.", "Ruth Okafor was a lawyer."),
        ),
        (
            "Agencies differ widely: the county honors detainers, while the city refuses them.",
            ("Agencies differ widely.", "The county honors detainers.", "The city refuses them."),
        ),
        ("The sheriff said that the jail was full and closed.", None),
        ("Detainers seen in Ohio and related arrests show that it works.", None),
        ("The bill taxes sand and gravel.", None),
        ('She has published "Who Pays?" and "Is it Fair?" so far.', None),
        ("Police and sheriffs hold people.", None),
        ("If the jail is full and the county agrees, it closes.", None),
    ],
)
def test_a_sentence_is_cut_only_where_each_part_stands(sentence: str, claims: tuple[str, ...] | None) -> None:
    assert split(sentence) == (claims or (sentence,))


@pytest.mark.parametrize(
    "sentence",
    [
        "The board raised the fee in 2024, and the vote was five to two.",
        "She wrote two novels and won a prize, but never taught.",
    ],
)
def test_a_claim_has_no_word_that_its_sentence_lacks(sentence: str) -> None:
    for claim in split(sentence):
        assert content_stems(claim) <= content_stems(sentence)


def told(text: str) -> list[list[tuple[str, bool]]]:
    return [[(one.text, one.stands_alone) for one in claims] for claims in claims_told(read(text))]


def test_a_pronoun_is_put_back_to_what_the_sentence_before_is_about() -> None:
    assert told("The Tarn Bridge opened in 1990. It has two lanes.") == [
        [("The Tarn Bridge opened in 1990.", True)],
        [("The Tarn Bridge has two lanes.", True)],
    ]


def test_the_number_has_to_fit() -> None:
    assert told("The Tarn Bridge opened in 1990. They have two lanes.")[1] == [
        ("They have two lanes.", False)
    ]


def test_a_thing_is_no_he() -> None:
    assert told("The Tarn Bridge opened in 1990. He cut the ribbon.")[1] == [("He cut the ribbon.", False)]


def test_a_new_paragraph_forgets_what_the_last_was_about() -> None:
    assert told("The Tarn Bridge opened in 1990.\n\nIt has two lanes.")[1] == [("It has two lanes.", False)]


def test_what_points_at_a_whole_sentence_does_not_stand_alone() -> None:
    assert told("The fee rose. This angered anglers.")[1] == [("This angered anglers.", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Alder County raised its fishing permit fee to $12 in 2024.",
        "The court ruled that the ordinance violates federal law.",
        "Unemployment fell to 4.1 percent in March.",
    ],
)
def test_statements_of_fact_are_worth_checking(sentence: str) -> None:
    assert is_checkable(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thank you all for coming tonight.",
        "I think we can do better.",
        "How many counties raised the fee in 2024?",
        "The county will raise the fee to $15 next year.",
        "Residents should ask the county about the fee of $12.",
        "Fees, fines and 12 permits",
        "Consider asking the county about its tax of $12.",
        "Disclaimer: the Alder Courier can make mistakes.",
        "Sign up for the Courier's free newsletter on county taxes.",
    ],
)
def test_greetings_views_questions_plans_and_notices_are_not(sentence: str) -> None:
    assert not is_checkable(sentence)


def test_worth_is_a_probability() -> None:
    assert 0.0 <= worth("") <= 1.0
    assert 0.0 <= worth("9 " * 500) <= 1.0
