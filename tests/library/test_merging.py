"""Two libraries made one: all that either held, once, and nothing where their histories cannot be one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import inquiry, report
from holdings import BARRAGE, CAPTURED, ENCODER, FERRY, LIGHTHOUSE, add, capture
from library_digest import contents
from wellsourced.adapters.extractors import Extractors
from wellsourced.errors import InputError, Integrity
from wellsourced.library.examining import examine
from wellsourced.library.home import Home
from wellsourced.library.sightings import Stretch
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.library.weaving import woven
from wellsourced.model.claims import Evidence, Stance, Tier
from wellsourced.model.editions import Confirmation, Correction, Page, Retraction
from wellsourced.model.reports import Report
from wellsourced.ports import Capture, DamageKind, Extracted

AT = datetime(2031, 5, 4, 17, 0, tzinfo=UTC)
TODAY = date(2026, 12, 31)
PAGE = Page(
    claims=("Tackle shops may sell permits.",),
    place="ZZ-AV",
    agency=None,
    title="May shops sell permits?",
    slug="may-shops-sell-permits",
)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[SqlLibrary]:
    with closing(open_library(tmp_path / "here", ENCODER)) as library:
        yield library


@pytest.fixture
def there(tmp_path: Path) -> Iterator[SqlLibrary]:
    with closing(open_library(tmp_path / "there", ENCODER)) as library:
        yield library


def numbered(number: int) -> Report:
    """A report unlike those of other numbers."""
    return report(inquiry=replace(inquiry(), on=inquiry().on - timedelta(days=number)))


def sound(library: SqlLibrary) -> bool:
    """Whether nothing is damaged; the sample reports cite what no library here holds."""
    return {one.kind for one in library.verify()} <= {DamageKind.QUOTE}


def publish(library: SqlLibrary, *numbers: int, page: Page = PAGE) -> list[str]:
    return [
        library.publish(page, library.save_report(numbered(n)), AT + timedelta(days=n), f"Note {n}", {}).id
        for n in numbers
    ]


def every_row(directory: Path) -> dict[str, list[tuple[object, ...]]]:
    """All tables as they are, and the files of the archive."""
    with closing(sqlite3.connect(directory / "records.sqlite3")) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        held = {name: sorted(raw.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
    held["files"] = sorted((path.name, path.read_bytes()) for path in (directory / "archive").glob("*"))
    return held


def test_all_of_the_other_is_here_and_found(here: SqlLibrary, there: SqlLibrary, tmp_path: Path) -> None:
    add(here, capture("ferry", FERRY))
    add(there, capture("ferry", FERRY), capture("barrage", BARRAGE))
    add(there, capture("lighthouse", LIGHTHOUSE, published="2020-03"))
    before = every_row(tmp_path / "there")
    new = here.merge(tmp_path / "there")
    assert (new["sources"], new["snapshots"], new["documents"]) == (2, 2, 2)
    assert every_row(tmp_path / "there") == before
    assert here.verify() == []
    view = here.view(TODAY)
    assert {passage.text for passage in view.passages()} == {FERRY, BARRAGE, LIGHTHOUSE}
    hit = view.search("keeper of the lighthouse", 1)[0].passage
    assert view.source_of(hit).published == there.view(TODAY).source_of(hit).published
    assert here.export_warc(tmp_path / "all.warc.gz", "wellsourced 0") == 3


def test_a_library_merged_into_an_empty_one_is_the_same(
    here: SqlLibrary, there: SqlLibrary, tmp_path: Path
) -> None:
    add(there, capture("ferry", FERRY), capture("barrage", BARRAGE))
    add(there, capture("ferry", f"{FERRY} On Mondays it rests.", captured_at=CAPTURED + timedelta(days=1)))
    add(there, capture("ferry", FERRY, captured_at=CAPTURED + timedelta(days=2)))
    publish(there, 1, 2)
    here.merge(tmp_path / "there")
    assert contents(tmp_path / "here") == contents(tmp_path / "there")
    ours, theirs = every_row(tmp_path / "here"), every_row(tmp_path / "there")
    assert ours == theirs


def test_merging_twice_changes_nothing(here: SqlLibrary, there: SqlLibrary, tmp_path: Path) -> None:
    for library, days in ((here, 0), (there, 3)):
        add(library, capture("ferry", FERRY, captured_at=CAPTURED + timedelta(days=days)))
    add(there, capture("barrage", BARRAGE))
    ids = publish(there, 1, 2)
    there.confirm(Confirmation(edition=ids[1], confirmed_at=AT + timedelta(days=9), asked=2))
    there.count_read(PAGE.id, TODAY)
    here.merge(tmp_path / "there")
    once = every_row(tmp_path / "here")
    assert set(here.merge(tmp_path / "there").values()) == {0}
    assert every_row(tmp_path / "here") == once
    # and back: the other takes what it lacks, after which neither has anything for the other
    there.merge(tmp_path / "here")
    assert set(here.merge(tmp_path / "there").values()) == {0}
    assert sound(here) and sound(there)


def test_editions_and_what_befell_them_come_along(
    here: SqlLibrary, there: SqlLibrary, tmp_path: Path
) -> None:
    other = replace(PAGE, claims=("Anglers need no permit.",), title="Is a permit needed?", slug="needed")
    ids = publish(there, 1, 2)
    publish(there, 7, page=other)
    there.add_variant(PAGE.id, "Can a shop sell a permit?")
    there.confirm(Confirmation(edition=ids[1], confirmed_at=AT + timedelta(days=9), asked=2))
    there.correct(Correction(page=PAGE.id, edition=ids[1], corrected_at=AT, what="Nine days.", why="Ten."))
    there.retract(Retraction(page=other.id, retracted_at=AT, why="It named a person."))
    there.count_read(PAGE.id, TODAY)
    weighed = Evidence(
        claim="claim-a",
        passage="p",
        stance=Stance.SUPPORTS,
        score=0.9,
        verifier="v@1",
        quote="Ten days.",
        tier=Tier.PROOF,
    )
    there.remember([weighed])
    here.merge(tmp_path / "there")
    for ask in ("pages", "corrections"):
        assert getattr(here, ask)() == getattr(there, ask)()
    assert here.editions(PAGE.id) == there.editions(PAGE.id)
    assert here.confirmations(PAGE.id) == there.confirmations(PAGE.id) != []
    assert here.retraction(other.id) == there.retraction(other.id) is not None
    assert here.reads(TODAY) == {PAGE.id: 1} and here.report(numbered(2).id) == numbered(2)
    assert here.recall("claim-a", ["p"], "v@1") == {"p": weighed}


def test_a_chain_goes_on_where_the_other_does(here: SqlLibrary, there: SqlLibrary, tmp_path: Path) -> None:
    publish(here, 1, 2)
    publish(there, 1, 2, 3)
    assert here.merge(tmp_path / "there")["editions"] == 1
    assert here.editions(PAGE.id) == there.editions(PAGE.id)
    publish(here, 4)
    assert here.merge(tmp_path / "there")["editions"] == 0
    assert [one.number for one in here.editions(PAGE.id)] == [1, 2, 3, 4]


def test_a_page_with_two_histories_is_refused_by_name_and_nothing_is_written(
    here: SqlLibrary, there: SqlLibrary, tmp_path: Path
) -> None:
    publish(here, 1, 2)
    publish(there, 1, 3)
    add(there, capture("ferry", FERRY))
    before = every_row(tmp_path / "here")
    with pytest.raises(InputError, match=r"'May shops sell permits\?' \(page-.*other editions there") as said:
        here.merge(tmp_path / "there")
    assert "\n" not in str(said.value)
    assert every_row(tmp_path / "here") == before and before["files"] == []


@pytest.mark.parametrize("retracted_here", [True, False])
def test_a_page_taken_back_on_one_side_gets_no_editions_from_the_other(
    here: SqlLibrary, there: SqlLibrary, tmp_path: Path, retracted_here: bool
) -> None:
    publish(here, 1, *(() if retracted_here else (2,)))
    publish(there, 1, *((2,) if retracted_here else ()))
    side = here if retracted_here else there
    side.retract(Retraction(page=PAGE.id, retracted_at=AT, why="It named a person."))
    where = "here" if retracted_here else "there"
    with pytest.raises(InputError, match=f"was retracted {where} and has newer editions"):
        here.merge(tmp_path / "there")


def test_a_source_seen_by_both_is_told_as_if_one_had_seen_it_all(
    here: SqlLibrary, there: SqlLibrary, tmp_path: Path
) -> None:
    """Here the ferry's page read the same on days 1 and 5; the other saw that it said otherwise on day 3."""

    def seen(library: SqlLibrary, text: str, day: int) -> None:
        add(library, capture("ferry", text, captured_at=CAPTURED + timedelta(days=day)))

    other = "The ferry to Gull Island sails no more."
    seen(here, FERRY, 1)
    seen(here, FERRY, 5)
    seen(there, FERRY, 0)
    seen(there, other, 3)
    here.merge(tmp_path / "there")
    (source,) = {view.source_of(one).id for view in [here.view(TODAY)] for one in view.passages()}
    days = [(one.captured_at - CAPTURED).days for one in here.view(TODAY).captures(source)]
    assert days == [0, 3, 5]
    for day, text in ((1, FERRY), (3, other), (5, FERRY)):
        as_of = here.view((CAPTURED + timedelta(days=day)).date())
        assert [passage.text for passage in as_of.passages()] == [text]
    assert here.verify() == []


STRETCHES = st.lists(
    st.builds(
        lambda name, first, length: Stretch(
            snapshot=name, first=AT + timedelta(days=first), last=AT + timedelta(days=first + length)
        ),
        st.sampled_from("abc"),
        st.integers(0, 20),
        st.integers(0, 5),
    ),
    max_size=8,
)


@given(STRETCHES, STRETCHES)
def test_weaving_is_the_same_from_both_sides_and_loses_no_sighting(
    ours: list[Stretch], theirs: list[Stretch]
) -> None:
    both = woven([*ours, *theirs])
    assert woven([*theirs, *ours]) == both == woven([*both, *theirs])

    def within(at: datetime, name: str) -> bool:
        return any(one.snapshot == name and one.first <= at <= one.last for one in both)

    assert all(within(at, one.snapshot) for one in (*ours, *theirs) for at in (one.first, one.last))


def test_what_is_said_of_a_source_here_stands_and_gaps_are_filled(
    here: SqlLibrary, there: SqlLibrary, tmp_path: Path
) -> None:
    add(here, capture("ferry", FERRY))
    said = capture("ferry", FERRY, published="2024-05-01")
    add(there, replace(said, source=replace(said.source, publisher="Another name")))
    here.merge(tmp_path / "there")
    (passage,) = here.view(TODAY).passages()
    source = here.view(TODAY).source_of(passage)
    assert source.publisher == "Publisher of ferry"
    assert source.published is not None and source.published.text == "2024-05-01"


def test_files_of_one_name_and_other_bytes_are_both_kept(
    here: SqlLibrary, there: SqlLibrary, tmp_path: Path
) -> None:
    """A file is named for its snapshots; what was answered beside the bytes may differ."""
    add(here, capture("ferry", FERRY))
    add(there, capture("ferry", FERRY, captured_at=CAPTURED + timedelta(days=1)))
    here.merge(tmp_path / "there")
    here.merge(tmp_path / "there")
    names = {path.name for path in (tmp_path / "here" / "archive").iterdir()}
    assert len(names) == 2 and {path.name for path in (tmp_path / "there" / "archive").iterdir()} < names
    assert here.verify() == [] and here.export_warc(tmp_path / "all.warc.gz", "w 0") == 1


def test_what_was_killed_on_the_way_is_finished_by_merging_again(
    here: SqlLibrary, there: SqlLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(there, capture("ferry", FERRY), capture("barrage", BARRAGE))
    publish(there, 1)
    for place in ("merged_rows.merge_sources", "weave", "merged_rows.merge_pages", "merged_rows.merge_reads"):
        with monkeypatch.context() as patch:

            def dies(*_: object) -> None:
                raise KeyboardInterrupt

            patch.setattr(f"wellsourced.library.merging.{place}", dies)
            with pytest.raises(KeyboardInterrupt):
                here.merge(tmp_path / "there")
        assert list(here.pages()) == [] and list(here.view(TODAY).passages()) == []
    here.merge(tmp_path / "there")
    assert sound(here) and len(list(here.view(TODAY).passages())) == 2


def test_only_a_sound_library_of_this_version_is_merged(
    here: SqlLibrary, there: SqlLibrary, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="holds no library"):
        here.merge(tmp_path / "nowhere")
    with pytest.raises(InputError, match="is this library"):
        here.merge(tmp_path / "here")
    add(there, capture("ferry", FERRY))
    (file,) = (tmp_path / "there" / "archive").iterdir()
    file.write_bytes(file.read_bytes()[:-40])
    with pytest.raises(Integrity, match=r"is damaged .*nothing was merged: run `wellsourced verify"):
        here.merge(tmp_path / "there")
    assert list(here.view(TODAY).passages()) == []


class Louder(Extractors):
    """An extractor that came to read otherwise and kept its name."""

    def extract(self, captures: Sequence[Capture]) -> list[Extracted | Exception]:
        read = super().extract(captures)
        return [one if isinstance(one, Exception) else replace(one, text=one.text.upper()) for one in read]


def test_a_document_that_was_read_otherwise_there_is_not_mixed_in(
    here: SqlLibrary, there: SqlLibrary, tmp_path: Path
) -> None:
    add(here, capture("ferry", FERRY))
    there.add([capture("ferry", FERRY)], Louder())
    with pytest.raises(InputError, match="read otherwise there, by another version: nothing was merged"):
        here.merge(tmp_path / "there")


def test_a_library_in_a_folder_moves_to_servers_by_being_merged(
    on_servers: Home, there: SqlLibrary, tmp_path: Path
) -> None:
    """Records to PostgreSQL, archive and index to an object store; once, however often it is done."""
    add(there, capture("ferry", FERRY), capture("barrage", BARRAGE))
    add(there, capture("ferry", f"{FERRY} On Mondays it rests.", captured_at=CAPTURED + timedelta(days=1)))
    add(there, capture("ferry", FERRY, captured_at=CAPTURED + timedelta(days=2)))
    publish(there, 1, 2)
    with closing(open_library(on_servers, ENCODER)) as library:
        assert library.merge(tmp_path / "there")["snapshots"] == 3
        assert set(library.merge(tmp_path / "there").values()) == {0}
        assert sound(library) and library.editions(PAGE.id) == there.editions(PAGE.id)
        ours, theirs = library.view(TODAY), there.view(TODAY)
        assert list(ours.passages()) == list(theirs.passages())
        hits = [[hit.passage for hit in view.search("tidal barrage", 2)] for view in (ours, theirs)]
        assert hits[0] == hits[1] != []
    found = examine(on_servers, ENCODER.name)
    assert found is not None and found.waiting == 0
    assert "PostgreSQL 1" in found.database and "LanceDB" in found.index
    assert {one.kind for one in found.damage} <= {DamageKind.QUOTE}
