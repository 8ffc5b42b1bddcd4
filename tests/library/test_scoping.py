"""What a passage speaks of: its place and period, and what somebody stated of its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from holdings import ENCODER, add, capture
from wellsourced.library.home import Home
from wellsourced.library.scoping import own_scope, within
from wellsourced.library.store import open_library
from wellsourced.model.scope import EVERYWHERE, Period, Scope


@pytest.mark.parametrize(
    ("text", "headings", "title", "place"),
    [
        ("Deputies in Harris County, Texas, held forty people.", (), "", "US-TX-county-Harris"),
        ("Officers may not ask.", ("Part 2", "Rules in Oregon"), "Two states compared", "US-OR"),
        ("Officers may not ask.", (), "The Illinois statute in short", "US-IL"),
        ("The jail in Houston follows the law of Texas.", (), "", "US-TX-city-Houston"),
        ("Dallas and Houston differ.", (), "", "US-TX"),
        ("Texas and Oregon differ.", (), "", None),
        ("Unlike California, it lets officers ask.", (), "A law of Texas", None),
        ("Austin keeps its own rule.", (), "A law of Texas", "US-TX-city-Austin"),
        ("Denzel Washington played the officer.", (), "", None),
        ("Officers may not ask.", (), "", None),
    ],
)
def test_the_nearest_words_that_name_one_place_tell_it(
    text: str, headings: tuple[str, ...], title: str, place: str | None
) -> None:
    assert own_scope(text, headings, title).place == place


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("In 2019 the jail held 40 people.", date(2019, 1, 1), date(2020, 1, 1)),
        ("The jail held 40 people during May 2024.", date(2024, 5, 1), date(2024, 6, 1)),
        ("From 2015 to 2018 the jail held 90 people a year.", date(2015, 1, 1), date(2019, 1, 1)),
        ("It held 9 people on July 4, 2020; in all of July 4, 2020.", date(2020, 7, 4), date(2020, 7, 5)),
    ],
)
def test_a_period_is_what_the_text_says_it_speaks_of(text: str, start: date, end: date) -> None:
    assert own_scope(text, (), "").period == Period(start=start, end=end)


@pytest.mark.parametrize(
    "text",
    [
        "The 2017 act forbids it.",
        "In 2019 the jail held 40 people, in 2020 it held 50.",
        "Between the 2015 act and the 2018 act nothing changed.",
        "The jail held 40 people.",
    ],
)
def test_a_date_that_may_be_of_something_else_is_no_period(text: str) -> None:
    assert own_scope(text, (), "").period is None


def test_what_was_stated_stands_and_the_text_may_only_narrow_it() -> None:
    stated = Scope(place="US-TX")
    assert within(stated, Scope(place="US-TX-city-Austin")).place == "US-TX-city-Austin"
    assert within(stated, Scope(place="US-OR")).place == "US-TX"
    assert within(stated, EVERYWHERE).place == "US-TX"
    assert within(EVERYWHERE, Scope(place="US-OR")).place == "US-OR"


def test_a_place_stated_later_is_that_of_the_passages_held_already(home: Path | Home) -> None:
    library = open_library(home, ENCODER)
    said = capture("rule", "Officers may not ask anyone where they were born. " * 3)
    add(library, said)
    [before] = library.view(date.max).passages()
    add(library, replace(said, source=replace(said.source, coverage=Scope(place="US-ME"))))
    [after] = library.view(date.max).passages()
    assert (before.scope.place, after.scope.place) == (None, "US-ME")
    assert before.id == after.id
    library.close()
