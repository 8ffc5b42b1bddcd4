"""Passages, ten thousand to a million: adding, room, searching, memory. One index grows through all sizes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from tools.growth.corpus import Corpus
from tools.growth.figures import Figures
from tools.growth.holdings import Holdings, passage_of
from tools.growth.measuring import Stopwatch, each, in_child, megabytes, peak, resident, spread

from wellsourced.config import open_forgetful
from wellsourced.library import index_tables
from wellsourced.library.view import LayeredView
from wellsourced.library.wording import fold
from wellsourced.settings import read_settings
from wellsourced.steps.rerank import rerank

__all__ = ["SIZES", "grow"]

SIZES = (10_000, 100_000, 200_000, 500_000, 1_000_000)
BATCH = 2_000
"""Passages added at a time: as many as a library hands to its index at most."""
QUERIES, RERANKED = 200, 25
TOP = 100
WARMED_BY = 5
"""Questions asked before the measured ones: the first of a process open the files."""


def grow(
    folder: Path, figures: Figures, sizes: tuple[int, ...], queries: int, reranked: int
) -> Iterator[int]:
    """Take up what is missing: at each size the index is added to, then searched, each in its own process.

    Gives each size once the index is of that size and measured.
    """
    for before, size in zip((0, *sizes), sizes, strict=False):
        if figures.of("ingest", size) is None:
            told = in_child("tools.growth.passages", "add", str(folder), str(before), str(size))
            for what, numbers in told.items():
                figures.add(what, size, numbers)
        if figures.of("lexical", size) is None:
            told = in_child(
                "tools.growth.passages", "search", str(folder), str(size), str(queries), str(reranked)
            )
            for what, numbers in told.items():
                figures.add(what, size, numbers)
        yield size


def add(folder: Path, start: int, stop: int) -> dict[str, dict[str, float]]:
    """Add the passages `start` to `stop`, in order, and settle the index as closing a library does.

    Passages of an earlier try are there already: then what is told is how long the rest took, by batch.
    """
    corpus, holdings = Corpus(), Holdings(folder)
    whole, settling, wording = Stopwatch(), Stopwatch(), Stopwatch()
    held = holdings.index.ids() if holdings.index.is_made() else set()
    added = 0
    for at in range(start, stop, BATCH):
        end = min(at + BATCH, stop)
        passages = [passage_of(at + n, text) for n, text in enumerate(corpus.texts(at, end))]
        names, texts = [one.id for one in passages], [one.text for one in passages]
        holdings.keep(zip(range(at, end), passages, strict=True))
        if all(name in held for name in names):
            continue
        vectors = corpus.vectors(at, end)
        with whole:
            holdings.index.add(names, texts, vectors)
        added += len(names)
        if at % (10 * BATCH) == 0:
            print(f"{end:,} passages, {added / whole.wall:,.0f} a second", file=sys.stderr, flush=True)
    with whole, settling:
        holdings.index.settle()
    sample = list(corpus.texts(start, min(start + BATCH, stop)))
    with wording:
        for text in sample:
            fold(text)
    holdings.close()
    return {
        "ingest": {
            "passages": added,
            "wall_s": whole.wall,
            "cpu_s": whole.cpu,
            "settling_wall_s": settling.wall,
            "settling_cpu_s": settling.cpu,
            "wording_cpu_us": 1e6 * wording.cpu / len(sample),
            "peak_mb": peak(),
        }
    }


def search(folder: Path, size: int, queries: int, reranked: int) -> dict[str, dict[str, float]]:
    """Ask the index and, through a view, what a check asks, one question after another."""
    holdings, corpus = Holdings(folder), Corpus()
    index = holdings.index
    asked = corpus.queries(size, queries + WARMED_BY)
    ids = [[name for name, _ in index.lexical(words, TOP)] for _, words, _ in asked[:WARMED_BY]]
    opened = Stopwatch()
    with opened:
        for _, _, vector in asked[:WARMED_BY]:
            index.dense(vector, TOP)
            index.similarities(ids[0], vector)
    measured = asked[WARMED_BY:]
    told = {
        "lexical": spread(each(lambda one: index.lexical(one[1], TOP), measured)),
        "dense": spread(each(lambda one: index.dense(one[2], TOP), measured)),
        "disk": {
            "words_mb": megabytes(folder / "index" / f"{index_tables.WORDS}.lance"),
            "vectors_mb": megabytes(folder / "index" / f"{index_tables.VECTORS}.lance"),
        },
    }
    told["memory"] = {"searching_mb": resident(), "opening_wall_s": opened.wall, "opening_cpu_s": opened.cpu}
    if reranked:
        told |= _hybrid(holdings, measured, reranked)
    told["memory"] |= {"with_models_mb": resident(), "with_models_peak_mb": peak()}
    holdings.close()
    return told


def _hybrid(
    holdings: Holdings, asked: list[tuple[int, str, np.ndarray]], reranked: int
) -> dict[str, dict[str, float]]:
    encoder, verifier = open_forgetful(read_settings())
    words = [text for _, text, _ in asked]

    def fused(text: str) -> list[object]:
        # A view remembers the passages it came upon, so each question gets one of its own.
        return LayeredView(date.max, [holdings], encoder).search(text, TOP)  # type: ignore[list-item,return-value]

    fused(words[0])
    rerank(words[0], fused(words[0])[:2], verifier, 2)  # type: ignore[arg-type]

    def read_again(text: str) -> object:
        return rerank(text, fused(text), verifier, TOP)  # type: ignore[arg-type]

    return {
        "hybrid": spread(each(fused, words)),
        "reranked": spread(each(read_again, words[:reranked])),
    }


def main(what: str, folder: str, *numbers: str) -> None:
    """What `grow` runs in a process of its own."""
    made = {"add": add, "search": search}[what](Path(folder), *map(int, numbers))  # type: ignore[operator]
    print(json.dumps(made))


if __name__ == "__main__":
    main(*sys.argv[1:])
