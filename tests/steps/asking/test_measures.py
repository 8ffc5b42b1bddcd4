"""A question after a number is answered by a quantity of its kind, not by whatever number stands there."""

import pytest

from wellsourced.steps.asking.measures import measures

COUNT = "The Harbor Office issued 412 harbor permits in March 2026."
PRICE = "A harbor permit costs $40 for residents."


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How much is a harbor permit?", PRICE),
        ("How much is a harbor permit?", "Harbor permits are free for residents."),
        ("How much does a harbor permit cost?", "A harbor permit costs 4,000 yen."),
        ("How much do ferries pay?", "Ferries pay 3 percent of what they take."),
        ("How much did catches fall?", "Catches fell by 120 tons."),
        ("What is the fee for a harbor permit?", PRICE),
        ("What is the annual fee for a harbor permit?", PRICE),
        ("What share of permits went to residents?", "Two thirds of the permits went to residents."),
        ("How many harbor permits were issued?", COUNT),
        ("How many permits went to residents?", "Sixty percent of the permits went to residents."),
        ("How many days may a boat stay?", "A boat may stay for 72 hours."),
        ("How long is a permit good?", "A permit is good for one year."),
        ("How old is the lighthouse?", "The lighthouse has stood for 120 years."),
        ("How far may a boat drift?", "A boat may drift 300 feet."),
        ("How often are permits renewed?", "Permits are renewed every spring."),
        ("What is the rate of refusals?", "Of 40 applications 4 were refused."),
    ],
)
def test_a_quantity_of_the_kind_asked_for_answers(question: str, sentence: str) -> None:
    assert measures(sentence, question)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How much is a harbor permit?", COUNT),
        ("How much does a harbor permit cost?", COUNT),
        ("What is the price of a harbor permit?", "A harbor permit is good for 3 years."),
        ("What share of permits went to residents?", COUNT),
        ("How many harbor permits were issued?", PRICE),
        ("How many harbor permits were issued?", "A harbor permit is good for 3 years."),
        ("How many days may a boat stay?", COUNT),
        ("How long is a permit good?", PRICE),
        ("How old is the lighthouse?", "The lighthouse has 120 steps."),
        ("Harbor permits: how much are they?", COUNT),
        ("How far may a boat drift?", PRICE),
        ("How often are permits renewed?", "Of 412 permits 40 were renewed."),
        ("How big is the harbor?", "The harbor is big."),
    ],
)
def test_another_quantity_does_not(question: str, sentence: str) -> None:
    assert not measures(sentence, question)
