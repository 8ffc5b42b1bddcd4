"""Promise 20: the same question in other words has the same answer from the same evidence."""

from __future__ import annotations

import pytest

from desks import Desk, ask, bundled_answer, desk_of
from promises.samples import TARN, documents

pytestmark = pytest.mark.promise(20)

PARAPHRASES = [
    (
        "Did the Tarn Bridge open in 1990?",
        "The Tarn Bridge opened in 1990.",
        "Is it true that the Tarn Bridge opened in 1990?",
        "the tarn bridge opened in 1990, right?",
    ),
    (
        "Did Alder County raise its fishing permit fee to $15 in 2024?",
        "Alder County raised its fishing permit fee to $15 in 2024.",
        "Has Alder County raised its fishing permit fee to $15 in 2024?",
    ),
    (
        "Is aspartame carcinogenic?",
        "Aspartame is carcinogenic.",
        "Is it true that aspartame is carcinogenic?",
    ),
]
OF_LAW = [
    (
        "Does Texas require sheriffs to honor detainers?",
        "Texas requires sheriffs to honor ICE detainers.",
        "Must sheriffs in Texas honor ICE detainers?",
        "Do Texas sheriffs have to honor ICE detainers?",
    ),
    (
        "Does Oregon bar police from honoring ICE detainers?",
        "Oregon bars police from honoring ICE detainers.",
        "Are police in Oregon barred from honoring ICE detainers?",
    ),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(documents(TARN), tmp_path_factory.mktemp("tarn"))


@pytest.mark.parametrize("wordings", PARAPHRASES)
def test_paraphrases_agree_in_label_and_evidence(wordings: tuple[str, ...], desk: Desk) -> None:
    reports = [ask(wording, desk) for wording in wordings]
    assert len({tuple(v.label for v in report.verdicts) for report in reports}) == 1
    assert len({frozenset(e.passage.id for e in report.exhibits) for report in reports}) == 1


@pytest.mark.parametrize("wordings", OF_LAW)
def test_so_do_paraphrases_on_the_casebook(wordings: tuple[str, ...]) -> None:
    assert len({tuple(v.label for v in bundled_answer(wording).verdicts) for wording in wordings}) == 1


def test_asking_again_says_the_same_word_for_word(desk: Desk) -> None:
    first, second = (ask(PARAPHRASES[0][0], desk) for _ in range(2))
    assert first.id == second.id
