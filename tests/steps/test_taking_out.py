"""Taking sentences out of a report: nothing else changes, and nothing is left that only they rest on."""

from __future__ import annotations

import pytest

from builders import report
from wellsourced.errors import InputError
from wellsourced.steps.taking_out import answers_of, can_go, without

REPORT = report()
ANSWER = next(iter(answers_of(REPORT)))
TAKEN = next(said.text for said in REPORT.bottom_line if said.text != ANSWER)


def test_a_sentence_goes_and_the_rest_stands_as_it_stood() -> None:
    left = without(REPORT, [TAKEN])
    assert TAKEN not in {said.text for said in left.statements()}
    assert left.verdicts == REPORT.verdicts and left.checked_at == REPORT.checked_at
    assert [said for said in REPORT.statements() if said.text != TAKEN] == list(left.statements())
    assert left.id != REPORT.id


def test_a_section_goes_with_its_title_or_its_last_sentence() -> None:
    first, *others = REPORT.sections
    assert without(REPORT, [first.title.text]).sections == tuple(others)
    whole = [said.text for said in first.statements if said.text not in answers_of(REPORT)]
    assert len(whole) == len(first.statements)
    assert first.title not in [one.title for one in without(REPORT, whole).sections]


def test_what_only_it_cites_is_exhibited_no_more() -> None:
    for section in REPORT.sections:
        left = without(REPORT, [section.title.text])
        cited = {citation.passage for said in left.statements() for citation in said.citations}
        ruled = {passage for one in REPORT.provisions for passage in one.passages}
        shown = {exhibit.passage.id for exhibit in left.exhibits}
        assert cited <= shown <= cited | ruled


def test_the_answer_is_not_taken_out_but_checked_again() -> None:
    with pytest.raises(InputError, match="check the page again"):
        without(REPORT, [ANSWER, TAKEN])
    assert can_go(REPORT, [ANSWER, TAKEN, "Fish are birds."]) == {TAKEN}


def test_only_what_is_said_can_be_taken_back() -> None:
    for nothing in ([], ["Fish are birds."]):
        with pytest.raises(InputError, match="choose anew"):
            without(REPORT, nothing)
