"""Reading a casebook's folder: what a good one becomes, and what is said of a bad one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.errors import InputError
from wellsourced.model.provisions import DECIDED, RuleValue
from wellsourced.model.sources import SourceKind
from wellsourced.rules.casebook import LoadedCasebook, load_casebook
from wellsourced.rules.engine import resolve
from wellsourced.rules.situation import Situation

ABOUT = {
    "url": "https://example.org/harbor-act",
    "title": "The Harbor Act, text",
    "publisher": "Harbor Legislature",
    "kind": "law",
    "published": "2020-05",
}
NOTE = {
    "id": "ACT",
    "text": "The Harbor Act bars wardens from renting boats.",
    "place": "US-TX",
    "parties": ["police"],
    "authority": "state",
    "nature": "rule",
    "dated": "2020-06-01",
    "confidence": "high",
    "heading": "The Harbor Act (Texas)",
    "instrument": "ACT",
    "about": ABOUT,
}
ROW = {
    "id": "ACT",
    "name": "The Harbor Act",
    "cite": "Harbor Code 1",
    "level": "state",
    "place": "US-TX",
    "status": "in_force",
    "actions": {"rent_boat": "must_not", "sell_boat": "silent"},
    "decides": {"rent_boat": ["police"]},
    "bars_lower_law": [],
    "supersedes": [],
    "enacted": None,
    "effective": "2020-06-01",
    "ended": None,
    "as_of": None,
    "basis": "text_seen",
    "unverified": [],
    "extra": "rows have more for their readers",
}
BOOK = {
    "name": "harbor",
    "title": "Harbors",
    "version": "1",
    "built": "2026-01-31",
    "matter": "Boats.",
    "actions": {"rent_boat": {"infinitive": "rent boats", "gerund": "renting boats", "terms": ["boat"]}},
    "agencies": {"police": "wardens"},
    "places": {"US-TX": "Texas"},
    "unknowns": [
        {"text": "We do not know the fee.", "origin": "ACT", "place": "US-TX", "since": "2021-01-01"}
    ],
    "corrections": [],
    "facets": [],
}
FACT = {**NOTE, "id": "F1", "text": "Wardens counted 12 boats.", "nature": "count", "instrument": None}


def write(
    folder: Path,
    *,
    notes: list[dict[str, Any]] | None = None,
    rows: list[dict[str, Any]] | None = None,
    book: dict[str, Any] = BOOK,
) -> Path:
    folder.mkdir(exist_ok=True)
    lines = {"notes.jsonl": notes or [NOTE, FACT], "instruments.jsonl": rows or [ROW]}
    for name, items in lines.items():
        (folder / name).write_text("".join(json.dumps(item) + "\n" for item in items))
    (folder / "casebook.json").write_text(json.dumps(book))
    return folder


@pytest.fixture
def harbor(tmp_path: Path) -> LoadedCasebook:
    return load_casebook(write(tmp_path))


def test_each_note_is_a_passage_of_one_document(harbor: LoadedCasebook) -> None:
    assert harbor.document.text == f"{NOTE['text']}\n\n{FACT['text']}"
    for passage in harbor.passages:
        assert harbor.document.text[passage.span.start : passage.span.end] == passage.text
        assert passage.document == harbor.document.id
    assert harbor.document.snapshot == harbor.snapshot.id
    assert harbor.snapshot.captured_at.date() == date(2026, 1, 31)


def test_a_note_speaks_for_the_source_it_is_about(harbor: LoadedCasebook) -> None:
    note = harbor.passages[0].note
    assert note is not None
    assert (note.about.publisher, note.about.kind) == ("Harbor Legislature", SourceKind.LAW)
    assert note.about.published is not None
    assert note.about.published.text == "2020-05"
    assert note.instrument == "ACT"
    assert harbor.passages[0].scope.place == "US-TX"
    assert harbor.passages[0].scope.parties == {"police"}


ASKED = Situation(place="US-TX", agency="police", action="rent_boat")


def test_a_row_decides_from_its_day_on_and_is_carried_by_its_note(harbor: LoadedCasebook) -> None:
    assert resolve(harbor, ASKED, date(2020, 5, 31)).value is RuleValue.NOT_FOUND
    found = resolve(harbor, ASKED, date(2020, 6, 1))
    assert (found.value, [rule.instrument for rule in found.because]) == (RuleValue.MUST_NOT, ["ACT"])
    assert [row.passage for row in harbor.instruments] == [harbor.passages[0].id]


def test_what_a_data_set_once_recorded_of_a_city_is_in_force_for_none(tmp_path: Path) -> None:
    """A statute stands until it is repealed; a local policy changes without notice."""
    day = date(2020, 6, 1)
    recorded = {**ROW, "basis": "dataset_row"}
    state = load_casebook(write(tmp_path / "state", rows=[recorded]))
    assert resolve(state, ASKED, day).value is RuleValue.MUST_NOT
    town = "US-TX-city-Austin"
    book = {**BOOK, "places": {"US-TX": "Texas", town: "Austin, Texas"}}
    row = {**recorded, "level": "city", "place": town}
    city = load_casebook(write(tmp_path / "city", rows=[row], book=book))
    assert resolve(city, replace(ASKED, place=town), day).value not in DECIDED


def test_an_unknown_is_open_from_its_day(harbor: LoadedCasebook) -> None:
    assert [(one.origin, one.since) for one in harbor.unknown_rows] == [("ACT", date(2021, 1, 1))]


def test_the_same_bytes_are_the_same_snapshot(tmp_path: Path) -> None:
    first, second = load_casebook(write(tmp_path)), load_casebook(write(tmp_path))
    assert first == second
    write(tmp_path, notes=[NOTE])
    assert load_casebook(tmp_path).snapshot.id != first.snapshot.id


def test_facets_are_read_where_there_are_any(tmp_path: Path, harbor: LoadedCasebook) -> None:
    assert harbor.facets == ()
    (tmp_path / "facets.json").write_text('{"cost": {"terms": ["fee"]}}')
    assert load_casebook(tmp_path).facets == {"cost": {"terms": ["fee"]}}


@given(texts=st.lists(st.from_regex(r"[A-Z][a-z ]{0,20}[é✓a-z]\.", fullmatch=True), min_size=1, max_size=6))
def test_spans_are_exact_for_any_texts(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    notes = [{**FACT, "id": f"F{n}", "text": text} for n, text in enumerate(texts)]
    book = load_casebook(write(tmp_path_factory.mktemp("book"), notes=[*notes, NOTE]))
    spans = [(p.span.start, p.span.end) for p in book.passages]
    assert [book.document.text[start:end] for start, end in spans] == [*texts, NOTE["text"]]


Spoil = Callable[[Path], object]
BAD: dict[str, tuple[Spoil, str]] = {
    "a key that nobody reads": (
        lambda d: write(d, notes=[{**NOTE, "stance": "supports"}]),
        "stance: Unexpected keyword",
    ),
    "a word for a date": (lambda d: write(d, notes=[{**NOTE, "dated": "June"}]), "not a date"),
    "a day that does not exist": (lambda d: write(d, notes=[{**NOTE, "dated": "2020-02-30"}]), "ACT: "),
    "an unknown kind of page": (
        lambda d: write(d, notes=[{**NOTE, "about": {**ABOUT, "kind": "blog"}}]),
        "line 1: about.kind",
    ),
    "two publishers for one address": (
        lambda d: write(d, notes=[NOTE, {**FACT, "about": {**ABOUT, "publisher": "Another"}}]),
        "another kind, publisher",
    ),
    "an id used twice": (lambda d: write(d, notes=[NOTE, {**FACT, "id": "ACT"}]), "occurs twice"),
    "a place without a name": (lambda d: write(d, notes=[{**NOTE, "place": "US-OR"}]), "no name in casebook"),
    "an agency nobody knows": (lambda d: write(d, notes=[{**NOTE, "parties": ["pilot"]}]), "agency pilot"),
    "a text of two paragraphs": (
        lambda d: write(d, notes=[{**NOTE, "text": "One.\n\nTwo."}]),
        "one paragraph",
    ),
    "a note on a missing row": (lambda d: write(d, rows=[{**ROW, "id": "OTHER"}]), "which has no row"),
    "an unverified value that decides": (
        lambda d: write(d, rows=[{**ROW, "unverified": ["actions.rent_boat"]}]),
        "may not decide unverified",
    ),
    "an unverified row that decides": (
        lambda d: write(d, rows=[{**ROW, "unverified": ["all"]}]),
        "may not decide unverified",
    ),
    "a decision no note carries": (lambda d: write(d, notes=[FACT]), "may not decide unverified"),
    "a silent value that decides": (
        lambda d: write(d, rows=[{**ROW, "decides": {"sell_boat": ["police"]}}]),
        "no known value",
    ),
    "a casebook without its own file": (lambda d: (write(d) / "casebook.json").unlink(), "cannot be read"),
    "facets that are no JSON": (lambda d: (write(d) / "facets.json").write_text("{"), "Correct the JSON"),
}


@pytest.mark.parametrize(("spoil", "said"), BAD.values(), ids=BAD.keys())
def test_what_is_wrong_is_said_in_one_line(spoil: Spoil, said: str, tmp_path: Path) -> None:
    spoil(tmp_path)
    with pytest.raises(InputError, match=said) as error:
        load_casebook(tmp_path)
    assert "\n" not in str(error.value)
