"""A shortening may put a name on the other side of its noun, and leave out when a thing was done."""

import pytest

from wellsourced.steps.vetoing.copying import copies

VOTE = "The Ellery council voted 6-3 on May 2, 2026 to keep the bus lane on Mercer Street."


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("The Ellery council voted to keep the bus lane on Mercer Street.", VOTE),
        ("The Ellery council voted to keep the Mercer Street bus lane.", VOTE),
        ("On May 2, 2026, the Ellery council voted 6-3 to keep the bus lane on Mercer Street.", VOTE),
        (
            "In 2019, the price of a ferry ticket fell to 40 cents.",
            "The price of a ferry ticket fell to 40 cents in 2019.",
        ),
        (
            "The Harlow footbridge was closed to all walkers.",
            "The footbridge in Harlow was closed to all walkers.",
        ),
        (
            "The footbridge in Harlow was closed to all walkers.",
            "The Harlow footbridge was closed to all walkers.",
        ),
        (
            "The mill was opened by the mayor of Corvo.",
            "The mill was opened in May 1931 by the mayor of Corvo.",
        ),
    ],
)
def test_what_says_the_same(sentence: str, passage: str) -> None:
    assert copies(sentence, [passage])


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("The Ellery council voted to keep the Otter Street bus lane.", VOTE),
        ("The Ellery council voted to keep the Mercer Street tram line.", VOTE),
        ("The bus lane council voted to keep the Ellery on Mercer Street.", VOTE),
        (
            "The price of a ferry ticket fell to 40 cents.",
            "The price of a ferry ticket fell in 2019 to 40 cents.",
        ),
        (
            "On May 2, 2026, the council of Ellery closed the bus lane.",
            "The council of Ellery closed the bus lane until May 2, 2026.",
        ),
        (
            "In 2021, the council of Ellery passed the law.",
            "The council of Ellery passed the law, and a court struck it down in 2021.",
        ),
        (
            "In 2021, the council of Ellery passed the law.",
            "The council of Ellery passed the law in 2019 and repealed it in 2021.",
        ),
        ("Rents have a cap of 5 percent.", "Rents have until May 2, 2026 a cap of 5 percent."),
        (
            "The council voted to keep the lane open.",
            "The council voted 6 times against a plan to keep the lane open.",
        ),
    ],
)
def test_what_does_not(sentence: str, passage: str) -> None:
    assert not copies(sentence, [passage])
