"""On which days a row of law decides, does not, or leaves the answer open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_up_books import MadeUpBook, act
from wellsourced.model.provisions import RuleValue
from wellsourced.model.scope import PartialDate
from wellsourced.rules.engine import Answer, resolve
from wellsourced.rules.in_force import Standing, standing
from wellsourced.rules.instruments import Bar, Instrument
from wellsourced.rules.situation import Situation

ASKED = Situation(place="US-TX", agency="police", action="rent_boat")
FORBIDDEN, OPEN, NONE = RuleValue.MUST_NOT, RuleValue.UNRESOLVED, RuleValue.NOT_FOUND


def row(**changes: Any) -> Instrument:
    """A state row in force since June 1, 2020, unless changed; dates are given as texts."""
    dates = {
        name: PartialDate(text=changes.pop(name)) if changes.get(name) else changes.pop(name, None)
        for name in ("enacted", "effective", "ended")
        if name in changes
    }
    return act(**dates, **changes)


def answer(on: date, *rows: Instrument, asked: Situation = ASKED) -> Answer:
    return resolve(MadeUpBook(instruments=rows), asked, on)


def value(on: date, *rows: Instrument) -> RuleValue:
    return answer(on, *rows).value


def test_a_row_applies_from_its_day_on() -> None:
    assert value(date(2020, 5, 31), row()) is NONE
    assert value(date(2020, 6, 1), row()) is FORBIDDEN


def test_an_end_is_respected() -> None:
    assert value(date(2021, 5, 31), row(ended="2021-06-01")) is FORBIDDEN
    assert value(date(2021, 6, 1), row(ended="2021-06-01")) is NONE


def test_an_end_that_no_page_shows_leaves_the_rule_in_doubt_and_does_not_end_it() -> None:
    ended = row(ended="2021-06-01", unverified=frozenset({"ended"}))
    assert value(date(2021, 5, 31), ended) is FORBIDDEN
    assert value(date(2025, 1, 1), ended) is OPEN


def test_an_unverified_day_counts_from_when_a_page_shows_the_row() -> None:
    shown = row(unverified=frozenset({"effective"}), seen=date(2024, 3, 1))
    assert value(date(2024, 2, 29), shown) is OPEN
    assert value(date(2024, 3, 1), shown) is FORBIDDEN
    assert shown.since is None


def test_an_unverified_day_to_come_is_waited_for() -> None:
    coming = row(effective="2027-01-01", unverified=frozenset({"effective"}))
    assert value(date(2026, 12, 31), coming) is NONE


def test_a_missing_day_counts_from_when_a_page_shows_the_row() -> None:
    shown = row(effective=None, enacted="2020-04-01", seen=date(2024, 3, 1))
    assert value(date(2020, 3, 31), shown) is NONE
    assert value(date(2024, 2, 29), shown) is OPEN
    assert value(date(2024, 3, 1), shown) is FORBIDDEN


@pytest.mark.parametrize(("status", "said"), [("pending", NONE), ("superseded", OPEN), ("repealed", OPEN)])
def test_other_states_than_in_force_never_decide(status: str, said: RuleValue) -> None:
    assert value(date(2025, 1, 1), row(status=status)) is said


def test_a_bar_holds_from_its_day_on_and_in_its_own_state_only() -> None:
    town = row(id="TOWN", level="city", place="US-TX-city-Bay", effective="2010-01-01")
    bar = row(bars=(Bar(action="rent_boat", values=("must_not",)),), actions={"rent_boat": "silent"})
    in_bay = Situation(place="US-TX-city-Bay", agency="police", action="rent_boat")
    assert answer(date(2020, 5, 31), town, bar, asked=in_bay).value is FORBIDDEN
    assert answer(date(2020, 6, 1), town, bar, asked=in_bay).value is NONE
    elsewhere = row(bars=bar.bars, actions=bar.actions, place="US-OR")
    assert answer(date(2020, 6, 1), town, elsewhere, asked=in_bay).value is FORBIDDEN


DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 1, 1))
DATES = st.one_of(st.none(), DAYS.map(date.isoformat), DAYS.map(lambda day: f"{day:%Y-%m}"))


@given(
    effective=DATES, ended=DATES, on=DAYS, seen=DAYS, hidden=st.sets(st.sampled_from(["effective", "ended"]))
)
def test_the_days_of_a_row_are_one_stretch(
    effective: str | None, ended: str | None, on: date, seen: date, hidden: set[str]
) -> None:
    """Once ended it stays ended, and once begun without an end on record it stays begun."""
    one = row(effective=effective, ended=ended, seen=seen, unverified=frozenset(hidden))
    now, later = (standing(one, "rent_boat", day, ()) for day in (on, on + timedelta(days=400)))
    if now is Standing.IN_FORCE and one.ended is None:
        assert later is Standing.IN_FORCE
    if one.starts <= on and now is Standing.NOT:
        assert later is Standing.NOT
    if one.starts <= on and now is Standing.UNCERTAIN:
        assert later is not Standing.IN_FORCE
