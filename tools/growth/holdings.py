"""A layer of the made-up corpus: the product's own index, and texts by id in place of a library's records."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wellsourced.library.index import Index
from wellsourced.model.ids import digest
from wellsourced.model.sources import Passage, Span

__all__ = ["Holdings", "passage_of"]

_DOCUMENT = 50
"""Passages of one made-up document."""


def passage_of(number: int, text: str) -> Passage:
    """The passage of that number; its id is a digest, as long and as random as those of a library."""
    document = digest("document", {"number": number // _DOCUMENT})
    start = number % _DOCUMENT * 10_000
    return Passage(document=document, span=Span(start=start, end=start + len(text)), text=text)


class Holdings:
    """What a view searches: the index in `folder`, and the texts beside it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.index = Index(folder / "index")
        self._texts = sqlite3.connect(folder / "texts.sqlite3")
        self._texts.execute("CREATE TABLE IF NOT EXISTS texts (id TEXT PRIMARY KEY, number INT, text TEXT)")

    def keep(self, numbered: Iterable[tuple[int, Passage]]) -> None:
        """Write texts down; those there already stay."""
        with self._texts:
            rows = ((passage.id, number, passage.text) for number, passage in numbered)
            self._texts.executemany("INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", rows)

    def lexical(self, query: str, k: int) -> Sequence[tuple[str, float]]:
        return self.index.lexical(query, k)

    def dense(self, vector: NDArray[np.float32], k: int) -> Sequence[tuple[str, float]]:
        return self.index.dense(vector, k)

    def similarities(self, ids: Sequence[str], vector: NDArray[np.float32]) -> Mapping[str, float]:
        return self.index.similarities(ids, vector)

    def current(self, ids: Collection[str], as_of: date) -> Mapping[str, Passage]:
        marks = ", ".join("?" * len(ids))
        found = self._texts.execute(f"SELECT id, number, text FROM texts WHERE id IN ({marks})", [*ids])
        return {name: passage_of(number, text) for name, number, text in found}

    def close(self) -> None:
        self._texts.close()
