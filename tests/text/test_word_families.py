"""Words of one family are told by how they begin."""

import pytest

from wellsourced.text.tokens import stem
from wellsourced.text.word_families import of_one_family


@pytest.mark.parametrize(
    ("one", "other"), [("enforce", "enforcement"), ("inspects", "inspector"), ("regulate", "regulations")]
)
def test_verbs_and_their_nouns_are_of_one_family(one: str, other: str) -> None:
    assert of_one_family(stem(one), stem(other)) and of_one_family(stem(other), stem(one))


@pytest.mark.parametrize(("one", "other"), [("bar", "barge"), ("notice", "notary"), ("form", "fort")])
def test_words_that_only_begin_alike_are_not(one: str, other: str) -> None:
    assert not of_one_family(stem(one), stem(other))
