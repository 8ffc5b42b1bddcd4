"""Times of day, however they are written."""

import pytest

from wellsourced.text.clock import clock_times
from wellsourced.text.figures import figures


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("He was found at 4:20 a.m. on Monday.", [260]),
        ("He was found at 4:20 in the morning.", [260]),
        ("He was found at 4:20 in the afternoon.", [980]),
        ("Open from 9 a.m. to 5 p.m. daily.", [540, 1020]),
        ("The train left at 16:20.", [980]),
        ("It rang at 12 a.m. and 12 p.m.", [0, 720]),
        ("Ten boats left on May 4.", []),
        ("The ratio was 4.20 to one.", []),
    ],
)
def test_times(text: str, minutes: list[int]) -> None:
    assert [time.minutes for time in clock_times(text)] == minutes


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("at 4:20 p.m.", "at 16:20", True),
        ("at 4:20", "at 4:20 p.m.", True),
        ("at 4:20 a.m.", "at 4:20 in the afternoon", False),
        ("at 4:20", "at 4:25", False),
    ],
)
def test_one_time_in_two_spellings(one: str, other: str, fit: bool) -> None:
    (first,), (second,) = clock_times(one), clock_times(other)
    assert first.fits(second) is fit
    assert second.fits(first) is fit


def test_a_time_of_day_is_no_quantity() -> None:
    assert figures("The order came at 2:14 p.m., not at 15:40.") == []
