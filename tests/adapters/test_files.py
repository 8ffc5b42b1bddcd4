"""Local files and folders as sources."""

from __future__ import annotations

from pathlib import Path

import pytest

import wellsourced.adapters.files as files
from wellsourced.adapters.files import FileFetcher, file_sources
from wellsourced.adapters.room import Room
from wellsourced.errors import InputError, Permanent, Postponed
from wellsourced.model.scope import PartialDate, Scope
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a note?#1%.md", "sub/c.html", ".hidden/d.txt", ".e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Text of {name}.")
    return tmp_path


def fetched(path: Path) -> Capture:
    [capture] = FileFetcher().fetch(file_sources([path]))
    assert isinstance(capture, Capture), capture
    return capture


def test_a_folder_is_walked_in_order_without_what_is_hidden(folder: Path) -> None:
    assert [source.title for source in file_sources([folder])] == ["a note?#1%.md", "b.txt", "c.html"]


def test_a_file_named_twice_is_one_source(folder: Path) -> None:
    assert len(file_sources([folder / "b.txt", folder, folder / "sub" / ".." / "b.txt"])) == 3


def test_what_is_said_of_the_files_is_said_of_each(folder: Path) -> None:
    said = {
        "kind": SourceKind.COURT,
        "publisher": "A court",
        "published": PartialDate(text="2020"),
        "coverage": Scope(place="US-ME"),
    }
    source = file_sources([folder / "b.txt"], **said)[0]  # type: ignore[arg-type]
    assert {name: getattr(source, name) for name in said} == said


def test_odd_names_lead_back_to_the_file(folder: Path) -> None:
    capture = fetched(folder / "a note?#1%.md")
    assert capture.body == b"Text of a note?#1%.md."
    assert capture.captured_at.tzinfo is not None


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.txt is not there"):
        file_sources([tmp_path / "missing.txt"])


@pytest.mark.parametrize(
    ("name", "body", "media_type"),
    [
        ("a.txt", b"text", "text/plain"),
        ("a.MD", b"text", "text/markdown"),
        ("a.htm", b"text", "text/html"),
        ("a.pdf", b"%PDF-1.7", "application/pdf"),
        ("a.txt", b"%PDF-1.7", "application/pdf"),  # the bytes know better than the name
        ("README", b"text", "text/plain"),
        ("page", b"<!DOCTYPE html><p>x", "text/html"),
        ("data", b"\x00\x01", "application/octet-stream"),
        ("a.png", b"\x89PNG", "image/png"),
        ("a.json", b"{}", "application/json"),
    ],
)
def test_media_types(tmp_path: Path, name: str, body: bytes, media_type: str) -> None:
    (tmp_path / name).write_bytes(body)
    assert fetched(tmp_path / name).media_type == media_type


def test_what_cannot_be_read_comes_back_as_why(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 20)
    sources = file_sources([folder])
    (folder / "b.txt").unlink()
    web = Source(uri="https://example.org/", title="x", publisher="P", kind=SourceKind.OTHER)
    large, gone, fine, remote = FileFetcher().fetch([*sources, web])
    assert isinstance(large, Permanent) and "split it" in str(large)
    assert isinstance(gone, Permanent) and "cannot be read" in str(gone)
    assert isinstance(fine, Capture)
    assert isinstance(remote, Permanent) and "no local file" in str(remote)


def test_files_beyond_what_may_be_held_at_once_are_left_for_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "Room", lambda: Room(30))  # the first file has 22 bytes, the second 14
    first, second, third = FileFetcher().fetch(file_sources([folder]))
    assert isinstance(first, Capture) and isinstance(second, Capture)
    assert isinstance(third, Postponed)
    assert "c.html" in str(third)
