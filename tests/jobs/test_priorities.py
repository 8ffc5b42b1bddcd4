"""Which due page goes first: the most read, the most volatile; within a budget, and not one site in a row."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOW
from wellsourced.jobs.priorities import (
    Budget,
    Standing,
    apart,
    by_priority,
    priority,
    round_of,
    share,
    within,
)
from wellsourced.model.editions import Page

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def page(name: str) -> Page:
    return Page(claims=(name,), place=None, agency=None, title=name, slug=name)


def standing(name: str, *, life: timedelta = DAY, age: timedelta = 2 * DAY, **known: object) -> Standing:
    """A page last checked `age` ago that keeps for `life`."""
    checked = NOW - age
    return Standing(page=page(name), checked_at=checked, due_at=checked + life, **known)  # type: ignore[arg-type]


NAMES = st.text("abcdef", min_size=1, max_size=4)
HOSTS = st.lists(st.sampled_from(["a.example", "b.example", "c.example"]), max_size=5).map(tuple)
STANDING = st.builds(
    standing,
    NAMES,
    life=st.timedeltas(HOUR, 40 * DAY),
    age=st.timedeltas(timedelta(), 10 * DAY),
    reads=st.integers(0, 10_000),
    hosts=HOSTS,
)
SEVERAL = st.lists(STANDING, max_size=12, unique_by=lambda one: one.page.id)
BUDGETS = st.builds(Budget, pages=st.integers(1, 5), requests=st.none() | st.integers(1, 12))


def named(pages: list[Standing]) -> list[str]:
    return [one.page.title for one in pages]


def test_what_goes_off_within_hours_comes_before_what_keeps_for_a_year() -> None:
    news, settled = (
        standing("news", life=6 * HOUR, age=DAY),
        standing("settled", life=365 * DAY, age=367 * DAY),
    )
    assert named(by_priority([settled, news], NOW)) == ["news", "settled"]


def test_of_two_alike_the_one_that_is_read_comes_first_and_of_twins_the_order_is_fixed() -> None:
    read, unread, other = standing("read", reads=10), standing("unread"), standing("other")
    assert named(by_priority([unread, read], NOW)) == ["read", "unread"]
    assert by_priority([unread, other], NOW) == by_priority([other, unread], NOW)


def test_readers_hasten_a_page_by_the_order_of_their_number() -> None:
    weights = [priority(standing("a", age=DAY, reads=n), NOW) for n in (0, 10, 100)]
    assert weights == pytest.approx([1, 3.4, 5.6], abs=0.1)


@given(STANDING, st.integers(1, 1000), st.timedeltas(timedelta(), 400 * DAY))
def test_more_readers_and_more_waiting_never_put_a_page_off(
    one: Standing, more: int, wait: timedelta
) -> None:
    assert priority(replace(one, reads=one.reads + more), NOW) > priority(one, NOW) >= 1
    assert priority(one, NOW + wait) >= priority(one, NOW)


@given(STANDING, STANDING)
def test_any_page_comes_first_in_the_end(one: Standing, other: Standing) -> None:
    waited = (priority(other, NOW) + 1) * max(one.due_at - one.checked_at, HOUR)
    assert priority(one, one.checked_at + waited) > priority(other, NOW)


@given(SEVERAL, BUDGETS)
def test_a_round_keeps_to_its_budget_but_for_a_page_that_alone_asks_more(
    pages: list[Standing], budget: Budget
) -> None:
    chosen = within(pages, budget)
    assert chosen[:1] == pages[:1]
    assert len(chosen) <= budget.pages
    assert share(chosen, budget) <= 1 or len(chosen) == 1
    assert [one for one in pages if one in chosen] == chosen


@given(SEVERAL, BUDGETS)
def test_a_round_has_the_page_of_the_highest_priority_and_in_time_every_page(
    pages: list[Standing], budget: Budget
) -> None:
    chosen = round_of(pages, budget, NOW)
    assert set(by_priority(pages, NOW)[:1]) <= set(chosen) <= set(pages)
    left, rounds = list(pages), 0
    while left:
        done = round_of(left, budget, NOW)
        left, rounds = [one for one in left if one not in done], rounds + 1
    assert rounds <= len(pages)


def test_the_page_that_waited_longest_has_a_place_in_a_round_whatever_its_priority() -> None:
    crowd = [standing(f"news {n}", life=HOUR, age=DAY, reads=100) for n in range(9)]
    old = standing("settled", life=365 * DAY, age=400 * DAY)
    assert by_priority([*crowd, old], NOW)[-1] == old
    assert old in round_of([*crowd, old], Budget(pages=5), NOW)
    assert old not in round_of([*crowd, old], Budget(pages=4), NOW)


@given(SEVERAL)
def test_pages_are_parted_and_none_is_lost(pages: list[Standing]) -> None:
    turns = apart(pages)
    assert sorted(named(turns)) == sorted(named(pages))
    assert turns[:1] == pages[:1]


def test_a_site_is_not_asked_for_page_after_page_where_others_wait() -> None:
    pages = [standing(name, hosts=(f"{name[0]}.example",)) for name in ("a1", "a2", "a3", "b1", "c1")]
    assert named(apart(pages)) == ["a1", "b1", "a2", "c1", "a3"]
    only = [one for one in pages if one.hosts == ("a.example",)]
    assert apart(only) == only


def test_a_budget_allows_something() -> None:
    for budget in ({"pages": 0}, {"requests": 0}, {"every": timedelta()}):
        with pytest.raises(ValueError, match="allows something"):
            Budget(**budget)  # type: ignore[arg-type]
