"""Adding to a library, and what it keeps."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builders import report
from holdings import BARRAGE, CAPTURED, ENCODER, FERRY, LIGHTHOUSE, add, capture, casebook
from wellsourced.adapters.extractors import Extractors
from wellsourced.errors import Config, InputError, Integrity, Permanent
from wellsourced.library import store
from wellsourced.library.corrections import UNKNOWN_PUBLISHER
from wellsourced.library.home import Home
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.library.wording import folder_name
from wellsourced.model.claims import Evidence, Stance, Tier
from wellsourced.model.scope import PartialDate, Scope
from wellsourced.model.sources import Document, Passage, Source, SourceKind
from wellsourced.ports import Added, Capture, Extracted, Extractor

TODAY = date(2026, 11, 22)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "library"


def opened(home: Path | Home) -> SqlLibrary:
    return open_library(home, ENCODER)


def texts(library: SqlLibrary) -> set[str]:
    return {passage.text for passage in library.view(TODAY).passages()}


def test_what_was_added_is_there_after_opening_again(home: Path | Home) -> None:
    library = opened(home)
    [added] = add(library, capture("ferry", FERRY, coverage=Scope(place="US-ME")))
    library.close()
    view = opened(home).view(TODAY)
    [passage] = view.passages()
    assert (passage.text, passage.scope.place) == (FERRY, "US-ME")
    assert view.document_of(passage).id == added.document
    assert view.snapshot_of(passage).id == added.snapshot
    assert view.snapshot_of(passage).captured_at == CAPTURED
    assert view.source_of(passage) == capture("ferry", FERRY, coverage=Scope(place="US-ME")).source
    assert view.search("Does the ferry carry cars?", 1)[0].passage == passage


def test_adding_again_adds_nothing(home: Path | Home) -> None:
    library = opened(home)
    [first] = add(library, capture("ferry", FERRY))
    [again] = add(library, capture("ferry", FERRY))
    assert (first.new, again.new) == (True, False)
    assert (again.document, again.passages) == (first.document, first.passages)
    assert texts(library) == {FERRY}


def test_the_same_capture_twice_in_a_batch_is_new_once(home: Path | Home) -> None:
    answers = add(opened(home), capture("ferry", FERRY), capture("ferry", FERRY))
    assert [answer.new for answer in answers] == [True, False]


def test_changed_bytes_of_a_source_are_a_second_snapshot(home: Path | Home) -> None:
    library = opened(home)
    first, second = add(library, capture("ferry", FERRY), capture("ferry", BARRAGE))
    assert first.source == second.source and first.snapshot != second.snapshot
    both = (library.find(one.document) for one in (first, second))
    assert {one.text for one in both if isinstance(one, Document)} == {FERRY, BARRAGE}


def test_one_that_cannot_be_read_is_its_error_and_harms_no_other(home: Path | Home) -> None:
    library = opened(home)
    captures = [
        capture("ferry", FERRY),
        capture("photo", b"\x89PNG\x00\x00", media_type="image/png"),
        capture("blank", " \n "),
        capture("barrage", BARRAGE),
    ]
    good, photo, blank, other = library.add(captures, Extractors())
    assert isinstance(good, Added) and isinstance(other, Added)
    assert isinstance(photo, Permanent) and "not text, Markdown, HTML, DOCX or PDF" in str(photo)
    assert isinstance(blank, Permanent) and "holds no text" in str(blank)
    assert texts(library) == {FERRY, BARRAGE}
    assert library.verify() == []


NEWS = (
    '<html><head><script type="application/ld+json">'
    '{"@type": "NewsArticle", "publisher": {"name": "Gull News"}}'
    f"</script></head><body><article><h1>Ferries</h1><p>{FERRY} {BARRAGE}</p></article></body></html>"
).encode()


def read_page(address: str = "https://gull.example/a", **said: object) -> Capture:
    source = Source(uri=address, title="", publisher=UNKNOWN_PUBLISHER, kind=SourceKind.OTHER)
    source = replace(source, **said)  # type: ignore[arg-type]
    return Capture(source=source, body=NEWS, media_type="text/html", captured_at=CAPTURED)


def kept(library: SqlLibrary) -> tuple[str, SourceKind]:
    view = library.view(TODAY)
    source = view.source_of(next(iter(view.passages())))
    return source.publisher, source.kind


def test_a_page_and_its_address_tell_who_speaks_where_nobody_says(home: Path | Home) -> None:
    library = opened(home)
    library.add([read_page()], Extractors())
    assert kept(library) == ("Gull News", SourceKind.NEWS)


def test_what_the_user_says_of_a_page_stands_now_and_when_it_is_read_anew(home: Path | Home) -> None:
    library = opened(home)
    library.add([read_page(kind=SourceKind.ADVOCACY, publisher="Gull Lobby")], Extractors())
    assert kept(library) == ("Gull Lobby", SourceKind.ADVOCACY)
    changed = replace(read_page(), body=NEWS.replace(b"Ferries", b"More ferries"))
    library.add([changed], Extractors())
    assert kept(library) == ("Gull Lobby", SourceKind.ADVOCACY)


def test_the_user_corrects_what_was_read_off_a_page(home: Path | Home) -> None:
    library = opened(home)
    library.add([read_page()], Extractors())
    library.add([read_page(kind=SourceKind.SOCIAL)], Extractors())
    assert kept(library) == ("Gull News", SourceKind.SOCIAL)


def test_a_guessed_date_does_not_make_late_text_count_as_early(home: Path | Home) -> None:
    library = opened(home)
    guess = NEWS.replace(b"</p>", b" The board met on 12 May 2020.</p>")
    library.add([replace(read_page(), body=guess)], Extractors())
    [passage, *_] = library.view(TODAY).passages()
    assert library.view(TODAY).document_of(passage).published is None
    assert not list(library.view(date(2021, 1, 1)).passages())


def test_nothing_is_written_where_nothing_can_be_added(directory: Path) -> None:
    library = opened(directory)
    library.add([capture("photo", b"\x00", media_type="image/png")], Extractors())
    library.add([], Extractors())
    assert library.view(TODAY).search("ferry", 3) == []
    assert library.verify() == []
    with pytest.raises(InputError, match="no report"):
        library.report("report-x")
    library.close()
    assert not directory.exists()


def test_a_missing_library_is_its_casebooks_alone(directory: Path) -> None:
    library = open_library(directory, ENCODER, [casebook([(LIGHTHOUSE, "2001")])])
    [hit] = library.view(TODAY).search("lighthouse keeper", 3)
    assert hit.passage.text == LIGHTHOUSE
    assert not directory.exists()


def test_a_directory_with_other_things_in_it_is_left_alone(directory: Path) -> None:
    directory.mkdir()
    (directory / "diary.txt").write_text("mine")
    with pytest.raises(Config, match="holds other files and no library"):
        opened(directory).add([capture("ferry", FERRY)], Extractors())
    assert [entry.name for entry in directory.iterdir()] == ["diary.txt"]


def test_a_library_that_cannot_be_written_is_one_clear_line(directory: Path) -> None:
    library = opened(directory)
    add(library, capture("ferry", FERRY))
    shutil.rmtree(directory / "archive")
    (directory / "archive").write_text("in the way")
    with pytest.raises(Config, match=r"cannot be written \(.*\): allow it or choose another"):
        library.add([capture("barrage", BARRAGE)], Extractors())
    assert texts(library) == {FERRY}


def test_a_file_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Config, match="is a file"):
        opened(tmp_path / "file")


def test_a_damaged_database_is_one_clear_line(directory: Path) -> None:
    directory.mkdir()
    (directory / "records.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(Integrity, match=r"records\.sqlite3 is not a readable database: restore") as caught:
        opened(directory)
    assert "\n" not in str(caught.value)


def test_saying_more_of_a_source_corrects_it_and_dates_its_text(home: Path | Home) -> None:
    library = opened(home)
    add(library, capture("ferry", FERRY))
    assert list(library.view(date(2020, 1, 1)).passages()) == []
    [again] = add(library, capture("ferry", FERRY, published="2015-06"))
    assert not again.new
    view = library.view(date(2020, 1, 1))
    [passage] = view.passages()
    assert view.source_of(passage).published == PartialDate(text="2015-06")
    assert view.document_of(passage).published == PartialDate(text="2015-06")
    assert library.verify() == []


def test_new_bytes_of_a_source_do_not_take_back_what_was_said_of_it(home: Path | Home) -> None:
    library = opened(home)
    said = capture("ferry", FERRY, published="2015-06")
    add(library, said)
    silent = replace(said.source, kind=SourceKind.OTHER, publisher="unknown publisher", published=None)
    add(library, replace(said, source=silent, body=BARRAGE.encode()))
    assert library.find(said.source.id) == said.source


def test_a_capture_keeps_the_day_it_was_first_seen(home: Path | Home) -> None:
    library = opened(home)
    add(library, capture("ferry", FERRY))
    add(library, capture("ferry", FERRY, captured_at=datetime(2027, 1, 5, tzinfo=UTC)))
    [passage] = library.view(date(2027, 2, 1)).passages()
    assert library.view(date(2027, 2, 1)).snapshot_of(passage).captured_at == CAPTURED


def test_a_report_comes_back_as_it_was_saved(home: Path | Home) -> None:
    library = opened(home)
    saved = report()
    assert library.save_report(saved) == saved.id
    library.save_report(replace(saved, checked_at=datetime(2040, 1, 1, tzinfo=UTC)))
    library.close()
    assert opened(home).report(saved.id) == saved


def test_a_judgement_is_remembered_and_replaced(home: Path | Home) -> None:
    library = opened(home)
    first = Evidence(
        claim="claim-a",
        passage="passage-a",
        quote="It sails.",
        stance=Stance.SUPPORTS,
        score=0.8,
        tier=Tier.MODEL,
        verifier="judge@1",
    )
    other = replace(first, passage="passage-b")
    better = replace(first, score=0.9)
    assert library.recall("claim-a", ["passage-a"], "judge@1") == {}
    library.remember([first, other])
    library.remember([better])
    found = library.recall("claim-a", ["passage-a", "passage-b", "passage-c"], "judge@1")
    assert found == {"passage-a": better, "passage-b": other}
    assert library.recall("claim-a", ["passage-a"], "judge@2") == {}


def test_anything_is_found_by_the_first_letters_of_its_id(home: Path | Home) -> None:
    library = open_library(home, ENCODER, [casebook([(LIGHTHOUSE, "2001")])])
    [added] = add(library, capture("ferry", FERRY))
    saved = report()
    library.save_report(saved)
    assert isinstance(library.find(added.document[:20]), Document)
    assert library.find(added.source.id) == added.source
    assert library.find(saved.id[:15]) == saved
    passages = list(library.view(TODAY).passages())
    assert [library.find(passage.id) for passage in passages] == passages
    assert any(isinstance(passage, Passage) and passage.note for passage in passages)
    note = next(passage.note for passage in passages if passage.note)
    assert isinstance(library.find(note.about.id), Source)
    with pytest.raises(InputError, match="nothing here is called"):
        library.find("passage-zzz")
    with pytest.raises(InputError, match="give more of the id"):
        library.find("passage-")


class Interrupted(Extractor):
    """Reads, and meanwhile somebody else adds the same."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def extract(self, captures: list[Capture]) -> list[Extracted | Exception]:  # type: ignore[override]
        other = opened(self._directory)
        add(other, capture("ferry", FERRY))
        other.close()
        return Extractors().extract(captures)


def test_two_writers_that_meet_leave_one_copy(home: Path | Home) -> None:
    library = opened(home)
    [answer] = library.add([capture("ferry", FERRY)], Interrupted(home))
    assert isinstance(answer, Added) and not answer.new
    assert texts(library) == {FERRY}
    assert library.verify() == []


@pytest.mark.parametrize("beside", ["", "-journal", "-wal"])
def test_a_library_that_another_is_just_making_is_no_folder_of_others(
    tmp_path: Path, beside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "library"
    made.mkdir()
    looked = Path.is_file

    def made_meanwhile(path: Path) -> bool:
        there = looked(path)
        if path.name == "records.sqlite3":
            (made / f"records.sqlite3{beside}").touch()
        return there

    monkeypatch.setattr(Path, "is_file", made_meanwhile)
    library = opened(made)
    add(library, capture("page", "The pier is open."))
    assert texts(library) == {"The pier is open."}
    library.close()


def test_writers_at_the_same_time_lose_nothing(home: Path | Home) -> None:
    def write(part: int) -> None:
        library = opened(home)
        for number in range(3):
            add(library, capture(f"page{part}{number}", f"Page {number} of part {part} says so."))
        library.close()

    threads = [threading.Thread(target=write, args=(part,)) for part in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    library = opened(home)
    assert len(texts(library)) == 9
    assert library.verify() == []


class OtherEncoder(type(ENCODER)):  # type: ignore[misc]
    name = "another@1"


def test_another_encoder_gets_an_index_of_its_own(directory: Path) -> None:
    library = opened(directory)
    add(library, capture("ferry", FERRY))
    library.close()
    other = open_library(directory, OtherEncoder())
    assert [hit.passage.text for hit in other.view(TODAY).search("ferry", 2)] == [FERRY]
    assert other.verify() == []
    folders = sorted(path.name for path in (directory / "index").iterdir())
    assert folders == [folder_name("another@1"), folder_name("hashing@1")]


def test_an_index_of_an_earlier_wording_is_built_anew(directory: Path) -> None:
    library = opened(directory)
    add(library, capture("ferry", FERRY))
    library.close()
    (directory / "index" / folder_name("hashing@1")).rename(directory / "index" / "hashing-1")
    again = opened(directory)
    assert [hit.passage.text for hit in again.view(TODAY).search("ferry", 2)] == [FERRY]
    assert again.verify() == []
    assert [path.name for path in (directory / "index").iterdir()] == [folder_name("hashing@1")]


def test_a_law_is_found_in_whatever_spelling(home: Path | Home) -> None:
    library = opened(home)
    add(library, capture("told", "Sharing what is known of status is left free by 8 USC 1373(a)."))
    for number in range(20):
        add(
            library,
            capture(f"other-{number}", f"Section {1370 + number} of the title of ferry {number} sails."),
        )
    for query in (
        "title 8, section 1373 of the United States Code",
        "8 U.S.C. § 1373",
        "Section 1373(a) of Title 8",
    ):
        first = library.view(TODAY).lexical(query, 1)
        assert [passage.text for passage in first] == [
            "Sharing what is known of status is left free by 8 USC 1373(a)."
        ]


def test_a_document_of_many_passages_is_indexed_in_pieces(
    home: Path | Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_ROWS", 2)
    text = "\n\n".join(
        f"Pier {number} was closed in {1900 + number} by the harbor board." for number in range(5)
    )
    library = open_library(home, ENCODER)
    [added] = add(library, capture("piers", text))
    assert added.passages == 5
    assert library.verify() == []
    assert "Pier 4" in library.view(TODAY).search("Pier 4 was closed in 1904", 1)[0].passage.text
