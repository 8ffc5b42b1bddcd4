"""What a reader who was here on a day is told: what changed, what was confirmed, who went silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from builders import E_ANGLERS, E_WIRE, cite, report, say
from wellsourced.diff import Changes, answering_changes, asked_by, diff, since
from wellsourced.model.editions import Confirmation, Edition, Retraction
from wellsourced.render.since_then import since_then

MAY = datetime(2031, 5, 5, 9, 0, tzinfo=UTC)
FIRST = report()
SECOND = report(summary=(*FIRST.summary[:1], say("Twenty of 31 counties do.", cite(E_WIRE))))
REPORTS = {one.id: one for one in (FIRST, SECOND)}
ONE = Edition(page="page-a", number=1, report=FIRST.id, published_at=MAY)
TWO = Edition(
    page="page-a",
    number=2,
    report=SECOND.id,
    published_at=MAY + timedelta(days=20),
    previous=ONE.id,
    note="1 figure changed.",
)
WIRE = E_WIRE.source


def confirmed(edition: Edition, days: int, *dead: str, asked: int = 4) -> Confirmation:
    return Confirmation(edition=edition.id, confirmed_at=MAY + timedelta(days=days), asked=asked, dead=dead)


def read_on(day: date, *confirmations: Confirmation) -> Changes:
    return since([TWO, ONE], REPORTS, day, confirmations=confirmations)


def test_a_source_that_went_silent_since_is_named_and_its_archived_copy_with_its_day() -> None:
    found = read_on(date(2031, 5, 30), confirmed(TWO, 21), confirmed(TWO, 30, WIRE.uri))
    [change] = found.changes
    assert (change.kind, change.where, change.before) == ("source", f"Sources: {WIRE.title}", "answers")
    assert change.after == (
        "no longer answers, asked on June 4, 2031; the archived copy of April 2, 2031 stands"
    )
    assert found.before == found.after == TWO
    assert [one.confirmed_at for one in found.confirmations] == [MAY + timedelta(days=30)]


def test_who_knew_that_it_was_silent_is_told_only_that_it_is_back() -> None:
    silent, back = confirmed(TWO, 22, WIRE.uri), confirmed(TWO, 40)
    assert read_on(date(2031, 5, 30), silent).changes == ()
    [change] = read_on(date(2031, 5, 30), silent, back).changes
    assert (change.before, change.after) == ("no longer answers", "answers again, asked on June 14, 2031")


def test_a_confirmation_made_offline_brings_no_source_back() -> None:
    offline = confirmed(TWO, 40, asked=0)
    assert read_on(date(2031, 5, 30), confirmed(TWO, 22, WIRE.uri), offline).changes == ()


def test_what_only_our_note_tells_has_no_archived_copy_to_stand() -> None:
    gone = E_ANGLERS.source.uri
    [change] = answering_changes(FIRST, None, confirmed(ONE, 3, gone))
    assert change.after is not None and change.after.endswith("our note stands")


def test_of_two_editions_that_is_told_which_was_found_while_they_stood() -> None:
    told = [confirmed(ONE, 3), confirmed(ONE, 9, WIRE.uri), confirmed(TWO, 25, WIRE.uri)]
    assert asked_by(ONE, [ONE, TWO], told) == told[1]
    assert asked_by(TWO, [ONE, TWO], told) == told[2]
    assert asked_by(TWO, [ONE, TWO], told[:2]) == told[1]
    assert list(answering_changes(SECOND, told[1], told[2])) == []


def test_all_that_befell_the_page_stands_under_what_changed() -> None:
    day = date(2031, 5, 10)
    found = read_on(day, confirmed(ONE, 3), confirmed(ONE, 9), confirmed(TWO, 25, WIRE.uri))
    assert found.changes[: len(diff(FIRST, SECOND))] == diff(FIRST, SECOND)
    retraction = Retraction(page="page-a", retracted_at=MAY + timedelta(days=40), why="Of another lake.")
    told = since_then(day, found.before, found.editions, found.confirmations, retraction)
    assert told.opening == "On May 10, 2031 edition 1 of May 5, 2031 stood; the page was retracted."
    assert told.log == (
        "Edition 1 was confirmed on May 14, 2031, 4 sources asked.",
        "Edition 2 was published on May 25, 2031: 1 figure changed.",
        "Edition 2 was confirmed on May 30, 2031, 4 sources asked, 1 of them no longer answered.",
        "The page was retracted on June 14, 2031: Of another lake.",
    )


def test_what_was_asked_as_an_edition_was_made_is_told_with_it_and_confirms_nothing() -> None:
    told = since_then(date(2031, 5, 10), ONE, [TWO], [confirmed(TWO, 20, WIRE.uri)], None)
    assert told.log == (
        "Edition 2 was published on May 25, 2031: 1 figure changed. "
        "4 sources asked, 1 of them no longer answered.",
    )


def test_who_could_not_be_reached_is_counted() -> None:
    partly = replace(confirmed(ONE, 9), unreached=2)
    told = since_then(date(2031, 5, 10), ONE, (), [partly], None)
    assert told.log == ("Edition 1 was confirmed on May 14, 2031, 4 sources asked, 2 could not be reached.",)


def test_a_page_that_stood_is_said_to_stand() -> None:
    told = since_then(date(2031, 5, 10), ONE, (), [confirmed(ONE, 9, asked=0)], None)
    assert told.opening == "On May 10, 2031 edition 1 of May 5, 2031 stood; it still stands."
    assert told.log == ("Edition 1 was confirmed on May 14, 2031, no source asked.",)
