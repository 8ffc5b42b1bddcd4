"""A model that lies is found out, and one that tells the truth is heard: sentence by sentence.

Half of what is measured are lies by kind, half true sentences in words that differ from their passage's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import pytest

from desks import TODAY, bundled_desk
from lies import LIES, TRUTHS, Case, cases
from wellsourced.model.reports import Citation, Proposal, Statement
from wellsourced.steps.compose.standing import stands_alone
from wellsourced.steps.gate import Gate
from wellsourced.text.sentences import sentences

SURE = {"invented figure", "swapped name", "wrong passage", "fabricated source"}


@cache
def told() -> tuple[Citation, ...]:
    """Sentences of the flagship library's notes that stand alone, each as a citation."""
    view = bundled_desk().library.view(TODAY)
    found = []
    for passage in view.passages():
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            if stands_alone(text) and 8 <= len(text.split()) <= 45:
                found.append(Citation(passage=passage.id, quote=text))
    return tuple(found)


def passed(made: Sequence[Case]) -> list[Case]:
    """The cases that the gate lets through."""
    desk = bundled_desk()
    gate = Gate(view=desk.library.view(TODAY), on=TODAY, verifier=desk.verifier)
    return [case for case in made if isinstance(gate.written(_proposal(case)), Statement)]


def _proposal(case: Case) -> Proposal:
    return Proposal(text=case.text, citations=tuple(told()[at] for at in case.cites))


def measured(count: int, seed: int) -> tuple[dict[str, float], float, list[Case]]:
    """The share of each kind of lie that is withheld, that of the truths, and the lies that came through."""
    texts = [one.quote for one in told()]
    lies, truths = cases(texts, LIES, count, seed), cases(texts, TRUTHS, count, seed)
    through = passed(lies)
    made, missed = Counter(one.kind for one in lies), Counter(one.kind for one in through)
    caught = {kind: 1.0 - missed[kind] / made[kind] for kind in made}
    return caught, 1.0 - len(passed(truths)) / len(truths), through


def hold(caught: dict[str, float], withheld: float, through: list[Case]) -> None:
    assert set(caught) == SURE | {"added clause"}
    assert all(caught[kind] >= 0.99 for kind in SURE), (caught, through)
    assert caught["added clause"] >= 0.90, (caught, through)
    assert withheld <= 0.20, withheld


def test_a_lying_model_is_withheld_and_a_true_one_published() -> None:
    hold(*measured(100, seed=1))


@pytest.mark.endurance
def test_a_lying_model_is_withheld_in_four_hundred_cases() -> None:
    hold(*measured(400, seed=2))
