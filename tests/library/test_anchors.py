"""What bears notes out is kept, replaced, seen as of a day, and proven."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine

from holdings import CAPTURED, ENCODER, LIGHTHOUSE, add, capture, casebook
from wellsourced.library.home import Home
from wellsourced.library.migrate import alembic_config
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.model.anchors import Anchor, is_anchored
from wellsourced.model.claims import Tier
from wellsourced.model.sources import Passage
from wellsourced.ports import DamageKind

TODAY = date(2026, 11, 22)
NOTE = "The ferry to Gull Island sails twice a day. Cars go on Sundays only."
FERRY = "The ferry to Gull Island sails twice a day. It carries cars on Sundays only."
QUOTES = ("The ferry to Gull Island sails twice a day.", "It carries cars on Sundays only.")
BOOK = casebook([(NOTE, "2020-05-01")])


def stocked(home: Path | Home) -> Iterator[SqlLibrary]:
    """A library with the source of the one note of a casebook, and with another source."""
    library = open_library(home, ENCODER, [BOOK])
    about = note_of(library).note
    assert about is not None
    ferry = capture("ferry", FERRY, published="2020-05-01")
    add(library, replace(ferry, source=about.about), capture("lighthouse", LIGHTHOUSE))
    yield library
    library.close()


@pytest.fixture
def library(home: Path | Home) -> Iterator[SqlLibrary]:
    yield from stocked(home)


@pytest.fixture
def kept_here(tmp_path: Path) -> Iterator[SqlLibrary]:
    yield from stocked(tmp_path / "library")


def note_of(library: SqlLibrary) -> Passage:
    return next(one for one in library.view(TODAY).passages() if one.note is not None)


def held(library: SqlLibrary, text: str) -> Passage:
    return next(one for one in library.view(TODAY).passages() if one.text == text)


def anchors(library: SqlLibrary, passage: Passage | None = None) -> tuple[Anchor, ...]:
    """Both parts of the note in the passage, that of the ferry unless told otherwise."""
    passage = passage or held(library, FERRY)
    note = note_of(library)
    sentences = NOTE.replace(". ", ".|").split("|")
    return tuple(
        Anchor(
            note=note.id,
            part=part,
            parts=2,
            text=text,
            passage=passage.id,
            quote=quote,
            tier=Tier.PROOF,
            score=0.98,
            verifier="judge@1",
            anchored_at=CAPTURED,
        )
        for part, (text, quote) in enumerate(zip(sentences, QUOTES, strict=True))
    )


def test_a_note_is_anchored_only_where_every_part_is(library: SqlLibrary) -> None:
    note, found = note_of(library), anchors(library)
    assert library.view(TODAY).anchors(note) == () and not is_anchored(())
    library.keep_anchors({note.id: found[1:]})
    assert library.view(TODAY).anchors(note) == found[1:] and not is_anchored(found[1:])
    library.keep_anchors({note.id: found})
    assert library.view(TODAY).anchors(note) == found and is_anchored(found)
    assert library.verify() == []


def test_keeping_again_replaces_what_was_kept(library: SqlLibrary) -> None:
    note, found = note_of(library), anchors(library)
    library.keep_anchors({note.id: found})
    library.keep_anchors({note.id: found})
    assert library.view(TODAY).anchors(note) == found
    library.keep_anchors({note.id: found[:1]})
    assert library.view(TODAY).anchors(note) == found[:1], "a part that nothing bears out any more is let go"
    library.keep_anchors({note.id: ()})
    assert library.view(TODAY).anchors(note) == ()


def test_an_anchor_of_another_note_is_refused(library: SqlLibrary) -> None:
    with pytest.raises(ValueError, match="another note"):
        library.keep_anchors({held(library, FERRY).id: anchors(library)})


def test_an_anchor_counts_from_the_day_its_passage_does(library: SqlLibrary) -> None:
    note = note_of(library)
    library.keep_anchors({note.id: anchors(library)})
    assert is_anchored(library.view(date(2020, 5, 1)).anchors(note))
    assert library.view(date(2020, 4, 30)).anchors(note) == ()


def test_what_is_kept_survives_closing(kept_here: SqlLibrary, tmp_path: Path) -> None:
    note, found = note_of(kept_here), anchors(kept_here)
    kept_here.keep_anchors({note.id: found})
    kept_here.close()
    again = open_library(tmp_path / "library", ENCODER, [BOOK])
    assert again.view(TODAY).anchors(note) == found
    again.close()


def test_a_newer_casebook_leaves_old_anchors_without_use_and_without_harm(
    kept_here: SqlLibrary, tmp_path: Path
) -> None:
    kept_here.keep_anchors({note_of(kept_here).id: anchors(kept_here)})
    kept_here.close()
    newer = open_library(tmp_path / "library", ENCODER, [casebook([(NOTE, "2020-05-01"), ("More.", None)])])
    assert [newer.view(TODAY).anchors(one) for one in newer.view(TODAY).passages() if one.note] == [(), ()]
    assert newer.verify() == []
    newer.close()


def test_a_library_from_before_there_were_anchors_is_brought_up_to_date(
    kept_here: SqlLibrary, tmp_path: Path
) -> None:
    note, found = note_of(kept_here), anchors(kept_here)
    kept_here.close()
    engine = create_engine(f"sqlite:///{tmp_path / 'library' / 'records.sqlite3'}")
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), "0002")
    engine.dispose()
    again = open_library(tmp_path / "library", ENCODER, [BOOK])
    assert again.view(TODAY).anchors(note) == ()
    again.keep_anchors({note.id: found})
    assert is_anchored(again.view(TODAY).anchors(note)) and again.verify() == []
    again.close()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("json_set(payload, '$.quote', 'It carries dogs.')", "its quote does not occur"),
        ("json_set(payload, '$.passage', 'passage-none')", "no longer holds its passage"),
        ("json_set(payload, '$.note', 'passage-other')", "moved from another note"),
        ("json_set(payload, '$.text', 'The ferry sails never.')", "its words are not its note's"),
        ("'{}'", "its record cannot be read"),
    ],
)
def test_a_changed_anchor_is_found(kept_here: SqlLibrary, tmp_path: Path, change: str, says: str) -> None:
    kept_here.keep_anchors({note_of(kept_here).id: anchors(kept_here)})
    kept_here.close()
    with closing(sqlite3.connect(tmp_path / "library" / "records.sqlite3")) as raw, raw:
        assert raw.execute(f"UPDATE anchors SET payload = {change} WHERE part = 1").rowcount == 1
    again = open_library(tmp_path / "library", ENCODER, [BOOK])
    (damage,) = again.verify()
    again.close()
    assert damage.kind is DamageKind.QUOTE and says in damage.message and "casebook fetch" in damage.message


def test_an_anchor_in_another_source_or_in_a_note_is_found(library: SqlLibrary) -> None:
    note = note_of(library)
    elsewhere = replace(anchors(library, held(library, LIGHTHOUSE))[0], quote=LIGHTHOUSE)
    library.keep_anchors({note.id: [elsewhere]})
    assert "of another source" in library.verify()[0].message
    library.keep_anchors({note.id: [replace(anchors(library, note)[0], quote=NOTE)]})
    assert "is a note itself" in library.verify()[0].message


@pytest.mark.parametrize(
    "wrong",
    [{"part": 2}, {"part": -1}, {"quote": " "}, {"score": 1.5}, {"anchored_at": datetime(2026, 1, 1)}],  # noqa: DTZ001
)
def test_an_anchor_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    sound = Anchor(
        note="passage-n",
        part=0,
        parts=2,
        text="t",
        passage="passage-p",
        quote="q",
        tier=Tier.MODEL,
        score=0.8,
        verifier="v@1",
        anchored_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    with pytest.raises(ValueError, match=r"part|quotes|probability|zone"):
        replace(sound, **wrong)  # type: ignore[arg-type]
