"""Promise 21: one question has one page, however it is asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desks import FLAGSHIP, TODAY, bundled_desk, encoder
from wellsourced.check import Desk, check
from wellsourced.library.store import open_library
from wellsourced.publish import page_for, publish
from wellsourced.steps.classify import read_inquiry

pytestmark = pytest.mark.promise(21)

PARAPHRASES = (
    "Are local police departments allowed to refuse to cooperate with ICE requests?",
    "May local police departments refuse to cooperate with ICE requests?",
    "Do local police departments have to cooperate with ICE requests?",
)
OTHERS = (
    "Can local police departments sign 287(g) agreements?",
    "Can sheriffs refuse to honor ICE detainers?",
    "Must local jails share immigration status with ICE?",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    shelves: Path = tmp_path_factory.mktemp("one-page")
    there = bundled_desk()
    library = open_library(shelves, encoder(), there.library._casebooks)  # type: ignore[attr-defined]
    made = replace(there, library=library)
    report = check(read_inquiry(FLAGSHIP, on=TODAY), made)
    library.save_report(report)
    publish(report.id, made)
    return made


@pytest.mark.parametrize("asked", PARAPHRASES)
def test_a_paraphrase_has_the_page_and_the_answer_there_is(asked: str, desk: Desk) -> None:
    (page,) = desk.library.pages()
    assert page_for(read_inquiry(asked, on=TODAY), desk) == page
    report = check(read_inquiry(asked, on=TODAY), desk)
    first = desk.library.report(desk.library.editions(page.id)[-1].report)
    assert [v.label for v in report.verdicts] == [v.label for v in first.verdicts]
    desk.library.save_report(report)
    assert publish(report.id, desk).page == page.id
    assert asked in desk.library.page(page.id).variants
    assert len(desk.library.pages()) == 1


@pytest.mark.parametrize("asked", OTHERS)
def test_another_question_has_another_page(asked: str, desk: Desk) -> None:
    assert page_for(read_inquiry(asked, on=TODAY), desk) is None
