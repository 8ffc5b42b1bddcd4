"""What is due again: never right after a check, never less with time, and always named by its own words."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import E_ALDER, E_STATUTE, NOW, cite, report, say
from wellsourced.model.editions import Edition
from wellsourced.model.freshness import Shelf
from wellsourced.render.imprint import imprint_of
from wellsourced.render.json import report_json
from wellsourced.render.markdown import page_markdown
from wellsourced.render.page import page_html
from wellsourced.steps.due import due, next_due
from wellsourced.steps.shelf_life import LIVES, learned, shelf_of

COUNTED = say("There were 2,510 active permits as of April 2031.", cite(E_STATUTE))
ENJOINED = say("The county's rule on day permits is enjoined.", cite(E_ALDER))
COMING = say("The new fee takes effect on May 9, 2031.", cite(E_STATUTE))
SPANS = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=2000))
BY_ID = {exhibit.passage.id: exhibit for exhibit in report().exhibits}
PAGE = report(summary=(COUNTED, ENJOINED), watch=(COMING,))


def no_sightings(source: str) -> tuple[tuple[datetime, str], ...]:
    assert source
    return ()


def test_nothing_is_stale_right_after_a_check() -> None:
    assert due(PAGE, NOW, NOW, no_sightings) == ()


@settings(deadline=None)
@given(SPANS)
def test_nothing_is_stale_before_the_next_due_and_something_from_then_on(span: timedelta) -> None:
    first = next_due(PAGE, NOW, no_sightings)
    assert first is not None
    assert bool(due(PAGE, NOW, NOW + span, no_sightings)) is (NOW + span >= first)


@settings(deadline=None)
@given(SPANS, SPANS)
def test_what_is_stale_stays_stale_until_it_is_checked(one: timedelta, other: timedelta) -> None:
    sooner, later = sorted((one, other))
    told = {s.statement for s in due(PAGE, NOW, NOW + sooner, no_sightings)}
    assert told <= {s.statement for s in due(PAGE, NOW, NOW + later, no_sightings)}


@settings(deadline=None)
@given(SPANS)
def test_a_notice_names_words_of_its_statement(span: timedelta) -> None:
    found = due(PAGE, NOW, NOW + span, no_sightings)
    assert all(one.expired in one.statement and one.expired in one.why for one in found)
    assert [one.due_at for one in found] == sorted(one.due_at for one in found)


def test_a_count_says_of_when_it_is_and_when_it_was_checked() -> None:
    [told] = [
        s for s in due(PAGE, NOW, NOW + timedelta(days=31), no_sightings) if s.statement == COUNTED.text
    ]
    assert told.why == (
        "The count of 2,510 active permits is of April 2031 and was last checked on May 4, 2031; "
        "it is looked at again every 30 days."
    )


def test_a_status_says_of_when_it_is_too() -> None:
    said = say("The county's rule on day permits is enjoined as of May 2030.", cite(E_ALDER))
    past = due(report(summary=(said,)), NOW, NOW + timedelta(days=20), no_sightings)
    [told] = [one for one in past if one.statement == said.text]
    assert told.shelf is Shelf.STATUS
    assert told.why.startswith("How this stands (“is enjoined”) is of May 2030 and was last checked on")


def test_a_day_the_page_names_makes_it_due_on_that_day() -> None:
    [told] = [s for s in due(PAGE, NOW, NOW + timedelta(days=5), no_sightings) if s.statement == COMING.text]
    assert (told.expired, told.due_at.date().isoformat()) == ("May 9, 2031", "2031-05-09")


def test_the_kinds_are_told_by_their_words() -> None:
    assert shelf_of(COUNTED, BY_ID, NOW.date()) is Shelf.COUNT
    assert shelf_of(ENJOINED, BY_ID, NOW.date()) is Shelf.STATUS
    ruled = say("The court decided the case in 2019.", cite(E_ALDER))
    assert shelf_of(ruled, BY_ID, NOW.date()) is Shelf.SETTLED
    news = say("The board is expected to vote on the fee.", cite(E_ALDER))
    assert shelf_of(news, BY_ID, NOW.date()) is Shelf.BREAKING


@pytest.mark.parametrize(
    "told",
    [
        "The county keeps building permits issued by the clerk.",
        "In the county building permits are issued by the clerk.",
        "The clerk of the county issues building permits.",
        "The register of the county has 212 active permits in it.",
        "In 2019 the clerk gave out the permits to the anglers.",
        "The two bars of the river are of sand.",
        "The council spoke of bans on boats.",
    ],
)
def test_a_permit_is_no_verb_of_law(told: str) -> None:
    assert shelf_of(say(told, cite(E_ALDER)), BY_ID, NOW.date()) is not Shelf.STATUS


@pytest.mark.parametrize(
    "told",
    [
        "State law permits local police to hold people.",
        "The rule of the county permits unlicensed sales.",
        "The county bans on-street parking.",
        "California bars agencies from sharing a person's address.",
        "There are laws that bar agencies from asking.",
    ],
)
def test_what_the_law_permits_or_bars_is_how_things_stand(told: str) -> None:
    assert shelf_of(say(told, cite(E_ALDER)), BY_ID, NOW.date()) is Shelf.STATUS


@given(st.lists(st.booleans(), max_size=40), st.sampled_from(sorted(LIVES.values())))
def test_a_life_is_learned_within_its_bounds(changes: list[bool], life: timedelta) -> None:
    text, sightings = 0, [(NOW, "0")]
    for day, changed in enumerate(changes, 1):
        text += changed
        sightings.append((NOW + timedelta(days=day), str(text)))
    assert timedelta(hours=1) <= learned(life, sightings) <= 4 * life
    assert learned(life, ()) == life


def test_a_source_that_changes_daily_is_looked_at_sooner_than_one_that_never_does() -> None:
    often = [(NOW + timedelta(days=n), str(n)) for n in range(30)]
    never = [(when, "same") for when, _ in often]
    life = LIVES[Shelf.STATUS]
    assert learned(life, often) < timedelta(days=3) < life < learned(life, never)


def looked_at(life: timedelta, every: timedelta, looks: int) -> timedelta:
    """The life of a page whose source changes so often, after so many looks, each when the last says."""
    seen, at = list[tuple[datetime, str]](), NOW
    for _ in range(looks):
        seen.append((at, str((at - NOW) // every)))
        life_now = learned(life, seen)
        at += life_now
    return life_now


def test_looks_that_find_a_change_each_time_shorten_the_life_until_some_find_none() -> None:
    life = LIVES[Shelf.STATUS]
    for days in (1, 3, 7):
        found = looked_at(life, timedelta(days=days), 100)
        assert timedelta(days=days) / 4 < found < timedelta(days=days) * 1.5
    assert looked_at(life, timedelta(days=400), 20) > 3 * life


def test_the_looks_of_our_own_refreshes_alone_can_shorten_a_life() -> None:
    life = LIVES[Shelf.STATUS]
    seen = [(NOW + n * life, str(n)) for n in range(12)]
    assert learned(life, seen) < life / 2


def test_it_is_the_estimate_for_looks_at_regular_times_where_they_are_many() -> None:
    looks, changes, life = 199, 120, timedelta(days=1)
    text = [n * changes // looks for n in range(looks + 1)]
    seen = [(NOW + timedelta(days=n), str(one)) for n, one in enumerate(text)]
    rate = -log((looks - changes + 0.5) / (looks + 0.5))
    assert learned(life, seen) / timedelta(days=1) == pytest.approx(1 / rate, rel=0.05)


def test_what_was_unchanged_counts_by_its_time_not_by_how_often_it_was_looked_at() -> None:
    life = LIVES[Shelf.STATUS]
    ends = [(NOW, "a"), (NOW + timedelta(days=30), "a")]
    daily = [(NOW + timedelta(days=n), "a") for n in range(31)]
    assert abs(learned(life, ends) - learned(life, daily)) < timedelta(minutes=1)


def test_every_form_of_the_page_shows_the_notice_and_a_fresh_one_none() -> None:
    stale = due(PAGE, NOW, NOW + timedelta(days=31), no_sightings)
    first = Edition(page="page-1", number=1, report=PAGE.id, published_at=NOW)
    imprint = imprint_of(first, (), None, stale)
    for page in (page_html(PAGE, imprint=imprint), page_markdown(PAGE, imprint=imprint)):
        assert "Due to be checked again: “" in page
    assert [one["due_at"] for one in report_json(PAGE, imprint)["stale"]] == [  # type: ignore[attr-defined]
        one.due_at.strftime("%Y-%m-%dT%H:%M:%SZ") for one in stale
    ]
    assert "Due to be checked again" not in page_html(PAGE) + page_markdown(PAGE)
