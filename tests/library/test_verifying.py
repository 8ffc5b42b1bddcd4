"""Every kind of damage is found, named, and told apart from none."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from builders import report
from holdings import BARRAGE, ENCODER, FERRY, LIGHTHOUSE, add, capture, casebook
from wellsourced.errors import Integrity
from wellsourced.library.index import Index
from wellsourced.library.layers import MemoryLayer, index_text
from wellsourced.library.store import open_library
from wellsourced.library.wording import folder_name
from wellsourced.model.reports import Citation, Exhibit, Report, Statement
from wellsourced.model.sources import Passage, Source
from wellsourced.ports import DamageKind

TODAY = date(2026, 11, 22)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A sound library of two texts and a report that quotes the first."""
    library = open_library(tmp_path / "library", ENCODER)
    add(library, capture("ferry", FERRY), capture("barrage", BARRAGE))
    view = library.view(TODAY)
    ferry = next(passage for passage in view.passages() if passage.text == FERRY)
    library.save_report(quoting(ferry, view.source_of(ferry), "It carries cars on Sundays only."))
    assert library.verify() == []
    library.close()
    return tmp_path / "library"


def quoting(passage: Passage, source: Source, quote: str) -> Report:
    """A report of one statement."""
    citation = Citation(passage=passage.id, quote=quote)
    sample = report()
    shown = Exhibit(
        passage=passage,
        source=source,
        document_title=source.title,
        captured_at=sample.checked_at,
        archived=True,
    )
    statement = Statement(text=quote, citations=(citation,), tier=sample.summary[0].tier, score=1.0)
    return replace(
        sample,
        verdicts=(),
        summary=(statement,),
        sections=(),
        bottom_line=(),
        watch=(),
        exhibits=(shown,),
        provisions=(),
    )


def damage(directory: Path) -> list[tuple[DamageKind, str]]:
    library = open_library(directory, ENCODER)
    found = library.verify()
    library.close()
    assert all("\n" not in one.message and one.message.endswith(".") for one in found)
    return [(one.kind, one.message) for one in found]


def kinds(directory: Path) -> set[DamageKind]:
    return {kind for kind, _ in damage(directory)}


def change(directory: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(directory / "records.sqlite3")) as database, database:
        assert database.execute(statement, values).rowcount > 0


def test_a_flipped_byte_in_the_archive(directory: Path) -> None:
    [path] = (directory / "archive").iterdir()
    raw = bytearray(path.read_bytes())
    raw[-20] ^= 0xFF
    path.write_bytes(bytes(raw))
    assert kinds(directory) == {DamageKind.BYTES}


def test_an_archive_file_gone(directory: Path) -> None:
    shutil.rmtree(directory / "archive")
    assert damage(directory)[0][1].endswith("is missing: restore that file.")
    assert len(damage(directory)) == 2


def test_a_changed_word_in_a_document(directory: Path) -> None:
    change(directory, "UPDATE documents SET text = replace(text, 'twice', 'never')")
    assert {DamageKind.TEXT, DamageKind.SPAN} == kinds(directory)


def test_a_changed_title_or_date(directory: Path) -> None:
    change(directory, "UPDATE documents SET published = '1999-01-01'")
    assert kinds(directory) == {DamageKind.TEXT}


def test_text_out_of_normal_form(directory: Path) -> None:
    change(directory, "UPDATE documents SET text = text || char(13)")
    assert any("normal form" in message for _, message in damage(directory))


def test_a_changed_passage(directory: Path) -> None:
    change(directory, "UPDATE passages SET text = replace(text, 'twice', 'never') WHERE text LIKE '%twice%'")
    assert DamageKind.SPAN in kinds(directory)


def test_a_moved_span(directory: Path) -> None:
    change(directory, 'UPDATE passages SET "end" = "end" - 1, text = substr(text, 1, length(text) - 1)')
    assert DamageKind.SPAN in kinds(directory)


def test_a_lost_passage(directory: Path) -> None:
    change(directory, "DELETE FROM passages WHERE text LIKE '%twice%'")
    assert {DamageKind.SPAN, DamageKind.QUOTE, DamageKind.INDEX} == kinds(directory)


def test_a_record_that_cannot_be_read(directory: Path) -> None:
    change(directory, "UPDATE sources SET payload = ?", json.dumps({"uri": "x"}))
    assert DamageKind.TEXT in kinds(directory)
    change(directory, "UPDATE reports SET payload = '{}'")
    assert DamageKind.QUOTE in kinds(directory)


def test_a_quote_put_into_a_report(directory: Path) -> None:
    change(
        directory, "UPDATE reports SET payload = replace(payload, 'cars on Sundays only', 'no cars at all')"
    )
    found = damage(directory)
    assert {kind for kind, _ in found} == {DamageKind.QUOTE}


def test_a_report_saved_with_a_quote_that_is_not_in_its_passage(directory: Path) -> None:
    library = open_library(directory, ENCODER)
    ferry = next(passage for passage in library.view(TODAY).passages() if passage.text == FERRY)
    library.save_report(quoting(ferry, library.view(TODAY).source_of(ferry), "It never sails."))
    [one] = library.verify()
    assert one.kind is DamageKind.QUOTE and "It never sails." in one.message


def test_an_index_that_lost_a_row_or_gained_one(directory: Path) -> None:
    index = Index(directory / "index" / folder_name("hashing-1"))
    gone = sorted(index.ids())[0]
    index.remove([gone])
    index.add(["passage-strange"], ["strange"], ENCODER.encode(["strange"]))
    messages = [message for kind, message in damage(directory) if kind is DamageKind.INDEX]
    assert [" lacks 1 of 2 " in messages[0], " holds 1 entries " in messages[1]] == [True, True]


@pytest.mark.parametrize("victims", ["*.manifest", "*.lance"])
def test_an_index_that_cannot_be_read_is_told_in_one_line_everywhere(directory: Path, victims: str) -> None:
    for path in (directory / "index").rglob(victims):
        if path.is_file():
            path.write_bytes(b"garbage!" * 20)
    [(kind, message)] = damage(directory)
    assert kind is DamageKind.INDEX and "delete the library's `index` folder" in message
    library = open_library(directory, ENCODER)
    with pytest.raises(Integrity, match="cannot be read: delete"):
        library.view(TODAY).search("ferry", 1)


def test_what_verify_says_of_the_index_works(directory: Path) -> None:
    shutil.rmtree(directory / "index")
    library = open_library(directory, ENCODER)
    assert library.verify() == []
    assert library.view(TODAY).search("ferry", 1)[0].passage.text == FERRY


def test_a_casebook_that_is_not_what_it_says(tmp_path: Path) -> None:
    sound = casebook([(LIGHTHOUSE, "2001")])
    [passage] = sound.passages(TODAY)
    document = sound.document(passage.document)
    snapshot = sound.snapshot(document.snapshot) if document else None
    source = sound.source(snapshot.source) if snapshot else None
    assert document and snapshot and source
    changed = replace(document, text=document.text.replace("1871", "1781"))
    vectors = np.asarray(ENCODER.encode([index_text(passage)]))
    broken = MemoryLayer(source, snapshot, changed, [passage], vectors)
    assert open_library(tmp_path / "none", ENCODER, [sound]).verify() == []
    [found] = open_library(tmp_path / "none", ENCODER, [broken]).verify()
    assert (found.kind, found.record) == (DamageKind.SPAN, passage.id)
