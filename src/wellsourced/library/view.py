"""The library as of a day: read-only, over the user's own layer and the casebooks'."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from wellsourced.library.corrections import file_name
from wellsourced.library.fusion import blend
from wellsourced.library.layers import Layer
from wellsourced.model.anchors import Anchor
from wellsourced.model.sources import Document, Passage, Snapshot, Source
from wellsourced.ports import Encoder, Hit

__all__ = ["LayeredView"]

_DEEPEST = 50
"""How far down each list is read before they are blended, at least; what is lower changes little."""

Found = Sequence[tuple[str, float]]
T = TypeVar("T")


class LayeredView:
    """A `View` over layers, first layer first. Nothing later than `as_of` is to be seen through it.

    What stands behind a passage is read from the layers once: sources, snapshots and documents are as the
    view first saw them.
    """

    def __init__(self, as_of: date, layers: Sequence[Layer], encoder: Encoder) -> None:
        self.as_of = as_of
        self._layers = tuple(layers)
        self._encoder = encoder
        self._read: dict[str, object] = {}
        self._standing: tuple[dict[str, Passage | None], ...] = tuple({} for _ in self._layers)
        """By layer, the passages that searches came upon, `None` where one is not to be found on the day."""

    def search(self, query: str, k: int) -> list[Hit]:
        """The `k` best passages by words and by meaning, best first: `score` blends the two, 0 to 1."""
        if k < 1 or not query.strip() or not self._layers:
            return []
        vector = self._vector(query)
        depth = max(_DEEPEST, 2 * k)
        known: dict[str, Passage] = {}
        lexical = dict(self._by_words(query, depth, known))
        cosines = dict(self._by_meaning(vector, depth, known))
        only_words = [one for one in lexical if one not in cosines]
        for layer in self._layers:
            cosines |= layer.similarities(only_words, vector)
        best = blend(lexical, cosines, k)
        return [Hit(passage=known[one], score=score, similarity=cosines.get(one, 0.0)) for one, score in best]

    def lexical(self, query: str, k: int) -> list[Passage]:
        """The `k` best passages by words alone, best first: one of the two lists `search` blends."""
        known: dict[str, Passage] = {}
        return [known[one] for one, _ in self._by_words(query, k, known)] if query.strip() else []

    def dense(self, query: str, k: int) -> list[Passage]:
        """The `k` best passages by meaning alone, best first: the other list `search` blends."""
        known: dict[str, Passage] = {}
        if not query.strip():
            return []
        return [known[one] for one, _ in self._by_meaning(self._vector(query), k, known)]

    def passage(self, passage_id: str) -> Passage:
        """The passage, of whichever capture; `KeyError` where the view has none of that id."""
        for layer in self._layers:
            found = layer.found([passage_id], self.as_of)
            if passage_id in found:
                return found[passage_id]
        raise KeyError(passage_id)

    def source_of(self, passage: Passage) -> Source:
        """Who speaks: for a note what it is about, else the document's source, titled and dated."""
        if passage.note is not None:
            return passage.note.about
        document = self.document_of(passage)
        name = self._snapshot(document).source
        return _as_read(self._one(lambda layer: layer.source(name), name), document)

    def document_of(self, passage: Passage) -> Document:
        """The document the passage is in; `KeyError` where the view does not hold it."""
        return self._one(lambda layer: layer.document(passage.document), passage.document)

    def snapshot_of(self, passage: Passage) -> Snapshot:
        """The capture the passage's document was read from."""
        return self._snapshot(self.document_of(passage))

    def _snapshot(self, document: Document) -> Snapshot:
        return self._one(lambda layer: layer.snapshot(document.snapshot), document.snapshot)

    def neighbours(self, passage: Passage) -> tuple[str, str]:
        """The text before and after, one passage each side, empty at an end; a note has none."""
        for layer in self._layers:
            if passage.id in layer.found([passage.id], self.as_of):
                return layer.neighbours(passage)
        raise KeyError(passage.id)

    def passages(self) -> Iterator[Passage]:
        """Every passage that counts, of current captures, in document order, the user's first."""
        for layer in self._layers:
            yield from layer.passages(self.as_of)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of one document that count, in order; none where the view does not hold it."""
        return tuple(one for layer in self._layers for one in layer.passages_of(document_id, self.as_of))

    def new_since(self, moment: datetime, but: Collection[str] = ()) -> tuple[Passage, ...]:
        """What sources say since a moment and did not before; `but` are ids of sources left out."""
        return tuple(one for layer in self._layers for one in layer.new_since(moment, but, self.as_of))

    def measured(self, passages: Sequence[Passage], query: str) -> list[Hit]:
        """These passages as hits for a query, in their order: `score` is their similarity."""
        if not passages:
            return []
        vector, ids = self._vector(query), [passage.id for passage in passages]
        cosines: dict[str, float] = {}
        for layer in self._layers:
            cosines |= layer.similarities(ids, vector)
        near = ((passage, cosines.get(passage.id, 0.0)) for passage in passages)
        return [Hit(passage=passage, score=max(0.0, one), similarity=one) for passage, one in near]

    def captures(self, source_id: str) -> list[Snapshot]:
        """The source's captures by the end of the day, oldest first; empty where there are none."""
        taken = (one for layer in self._layers for one in layer.captures(source_id, self.as_of))
        return sorted(taken, key=lambda one: (one.captured_at, one.id))

    def sightings(self, source_id: str) -> list[tuple[datetime, str]]:
        """When the source was seen to give which bytes, by their digest, oldest first."""
        return sorted(one for layer in self._layers for one in layer.sightings(source_id, self.as_of))

    def anchors(self, note: Passage) -> tuple[Anchor, ...]:
        """What bears the parts of a note out, in their order; an anchor counts where its passage does."""
        kept = (anchor for layer in self._layers for anchor in layer.anchors(note.id))
        return tuple(anchor for anchor in kept if self._holds(anchor.passage))

    def _holds(self, passage_id: str) -> bool:
        return any(passage_id in layer.found([passage_id], self.as_of) for layer in self._layers)

    def _vector(self, query: str) -> NDArray[np.float32]:
        return np.asarray(self._encoder.encode([query]), dtype=np.float32).reshape(-1)

    def _by_words(self, query: str, depth: int, known: dict[str, Passage]) -> Found:
        return self._merged(lambda layer, n: layer.lexical(query, n), depth, known)

    def _by_meaning(self, vector: NDArray[np.float32], depth: int, known: dict[str, Passage]) -> Found:
        return self._merged(lambda layer, n: layer.dense(vector, n), depth, known)

    def _merged(self, ask: Callable[[Layer, int], Found], depth: int, known: dict[str, Passage]) -> Found:
        """What one way of asking finds over all layers, best score first; the passages go into `known`."""
        found: dict[str, float] = {}
        for layer, standing in zip(self._layers, self._standing, strict=True):
            found |= self._counted(partial(ask, layer), partial(self._current, layer, standing), depth, known)
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:depth]

    def _current(
        self, layer: Layer, standing: dict[str, Passage | None], names: Sequence[str]
    ) -> dict[str, Passage]:
        """Those of a layer's passages that are to be found on the day; one search reads what none did."""
        new = [one for one in names if one not in standing]
        if new:
            found = layer.current(new, self.as_of)
            standing |= {one: found.get(one) for one in new}
        return {one: passage for one in names if (passage := standing[one]) is not None}

    @staticmethod
    def _counted(
        ask: Callable[[int], Found],
        current: Callable[[Sequence[str]], dict[str, Passage]],
        depth: int,
        known: dict[str, Passage],
    ) -> dict[str, float]:
        """A layer's best `depth` to be found on the day: asks on until there are enough or no more."""
        asked = depth
        while True:
            ranked = ask(asked)
            held = current([one for one, _ in ranked])
            if len(held) >= depth or len(ranked) < asked:
                known.update(held)
                return {one: score for one, score in ranked if one in held}
            asked *= 4

    def _one(self, ask: Callable[[Layer], T | None], name: str) -> T:
        """The first layer's answer for an id, which tells its kind: no two things share one."""
        if name not in self._read:
            found = next((answer for layer in self._layers if (answer := ask(layer)) is not None), None)
            if found is None:
                raise KeyError(name)
            self._read[name] = found
        return cast(T, self._read[name])


def _as_read(source: Source, document: Document) -> Source:
    """The source with what its document says of itself, where nobody said better when it was added.

    A file is added under its name, which tells a reader little.
    """
    titled = source.title not in ("", file_name(source.uri))
    return replace(
        source,
        title=source.title if titled else document.title or source.title,
        published=source.published or document.published,
    )
