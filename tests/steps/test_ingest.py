"""Sources to captures, captures into the library: errors keep their place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from hashing_encoder import HashingEncoder
from wellsourced.adapters.extractors import Extractors
from wellsourced.adapters.files import FileFetcher, file_sources
from wellsourced.errors import Permanent
from wellsourced.library.store import open_library
from wellsourced.model.sources import Source
from wellsourced.ports import Added, Capture
from wellsourced.steps.capture import capture
from wellsourced.steps.ingest import ingest


def test_each_source_has_its_answer_in_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(f"The file {name} says so.")
    sources = file_sources([folder])
    (folder / "b.txt").unlink()
    library = open_library(tmp_path / "library", HashingEncoder())
    first, gone, last = ingest(capture(sources, FileFetcher()), Extractors(), library)
    assert isinstance(gone, Permanent)
    assert isinstance(first, Added) and isinstance(last, Added)
    assert [first.source, last.source] == [sources[0], sources[2]]
    held = {passage.text for passage in library.view(date.max).passages()}
    assert held == {"The file a.txt says so.", "The file c.txt says so."}


class Forgetful:
    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        return []


def test_a_fetcher_that_forgets_a_source_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(ValueError, match="0 of 1"):
        capture(file_sources([tmp_path]), Forgetful())
