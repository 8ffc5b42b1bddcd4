"""What was done on a day was done: a date may go from a deed told in the past, and from nothing else."""

from __future__ import annotations

import pytest

from wellsourced.steps.proving.undated import undated


@pytest.mark.parametrize(
    ("told", "rest"),
    [
        ("The board raised the fare to $14 on 12 May 2026.", "The board raised the fare to $14."),
        ("The council closed the pier in May 2026.", "The council closed the pier."),
        ("On May 12, 2026, the council closed the pier.", "The council closed the pier."),
        ("In 2019 the county signed an agreement with ICE.", "The county signed an agreement with ICE."),
        ("The pier was closed to anglers on 12 May 2026.", "The pier was closed to anglers."),
    ],
)
def test_a_deed_is_told_without_its_day(told: str, rest: str) -> None:
    assert undated(told) == rest


@pytest.mark.parametrize(
    "told",
    [
        "The jail held 70 people on 12 May 2026.",  # a count is of its day
        "The fare is $14 on 12 May 2026.",
        "The law requires sheriffs to honor detainers in 2026.",
        "The fare cost $14 in 2026.",
        "The board first closed the pier in 2019.",
        "The board closed the pier only in 2019.",
        "The board did not close the pier in 2019.",
        "The board may have closed the pier in 2019.",
        "The mayor said the board closed the pier in 2019.",
        "The board closed the pier before 2019.",
        "The board closed the pier until 12 May 2026.",
        "The board closed the pier in 2019 and opened it in 2020.",
        "The board closed the pier on 12 May.",
        "The board closed the pier.",
    ],
)
def test_what_says_less_or_something_else_without_its_day_keeps_it(told: str) -> None:
    assert undated(told) is None
