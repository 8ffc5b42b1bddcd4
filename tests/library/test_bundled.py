"""A casebook under the library: its vectors ship with it and are used only while they fit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from hashing_encoder import HashingEncoder
from wellsourced.library.bundled import casebook_layer, read_vectors, write_vectors
from wellsourced.library.layers import index_text
from wellsourced.model.ids import bytes_digest
from wellsourced.model.sources import Document, Passage, Snapshot, Source, SourceKind, Span

NOTES = (
    "Heron County lets boats moor at the old pier for two nights.",
    "Teal County bars boats from the harbor between November and March.",
)


@dataclass(frozen=True)
class SmallCasebook:
    """Two notes on mooring."""

    source: Source
    snapshot: Snapshot
    document: Document
    passages: tuple[Passage, ...]


@pytest.fixture
def casebook() -> SmallCasebook:
    source = Source(uri="casebook:mooring", title="Mooring", publisher="Us", kind=SourceKind.REFERENCE)
    text = "\n\n".join(NOTES)
    snapshot = Snapshot(
        source=source.id,
        content=bytes_digest(text.encode()),
        media_type="application/jsonl",
        captured_at=datetime(2026, 1, 2, tzinfo=UTC),
    )
    document = Document(
        snapshot=snapshot.id, text=text, title="Mooring", published=None, language="en", extractor="test@1"
    )
    starts = [text.index(note) for note in NOTES]
    passages = tuple(
        Passage(document=document.id, span=Span(start=start, end=start + len(note)), text=note)
        for start, note in zip(starts, NOTES, strict=True)
    )
    return SmallCasebook(source, snapshot, document, passages)


class CountingEncoder(HashingEncoder):
    """Says how many texts it was given."""

    def __init__(self) -> None:
        self.encoded = 0

    def encode(self, texts):  # type: ignore[no-untyped-def]
        self.encoded += len(texts)
        return super().encode(texts)


def texts_of(casebook: SmallCasebook) -> list[str]:
    return [index_text(passage) for passage in casebook.passages]


def test_shipped_vectors_are_read_and_nothing_is_encoded(tmp_path: Path, casebook: SmallCasebook) -> None:
    write_vectors(tmp_path, texts_of(casebook), HashingEncoder())
    encoder = CountingEncoder()
    layer = casebook_layer(casebook, tmp_path, encoder)
    query = HashingEncoder().encode(["boats barred from the harbor"])[0]
    assert layer.dense(query, 1)[0][0] == casebook.passages[1].id
    assert encoder.encoded == 0


def test_shipped_vectors_are_those_the_encoder_gives(tmp_path: Path, casebook: SmallCasebook) -> None:
    encoder = HashingEncoder()
    write_vectors(tmp_path, texts_of(casebook), encoder)
    shipped = read_vectors(tmp_path, texts_of(casebook), encoder)
    assert shipped is not None
    assert np.allclose(shipped, encoder.encode(texts_of(casebook)), atol=1e-3)
    assert np.allclose(np.linalg.norm(shipped, axis=1), 1.0, atol=1e-6)


def test_without_vectors_they_are_encoded_at_the_first_search(
    tmp_path: Path, casebook: SmallCasebook
) -> None:
    encoder = CountingEncoder()
    layer = casebook_layer(casebook, tmp_path, encoder)
    assert list(layer.passages(date(2026, 1, 3))) == list(casebook.passages)
    assert encoder.encoded == 0
    query = HashingEncoder().encode(["boats barred from the harbor"])[0]
    assert layer.dense(query, 1)[0][0] == casebook.passages[1].id
    assert encoder.encoded == len(NOTES)


def test_vectors_of_other_texts_or_another_encoder_are_not_used(
    tmp_path: Path, casebook: SmallCasebook
) -> None:
    write_vectors(tmp_path, texts_of(casebook), HashingEncoder())
    assert read_vectors(tmp_path, [*texts_of(casebook), "one more"], HashingEncoder()) is None
    other = HashingEncoder()
    other.name = "hashing@2"
    assert read_vectors(tmp_path, texts_of(casebook), other) is None


def test_what_vectors_were_made_of_is_written_beside_them(tmp_path: Path, casebook: SmallCasebook) -> None:
    write_vectors(tmp_path, texts_of(casebook), HashingEncoder())
    made_of = json.loads((tmp_path / "vectors.json").read_text())
    assert made_of["encoder"] == "hashing@1"
    assert made_of["rows"] == len(NOTES)
