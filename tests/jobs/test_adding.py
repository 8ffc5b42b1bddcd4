"""Adding folders: in batches, resumable, and unharmed by `kill -9` at any moment."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest

from hashing_encoder import HashingEncoder
from library_digest import contents
from slow_adding import add_slowly
from wellsourced.adapters.extractors import Extractors
from wellsourced.adapters.files import FileFetcher, file_sources
from wellsourced.errors import Permanent
from wellsourced.jobs.adding import Adding, add_sources
from wellsourced.jobs.inprocess import Cancelled
from wellsourced.library.home import Home
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.ports import Added, Event


def write_folder(folder: Path, files: int, seed: int) -> None:
    """Files of three paragraphs of invented words."""
    rng = random.Random(seed)
    words = [f"{rng.choice('bdfgklm')}{rng.choice('aeiou')}{number}" for number in range(500)]
    folder.mkdir()
    for number in range(files):
        paragraphs = [" ".join(rng.choices(words, k=40)).capitalize() + "." for _ in range(3)]
        (folder / f"file{number:04}.txt").write_text("\n\n".join(paragraphs))


def tools(library: SqlLibrary) -> Adding:
    return Adding(fetcher=FileFetcher(), extractor=Extractors(), library=library)


def test_a_folder_is_added_in_batches_and_adding_again_is_nothing_new(tmp_path: Path) -> None:
    write_folder(tmp_path / "folder", 150, seed=1)
    (tmp_path / "folder" / "photo.png").write_bytes(b"\x89PNG\x00")
    sources = file_sources([tmp_path / "folder"])
    library = open_library(tmp_path / "library", HashingEncoder())
    events: list[Event] = []
    answers = add_sources(sources, tools(library), events.append)
    assert [event.done for event in events] == [64, 128, 151]
    assert len(answers) == len(sources) and isinstance(answers[-1], Permanent)
    assert all(isinstance(answer, Added) and answer.new and answer.passages == 3 for answer in answers[:-1])
    again = add_sources(sources, tools(library))
    assert not any(answer.new for answer in again if isinstance(answer, Added))
    assert library.verify() == []


def test_what_was_called_off_is_told_and_can_be_resumed(tmp_path: Path) -> None:
    write_folder(tmp_path / "folder", 130, seed=2)
    sources = file_sources([tmp_path / "folder"])
    library = open_library(tmp_path / "library", HashingEncoder())
    answers = add_sources(sources, tools(library), started=lambda worker: worker.cancel())
    assert all(isinstance(answer, Cancelled) for answer in answers)
    assert not (tmp_path / "library").exists()
    assert all(isinstance(answer, Added) and answer.new for answer in add_sources(sources, tools(library)))


def survive(tmp_path: Path, library: Path | Home, files: int, kills: int, seed: int) -> None:
    """Kill additions to a library at seeded moments, finish it, and compare with an undisturbed one."""
    write_folder(tmp_path / "folder", files, seed)
    lasted = add_slowly(tmp_path / "folder", tmp_path / "undisturbed", None)
    rng = random.Random(seed)
    for _ in range(kills):
        add_slowly(tmp_path / "folder", library, rng.uniform(0.0, 0.9) * lasted)
        with closing(open_library(library, HashingEncoder())) as opened:
            assert opened.verify() == []
    add_slowly(tmp_path / "folder", library, None)
    expected = contents(tmp_path / "undisturbed")
    assert len(expected["documents"]) == files
    assert len(expected["passages"]) == len(expected["index of words"]) == len(expected["index of vectors"])
    assert contents(library) == expected


def test_a_killed_addition_is_finished_by_the_next_with_the_same_content(tmp_path: Path) -> None:
    survive(tmp_path, tmp_path / "killed", files=60, kills=4, seed=20261122)


def test_on_servers_it_is_finished_with_the_content_that_a_folder_has(
    tmp_path: Path, bucket: str, database: str
) -> None:
    survive(tmp_path, Home(place=bucket, database=database), files=24, kills=2, seed=20261123)


@pytest.mark.endurance
@pytest.mark.parametrize("seed", range(5))
def test_many_killed_additions_are_finished_with_the_same_content(tmp_path: Path, seed: int) -> None:
    survive(tmp_path, tmp_path / "killed", files=1000, kills=12, seed=seed)


@pytest.mark.endurance
@pytest.mark.parametrize("seed", range(5))
def test_many_killed_additions_on_servers_are_finished_too(
    tmp_path: Path, bucket: str, database: str, seed: int
) -> None:
    survive(tmp_path, Home(place=bucket, database=database), files=300, kills=12, seed=seed)
