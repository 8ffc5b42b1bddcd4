"""Adding many sources in batches: a batch is captured, archived, recorded and indexed together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wellsourced.jobs.inprocess import Job, Worker
from wellsourced.model.ids import digest
from wellsourced.model.sources import Source
from wellsourced.ports import Added, Capture, Event, Extractor, Fetcher, Library, Progress, quiet
from wellsourced.steps.collect import collect
from wellsourced.steps.ingest import ingest

__all__ = ["BATCH", "Adding", "add_captures", "add_sources"]

BATCH = 64
"""Sources a batch: what is lost at most, and done again, when the process is killed."""
BATCH_BYTES = 64_000_000
"""Captured bytes a batch, or one capture that is larger: what is held in memory at most. Of sources the
fetcher sees to it."""


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


def add_captures(
    captures: Iterable[Capture], tools: Adding, progress: Progress = quiet
) -> Iterator[tuple[Capture, Added | Exception]]:
    """What each capture became, in order, a batch at a time: they may be more than memory holds.

    The capture comes back without its bytes. Running again is resuming.
    """
    done = 0
    for batch in _batches(captures):
        answers = ingest(batch, tools.extractor, tools.library)
        done += len(batch)
        progress(Event(step="add", message=f"{done} so far", done=done))
        yield from ((replace(one, body=b""), answer) for one, answer in zip(batch, answers, strict=True))


def _batches(captures: Iterable[Capture]) -> Iterator[list[Capture]]:
    batch: list[Capture] = []
    size = 0
    for one in captures:
        if batch and (len(batch) == BATCH or size + len(one.body) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += len(one.body)
    if batch:
        yield batch


def _job(batch: Sequence[Source], tools: Adding) -> Job[list[Added | Exception]]:
    def work() -> list[Added | Exception]:
        return collect(batch, tools.fetcher, tools.extractor, tools.library)

    return Job(key=digest("batch", [source.id for source in batch]), work=work, size=len(batch))
