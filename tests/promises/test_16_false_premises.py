"""Promise 16: what a question takes for granted is checked first, and told where it is false."""

from __future__ import annotations

import pytest

from desks import Desk, Text, ask, body_of_page, desk_of, labels
from reading import first_words

pytestmark = pytest.mark.promise(16)

FACTS = [
    "The Tarn Bridge opened in 1990 and has never closed.",
    "The Harrow Bridge closed in 2020 because of rust in its cables.",
    "Alder County raised its fishing permit fee in 2024.",
    "The Fennmouth council did not ban leaf blowers.",
    "The Birch council banned leaf blowers in March 2023.",
]
PAIRED = [
    ("Why did the Tarn Bridge close?", "The Tarn Bridge closed.", "Why did the Harrow Bridge close in 2020?"),
    (
        "When did Alder County lower its fishing permit fee?",
        "Alder County lowered its fishing permit fee.",
        "When did Alder County raise its fishing permit fee?",
    ),
    (
        "Why did the Fennmouth council ban leaf blowers?",
        "The Fennmouth council banned leaf blowers.",
        "Why did the Birch council ban leaf blowers in March 2023?",
    ),
]
"""A question with a false premise, that premise, and a question of the same form whose premise holds."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    texts = [Text(body=body, publisher=f"Gazette {n}") for n, body in enumerate(FACTS)]
    return desk_of(texts, tmp_path_factory.mktemp("premises"))


@pytest.mark.parametrize(("false", "premise", "_"), PAIRED)
def test_a_false_premise_has_the_first_verdict(false: str, premise: str, _: str, desk: Desk) -> None:
    first, *_rest = ask(false, desk).verdicts
    assert (first.claim, first.label.value) == (premise, "refuted")
    assert first.answer is not None


@pytest.mark.parametrize(("false", "premise", "_"), PAIRED)
def test_it_stands_in_the_first_words_of_the_page(false: str, premise: str, _: str, desk: Desk) -> None:
    assert "refuted" in first_words(body_of_page(ask(false, desk)), 40).lower()


@pytest.mark.parametrize(("_", "__", "sound"), PAIRED)
def test_a_premise_that_holds_is_passed_over(_: str, __: str, sound: str, desk: Desk) -> None:
    assert [verdict.claim for verdict in ask(sound, desk).verdicts if verdict.label.value == "refuted"] == []


def test_a_premise_nobody_speaks_of_is_not_called_false(desk: Desk) -> None:
    assert labels(ask("Why did the Otter ferry sink?", desk)) == ["not_enough_evidence"]
