"""Which rows of law apply on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model.provisions import RuleValue
from wellsourced.model.scope import PartialDate
from wellsourced.rules.instruments import Bar, Instrument, provisions_in_force

SEEN = date(2026, 1, 31)


def when(text: str | None) -> PartialDate | None:
    return PartialDate(text=text) if text else None


def row(**changes: Any) -> Instrument:
    """A state row in force since June 1, 2020, unless changed."""
    dates = {name: when(changes.pop(name, None)) for name in ("enacted", "ended")}
    effective = when(changes.pop("effective", "2020-06-01"))
    fields: dict[str, Any] = {
        "id": "ACT",
        "name": "The Harbor Act",
        "cite": "Harbor Code 1",
        "level": "state",
        "place": "US-TX",
        "place_name": "Texas",
        "status": "in_force",
        "actions": {"rent_boat": "must_not"},
        "decides": {"rent_boat": ("police",)},
        "bars": (),
        "supersedes": (),
        "unverified": frozenset(),
        "seen": SEEN,
        "passage": "passage-1",
        "effective": effective,
        **dates,
        **changes,
    }
    return Instrument(**fields)


def applies(on: date, *rows: Instrument) -> list[tuple[str, str, RuleValue]]:
    return [(p.instrument_id, p.agency, p.value) for p in provisions_in_force(rows, on)]


def test_a_row_applies_from_its_day_on() -> None:
    assert applies(date(2020, 5, 31), row()) == []
    assert applies(date(2020, 6, 1), row()) == [("ACT", "police", RuleValue.MUST_NOT)]


def test_a_month_counts_from_its_last_day() -> None:
    assert applies(date(2020, 6, 29), row(effective="2020-06")) == []
    assert applies(date(2020, 6, 30), row(effective="2020-06")) != []


def test_an_end_is_respected() -> None:
    assert applies(date(2021, 5, 31), row(ended="2021-06-01")) != []
    assert applies(date(2021, 6, 1), row(ended="2021-06-01")) == []


def test_an_unverified_end_bounds_nothing() -> None:
    ended = row(ended="2021-06-01", unverified=frozenset({"ended"}))
    assert applies(date(2025, 1, 1), ended) != []


def test_an_unverified_day_counts_from_when_a_page_shows_the_row() -> None:
    shown = row(unverified=frozenset({"effective"}), seen=date(2024, 3, 1))
    assert applies(date(2024, 2, 29), shown) == []
    (provision,) = provisions_in_force([shown], date(2024, 3, 1))
    assert provision.since is None


def test_an_unverified_day_to_come_is_waited_for() -> None:
    coming = row(effective="2027-01-01", unverified=frozenset({"effective"}))
    assert applies(date(2026, 12, 31), coming) == []


def test_a_missing_day_counts_from_when_a_page_shows_the_row() -> None:
    shown = row(effective=None, enacted="2020-04-01", seen=date(2024, 3, 1))
    assert applies(date(2024, 2, 29), shown) == []
    assert applies(date(2024, 3, 1), shown) != []


@pytest.mark.parametrize("status", ["pending", "superseded", "repealed"])
def test_other_states_than_in_force_never_apply(status: str) -> None:
    assert applies(date(2025, 1, 1), row(status=status)) == []


def test_a_partly_blocked_row_applies_where_it_decides() -> None:
    assert applies(date(2025, 1, 1), row(status="partly_enjoined")) != []
    assert applies(date(2025, 1, 1), row(status="partly_enjoined", decides={})) == []


def test_a_row_ends_when_its_successor_starts() -> None:
    new = row(id="NEW", effective="2022-01-01", supersedes=("ACT",))
    assert [item[0] for item in applies(date(2021, 12, 31), row(), new)] == ["ACT"]
    assert [item[0] for item in applies(date(2022, 1, 1), row(), new)] == ["NEW"]


def test_a_local_row_against_a_state_bar_is_left_out() -> None:
    town = row(id="TOWN", level="city", place="US-TX-city-Harbor", effective="2010-01-01")
    bar = row(bars=(Bar(action="rent_boat", values=("must_not",)),), decides={})
    assert [item[0] for item in applies(date(2020, 5, 31), town, bar)] == ["TOWN"]
    assert applies(date(2020, 6, 1), town, bar) == []


def test_a_bar_holds_in_its_own_state_only() -> None:
    town = row(id="TOWN", level="city", place="US-OR-city-Harbor")
    bar = row(bars=(Bar(action="rent_boat", values=("must_not",)),), decides={})
    assert [item[0] for item in applies(date(2025, 1, 1), town, bar)] == ["TOWN"]


def test_a_judicial_warrant_is_its_own_value() -> None:
    lets = row(actions={"rent_boat": "may_if_judicial_warrant"})
    assert applies(date(2025, 1, 1), lets)[0][2] is RuleValue.ONLY_WITH_JUDICIAL_WARRANT


def test_an_unverified_action_never_applies() -> None:
    assert applies(date(2025, 1, 1), row(unverified=frozenset({"actions.rent_boat"}))) == []


DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 1, 1))
DATES = st.one_of(st.none(), DAYS.map(date.isoformat), DAYS.map(lambda day: f"{day:%Y-%m}"))


@given(
    effective=DATES, ended=DATES, on=DAYS, seen=DAYS, hidden=st.sets(st.sampled_from(["effective", "ended"]))
)
def test_the_days_of_a_row_are_one_stretch(
    effective: str | None, ended: str | None, on: date, seen: date, hidden: set[str]
) -> None:
    """Once ended it stays ended, and once begun without a verified end it stays begun."""
    act = row(effective=effective, ended=ended, seen=seen, unverified=frozenset(hidden))
    later = on + timedelta(days=400)
    if act.in_force(on) and (act.ended is None or not act.verified("ended")):
        assert act.in_force(later)
    if act.starts <= on and not act.in_force(on):
        assert not act.in_force(later)
