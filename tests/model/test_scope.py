"""Dates keep their precision; scopes say how they lie to each other, and unknown is never disjoint."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model.scope import PartialDate, Period, Relation, Scope, place_relation

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 1, 1))
lengths = st.integers(min_value=1, max_value=4000)
periods = st.one_of(
    st.builds(lambda s, n: Period(start=s, end=s + timedelta(days=n)), days, lengths),
    st.builds(lambda s: Period(start=s), days),
    st.builds(lambda e: Period(end=e), days),
    st.just(Period()),
)
places = st.sampled_from(
    [None, "US", "US-OR", "US-OR-city-Portland", "US-OR-county-Multnomah", "US-TX", "US-TX-county-Harris"]
)
parties = st.frozensets(st.sampled_from(["police", "sheriff", "jail"]))
scopes = st.builds(Scope, place=places, period=st.none() | periods, parties=parties)

MIRROR = {
    Relation.NARROWER: Relation.WIDER,
    Relation.WIDER: Relation.NARROWER,
    **{r: r for r in (Relation.EQUAL, Relation.DISJOINT, Relation.OVERLAPPING, Relation.UNKNOWN)},
}


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-07-22", date(2026, 7, 22), date(2026, 7, 22)),
    ],
)
def test_a_partial_date_spans_all_it_can_mean(text: str, earliest: date, latest: date) -> None:
    partial = PartialDate(text=text)
    assert (partial.earliest, partial.latest) == (earliest, latest)
    assert partial.is_exact == (earliest == latest)


@pytest.mark.parametrize(
    "text", ["", "26", "2026-13", "2026-02-30", "July 2026", "2026-7", "2026-07-22T00:00"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate(text=text)


def test_a_period_starts_before_it_ends() -> None:
    with pytest.raises(ValueError, match="starts before it ends"):
        Period(start=date(2026, 1, 2), end=date(2026, 1, 2))


@given(periods, periods)
def test_periods_mirror_each_other(one: Period, other: Period) -> None:
    assert one.relation(other) is MIRROR[other.relation(one)]
    assert one.overlaps(other) == other.overlaps(one)


@given(periods, periods)
def test_a_period_that_covers_another_overlaps_it(one: Period, other: Period) -> None:
    assert not one.covers(other) or one.overlaps(other)


@given(scopes, scopes)
def test_scopes_mirror_each_other(one: Scope, other: Scope) -> None:
    assert one.relation(other) is MIRROR[other.relation(one)]


@given(scopes)
def test_a_scope_covers_itself_unless_part_of_it_is_unknown(scope: Scope) -> None:
    unknown = scope.place is None
    assert scope.relation(scope) is (Relation.UNKNOWN if unknown else Relation.EQUAL)


@given(scopes)
def test_an_unknown_place_is_never_disjoint(scope: Scope) -> None:
    nowhere = Scope(place=None, period=scope.period, parties=scope.parties)
    assert nowhere.overlaps(scope)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("US-OR", "US", Relation.NARROWER),
        ("US", "US-OR-city-Portland", Relation.WIDER),
        ("US-OR", "US-TX", Relation.DISJOINT),
        ("US-OR-city-Portland", "US-OR-city-Salem", Relation.DISJOINT),
        ("US-OR-city-Portland", "US-OR-county-Multnomah", Relation.UNKNOWN),
        ("US-N", "US-NY", Relation.DISJOINT),
        (None, "US", Relation.UNKNOWN),
    ],
)
def test_places_nest_by_government(one: str | None, other: str | None, relation: Relation) -> None:
    assert place_relation(one, other) is relation
