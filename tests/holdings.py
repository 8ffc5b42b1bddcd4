"""Small libraries for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from hashing_encoder import HashingEncoder
from wellsourced.adapters.extractors import Extractors
from wellsourced.library.layers import MemoryLayer, index_text
from wellsourced.library.store import SqlLibrary
from wellsourced.model.ids import bytes_digest
from wellsourced.model.scope import EVERYWHERE, PartialDate, Scope
from wellsourced.model.sources import (
    Confidence,
    Document,
    Nature,
    Note,
    Passage,
    Snapshot,
    Source,
    SourceKind,
    Span,
)
from wellsourced.ports import Added, Capture

ENCODER = HashingEncoder()
CAPTURED = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FERRY = "The ferry to Gull Island sails twice a day. It carries cars on Sundays only."
LIGHTHOUSE = "The lighthouse on Gull Island was built in 1871. Its keeper retired in 1988."
BARRAGE = "The tidal barrage feeds the grid since 2004. Fishermen sued its owner."


def capture(
    name: str,
    text: str | bytes,
    *,
    published: str | None = None,
    media_type: str = "text/plain",
    captured_at: datetime = CAPTURED,
    coverage: Scope = EVERYWHERE,
) -> Capture:
    return Capture(
        source=Source(
            uri=f"https://{name}.example/page",
            title=name,
            publisher=f"Publisher of {name}",
            kind=SourceKind.NEWS,
            published=None if published is None else PartialDate(text=published),
            coverage=coverage,
        ),
        body=text if isinstance(text, bytes) else text.encode(),
        media_type=media_type,
        captured_at=captured_at,
    )


def add(library: SqlLibrary, *captures: Capture) -> list[Added]:
    """Add, and fail the test where something was refused."""
    answers = library.add(captures, Extractors())
    assert all(isinstance(answer, Added) for answer in answers), answers
    return [answer for answer in answers if isinstance(answer, Added)]


def casebook(texts: Sequence[tuple[str, str | None]]) -> MemoryLayer:
    """Notes of `(text, publication date of what it is about)`, built on November 22, 2026."""
    home = Source(uri="casebook:gulls", title="Gulls", publisher="Us", kind=SourceKind.OTHER)
    snapshot = Snapshot(
        source=home.id,
        content=bytes_digest(repr(texts).encode()),
        media_type="application/jsonl",
        captured_at=CAPTURED,
    )
    document = Document(
        snapshot=snapshot.id,
        text="\n\n".join(text for text, _ in texts),
        title="Gulls",
        published=None,
        language="en",
        extractor="casebook@1",
    )
    passages = []
    start = 0
    for number, (text, published) in enumerate(texts):
        about = Source(
            uri=f"https://about.example/{number}",
            title=f"About {number}",
            publisher="A paper",
            kind=SourceKind.NEWS,
            published=None if published is None else PartialDate(text=published),
        )
        passages.append(
            Passage(
                document=document.id,
                span=Span(start=start, end=start + len(text)),
                text=text,
                note=Note(about=about, nature=Nature.EVENT, confidence=Confidence.HIGH),
            )
        )
        start += len(text) + 2
    vectors = np.asarray(ENCODER.encode([index_text(passage) for passage in passages]))
    return MemoryLayer(home, snapshot, document, passages, vectors)
