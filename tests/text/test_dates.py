"""Dates keep the precision they were written with."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.text.dates import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was filed on May 8, 2018, in court.", ["2018-05-08"]),
        ("It was filed on 8 May 2018.", ["2018-05-08"]),
        ("It was filed on 8th of May 2018.", ["2018-05-08"]),
        ("Captured 2018-05-08.", ["2018-05-08"]),
        ("Captured 05/08/2018 and 31/12/2019.", ["2018-05-08", "2019-12-31"]),
        ("It began in May 2018.", ["2018-05"]),
        ("It began in mid-July 2026.", ["2026-07"]),
        ("Since Sept. 5, 2025, it has grown.", ["2025-09-05"]),
        ("In September 2025 and in 2018.", ["2025-09", "2018"]),
        ("In fiscal 2012 and FY 2013.", ["2012", "2013"]),
        ("The 2018-19 season.", ["2018"]),
        ("The ruling (3d Cir. 2014) stands.", ["2014"]),
        ("On February 30, 2019.", ["2019-02"]),
    ],
)
def test_dates_as_written(text: str, expected: list[str]) -> None:
    assert [found.date for found in dates(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "They held 2018 people.",
        "It costs $2018.",
        "It took 2000 hours.",
        "About 1900 men came.",
        "See HB 2018 and Chapter 1015.",
        "In the 1990s.",
        "On May 8 it rained.",
        "In 2,018 cases.",
        "He may 2 or 3 times refuse.",
        "In 1650 and 2150.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates(text) == []


@given(st.dates(min_value=date(1700, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_reads_back_in_three_spellings(day: date) -> None:
    month = day.strftime("%B")
    for written in (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", day.isoformat()):
        text = f"It ended on {written}."
        (found,) = dates(text)
        assert found.date == day.isoformat()
        assert found.text == written == text[found.start : found.end]


@given(st.text(alphabet="0123456789-/, MayJunetofiscal", max_size=50))
def test_spans_are_exact_and_never_overlap(text: str) -> None:
    end = 0
    for found in dates(text):
        assert found.text == text[found.start : found.end]
        assert found.start >= end
        end = found.end
