"""Adding to a library whole: archive, records and index, of plain text; and what encoding takes."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from tools.growth.corpus import Corpus
from tools.growth.figures import Figures
from tools.growth.measuring import Stopwatch, in_child, megabytes, peak

from wellsourced.config import open_extractor, open_forgetful, open_stand_in
from wellsourced.jobs.adding import BATCH
from wellsourced.library.store import open_library
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture
from wellsourced.settings import read_settings

__all__ = ["SIZE", "measure"]

SIZE = 10_000
A_DOCUMENT = 20
"""Texts of the corpus that make one document, as paragraphs."""
ENCODED = 500
MOMENT = datetime(2026, 11, 23, tzinfo=UTC)


def measure(folder: Path, figures: Figures, size: int = SIZE, encoded: int = ENCODED) -> None:
    """What is missing, in a process of its own."""
    if figures.of("library", size) is None:
        told = in_child("tools.growth.ingesting", str(folder), str(size), str(encoded))
        for what, numbers in told.items():
            figures.add(what, size, numbers)


def added(folder: Path, size: int, encoded: int) -> dict[str, dict[str, float]]:
    """A library of `size` texts, with seeded vectors; then some texts by the shipped encoder alone."""
    shutil.rmtree(folder, ignore_errors=True)
    settings, watch, passages = read_settings(), Stopwatch(), 0
    library = open_library(folder, open_stand_in(384))
    extractor, captures = open_extractor(settings), _captures(size)
    while batch := list(islice(captures, BATCH)):
        with watch:
            answers = library.add(batch, extractor)
        passages += sum(0 if isinstance(one, Exception) else one.passages for one in answers)
    with watch:
        library.close()
    room, most = megabytes(folder), peak()
    encoder, encoding = open_forgetful(settings)[0], Stopwatch()
    texts = list(Corpus().texts(0, encoded))
    encoder.encode(texts[:2])
    with encoding:
        encoder.encode(texts)
    shutil.rmtree(folder)
    return {
        "library": {
            "passages": passages,
            "wall_s": watch.wall,
            "cpu_s": watch.cpu,
            "disk_mb": room,
            "peak_mb": most,
        },
        "encoding": {"passages": encoded, "wall_s": encoding.wall, "cpu_s": encoding.cpu},
    }


def _captures(size: int) -> Iterator[Capture]:
    texts = Corpus().texts(0, size)
    for number in range(-(-size // A_DOCUMENT)):
        paragraphs = islice(texts, A_DOCUMENT)
        source = Source(
            uri=f"https://made-up.example/{number}",
            title=f"Document {number}",
            publisher="Made up",
            kind=SourceKind.NEWS,
        )
        body = "\n\n".join(paragraphs).encode()
        yield Capture(source=source, body=body, media_type="text/plain", captured_at=MOMENT)


if __name__ == "__main__":
    print(json.dumps(added(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
