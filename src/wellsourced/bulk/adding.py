"""Many files into the library: workers read and encode them, one writer takes down what they found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from wellsourced.bulk.carrying import portable
from wellsourced.bulk.crew import Crew, done_by
from wellsourced.bulk.reading import PreparedEncoder, PreparedExtractor, ReadFile, Reading, Wanted
from wellsourced.bulk.shards import Shard, cut
from wellsourced.config import Shelves, open_encoder, open_extractor, open_library
from wellsourced.model.sources import Source
from wellsourced.ports import Added, Event, Progress, quiet
from wellsourced.settings import Settings
from wellsourced.steps.ingest import ingest

__all__ = ["MOST_BYTES", "MOST_FILES", "add_files"]

MOST_FILES = 64
"""Files of a shard, which are written together."""
MOST_BYTES = 16_000_000
"""Bytes of a shard's files together, or of its only one: what a worker holds, and the writer for each."""


def add_files(
    sources: Sequence[Source], settings: Settings, crew: Crew, progress: Progress = quiet
) -> list[Added | Exception]:
    """One answer a file, in order: what it became in the library, or the error that says why not.

    Only this process writes, a shard at a time, so killing it, or any worker, loses what was not written yet
    and nothing else. Running again is resuming: what the library holds already is not read again.
    """
    carried = portable(settings)
    encoder = PreparedEncoder(open_encoder(carried))
    extractor = PreparedExtractor(open_extractor(carried))
    answers: dict[str, Added | Exception] = {}
    with closing(open_library(carried, encoder)) as library:
        shards = _shards(sources, library)
        writing = _Writing(library=library, extractor=extractor, encoder=encoder)
        for number, (shard, files) in enumerate(done_by(crew, Reading(settings=carried), shards), start=1):
            answers |= writing.write(shard, files)
            told = f"{len(answers)} of {len(sources)}"
            progress(Event(step="add", message=told, done=number, total=len(shards)))
    return [answers[source.id] for source in sources]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """The one writer, with what stands in for the tools that workers have."""

    library: Shelves
    extractor: PreparedExtractor
    encoder: PreparedEncoder

    def write(self, shard: Shard[Wanted], files: Sequence[ReadFile]) -> dict[str, Added | Exception]:
        """What each of the shard's files became, by its source's id."""
        self.extractor.lay_out(files)
        self.encoder.lay_out(files)
        outcomes = ingest([one.capture for one in files], self.extractor, self.library)
        return {one.source.id: outcome for one, outcome in zip(shard.items, outcomes, strict=True)}


def _shards(sources: Sequence[Source], library: Shelves) -> list[Shard[Wanted]]:
    unique = list({source.id: source for source in sources}.values())
    held = library.contents([source.id for source in unique])
    wanted = [Wanted(source=one, known=tuple(sorted(held.get(one.id, ())))) for one in unique]
    return [shard for group in _groups(wanted) for shard in cut(group, len(group), {})]


def _groups(wanted: Sequence[Wanted]) -> Iterator[list[Wanted]]:
    """Neighbors together, as many as fit into a shard."""
    group: list[Wanted] = []
    held = 0
    for one in wanted:
        size = _size(one.source)
        if group and (len(group) == MOST_FILES or held + size > MOST_BYTES):
            yield group
            group, held = [], 0
        group.append(one)
        held += size
    if group:
        yield group


def _size(source: Source) -> int:
    """Bytes of the file, 0 where it is not there any more: whoever reads it will say so."""
    try:
        return Path(unquote(urlsplit(source.uri).path)).stat().st_size
    except OSError:
        return 0
