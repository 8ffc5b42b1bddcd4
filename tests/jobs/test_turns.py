"""Whose turn it is: the urgent first, users by turns, nobody over a limit and nobody left out."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wellsourced.jobs.turns import Limits, Waiting, next_in, pause, until_tomorrow

NOW = datetime(2026, 5, 11, 21, 30, tzinfo=UTC)

USERS = st.sampled_from(["ann", "ben", "cyd", "dee"])


def waiting(number: int, user: str = "ann", urgency: int = 1, waited: timedelta = timedelta()) -> Waiting:
    return Waiting(job=f"job-{number}", user=user, urgency=urgency, number=number, since=NOW - waited)


def served(hall: list[Waiting]) -> list[Waiting]:
    """The whole hall in the order in which one worker would begin it."""
    turns: dict[str, int] = {}
    order = []
    while (chosen := next_in(hall, [], turns, None, NOW)) is not None:
        turns[chosen.user] = len(order) + 1
        order.append(chosen)
        hall = [one for one in hall if one != chosen]
    return order


@given(st.lists(USERS, max_size=40))
def test_no_user_has_a_second_turn_while_another_waits_for_a_first(users: list[str]) -> None:
    order = served([waiting(number, user) for number, user in enumerate(users)])
    assert len(order) == len(users)
    had: Counter[str] = Counter()
    left = Counter(users)
    for one in order:
        assert all(had[one.user] <= had[user] for user in left if left[user])
        had[one.user] += 1
        left[one.user] -= 1


@given(st.lists(st.tuples(USERS, st.integers(1, 3)), max_size=30))
def test_each_users_own_jobs_come_by_urgency_and_then_as_asked(jobs: list[tuple[str, int]]) -> None:
    order = served([waiting(number, user, urgency) for number, (user, urgency) in enumerate(jobs)])
    assert [one.urgency for one in order] == sorted(urgency for _, urgency in jobs)
    for user in {user for user, _ in jobs}:
        own = [(one.urgency, one.number) for one in order if one.user == user]
        assert own == sorted(own)


@given(st.lists(USERS, min_size=1, max_size=20), st.lists(USERS, max_size=8), st.integers(1, 3))
def test_nobody_has_more_at_once_than_may_be(users: list[str], running: list[str], most: int) -> None:
    chosen = next_in([waiting(number, user) for number, user in enumerate(users)], running, {}, most, NOW)
    free = {user for user in users if running.count(user) < most}
    assert (chosen is None) == (not free)
    assert chosen is None or chosen.user in free


def test_what_waited_long_is_as_urgent_as_what_was_just_asked_but_no_more() -> None:
    upkeep = waiting(1, "keeper", urgency=3, waited=timedelta(hours=2))
    old = [waiting(number, "ann", waited=timedelta(hours=9)) for number in (2, 3)]
    asked = waiting(9, "ben")
    assert [one.user for one in served([upkeep, *old, asked])] == ["keeper", "ann", "ben", "ann"]
    assert next_in([waiting(1, urgency=3), asked], [], {}, None, NOW) == asked


def test_a_clock_set_back_hastens_nothing() -> None:
    ahead = waiting(1, urgency=2, waited=timedelta(hours=-5))
    assert served([ahead, waiting(2, "ben")])[0].user == "ben"


def test_what_failed_waits_for_its_moment() -> None:
    later = Waiting(
        job="job-1", user="ann", urgency=1, number=1, since=NOW, pause=(NOW, NOW + timedelta(seconds=1))
    )
    assert next_in([later], [], {}, None, NOW) is None
    assert next_in([later], [], {}, None, NOW + timedelta(seconds=1)) == later


def test_pauses_grow_up_to_a_day_and_are_as_long_as_asked_at_least() -> None:
    limits = Limits()
    assert [pause(n, None, limits).total_seconds() for n in (1, 2, 3, 4)] == [15, 60, 240, 960]
    assert pause(60, None, limits) == timedelta(days=1)
    assert pause(1, 300.0, limits) == timedelta(minutes=5)
    assert pause(3, 30.0, limits) == timedelta(minutes=4)


def test_the_day_ends_at_midnight_in_utc() -> None:
    assert until_tomorrow(NOW) == timedelta(hours=2, minutes=30)
