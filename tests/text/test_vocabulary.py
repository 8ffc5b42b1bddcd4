"""Words a page never uses."""

import pytest

from wellsourced.text.vocabulary import banned


@pytest.mark.parametrize(
    "text",
    [
        "The provided analyses show a rise.",
        "Nothing in this packet speaks of it.",
        "The chunk says otherwise.",
        "As an AI, I judge nothing.",
        "My training data ends in May.",
        "See p3_s12 for more.",
        "We tested all five.",
        "It is our top pick.",
        "A game-changing law.",
        "They have a hidden agenda.",
        "The real reason is money.",
        "He deliberately misled voters.",
    ],
)
def test_banned_words_are_found(text: str) -> None:
    assert banned(text)
    assert all(stretch in text for stretch in banned(text))


@pytest.mark.parametrize(
    "text",
    [
        "The court found that detainers are requests.",
        "The sheriff provided records to the county.",
        "The law was passed to reduce crime, its sponsor said.",
        "A model ordinance was published in 2019.",
        "The best evidence is the statute itself.",
        "As an aide said, the county agreed.",
    ],
)
def test_plain_words_pass(text: str) -> None:
    assert banned(text) == []
