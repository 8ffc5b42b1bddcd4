"""Dated quantities: what is a measure, of when, and which figures are of one measure."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from builders import ALDER, E_ALDER, E_STATUTE, NOW, cite, noted, report, say
from wellsourced.model.quantities import DatedBy, Quantity
from wellsourced.steps.quantities import (
    newer,
    passage_quantities,
    quantities,
    same_measure,
    spliced,
    statuses,
)

BY_ID = {exhibit.passage.id: exhibit for exhibit in report().exhibits}


def read(text: str) -> dict[str, Quantity]:
    return {q.written: q for q in quantities(say(text, cite(E_STATUTE)), BY_ID, NOW.date())}


def facts() -> dict[str, str]:
    folder = resources.files("wellsourced").joinpath("casebooks", "local-ice-cooperation", "facts.jsonl")
    rows = (json.loads(line) for line in folder.read_text("utf-8").splitlines())
    return {row["id"]: row["text"] for row in rows}


def test_the_agreements_are_one_measure_at_two_dates_and_the_detainers_another() -> None:
    book = facts()
    autumn, later = read(book["F047"])["1,202"], read(book["F051"])["2,510"]
    detainers = read(book["F137"])["142,474"]
    assert [q.as_of and q.as_of.text for q in (autumn, later, detainers)] == ["2025-11-21", "2026-09", "2017"]
    assert same_measure(autumn, later)
    assert not same_measure(autumn, detainers)
    assert not same_measure(later, detainers)


@pytest.mark.parametrize(
    "text",
    [
        "The jail must release people within 48 hours.",
        "Section 287(g) was enacted in 1996.",
        "Apollo 11 landed in July 2020.",
        "The third county left in 2024.",
        "The board would issue 500 permits in 2026.",
    ],
)
def test_rules_sections_years_and_names_measure_nothing(text: str) -> None:
    assert read(text) == {}


def test_issued_and_revoked_permits_are_not_one_measure() -> None:
    issued = read("Avonia issued 500 permits in 2024.")["500"]
    assert not same_measure(issued, read("Avonia revoked 700 permits in 2026.")["700"])
    assert same_measure(issued, read("Avonia issued 700 permits in 2026.")["700"])


def test_a_figure_without_a_date_of_its_own_has_its_notes_or_none() -> None:
    note = noted(ALDER, "There are 90 active permits.", dated="2030-06")
    [dated] = passage_quantities(note)
    assert (dated.dated_by, dated.as_of and dated.as_of.text) == (DatedBy.NOTE, "2030-06")
    [undated] = passage_quantities(noted(ALDER, "There are 90 active permits."))
    assert (undated.dated_by, undated.as_of) == (DatedBy.NOTHING, None)


def test_a_figure_with_the_date_of_another_sentence_is_spliced() -> None:
    note = noted(ALDER, "There were 90 active permits in May 2024. The law changed in June 2026.")
    by_id = {note.passage.id: note}
    assert spliced(say("There were 90 active permits in June 2026.", cite(note)), by_id)
    assert not spliced(say("There were 90 active permits in May 2024.", cite(note)), by_id)


def test_the_date_of_one_clause_is_not_given_to_the_figure_of_another() -> None:
    books = noted(ALDER, "There were 90 active permits in May 2024.")
    law = noted(ALDER, "The law changed in June 2026.", start=900)
    by_id = {one.passage.id: one for one in (books, law)}
    joined = say("The law changed in June 2026, and there were 90 active permits.", cite(books), cite(law))
    assert not spliced(joined, by_id)
    assert spliced(say("In June 2026 there were 90 active permits.", cite(books), cite(law)), by_id)


def test_a_newer_figure_marks_the_older_one_and_never_the_other_way_round() -> None:
    old = say("There were 212 active permits in May 2030.", cite(E_STATUTE))
    others = passage_quantities(noted(ALDER, "There were 250 active permits in April 2031."))
    [mark] = newer(report(summary=(old,)), others)
    assert (mark.statement, mark.old.written, mark.new.written) == (old.text, "212", "250")
    assert mark.new.source == ALDER
    earlier = passage_quantities(noted(ALDER, "There were 180 active permits in April 2029."))
    assert newer(report(summary=(old,)), earlier) == ()


def test_a_status_has_subject_value_and_date() -> None:
    [told] = statuses(say("The day permit rule is enjoined as of May 2030.", cite(E_ALDER)), BY_ID)
    assert (told.subject, told.predicate, told.value) == ("The day permit rule", "is", "enjoined")
    assert told.as_of is not None and told.as_of.text == "2030-05"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "As of May 2026 the register of Ohio showed 212 active 287(g) agreements.",
            "As of June 2026 the register of Texas showed 240 active 287(g) agreements.",
        ),
        (
            "As of May 2026 the county had built 212 homes since 2008.",
            "As of June 2026 the county had built 240 homes since 2020.",
        ),
    ],
)
def test_another_place_or_another_start_is_another_measure(one: str, other: str) -> None:
    (mine,), (other_s,) = ([q for q in read(text).values() if q.value > 200] for text in (one, other))
    assert not same_measure(mine, other_s)
    assert same_measure(mine, mine)
