"""Questions to the shipped casebook, each with the answer worked out by hand from its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import yaml
from pydantic import TypeAdapter

import wellsourced
from wellsourced.model.provisions import Paper, RuleValue
from wellsourced.rules.casebook import load_casebook
from wellsourced.rules.engine import resolve
from wellsourced.rules.places import find_place
from wellsourced.rules.situation import Situation

BOOK = load_casebook(Path(wellsourced.__file__).parent / "casebooks/local-ice-cooperation")


@dataclass(frozen=True, kw_only=True)
class Case:
    """A row of `cases/rules.yaml`; its head says what the keys mean."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012
    at: str
    who: str
    what: str
    why: str
    value: RuleValue
    by: str | None = None
    also: str | None = None
    over: str | None = None
    without: str | None = None
    note: str | None = None
    needs: tuple[str, ...] = ()
    paper: Paper = Paper.NONE
    grounds: frozenset[str] = field(default_factory=frozenset)
    day: date = date(2026, 11, 22)


def cases() -> list[Case]:
    rows = yaml.safe_load((Path(__file__).parent.parent / "cases/rules.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(list[Case]).validate_python([{"value": row.pop("is"), **row} for row in rows])


CASES = cases()


def named(case: Case) -> str:
    return f"{case.at}-{case.who}-{case.what}-{case.paper}-{'+'.join(sorted(case.grounds))}-{case.day}"


def test_there_are_cases_enough_and_no_question_is_asked_twice() -> None:
    assert len(CASES) >= 120
    assert len({named(case) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_answer_is_the_one_worked_out_by_hand(case: Case) -> None:
    asked = Situation(
        place=find_place(case.at), agency=case.who, action=case.what, paper=case.paper, grounds=case.grounds
    )
    answer = resolve(BOOK, asked, case.day)
    deciding = [rule.instrument for rule in answer.because]
    displaced = [rule.instrument for rule in answer.displaced]
    assert answer.value is case.value, (case.why, deciding, displaced, answer.notes)
    if case.value in (RuleValue.UNRESOLVED, RuleValue.NOT_FOUND):
        assert case.by is None or case.by in deciding, (deciding, displaced)
    else:
        assert deciding[0] == case.by or case.by is None, (deciding, displaced)
    assert case.also is None or case.also in deciding, (deciding, displaced)
    assert case.over is None or case.over in displaced, (deciding, displaced)
    assert case.without is None or case.without not in deciding, (deciding, displaced)
    assert case.note is None or any(case.note in note for note in answer.notes), answer.notes
    needs = {str(paper) for paper in answer.needs.papers} | answer.needs.grounds
    assert not case.needs or needs == set(case.needs)
