"""Adding many sources in batches: a batch is captured, archived, recorded and indexed together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wellsourced.jobs.inprocess import Job, Worker
from wellsourced.model.ids import digest
from wellsourced.model.sources import Source
from wellsourced.ports import Added, Extractor, Fetcher, Library, Progress, quiet
from wellsourced.steps.capture import capture
from wellsourced.steps.ingest import ingest

__all__ = ["BATCH", "Adding", "add_sources"]

BATCH = 64
"""Sources a batch: what is lost at most, and done again, when the process is killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """The tools that adding takes."""

    fetcher: Fetcher
    extractor: Extractor
    library: Library


def add_sources(
    sources: Sequence[Source],
    tools: Adding,
    progress: Progress = quiet,
    started: Callable[[Worker[list[Added | Exception]]], None] | None = None,
) -> list[Added | Exception]:
    """One answer a source, in order: what it became, or the error that says why it was not added.

    `started` is given the worker before it begins, to cancel it by. Running again is resuming: what
    the library holds already is not read again.
    """
    worker: Worker[list[Added | Exception]] = Worker("add", progress)
    if started is not None:
        started(worker)
    batches = [sources[at : at + BATCH] for at in range(0, len(sources), BATCH)]
    results = worker.run([_job(batch, tools) for batch in batches])
    answers: list[Added | Exception] = []
    for batch, result in zip(batches, results, strict=True):
        answers += [result] * len(batch) if isinstance(result, Exception) else result
    return answers


def _job(batch: Sequence[Source], tools: Adding) -> Job[list[Added | Exception]]:
    def work() -> list[Added | Exception]:
        return ingest(capture(batch, tools.fetcher), tools.extractor, tools.library)

    return Job(key=digest("batch", [source.id for source in batch]), work=work, size=len(batch))
