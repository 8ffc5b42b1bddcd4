"""A backup is the library of one moment, whole; what is restored from it is proven before it is there."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import tarfile
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import slow_adding
from dying_backup import dies
from hashing_encoder import HashingEncoder
from holdings import BARRAGE, ENCODER, FERRY, LIGHTHOUSE, add, capture
from library_digest import library_digest
from publishing import environment
from wellsourced.errors import Config, InputError, Integrity
from wellsourced.library import backup
from wellsourced.library.backup import back_up
from wellsourced.library.restoring import restore
from wellsourced.library.store import open_library
from wellsourced.ports import Backup

NOW = datetime(2031, 5, 4, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A library of two texts."""
    with closing(open_library(tmp_path / "library", ENCODER)) as library:
        add(library, capture("ferry", FERRY))
        add(library, capture("barrage", BARRAGE))
    return tmp_path / "library"


@pytest.fixture
def packed(directory: Path, tmp_path: Path) -> Path:
    """Its backup."""
    made(directory, tmp_path / "backup.tar.gz")
    return tmp_path / "backup.tar.gz"


def made(directory: Path, target: Path) -> Backup:
    return back_up(directory, target, "wellsourced 0", NOW)


def altered(packed: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> Path:
    """The backup with its members changed, sound as a tar and as gzip."""
    other = packed.with_name("altered.tar.gz")
    with tarfile.open(packed) as before, tarfile.open(other, "w:gz") as after:
        for header in before:
            content = before.extractfile(header)
            assert content is not None
            new = change(header.name, content.read())
            if new is not None:
                header.name, header.size = new[0], len(new[1])
                after.addfile(header, io.BytesIO(new[1]))
    return other


def unpacked(packed: bytes) -> bytes | None:
    """What gzip makes of it, none where it finds fault."""
    try:
        return gzip.decompress(packed)
    except (OSError, EOFError, zlib.error):
        return None


def left_over(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.name.endswith(".part"))


def test_what_is_restored_is_the_library_that_was_backed_up(directory: Path, tmp_path: Path) -> None:
    told = made(directory, tmp_path / "backup.tar.gz")
    assert (told.snapshots, told.size) == (2, (tmp_path / "backup.tar.gz").stat().st_size)
    assert restore(tmp_path / "backup.tar.gz", tmp_path / "new" / "library") == told
    assert library_digest(tmp_path / "new" / "library") == library_digest(directory)
    with closing(open_library(tmp_path / "new" / "library", ENCODER)) as library:
        assert library.verify() == []
        assert library.view(TODAY).search("tidal barrage", 1)[0].passage.text == BARRAGE
        assert add(library, capture("lighthouse", LIGHTHOUSE))[0].new
        assert not add(library, capture("ferry", FERRY))[0].new
        assert library.verify() == []
    assert left_over(tmp_path) == []


def test_any_tar_program_makes_a_library_of_a_backup(packed: Path, directory: Path, tmp_path: Path) -> None:
    subprocess.run(["tar", "-xzf", packed, "-C", tmp_path / "library" / ".."], check=True)
    with closing(open_library(directory, ENCODER)) as library:
        assert library.verify() == []


def test_a_backup_is_of_one_moment_whatever_is_added_meanwhile(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is let go of before the records are copied and the files packed: writers do not wait."""
    before = library_digest(directory)
    copy, pack = backup._copy, backup._pack

    def added(name: str, text: str) -> None:
        with closing(open_library(directory, ENCODER)) as library:
            add(library, capture(name, text))
            library._index.optimize()  # drops what nobody reads any more

    def copy_late(*arguments: object) -> None:
        added("lighthouse", LIGHTHOUSE)
        copy(*arguments)  # type: ignore[arg-type]

    def pack_late(*arguments: object) -> object:
        added("pier", "The pier was sold to the county for a crown.")
        return pack(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "_copy", copy_late)
    monkeypatch.setattr(backup, "_pack", pack_late)
    made(directory, tmp_path / "backup.tar.gz")
    restore(tmp_path / "backup.tar.gz", tmp_path / "restored")
    assert library_digest(tmp_path / "restored") == before
    with closing(open_library(directory, ENCODER)) as library:
        assert library.verify() == [] and len(list(library.view(TODAY).passages())) == 4


def test_backups_of_a_library_that_another_process_fills_are_all_sound(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(360):
        (folder / f"{number}.txt").write_text(f"Pier {number} was sold in {1700 + number}. " * 12)
    command = [sys.executable, slow_adding.__file__, str(folder), str(tmp_path / "library")]
    held: list[int] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as adding:
        assert adding.stdout is not None and adding.stdout.readline() == "begin\n"
        while not (tmp_path / "library" / "archive").exists():
            time.sleep(0.01)
        while adding.poll() is None:
            held.append(made(tmp_path / "library", tmp_path / f"{len(held)}.tar.gz").snapshots)
        assert adding.returncode == 0
    assert held == sorted(held) and len(set(held)) > 1
    for number, snapshots in list(enumerate(held))[:: 1 + len(held) // 8]:
        restore(tmp_path / f"{number}.tar.gz", tmp_path / f"restored-{number}")
        with closing(open_library(tmp_path / f"restored-{number}", HashingEncoder())) as library:
            assert library.verify() == []
            assert len(list(library.view(date.max).passages())) == snapshots
    assert left_over(tmp_path) == []


@pytest.mark.parametrize(
    ("place", "count"), [("_link_all", 1), ("_link_all", 2), ("_copy", 1), ("_header", 3), ("sync", 1)]
)
def test_a_backup_that_is_killed_leaves_the_file_that_was_there(
    directory: Path, packed: Path, tmp_path: Path, place: str, count: int
) -> None:
    before = packed.read_bytes()
    assert dies("backup", directory, packed, place, count)
    assert packed.read_bytes() == before
    with closing(open_library(directory, ENCODER)) as library:
        assert library.verify() == []
    made(directory, packed)
    assert left_over(tmp_path) == []
    restore(packed, tmp_path / "restored")


@pytest.mark.parametrize(("place", "count"), [("_written", 1), ("_written", 4), ("_check", 1), ("sync", 3)])
def test_a_restore_that_is_killed_leaves_no_library(
    packed: Path, directory: Path, tmp_path: Path, place: str, count: int
) -> None:
    assert dies("restore", packed, tmp_path / "restored", place, count)
    assert not (tmp_path / "restored").exists()
    restore(packed, tmp_path / "restored")
    assert library_digest(tmp_path / "restored") == library_digest(directory)
    assert left_over(tmp_path) == []


def test_a_backup_that_fails_leaves_nothing(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "sync", full)
    with pytest.raises(OSError, match="No space"):
        made(directory, tmp_path / "backup.tar.gz")
    assert not (tmp_path / "backup.tar.gz").exists() and left_over(tmp_path) == []


def test_nothing_is_restored_over_anything(packed: Path, directory: Path, tmp_path: Path) -> None:
    before = library_digest(directory)
    with pytest.raises(InputError, match="is not empty, and nothing is written over: name a new folder"):
        restore(packed, directory)
    assert library_digest(directory) == before
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError, match="is no folder"):
        restore(packed, tmp_path / "file")
    (tmp_path / "empty").mkdir()
    restore(packed, tmp_path / "empty")
    assert library_digest(tmp_path / "empty") == before


def test_a_backup_with_a_byte_changed_restores_nothing(packed: Path, tmp_path: Path) -> None:
    whole, refused = packed.read_bytes(), 0
    for at in range(100, len(whole), len(whole) // 40):  # behind gzip's own name for the file
        changed = whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :]
        if unpacked(changed) == unpacked(whole):
            continue  # another way to pack the same zeros
        packed.write_bytes(changed)
        refused += 1
        with pytest.raises(Integrity, match="take another; nothing was restored"):
            restore(packed, tmp_path / "restored")
    assert refused > 20
    for length in (0, 5, len(whole) // 2, len(whole) - 9, len(whole) - 1):
        packed.write_bytes(whole[:length])
        with pytest.raises(Integrity, match="nothing was restored"):
            restore(packed, tmp_path / "restored")
    assert not (tmp_path / "restored").exists() and left_over(tmp_path) == []


def test_a_backup_that_was_tampered_with_is_refused_by_its_list_of_files(
    packed: Path, tmp_path: Path
) -> None:
    def other_bytes(name: str, body: bytes) -> tuple[str, bytes]:
        return name, body + b"!" if name.endswith(".warc.gz") else body

    def without_records(name: str, body: bytes) -> tuple[str, bytes] | None:
        return None if name.endswith("records.sqlite3") else (name, body)

    def without_list(name: str, body: bytes) -> tuple[str, bytes] | None:
        return None if name == "manifest.json" else (name, body)

    def elsewhere(name: str, body: bytes) -> tuple[str, bytes]:
        return name.replace("library/archive/", "library/../../"), body

    for change, why in (
        (other_bytes, "is not what was backed up"),
        (without_records, "records.sqlite3 is missing"),
        (without_list, "it ends before its list of files"),
        (elsewhere, "which is not of a library"),
    ):
        with pytest.raises(Integrity, match=why):
            restore(altered(packed, change), tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


def test_a_backup_of_a_newer_program_says_so(packed: Path, tmp_path: Path) -> None:
    def newer(name: str, body: bytes) -> tuple[str, bytes]:
        return name, body.replace(b'"format": 1', b'"format": 9') if name == "manifest.json" else body

    with pytest.raises(Config, match="written by a newer version"):
        restore(altered(packed, newer), tmp_path / "restored")
    packed.write_bytes(gzip.compress(b"no tar at all"))
    with pytest.raises(Integrity, match="no backup"):
        restore(packed, tmp_path / "restored")
    with pytest.raises(InputError, match="is not there"):
        restore(tmp_path / "nowhere.tar.gz", tmp_path / "restored")


def test_without_a_library_or_with_a_damaged_one_there_is_no_backup(directory: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no library"):
        made(tmp_path / "nowhere", tmp_path / "backup.tar.gz")
    assert not (tmp_path / "nowhere").exists()
    next((directory / "archive").glob("*")).unlink()
    with pytest.raises(Integrity, match="the archive lacks"):
        made(directory, tmp_path / "backup.tar.gz")
    assert not (tmp_path / "backup.tar.gz").exists() and left_over(tmp_path) == []
