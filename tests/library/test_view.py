"""A view over a user's library and casebooks: one ranking, one day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from holdings import BARRAGE, ENCODER, FERRY, LIGHTHOUSE, add, capture, casebook
from wellsourced.library.home import Home
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.library.view import LayeredView

TODAY = date(2026, 11, 22)


@pytest.fixture
def library(home: Path | Home) -> SqlLibrary:
    notes = casebook(
        [(LIGHTHOUSE, "2001-05-01"), ("The barrage was sold in 2019.", "2019"), ("No date.", None)]
    )
    library = open_library(home, ENCODER, [notes])
    add(library, capture("ferry", FERRY, published="2010-03-09"), capture("barrage", BARRAGE))
    return library


def found(view: LayeredView, query: str) -> list[str]:
    return [hit.passage.text for hit in view.search(query, 3)]


def test_the_best_of_both_layers_comes_first(library: SqlLibrary) -> None:
    view = library.view(TODAY)
    assert found(view, "Who is the keeper of the lighthouse?")[0] == LIGHTHOUSE
    assert found(view, "On which days does the ferry carry cars?")[0] == FERRY
    assert set(found(view, "tidal barrage")[:2]) == {BARRAGE, "The barrage was sold in 2019."}


def test_a_hit_tells_how_near_it_is_whichever_list_found_it(library: SqlLibrary) -> None:
    hits = library.view(TODAY).search("lighthouse keeper", 5)
    query = ENCODER.encode(["lighthouse keeper"])[0]
    for hit in hits:
        expected = float(ENCODER.encode([hit.passage.text])[0] @ query)
        assert hit.similarity == pytest.approx(expected, abs=1e-5)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize(
    ("day", "seen"),
    [
        (date(1999, 1, 1), set()),
        (date(2001, 5, 1), {LIGHTHOUSE}),
        (date(2010, 3, 9), {LIGHTHOUSE, FERRY}),
        (date(2019, 12, 30), {LIGHTHOUSE, FERRY}),
        (date(2019, 12, 31), {LIGHTHOUSE, FERRY, "The barrage was sold in 2019."}),
        (TODAY, {LIGHTHOUSE, FERRY, BARRAGE, "The barrage was sold in 2019.", "No date."}),
    ],
)
def test_nothing_later_than_the_day_is_to_be_seen(library: SqlLibrary, day: date, seen: set[str]) -> None:
    view = library.view(day)
    assert {passage.text for passage in view.passages()} == seen
    hits = {hit.passage.text for q in ("barrage ferry lighthouse", "no date") for hit in view.search(q, 10)}
    assert hits == seen
    for passage in library.view(TODAY).passages():
        if passage.text not in seen:
            with pytest.raises(KeyError):
                view.passage(passage.id)


def test_early_passages_are_found_behind_many_late_ones(library: SqlLibrary) -> None:
    late = [capture(f"late{number}", f"The ferry sails, notice {number}.") for number in range(300)]
    add(library, *late)
    assert found(library.view(date(2012, 1, 1)), "ferry sails")[0] == FERRY


def test_who_speaks_is_what_a_note_is_about(library: SqlLibrary) -> None:
    view = library.view(TODAY)
    by_text = {passage.text: passage for passage in view.passages()}
    assert view.source_of(by_text[LIGHTHOUSE]).title == "About 0"
    assert view.document_of(by_text[LIGHTHOUSE]).title == "Gulls"
    assert view.source_of(by_text[FERRY]).title == "ferry"


def test_neighbours_are_one_passage_each_side_and_notes_have_none(library: SqlLibrary) -> None:
    add(library, capture("three", "One is here.\n\nTwo is here.\n\nThree is here."))
    view = library.view(TODAY)
    by_text = {passage.text: passage for passage in view.passages()}
    assert view.neighbours(by_text["Two is here."]) == ("One is here.", "Three is here.")
    assert view.neighbours(by_text["One is here."]) == ("", "Two is here.")
    assert view.neighbours(by_text["Three is here."]) == ("Two is here.", "")
    assert view.neighbours(by_text["The barrage was sold in 2019."]) == ("", "")


def test_passages_come_in_document_order(library: SqlLibrary) -> None:
    add(library, capture("three", "One is here.\n\nTwo is here.\n\nThree is here."))
    listed = [passage.text for passage in library.view(TODAY).passages()]
    start = listed.index("One is here.")
    assert listed[start : start + 3] == ["One is here.", "Two is here.", "Three is here."]


def test_a_title_somebody_gave_is_found_by_and_a_file_name_is_not(library: SqlLibrary) -> None:
    text = "It was put up in 1890."
    given = capture("walrus", text)
    named = replace(given, source=replace(given.source, uri="file:///books/heron", title="heron"))
    add(library, given, replace(named, body=b"It was taken down in 1895."))
    view = library.view(TODAY)
    assert [passage.text for passage in view.lexical("walrus", 3)] == [text]
    assert found(view, "What of the walrus?")[0] == text
    assert view.lexical("heron", 3) == []


def test_words_in_the_text_and_nearness_add_up(library: SqlLibrary) -> None:
    view = library.view(TODAY)
    hits = view.search("the keeper of the lighthouse retired", 5)
    assert hits[0].passage.text == LIGHTHOUSE
    assert hits[0].score == pytest.approx(1.0), "the best by words and by meaning"
    assert all(0.0 <= hit.score < 1.0 for hit in hits[1:])


def test_an_empty_question_finds_nothing(library: SqlLibrary) -> None:
    assert library.view(TODAY).search("  ", 5) == []
    assert library.view(TODAY).search("ferry", 0) == []


def test_each_way_of_searching_can_be_asked_alone(library: SqlLibrary) -> None:
    view = library.view(TODAY)
    query = "keeper of the lighthouse"
    assert view.lexical(query, 3)[0].text == LIGHTHOUSE
    assert FERRY not in [passage.text for passage in view.lexical("barrage", 5)], "it shares no word"
    vector = ENCODER.encode([query])[0]
    near = [float(ENCODER.encode([passage.text])[0] @ vector) for passage in view.dense(query, 4)]
    assert near == sorted(near, reverse=True)
    assert [len(ask(query, 2)) for ask in (view.lexical, view.dense)] == [1, 2]
    assert view.lexical(" ", 3) == view.dense(" ", 3) == []
