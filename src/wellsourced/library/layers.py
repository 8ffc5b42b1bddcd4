"""Layers of a view: something that holds passages and can be searched. Here the kind kept in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from wellsourced.errors import InputError
from wellsourced.library.asof import counts_by
from wellsourced.library.index import DIMENSION, Index
from wellsourced.model.anchors import Anchor
from wellsourced.model.sources import Document, Passage, Snapshot, Source
from wellsourced.ports import Vectors

__all__ = ["Layer", "MemoryLayer", "held_in", "index_text"]


class Layer(Protocol):
    """Records with their index. What is not held comes back as absent, never as an error."""

    def lexical(self, query: str, k: int) -> Sequence[tuple[str, float]]:
        """`(id, score)` by words; scores of different layers may be merged."""
        ...

    def dense(self, vector: NDArray[np.float32], k: int) -> Sequence[tuple[str, float]]:
        """`(id, cosine)` by meaning."""
        ...

    def similarities(self, ids: Sequence[str], vector: NDArray[np.float32]) -> Mapping[str, float]:
        """The cosine of each of the ids that is held here."""
        ...

    def found(self, ids: Collection[str], as_of: date) -> Mapping[str, Passage]:
        """Those of the passages that are held here and count as of the day."""
        ...

    def current(self, ids: Collection[str], as_of: date) -> Mapping[str, Passage]:
        """As `found`, but of a source captured several times only what its current capture says."""
        ...

    def captures(self, source_id: str, as_of: date) -> Sequence[Snapshot]:
        """What the source was captured as by the end of the day, oldest first; what came back again."""
        ...

    def sightings(self, source_id: str, as_of: date) -> Sequence[tuple[datetime, str]]:
        """When the source was seen to give which bytes by the end of the day, by their digest."""
        ...

    def source(self, source_id: str) -> Source | None: ...

    def snapshot(self, snapshot_id: str) -> Snapshot | None: ...

    def document(self, document_id: str) -> Document | None: ...

    def neighbours(self, passage: Passage) -> tuple[str, str]:
        """The text of the passage before and of the one after, empty at an end."""
        ...

    def passages(self, as_of: date) -> Iterator[Passage]:
        """Every passage that counts as of the day, of current captures, in document order."""
        ...

    def passages_of(self, document_id: str, as_of: date) -> Iterator[Passage]:
        """Those of one document, in order; none of one that it does not hold."""
        ...

    def new_since(self, moment: datetime, but: Collection[str], as_of: date) -> Iterator[Passage]:
        """The passages of later captures that their sources did not have before; `but` are other sources."""
        ...

    def anchors(self, note_id: str) -> Sequence[Anchor]:
        """What is kept of a note, whatever day it counts from."""
        ...


def index_text(passage: Passage, title: str = "") -> str:
    """What is indexed and encoded of a passage: title and headings, which say what it is about, and text."""
    return "\n".join(part for part in (title, *passage.headings, passage.text) if part)


class MemoryLayer:
    """One read-only document with its passages and vectors, as a casebook ships it.

    `vectors` has shape (passages, 384), one row for each passage's `index_text`, in order. The
    word index is built at the first search.
    """

    def __init__(
        self,
        source: Source,
        snapshot: Snapshot,
        document: Document,
        passages: Sequence[Passage],
        vectors: Vectors,
    ) -> None:
        if vectors.shape != (len(passages), DIMENSION):
            raise InputError(
                f"{source.title}: {len(passages)} passages need vectors of shape "
                f"({len(passages)}, {DIMENSION}), not {vectors.shape}: build the casebook again."
            )
        if any(passage.document != document.id for passage in passages):
            raise InputError(f"{source.title}: a passage is of another document: build the casebook again.")
        self._source, self._snapshot, self._document = source, snapshot, document
        self._passages = tuple(passages)
        self._vectors = vectors
        self._places = {passage.id: number for number, passage in enumerate(self._passages)}

    @cached_property
    def _index(self) -> Index:
        index = Index("memory://")
        index.add(
            [passage.id for passage in self._passages],
            [index_text(passage) for passage in self._passages],
            self._rows,
        )
        return index

    @cached_property
    def _rows(self) -> NDArray[np.float32]:
        return np.asarray(self._vectors, dtype=np.float32)

    def lexical(self, query: str, k: int) -> Sequence[tuple[str, float]]:
        return self._index.lexical(query, k)

    def dense(self, vector: NDArray[np.float32], k: int) -> Sequence[tuple[str, float]]:
        # A casebook is small: a product of two arrays is quicker than a scan of the table.
        cosines = self._rows @ np.asarray(vector, dtype=np.float32)
        ranked = sorted(
            ((passage.id, float(cosine)) for passage, cosine in zip(self._passages, cosines, strict=True)),
            key=lambda pair: (-pair[1], pair[0]),
        )
        return ranked[: max(k, 0)]

    def similarities(self, ids: Sequence[str], vector: NDArray[np.float32]) -> Mapping[str, float]:
        held = [one for one in ids if one in self._places]
        cosines = self._rows[[self._places[one] for one in held]] @ np.asarray(vector, dtype=np.float32)
        return {one: float(cosine) for one, cosine in zip(held, cosines, strict=True)}

    def found(self, ids: Collection[str], as_of: date) -> Mapping[str, Passage]:
        held = (self._passages[self._places[one]] for one in ids if one in self._places)
        return {passage.id: passage for passage in held if self._counts(passage, as_of)}

    def current(self, ids: Collection[str], as_of: date) -> Mapping[str, Passage]:
        return self.found(ids, as_of)  # a casebook is one document, captured once

    def captures(self, source_id: str, as_of: date) -> Sequence[Snapshot]:
        held = self._snapshot.captured_at.astimezone(UTC).date() <= as_of
        return (self._snapshot,) if held and source_id == self._source.id else ()

    def sightings(self, source_id: str, as_of: date) -> Sequence[tuple[datetime, str]]:
        return [(one.captured_at, one.content) for one in self.captures(source_id, as_of)]

    def source(self, source_id: str) -> Source | None:
        return self._source if source_id == self._source.id else None

    def snapshot(self, snapshot_id: str) -> Snapshot | None:
        return self._snapshot if snapshot_id == self._snapshot.id else None

    def document(self, document_id: str) -> Document | None:
        return self._document if document_id == self._document.id else None

    def neighbours(self, passage: Passage) -> tuple[str, str]:
        at = self._places[passage.id]
        if passage.note is not None:  # notes stand alone: the next one is about something else
            return "", ""
        before = self._passages[at - 1].text if at > 0 else ""
        after = self._passages[at + 1].text if at + 1 < len(self._passages) else ""
        return before, after

    def passages(self, as_of: date) -> Iterator[Passage]:
        return (passage for passage in self._passages if self._counts(passage, as_of))

    def passages_of(self, document_id: str, as_of: date) -> Iterator[Passage]:
        return self.passages(as_of) if document_id == self._document.id else iter(())

    def new_since(self, moment: datetime, but: Collection[str], as_of: date) -> Iterator[Passage]:
        return iter(())  # a casebook's notes are made, not captured

    def anchors(self, note_id: str) -> Sequence[Anchor]:
        return ()  # a casebook ships notes; what bears them out is in the user's own library

    def _counts(self, passage: Passage, as_of: date) -> bool:
        return counts_by(passage, self._document, self._snapshot, as_of)


def held_in(layers: Sequence[Layer]) -> Iterator[Source | Snapshot | Document | Passage]:
    """Everything a casebook holds that has an id."""
    for layer in layers:
        seen: set[str] = set()
        for passage in layer.passages(date.max):
            yield passage
            if passage.note is not None:
                yield passage.note.about
            document = layer.document(passage.document)
            if document is None or document.id in seen:
                continue
            seen.add(document.id)
            yield document
            snapshot = layer.snapshot(document.snapshot)
            source = None if snapshot is None else layer.source(snapshot.source)
            yield from (item for item in (snapshot, source) if item is not None)
