"""Captures into documents with their passages, before anything is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass

from wellsourced.errors import Permanent
from wellsourced.library.corrections import described
from wellsourced.library.passages import cut
from wellsourced.library.scoping import own_scope
from wellsourced.model.ids import bytes_digest
from wellsourced.model.sources import Document, Passage, Snapshot, Source
from wellsourced.ports import Capture, Extracted, Extractor
from wellsourced.text.sentences import sentences

__all__ = ["Read", "is_normal", "read_all", "snapshot_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A new capture, read but not written yet; `told` is its source as the document tells of it."""

    capture: Capture
    told: Source
    snapshot: Snapshot
    document: Document
    passages: tuple[Passage, ...]


def snapshot_of(capture: Capture) -> Snapshot:
    """The capture without its bytes."""
    return Snapshot(
        source=capture.source.id,
        content=bytes_digest(capture.body),
        media_type=capture.media_type,
        captured_at=capture.captured_at,
        revision=capture.revision,
        imported=capture.imported,
        address=capture.address,
    )


def read_all(
    captures: Sequence[Capture],
    snapshots: Sequence[Snapshot],
    known: Container[str],
    extractor: Extractor,
) -> dict[str, Read | Exception]:
    """Read each snapshot not known yet, once, by its id."""
    new: dict[str, tuple[Capture, Snapshot]] = {}
    for capture, snapshot in zip(captures, snapshots, strict=True):
        if snapshot.id not in known:
            new.setdefault(snapshot.id, (capture, snapshot))
    outcomes = extractor.extract([capture for capture, _ in new.values()])
    return {
        snapshot.id: outcome if isinstance(outcome, Exception) else _cut(capture, snapshot, outcome)
        for (capture, snapshot), outcome in zip(new.values(), outcomes, strict=True)
    }


def _cut(capture: Capture, snapshot: Snapshot, extracted: Extracted) -> Read | Exception:
    """The document with its passages, or why there is none."""
    if not is_normal(extracted.text):
        return Permanent(f"{capture.source.title}: {extracted.extractor} gave text that is not NFC with LF.")
    if "\0" in extracted.text or "\0" in extracted.title:
        return Permanent(
            f"{capture.source.title}: {extracted.extractor} gave text with NUL, which is no text."
        )
    document = Document(
        snapshot=snapshot.id,
        text=extracted.text,
        title=extracted.title,
        # A guess must not make late text count as early: undated text counts from its capture.
        published=extracted.published if extracted.published_certain else None,
        language=extracted.language,
        extractor=extracted.extractor,
        updated=extracted.updated,
        authors=extracted.authors,
        canonical=extracted.canonical,
        links=extracted.links,
    )
    passages = tuple(
        Passage(
            document=document.id,
            span=one.span,
            text=extracted.text[one.span.start : one.span.end],
            headings=one.headings,
            scope=own_scope(extracted.text[one.span.start : one.span.end], one.headings, extracted.title),
            page=one.page,
        )
        for one in cut(extracted, sentences)
    )
    if not passages:
        return Permanent(f"{capture.source.title} holds no text: add a version that does.")
    told = described(capture.source, extracted)
    return Read(capture=capture, told=told, snapshot=snapshot, document=document, passages=passages)


def is_normal(text: str) -> bool:
    """Whether a text is NFC with line feeds only."""
    return "\r" not in text and unicodedata.is_normalized("NFC", text)
