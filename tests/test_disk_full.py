"""A disk that is full: one clear line, nothing sound is called damaged, all is done once there is room."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dying_worker import Nursery, Place, queue_in
from jobs_at_hand import Ends, ask, ends_of, filled, judged_in
from small_disk import NoDisk, SmallDisk, mounted
from wellsourced.cli import main
from wellsourced.errors import Transient
from wellsourced.jobs.orders import ENDED

SIZE = 32_000_000
ROOMS = (0, 70_000, 200_000, 500_000)
"""Bytes free: too few for what readers of the records share, for the records, the archive, the index."""
FERRY = "The Tarn ferry carries cars on Sundays."


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A small disk; where none may be mounted the test is skipped, which CI counts as failing."""
    try:
        with mounted(tmp_path / "disk", SIZE) as made:
            yield made
    except NoDisk as error:
        pytest.skip(str(error))


@pytest.fixture
def books(tmp_path: Path, disk: SmallDisk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Texts that are too large for a full disk, beside a library that has one already."""
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(disk.folder / "library"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    (tmp_path / "first.txt").write_text(f"{FERRY} It is old, and the county keeps it in repair.")
    assert main(["add", str(tmp_path / "first.txt"), "--quiet"]) == 0
    files = [tmp_path / f"book{number}.txt" for number in range(5)]
    for number, file in enumerate(files):
        lines = (f"Ferry {line} of book {number} carries cars and carts on Sundays." for line in range(200))
        file.write_text(" ".join(lines))
    return [str(file) for file in files]


def check_that_it_ends_later(
    command: list[str], disk: SmallDisk, rooms: tuple[int, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """With room or without, there is an end with one clear line; with it the same command does it all."""
    codes = []
    for room in rooms:
        disk.fill(room)
        capsys.readouterr()
        codes.append(main([*command, "--quiet"]))
        said = capsys.readouterr().err
        disk.clear()
        assert codes[-1] in (0, Transient.exit_code), said
        if codes[-1]:
            [line] = [line for line in said.splitlines() if not line.startswith("  ")]  # beside the sources
            assert line.startswith("error: ") and "make room and try again." in line
        assert main(["verify", "--quiet"]) == 0
    assert codes[0] == Transient.exit_code
    assert main([*command, "--quiet"]) == 0
    assert main(["verify", "--quiet"]) == 0


def test_adding(disk: SmallDisk, books: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    check_that_it_ends_later(["add", *books], disk, ROOMS, capsys)
    assert main(["search", "ferry 17 of book 4", "--quiet"]) == 0
    assert "Ferry 17 of book 4" in capsys.readouterr().out


def test_checking(disk: SmallDisk, books: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    check_that_it_ends_later(["check", FERRY, "--publish"], disk, ROOMS[:2], capsys)
    assert main(["editions"]) == 0
    assert "ferry" in capsys.readouterr().out


def test_backing_up(disk: SmallDisk, books: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    backup = disk.folder / "backup.tar.gz"
    check_that_it_ends_later(["backup", str(backup)], disk, ROOMS[:3], capsys)
    assert sorted(path.name for path in disk.folder.glob("*backup*")) == [backup.name]
    assert main(["restore", str(backup), "--library", str(disk.folder / "again"), "--quiet"]) == 0


def test_asking_workers(disk: SmallDisk, books: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    check_that_it_ends_later(["submit", FERRY], disk, ROOMS[:3], capsys)
    assert main(["jobs"]) == 0
    assert capsys.readouterr().out.count("job-") == 1 + 1  # where it was asked for, and in the list


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Ends:
    folder = tmp_path_factory.mktemp("undisturbed")
    ask(folder, filled(folder))
    with closing(Nursery(folder)) as nursery:
        nursery.work()
    return ends_of(folder)


@pytest.mark.parametrize("room", [150_000, pytest.param(450_000, marks=pytest.mark.endurance)])
def test_a_worker_waits_until_there_is_room(room: int, disk: SmallDisk, undisturbed: Ends) -> None:
    replace(Place(), since=time.time(), first_pause=0.5).noted(disk.folder)
    jobs = ask(disk.folder, filled(disk.folder))
    with closing(Nursery(disk.folder)) as nursery:
        nursery.begin()
        while not (disk.folder / "fetched").exists():
            time.sleep(0.01)
        disk.fill(room)
        time.sleep(3)
        disk.clear()
        assert nursery.ended() > 0
        while True:
            with closing(queue_in(disk.folder)) as queue:
                there = queue.jobs()
            if all(job.state in ENDED for job in there):
                break
            nursery.work()
    assert sorted(job.id for job in there) == jobs
    assert max(job.tries for job in there) > 1  # it met the full disk
    ends = ends_of(disk.folder)
    assert (ends.digest, ends.confirmations) == (undisturbed.digest, undisturbed.confirmations)
    assert sorted(map(len, ends.editions)) == sorted(map(len, undisturbed.editions))
    assert judged_in(disk.folder)[1] <= judged_in(disk.folder)[0] / 10
