"""A corpus as a library of its own, without the casebooks and away from the user's."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Protocol, cast
from urllib.parse import quote

from wellsourced.bench.datasets import CorpusDocument
from wellsourced.check import Desk
from wellsourced.config import open_desk, open_extractor
from wellsourced.model.ids import digest
from wellsourced.model.sources import Passage, Source, SourceKind
from wellsourced.ports import Added, Capture, Event, Extractor, Progress, View, quiet
from wellsourced.settings import Settings

__all__ = ["Corpus", "CorpusView", "open_corpus"]

BATCH = 64
"""Documents added at a time."""
CAPTURED = datetime(2000, 1, 1, tzinfo=UTC)
"""One time for all: a corpus has no day, and the same corpus must give the same library."""


class CorpusView(View, Protocol):
    """A view that can be searched in each of its two ways alone."""

    def lexical(self, query: str, k: int) -> Sequence[Passage]: ...

    def dense(self, query: str, k: int) -> Sequence[Passage]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A corpus in a library: `desk` works on it, `names` and `titles` are by the library's documents.

    `refused` counts documents the library does not take (menus, error pages); `passages_per_second`
    is None where all were indexed by an earlier run.
    """

    desk: Desk
    names: dict[str, str]
    titles: dict[str, str]
    refused: int
    passages: int
    passages_per_second: float | None

    @property
    def view(self) -> CorpusView:
        """Everything in the corpus."""
        return cast(CorpusView, self.desk.library.view(date.max))

    def title_of(self, passage: Passage) -> str:
        """The title of the document that the passage is from, empty where it has none."""
        return self.titles[passage.document]

    def documents_of(self, passages: Sequence[Passage]) -> list[str]:
        """The ids of the documents that the passages are from, each once, in order."""
        return list(dict.fromkeys(self.names[passage.document] for passage in passages))


@contextmanager
def open_corpus(
    documents: Sequence[CorpusDocument], settings: Settings, work: Path | None, progress: Progress
) -> Iterator[Corpus]:
    """Put the documents in a library and index them; it is gone at the end unless `work` keeps it.

    A folder `work` keeps a library for each corpus it was used with, so running again is resuming.
    """
    with ExitStack() as stack:
        if work is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wellsourced-bench-")))
        else:
            folder = work / digest("corpus", [(d.id, d.title, d.text) for d in documents])
        settings = settings.model_copy(update={"library": folder, "casebooks": (), "writer": "extractive"})
        desk = replace(open_desk(settings, progress), progress=quiet)
        stack.enter_context(closing(desk.library))
        yield _filled(documents, desk, open_extractor(settings), progress)


def _filled(
    documents: Sequence[CorpusDocument], desk: Desk, extractor: Extractor, progress: Progress
) -> Corpus:
    names: dict[str, str] = {}
    titles: dict[str, str] = {}
    passages, new, started = 0, 0, perf_counter()
    for at in range(0, len(documents), BATCH):
        batch = documents[at : at + BATCH]
        done = at + len(batch)
        progress(Event(step="index", message="Indexing the corpus", done=done, total=len(documents)))
        outcomes = desk.library.add([_capture(document) for document in batch], extractor)
        for document, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, Added):
                names[outcome.document] = document.id
                titles[outcome.document] = document.title
                passages += outcome.passages
                new += outcome.passages if outcome.new else 0
    seconds = perf_counter() - started
    return Corpus(
        desk=desk,
        names=names,
        titles=titles,
        refused=len(documents) - len(names),
        passages=passages,
        passages_per_second=new / seconds if new else None,
    )


def _capture(document: CorpusDocument) -> Capture:
    return Capture(
        source=Source(
            uri=f"corpus:{quote(document.id, safe='')}",
            title=document.title or document.id,
            publisher="",
            kind=SourceKind.OTHER,
        ),
        body=document.text.encode("utf-8"),
        media_type="text/plain; charset=utf-8",
        captured_at=CAPTURED,
        imported=True,
    )
