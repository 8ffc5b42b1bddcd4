"""How fast pages become passages that can be found: extraction, cutting, encoding, index, one question.

Pages are made up (`made_pages`), so anybody can repeat a run. Seconds are given twice: of the clock, and of
this process's CPU time, which other work on the machine does not stretch.
"""

from __future__ import annotations

import hashlib
import random
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from numpy.typing import NDArray

from wellsourced.bench.made_pages import VOCABULARY, MadePage, made_pages
from wellsourced.bench.run import Figures
from wellsourced.library.passages import cut
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import (
    Added,
    Capture,
    Encoder,
    Event,
    Extracted,
    Extractor,
    Library,
    Progress,
    Vectors,
)
from wellsourced.text.sentences import sentences

__all__ = ["ENCODED", "SEEDED_ABOVE", "Tools", "measure"]

SEEDED_ABOVE = 50_000
"""Passages above which the index is filled with seeded unit vectors: encoding them all would take hours."""
ENCODED = 10_000
"""Passages encoded then all the same, to measure how fast that is."""

BATCH = 64
"""Pages added at a time, as `add` does."""
CUT = 64
"""Pages on which cutting alone is measured, none of them among those added."""
ASKED, DEPTH = 50, 20
"""Questions asked of the finished library, and passages asked for."""
QUESTION = 12
"""Words of a question."""
CAPTURED = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What is measured; `open_library` makes an empty library in a folder over an encoder."""

    extractor: Extractor
    encoder: Encoder
    open_library: Callable[[Path, Encoder], Library]


class Watch:
    """Seconds of the clock and of CPU, summed over all that was done while it ran."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what is done meanwhile."""
        wall, cpu = perf_counter(), process_time()
        try:
            yield
        finally:
            self.wall += perf_counter() - wall
            self.cpu += process_time() - cpu

    def told(self, count: int, what: str) -> Figures:
        """The sums, and how many of something a second they make."""
        return {
            what: count,
            "seconds": round(self.wall, 2),
            "cpu_seconds": round(self.cpu, 2),
            f"{what}_per_second": _rate(count, self.wall),
            f"{what}_per_cpu_second": _rate(count, self.cpu),
        }


class _TimedExtractor:
    """An `Extractor` over another, with a watch on it."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self.watch = Watch()
        self.pages = 0

    def extract(self, captures: Sequence[Capture]) -> Sequence[Extracted | Exception]:
        self.pages += len(captures)
        with self.watch.running():
            return self._extractor.extract(captures)


class _TimedEncoder:
    """An `Encoder` over another, with a watch on it; with `at_most` the vectors given are seeded ones.

    Then the other encodes that many texts and no more, only to be timed.
    """

    def __init__(self, encoder: Encoder, at_most: int | None) -> None:
        self._encoder = encoder
        self._left = at_most
        self.name = encoder.name if at_most is None else "seeded"
        self.dimension = encoder.dimension
        self.watch = Watch()
        self.texts = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        timed = texts if self._left is None else texts[: self._left]
        with self.watch.running():
            vectors = self._encoder.encode(timed)
        self.texts += len(timed)
        if self._left is None:
            return vectors
        self._left -= len(timed)
        return np.stack([_seeded(text, self.dimension) for text in texts])


def _seeded(text: str, dimension: int) -> NDArray[np.float32]:
    """A unit vector that is the same for the same text, and for different ones as good as orthogonal."""
    rng = np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]))
    row = rng.standard_normal(dimension, dtype=np.float32)
    unit: NDArray[np.float32] = row / np.linalg.norm(row)
    return unit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Timed:
    """The tools with watches on them, over one library."""

    library: Library
    extractor: _TimedExtractor
    encoder: _TimedEncoder


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    """A library that was filled; `rest` is all of adding that was neither extraction nor encoding.

    `first` and `last` are CPU milliseconds a passage of it, over the first and last tenth of the batches:
    where they differ much, adding slows down as the library grows.
    """

    passages: int
    refused: int
    rest: Watch
    first: float
    last: float
    sentences: list[tuple[str, str]]


def measure(passages: int, seed: int, tools: Tools, progress: Progress) -> Figures:
    """Add made-up pages until that many passages can be found, then ask for some of them.

    `searchable` is what a passage costs from its page's bytes to the index, all steps together.
    """
    seeded = passages > SEEDED_ABOVE
    tools.encoder.encode(["The lamp is lit."])  # loads the model, which is no part of the speed
    cutting = _cutting(seed, tools.extractor)
    encoder = _TimedEncoder(tools.encoder, ENCODED if seeded else None)
    extractor = _TimedExtractor(tools.extractor)
    with tempfile.TemporaryDirectory(prefix="wellsourced-bench-") as folder:
        library = tools.open_library(Path(folder), encoder)
        timed = _Timed(library=library, extractor=extractor, encoder=encoder)
        filled = _fill(timed, made_pages(seed), passages, progress)
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
        encoding = encoder.watch.told(encoder.texts, "passages")
        with closing(tools.open_library(Path(folder), encoder)) as finished:
            question = _ask(finished, filled.sentences, seed)
        each = [
            (extractor.watch, filled.passages),
            (encoder.watch, encoder.texts),
            (filled.rest, filled.passages),
        ]
        return {
            "passages": filled.passages,
            "pages": extractor.pages,
            "refused": filled.refused,
            "seed": seed,
            "vocabulary": VOCABULARY,
            "vectors": f"seeded; {encoder.texts} encoded to measure" if seeded else encoder.name,
            "extraction": extractor.watch.told(extractor.pages, "pages"),
            "cutting": cutting,
            "encoding": encoding,
            "cutting_writing_and_indexing": {
                **filled.rest.told(filled.passages, "passages"),
                "cpu_ms_a_passage_in_the_first_tenth": filled.first,
                "cpu_ms_a_passage_in_the_last_tenth": filled.last,
            },
            "searchable": {
                "passages_per_second": _rate(1, sum(watch.wall / count for watch, count in each)),
                "passages_per_cpu_second": _rate(1, sum(watch.cpu / count for watch, count in each)),
            },
            "question": question,
            "library_mb": round(size / 1e6, 1),
            "peak_rss_mb": _peak_rss_mb(),
        }


def _cutting(seed: int, extractor: Extractor) -> Figures:
    """How fast extracted pages are cut into passages, on pages of their own."""
    pages = islice(made_pages(seed + 1), CUT)
    read = extractor.extract([_capture(page) for page in pages])
    watch, count = Watch(), 0
    sentences("The lamp is lit.")  # loads the model
    for one in read:
        if isinstance(one, Extracted):
            with watch.running():
                count += len(cut(one, sentences))
    return watch.told(count, "passages")


def _fill(tools: _Timed, pages: Iterator[MadePage], wanted: int, progress: Progress) -> _Filled:
    apart, rest = (tools.extractor.watch, tools.encoder.watch), Watch()
    passages = refused = 0
    costs: list[tuple[float, int]] = []
    sentences_of: list[tuple[str, str]] = []
    while passages < wanted:
        batch = list(islice(pages, BATCH))
        captures = [_capture(page) for page in batch]
        whole, walls, cpus = Watch(), sum(one.wall for one in apart), sum(one.cpu for one in apart)
        with whole.running():
            outcomes = tools.library.add(captures, tools.extractor)
        cpu = whole.cpu - (sum(one.cpu for one in apart) - cpus)
        rest.cpu += cpu
        rest.wall += whole.wall - (sum(one.wall for one in apart) - walls)
        added = [one for one in outcomes if isinstance(one, Added)]
        new = sum(one.passages for one in added)
        passages += new
        refused += len(outcomes) - len(added)
        costs.append((cpu, new))
        sentences_of += [(page.address, page.sentence) for page in batch]
        progress(Event(step="ingest", message="Adding pages", done=passages, total=wanted))
    with rest.running():
        tools.library.close()  # which may merge what waits
    tenth = max(1, len(costs) // 10)
    return _Filled(
        passages=passages,
        refused=refused,
        rest=rest,
        first=_cost(costs[:tenth]),
        last=_cost(costs[-tenth:]),
        sentences=sentences_of,
    )


def _ask(library: Library, sentences_of: Sequence[tuple[str, str]], seed: int) -> Figures:
    """How long a search takes; asked after sentences of pages, of which each should find its own page."""
    chosen = random.Random(seed).sample(sentences_of, min(ASKED, len(sentences_of)))
    view = library.view(date.max)
    walls: list[float] = []
    watch, found = Watch(), 0
    for address, sentence in chosen:
        words = " ".join(sentence.rstrip(".").split()[:QUESTION])
        before = watch.wall
        with watch.running():
            hits = view.search(words, DEPTH)
        walls.append(1000 * (watch.wall - before))
        found += any(view.source_of(hit.passage).uri == address for hit in hits)
    return {
        "asked": len(chosen),
        "own_page_found": round(found / len(chosen), 4),
        "first_ms": round(walls[0], 1),
        "p50_ms": round(float(np.median(walls)), 1),
        "p95_ms": round(float(np.percentile(walls, 95)), 1),
        "cpu_ms": round(1000 * watch.cpu / len(chosen), 1),
    }


def _capture(page: MadePage) -> Capture:
    return Capture(
        source=Source(uri=page.address, title="", publisher="", kind=SourceKind.OTHER),
        body=page.body,
        media_type="text/html; charset=utf-8",
        captured_at=CAPTURED,
        imported=True,
    )


def _cost(costs: Sequence[tuple[float, int]]) -> float:
    """CPU milliseconds a passage."""
    return round(1000 * sum(cpu for cpu, _ in costs) / max(1, sum(count for _, count in costs)), 3)


def _rate(count: int, seconds: float) -> float:
    return round(count / seconds, 1) if seconds > 0 else 0.0


def _peak_rss_mb() -> float:
    """The most memory this process has held so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6, 1)
