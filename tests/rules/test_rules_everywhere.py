"""The engine over the whole country: fast, and answering where a usable row exists."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import wellsourced
from wellsourced.model.provisions import RuleValue
from wellsourced.rules.casebook import load_casebook
from wellsourced.rules.chain import locate
from wellsourced.rules.effects import leaning
from wellsourced.rules.engine import resolve
from wellsourced.rules.gazetteer import gazetteer
from wellsourced.rules.in_force import Standing, standing
from wellsourced.rules.precedence import Reach, binds_agency, is_federal, reach
from wellsourced.rules.situation import Situation

BOOK = load_casebook(Path(wellsourced.__file__).parent / "casebooks/local-ice-cooperation")
TODAY = date(2026, 11, 22)
DAYS = (date(2018, 1, 1), TODAY, date(2027, 1, 1))
TERRITORIES = {"AS", "GU", "MP", "PR", "VI"}
STATES = [f"US-{code}" for code in gazetteer().state_names if code not in TERRITORIES]
OPEN = (RuleValue.UNRESOLVED, RuleValue.NOT_FOUND)


def questions(places: list[str]) -> Iterator[Situation]:
    for place in places:
        for agency in BOOK.agencies:
            for action in BOOK.actions:
                yield Situation(place=place, agency=agency, action=action.code)


def test_every_state_agency_and_action_on_three_days_takes_less_than_a_second() -> None:
    asked = list(questions(STATES))
    assert len(asked) == 51 * 5 * 9
    took = []
    for _ in range(3):
        start = time.process_time()
        for day in DAYS:
            for one in asked:
                resolve(BOOK, one, day)
        took.append(time.process_time() - start)
    assert min(took) < 1.0, took


def has_usable_row(asked: Situation, day: date, *, settled: bool) -> bool:
    """Whether a state or local row in force that we would cite speaks to it; `settled` if it may decide."""
    for row in BOOK.instruments:
        action = asked.action
        usable = row.cited and not row.recorded and not is_federal(row) and row.nature == "rule"
        if not usable or leaning(row, action) is None or not binds_agency(row, asked.agency, action):
            continue
        shown = row.verified(f"actions.{action}") and row.verified("status")
        if settled and asked.agency not in row.settles.get(action, ()):
            continue
        here = reach(row, locate(asked.place), asked.agency) is Reach.BINDS
        if shown and here and standing(row, action, day, BOOK.instruments) is Standing.IN_FORCE:
            return True
    return False


def covered(*, settled: bool) -> tuple[int, int]:
    """How many questions with a usable row are answered, of how many."""
    places = sorted({*STATES, *BOOK.place_names} - {"US"})
    asked = [one for one in questions(places) if has_usable_row(one, TODAY, settled=settled)]
    return sum(resolve(BOOK, one, TODAY).value not in OPEN for one in asked), len(asked)


def test_where_a_usable_row_exists_it_is_answered() -> None:
    answered, asked = covered(settled=True)
    print(f"answered where a row may decide: {answered} of {asked} ({answered / asked:.1%})")
    assert answered / asked >= 0.9
    answered, asked = covered(settled=False)
    print(f"answered where a row speaks at all: {answered} of {asked} ({answered / asked:.1%})")


def test_an_answer_of_must_or_must_not_rests_on_a_verified_row_that_says_so() -> None:
    rows = {row.id: row for row in BOOK.instruments}
    seen = 0
    for asked in questions(sorted(BOOK.place_names)):
        answer = resolve(BOOK, asked, TODAY)
        if answer.value in (RuleValue.MUST, RuleValue.MUST_NOT):
            first = answer.because[0]
            seen += 1
            assert first.verified, asked
            assert first.url, asked
            assert rows[first.instrument].actions[asked.action] == answer.value.value, asked
    assert seen > 500
