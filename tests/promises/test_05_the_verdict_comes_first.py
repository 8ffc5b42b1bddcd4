"""Promise 5: a straight answer, from a closed list, in the first forty words of every form of the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desks import Desk, ask, body_of_page, bundled_answer, desk_of, flagship, markdown, terminal
from promises.samples import TARN, documents
from reading import first_words
from wellsourced.model.reports import Report
from wellsourced.render.json import report_json

pytestmark = pytest.mark.promise(5)

CLOSED_LIST = {
    "supported": "supported",
    "refuted": "refuted",
    "qualified": "qualified",
    "conflicting": "conflicting",
    "not_enough_evidence": "not enough evidence",
    "not_checkable": "not checkable",
}

ASKED = [
    ("Did the Tarn Bridge open in 1990?", ["supported"]),
    ("Alder County raised its fishing permit fee to $15 in 2024.", ["refuted"]),
    ("Is aspartame carcinogenic?", ["not_enough_evidence"]),
    (
        "Did the Tarn Bridge open in 1990, and is aspartame carcinogenic?",
        ["supported", "not_enough_evidence"],
    ),
]
FORMS = [body_of_page, markdown, terminal]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(documents(TARN), tmp_path_factory.mktemp("tarn"))


def opening(form: str) -> str:
    return first_words(form, 40).lower()


@pytest.mark.parametrize("show", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize(("asked", "expected"), ASKED)
def test_the_label_stands_in_the_first_forty_words(
    asked: str, expected: list[str], show: Callable[[Report], str], desk: Desk
) -> None:
    report = ask(asked, desk)
    found = [verdict["label"] for verdict in report_json(report)["verdicts"]]  # type: ignore[union-attr]
    assert found == expected
    assert set(found) <= set(CLOSED_LIST)
    assert CLOSED_LIST[found[0]] in opening(show(report))


@pytest.mark.parametrize("show", FORMS, ids=lambda form: form.__name__)
def test_the_flagship_too(show: Callable[[Report], str]) -> None:
    assert "qualified" in opening(show(flagship()))


@pytest.mark.parametrize("show", FORMS, ids=lambda form: form.__name__)
def test_the_answer_begins_there_in_one_sentence(show: Callable[[Report], str]) -> None:
    for asked in (
        "Does Texas require sheriffs to honor detainers?",
        "Are ICE detainers mandatory under federal law?",
    ):
        answer = bundled_answer(asked).verdicts[0].answer
        assert answer is not None
        assert first_words(answer.text, 8).lower() in opening(show(bundled_answer(asked)))


def test_every_claim_of_a_question_has_its_label_on_the_page(desk: Desk) -> None:
    report = ask(ASKED[-1][0], desk)
    for show in FORMS:
        text = " ".join(show(report).replace("*", "").split()).lower()
        for verdict in report.verdicts:
            assert verdict.claim.lower() in text
            assert CLOSED_LIST[verdict.label.value] in text
