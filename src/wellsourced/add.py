"""Files and web pages into the library: archived whole, read, cut into passages, indexed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wellsourced.adapters.files import file_sources
from wellsourced.adapters.web.addresses import is_web
from wellsourced.adapters.web.sources import web_sources
from wellsourced.check import Desk
from wellsourced.jobs.adding import Adding, add_sources
from wellsourced.model.scope import EVERYWHERE, PartialDate, Scope
from wellsourced.model.sources import UNKNOWN_PUBLISHER, Source, SourceKind
from wellsourced.ports import Added
from wellsourced.steps.gather import Web

__all__ = ["add", "sources_named"]


def add(  # noqa: PLR0913 - what is said of sources is said by name
    names: Sequence[str | Path],
    desk: Desk,
    reader: Web,
    *,
    kind: SourceKind = SourceKind.OTHER,
    publisher: str = "",
    published: PartialDate | None = None,
    place: str | None = None,
) -> list[Added | Exception]:
    """Put files, folders and web pages in the desk's library; one answer a source, in order.

    What begins with http:// or https:// is an address, all else a path; `open_reader` makes the `reader`.
    What is said by name is said of each: `place` is a place code, and a page of which nobody says so is
    published by its host. Adding again is resuming. An answer that is an error (`Transient`, `Permanent`)
    says why that source was not added. Raises `InputError` for a path that is not there, before any work.
    """
    said = Source(
        uri="",
        title="",
        publisher=publisher,
        kind=kind,
        published=published,
        coverage=EVERYWHERE if place is None else Scope(place=place),
    )
    tools = Adding(fetcher=reader.fetcher, extractor=reader.extractor, library=desk.library)
    return add_sources(sources_named([str(name) for name in names], said), tools, desk.progress)


def sources_named(names: Sequence[str], said: Source) -> list[Source]:
    """The files and pages named, with what is said of them all; a folder is all files below it.

    Raises `InputError` before anything is read.
    """
    files = file_sources(
        [Path(one) for one in names if not is_web(one)],
        kind=said.kind,
        publisher=said.publisher or UNKNOWN_PUBLISHER,
        published=said.published,
        coverage=said.coverage,
    )
    pages = web_sources(
        [one for one in names if is_web(one)],
        kind=said.kind,
        publisher=said.publisher or None,
        published=said.published,
        coverage=said.coverage,
    )
    return [*files, *pages]
