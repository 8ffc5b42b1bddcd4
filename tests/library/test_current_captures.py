"""A source captured again: only what it says now is found, and what it said before can still be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashing_encoder import HashingEncoder
from holdings import BARRAGE, FERRY, LIGHTHOUSE, add, capture
from library_digest import library_digest
from wellsourced.adapters.extractors import Extractors
from wellsourced.library.home import Home
from wellsourced.library.sightings import Stretch, with_sighting
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.library.view import LayeredView
from wellsourced.ports import Added, Capture, Exchange, Extracted

A = "The ferry to Gull Island sails twice a day in summer."
B = "The ferry to Gull Island sails once a day in summer."
C = "The ferry to Gull Island does not sail in summer."


def on(number: int) -> datetime:
    """Noon of a day of January 2026."""
    return datetime(2026, 1, number, 12, 0, tzinfo=UTC)


def ferry(text: str, number: int, published: str | None = None) -> Capture:
    return capture("ferry", text, captured_at=on(number), published=published)


@pytest.fixture
def library(home: Path | Home) -> SqlLibrary:
    library = open_library(home, HashingEncoder())
    add(library, capture("barrage", BARRAGE, captured_at=on(1)))
    return library


def ways() -> list[Callable[[LayeredView], set[str]]]:
    """Each way of finding a passage."""
    query = "How often does the ferry sail to Gull Island?"
    return [
        lambda view: {hit.passage.text for hit in view.search(query, 5)},
        lambda view: {passage.text for passage in view.lexical(query, 5)},
        lambda view: {passage.text for passage in view.dense(query, 5)},
        lambda view: {passage.text for passage in view.passages()},
    ]


def found(library: SqlLibrary, day: date) -> set[str]:
    """What is found of the ferry as of a day, whichever way it is looked for."""
    view = library.view(day)
    answers = [way(view) - {BARRAGE} for way in ways()]
    assert all(answer == answers[0] for answer in answers), answers
    return answers[0]


def test_only_what_a_source_says_now_is_found(library: SqlLibrary) -> None:
    add(library, ferry(A, 2))
    add(library, ferry(B, 5))
    assert found(library, on(9).date()) == {B}
    assert found(library, on(5).date()) == {B}
    assert found(library, on(4).date()) == {A}
    assert found(library, on(1).date()) == set()
    assert library.verify() == []


def test_what_it_said_before_is_read_by_its_id(library: SqlLibrary) -> None:
    add(library, ferry(A, 2))
    [old] = [p for p in library.view(on(2).date()).passages() if p.text == A]
    add(library, ferry(B, 5))
    view = library.view(on(9).date())
    assert view.passage(old.id) == old
    assert view.snapshot_of(old).captured_at == on(2) and view.neighbours(old) == ("", "")
    assert library.find(old.id) == old


def test_a_source_that_says_again_what_it_once_said_is_found_saying_it(library: SqlLibrary) -> None:
    for capture_ in (ferry(A, 2), ferry(B, 5), ferry(A, 7)):
        add(library, capture_)
    assert found(library, on(9).date()) == {A}
    assert found(library, on(6).date()) == {B}
    add(library, ferry(B, 8))
    assert found(library, on(9).date()) == {B}


def test_seeing_the_same_again_moves_the_clock_forward_and_never_back(library: SqlLibrary) -> None:
    add(library, ferry(A, 2), ferry(B, 5), ferry(A, 7))  # in one batch as one by one
    add(library, ferry(A, 3))
    assert found(library, on(9).date()) == {A}
    add(library, ferry(C, 6))  # read late, from an archive
    assert found(library, on(9).date()) == {A}
    assert found(library, on(6).date()) == {C}


def test_of_captures_later_than_the_day_the_first_one_speaks(library: SqlLibrary) -> None:
    add(library, ferry(B, 5, published="2020-03-01"))
    add(library, ferry(A, 3, published="2020-03-01"))
    assert found(library, date(2020, 2, 1)) == set()
    assert found(library, date(2021, 1, 1)) == {A}
    assert found(library, on(4).date()) == {A}
    assert found(library, on(5).date()) == {B}


def page(text: str, changed: str | None, number: int) -> Capture:
    modified = "" if changed is None else f', "dateModified": "{changed}"'
    html = (
        '<html lang="en"><head><title>Ferry</title><script type="application/ld+json">'
        f'{{"@type": "NewsArticle", "datePublished": "2020-03-01"{modified}}}</script></head>'
        f"<body><article><h1>Ferry</h1><p>{text}</p></article></body></html>"
    )
    return capture("ferry", html, captured_at=on(number), media_type="text/html")


def test_a_capture_that_does_not_count_yet_hides_none_that_does(library: SqlLibrary) -> None:
    add(library, page(A, None, 5))
    add(library, page(B, "2025-06-01", 2))  # captured first, but changed since the day asked about
    assert any(A in text for text in found(library, date(2021, 1, 1)))
    assert not any(B in text for text in found(library, date(2021, 1, 1)))


def test_other_sources_that_say_the_same_are_left_alone(library: SqlLibrary) -> None:
    add(library, ferry(A, 2), capture("copy", A, captured_at=on(2)), ferry(B, 5))
    assert found(library, on(9).date()) == {A, B}
    copies = [p for p in library.view(on(9).date()).passages() if p.text == A]
    assert len(copies) == 1


def test_a_change_found_behind_many_older_captures(tmp_path: Path) -> None:
    library = open_library(tmp_path / "library", HashingEncoder())
    for number in range(120):
        moment = on(1) + timedelta(hours=number)
        add(library, capture("ferry", f"The ferry sails, notice {number}.", captured_at=moment))
    add(library, capture("island", LIGHTHOUSE, captured_at=on(1)))
    add(library, capture("other", FERRY, captured_at=on(1)))
    texts = [hit.passage.text for hit in library.view(on(30).date()).search("ferry sails", 10)]
    assert [text for text in texts if "notice" in text] == ["The ferry sails, notice 119."]
    assert FERRY in texts


def test_how_often_a_source_changed_is_told_oldest_first(library: SqlLibrary) -> None:
    [first] = add(library, ferry(A, 2))
    [second] = add(library, ferry(B, 5))
    [again] = add(library, ferry(A, 7))
    assert not again.new and again.snapshot == first.snapshot
    view = library.view(on(9).date())
    told = [(one.id, one.captured_at) for one in view.captures(first.source.id)]
    assert told == [(first.snapshot, on(2)), (second.snapshot, on(5)), (first.snapshot, on(7))]
    assert [one.id for one in library.view(on(4).date()).captures(first.source.id)] == [first.snapshot]
    assert list(view.captures("source-none")) == []


def test_when_something_was_seen_is_in_no_digest(tmp_path: Path) -> None:
    digests = []
    for name, captures in {"once": [ferry(A, 2)], "twice": [ferry(A, 2), ferry(A, 7)]}.items():
        library = open_library(tmp_path / name, HashingEncoder())
        answers = [library.add([one], Extractors())[0] for one in captures]
        assert [isinstance(one, Added) and one.new for one in answers] == [True, False][: len(captures)]
        assert library.verify() == []
        library.close()
        digests.append(library_digest(tmp_path / name))
    assert digests[0] == digests[1]


def stood(library: SqlLibrary) -> dict[int, str]:
    """Which text of the ferry is found as of each day from the second to the twelfth."""
    return {number: "".join(sorted(found(library, on(number).date()))) for number in range(2, 13)}


def test_of_a_source_that_goes_back_and_forth_each_day_keeps_its_text(library: SqlLibrary) -> None:
    history = [(A, 2), (B, 5), (A, 7), (B, 8), (A, 10)]
    for text, number in history:
        add(library, ferry(text, number))
    days = {2: A, 3: A, 4: A, 5: B, 6: B, 7: A, 8: B, 9: B, 10: A, 11: A, 12: A}
    assert stood(library) == days
    source = ferry(A, 2).source.id
    captures = library.view(on(12).date()).captures(source)
    assert [one.captured_at for one in captures] == [on(number) for _, number in history]
    assert len({one.id for one in captures}) == 2
    assert [one.captured_at for one in library.view(on(7).date()).captures(source)] == [on(2), on(5), on(7)]
    assert library.verify() == []


def test_back_and_forth_in_one_batch_is_as_one_by_one_and_telling_it_again_changes_nothing(
    library: SqlLibrary,
) -> None:
    history = [ferry(A, 2), ferry(B, 5), ferry(A, 7), ferry(B, 8)]
    add(library, *history)
    told = stood(library)
    assert [told[number] for number in (4, 6, 7, 9)] == [A, B, A, B]
    captures = library.view(on(12).date()).captures(history[0].source.id)
    add(library, *reversed(history))
    assert stood(library) == told
    assert library.view(on(12).date()).captures(history[0].source.id) == captures


def test_a_sighting_told_late_stands_on_its_day_and_on_no_other(library: SqlLibrary) -> None:
    add(library, ferry(A, 2), ferry(B, 5), ferry(B, 9))
    assert stood(library)[7] == B
    add(library, ferry(A, 7))  # from an archive, of days on which we did not ask
    told = stood(library)
    assert [told[number] for number in (4, 5, 6, 7, 8, 9, 10)] == [A, B, B, A, A, B, B]
    add(library, ferry(B, 3))  # before the text was captured: it changes nothing
    assert stood(library) == told


def test_how_long_a_text_was_seen_to_stay_is_told_by_its_first_and_last_sighting(
    library: SqlLibrary,
) -> None:
    for text, number in ((A, 2), (A, 3), (A, 4), (B, 6), (A, 8), (A, 9)):
        [made] = add(library, ferry(text, number))
    seen = library.view(on(12).date()).sightings(made.source.id)
    assert [when for when, _ in seen] == [on(2), on(4), on(6), on(8), on(9)]
    texts = [content for _, content in seen]
    assert texts[0] == texts[1] == texts[3] == texts[4] != texts[2]
    assert [when for when, _ in library.view(on(3).date()).sightings(made.source.id)] == [on(2)]
    assert list(library.view(on(9).date()).sightings("source-none")) == []


def test_a_text_that_stayed_is_told_once(library: SqlLibrary) -> None:
    for number in (2, 3, 4, 6):
        add(library, ferry(A, number))
    captures = library.view(on(9).date()).captures(ferry(A, 2).source.id)
    assert [one.captured_at for one in captures] == [on(2)]


DAYS = st.lists(st.tuples(st.integers(2, 25), st.sampled_from("ABC")), unique_by=lambda one: one[0])


@given(DAYS.map(sorted))
def test_a_stretch_is_for_each_time_a_text_stood_and_is_told_once(days: list[tuple[int, str]]) -> None:
    told: list[Stretch] = []
    for number, name in days:
        told = with_sighting(told, name, on(number))
    runs = [list(run) for _, run in groupby(days, key=lambda one: one[1])]
    assert told == [Stretch(snapshot=run[0][1], first=on(run[0][0]), last=on(run[-1][0])) for run in runs]
    for number, name in days:
        assert with_sighting(told, name, on(number)) == told


class Counting:
    """An extractor that counts the pages it reads."""

    read = 0

    def extract(self, captures: Sequence[Capture]) -> Sequence[Extracted | Exception]:
        self.read += len(captures)
        return Extractors().extract(captures)


def test_bytes_that_read_as_the_page_did_are_read_once(library: SqlLibrary) -> None:
    extractor = Counting()
    answered = Exchange(status="HTTP/1.1 200 OK", headers=())
    first = replace(page(A, None, 2), exchange=answered)
    counted = replace(first, body=first.body.replace(b"</body>", b"<footer>8 views</footer></body>"))
    [made] = library.add([first], extractor)
    assert isinstance(made, Added)
    for number, exchange in ((3, answered), (4, None), (5, answered)):  # in between it was "not modified"
        again = replace(counted, captured_at=on(number), exchange=exchange)
        assert library.add([again], extractor) == [replace(made, new=False)]
    assert extractor.read == 2
    [snapshot] = library.view(on(9).date()).captures(made.source.id)
    assert (snapshot.id, library.verify()) == (made.snapshot, [])


def test_bytes_read_before_bring_back_the_capture_that_stands_for_them(library: SqlLibrary) -> None:
    answered = Exchange(status="HTTP/1.1 200 OK", headers=())
    first, changed = (replace(page(text, None, day), exchange=answered) for text, day in ((A, 2), (B, 4)))
    counted = replace(first, body=first.body.replace(b"</body>", b"<footer>8 views</footer></body>"))
    for one, day in ((first, 2), (counted, 3), (changed, 4), (counted, 6)):
        library.add([replace(one, captured_at=on(day))], Extractors())
    now = {passage.text for passage in library.view(on(9).date()).passages()}
    assert any(A in text for text in now) and not any(B in text for text in now)
