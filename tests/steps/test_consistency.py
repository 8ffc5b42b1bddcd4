"""What a page may not say beside its answer."""

from __future__ import annotations

import pytest

from builders import E_STATUTE, cite, say
from wellsourced.model.reports import Proposal
from wellsourced.model.sources import Passage
from wellsourced.steps.consistency import Said, clash_with


class OnePassage:
    """A view in which every citation is of the same passage."""

    def passage(self, passage_id: str) -> Passage:
        return E_STATUTE.passage


def clash(text: str, said: str, *, answers: bool) -> str | None:
    proposal = Proposal(text=text, citations=(cite(E_STATUTE),))
    told = Said(say(said, cite(E_STATUTE)), answers=answers)
    return clash_with(proposal, [told], OnePassage())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Two people died in the mill fire.", "Three people died in the mill fire."),
        ("The Tarn Bridge opened in 1990.", "The Tarn Bridge opened in 1994."),
        ("The Tarn ferry is not running.", "The Tarn ferry is running."),
    ],
)
@pytest.mark.parametrize("answers", [True, False])
def test_another_figure_date_or_a_not_clashes(text: str, said: str, answers: bool) -> None:
    assert clash(text, said, answers=answers) == said


def test_another_name_clashes_with_an_answer_only() -> None:
    one, other = "Ruth Okafor is the mayor of Fennmouth.", "Peter Lindqvist is the mayor of Fennmouth."
    assert clash(one, other, answers=True) == other
    assert clash(one, other, answers=False) is None


@pytest.mark.parametrize("said", ["The Tarn Bridge opened in 1990.", "The Harrow Bridge opened in 1994."])
def test_the_same_and_another_thing_do_not_clash(said: str) -> None:
    assert clash("The Tarn Bridge opened in 1990.", said, answers=False) is None
