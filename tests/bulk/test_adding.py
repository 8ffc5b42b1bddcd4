"""Files added in bulk: the library that `add` would have made, whoever reads and whoever is killed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from ferries import TOWNS, write_files
from library_digest import library_digest
from running import KILLED, run
from wellsourced.adapters.files import FileFetcher, file_sources
from wellsourced.bulk import adding, reading
from wellsourced.bulk.adding import add_files
from wellsourced.bulk.crew import Crew
from wellsourced.bulk.reading import PreparedEncoder
from wellsourced.config import open_extractor, open_library
from wellsourced.errors import Permanent
from wellsourced.jobs.adding import Adding, add_sources
from wellsourced.ports import Added
from wellsourced.settings import Settings


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Twelve files that can be read, and one that holds nothing."""
    folder = write_files(tmp_path / "pages")
    (folder / "empty.txt").write_text("")
    return folder


def settings_for(folder: Path) -> Settings:
    return Settings(library=folder, casebooks=())


def added_one_by_one(pages: Path, folder: Path) -> str:
    """The digest of the library that `add` makes of the files."""
    library = open_library(settings_for(folder))
    tools = Adding(fetcher=FileFetcher(), extractor=open_extractor(settings_for(folder)), library=library)
    add_sources(file_sources([pages]), tools)
    library.close()
    return library_digest(folder)


@pytest.mark.parametrize("size", [None, 2], ids=["alone", "two"])
def test_the_library_is_what_add_would_have_made_of_the_files(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int | None
) -> None:
    monkeypatch.setattr(adding, "MOST_FILES", 4)
    sources = file_sources([pages])
    answers = add_files(sources, settings_for(tmp_path / "bulk"), Crew(size=size))
    assert [type(one) for one in answers].count(Added) == len(TOWNS)
    refused = [one.title for one, got in zip(sources, answers, strict=True) if isinstance(got, Permanent)]
    assert refused == ["empty.txt"]
    assert library_digest(tmp_path / "bulk") == added_one_by_one(pages, tmp_path / "one by one")


def test_the_writer_encodes_nothing_itself(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    class Watched(PreparedEncoder):
        def __init__(self, encoder: object) -> None:
            super().__init__(encoder)  # type: ignore[arg-type]
            made.append(self)

    monkeypatch.setattr(adding, "PreparedEncoder", Watched)
    add_files(file_sources([pages]), settings_for(tmp_path / "library"), Crew())
    assert [one.encoded for one in made] == [0]


def test_what_the_library_holds_is_neither_read_nor_encoded_again(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_for(tmp_path / "library")
    (pages / "empty.txt").unlink()
    add_files(file_sources([pages]), settings, Crew())
    before = library_digest(tmp_path / "library")
    read = []
    read_all = reading.read_all

    def noting(captures: list, *rest: object) -> object:  # type: ignore[type-arg]
        read.extend(one.source.title for one in captures)
        return read_all(captures, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_all", noting)
    answers = add_files(file_sources([pages]), settings, Crew())
    assert not any(isinstance(one, Exception) or one.new for one in answers)
    assert read == [] and library_digest(tmp_path / "library") == before
    (pages / "elm.txt").write_text("The ferry at Elm has sunk, and nobody knows why it did.")
    answers = add_files(file_sources([pages]), settings, Crew())
    assert read == ["elm.txt"] and sum(one.new for one in answers if isinstance(one, Added)) == 1


def test_shards_hold_as_many_files_and_bytes_as_a_worker_may(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pages / "large.txt").write_text("A ferry. " * 500)
    sources = file_sources([pages])
    library = open_library(settings_for(tmp_path / "library"))
    monkeypatch.setattr(adding, "MOST_FILES", 5)
    monkeypatch.setattr(adding, "MOST_BYTES", 1000)
    shards = adding._shards([*sources, sources[0]], library)
    assert [one.source for shard in shards for one in shard.items] == sources
    assert all(len(shard.items) <= 5 for shard in shards)
    (alone,) = (shard for shard in shards if any(one.source.title == "large.txt" for one in shard.items))
    assert len(alone.items) == 1


def test_a_file_that_has_gone_meanwhile_is_told_and_the_others_are_added(pages: Path, tmp_path: Path) -> None:
    sources = file_sources([pages])
    (pages / "fir.txt").unlink()
    answers = add_files(sources, settings_for(tmp_path / "library"), Crew())
    told = [str(one) for one in answers if isinstance(one, Exception)]
    assert len(told) == 2 and any("fir.txt cannot be read" in one for one in told)


def test_a_run_killed_on_its_way_leaves_a_sound_library_that_the_next_completes(
    pages: Path, tmp_path: Path
) -> None:
    for number in range(120):  # enough for several shards
        (pages / f"more-{number}.txt").write_text(f"Boat number {number} lies at the quay in winter.")
    where = {"WELLSOURCED_LIBRARY": str(tmp_path / "bulk"), "WELLSOURCED_CASEBOOKS": "none"}
    archive = tmp_path / "bulk" / "archive"

    def begun() -> bool:
        return any(one.stat().st_size > 0 for one in archive.glob("*"))

    assert run(["bulk", "add", str(pages), "--quiet"], where, tmp_path, kill=begun).code == KILLED
    answers = add_files(file_sources([pages]), settings_for(tmp_path / "bulk"), Crew())
    assert [type(one) for one in answers].count(Permanent) == 1  # the empty file
    with closing(open_library(settings_for(tmp_path / "bulk"))) as library:
        assert library.verify() == []
    assert library_digest(tmp_path / "bulk") == added_one_by_one(pages, tmp_path / "one by one")
