"""The WARC archive: what is written can be read back, and a torn file hurts nobody."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from wellsourced.errors import Integrity
from wellsourced.library.archive import Archive, Place
from wellsourced.library.reading import snapshot_of
from wellsourced.model.sources import Snapshot, Source, SourceKind
from wellsourced.ports import Capture


def capture(name: str, body: bytes) -> tuple[Snapshot, Capture]:
    one = Capture(
        source=Source(uri=f"https://example.org/{name}", title=name, publisher="P", kind=SourceKind.OTHER),
        body=body,
        media_type="text/plain",
        captured_at=datetime(2026, 11, 22, 8, 30, 5, tzinfo=UTC),
    )
    return snapshot_of(one), one


BATCH = [capture("a", b"first\r\n\x00bytes"), capture("b", b""), capture("c", b"x" * 100_000)]


def test_bytes_come_back_as_they_were(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    places = archive.write(BATCH)
    assert [archive.read(place) for place in places] == [one.body for _, one in BATCH]


def test_other_programs_can_read_the_file(tmp_path: Path) -> None:
    Archive(tmp_path).write(BATCH)
    [path] = tmp_path.glob("*.warc.gz")
    with path.open("rb") as file:
        records = [(r.rec_type, r.rec_headers, r.content_stream().read()) for r in ArchiveIterator(file)]
    kind, headers, body = records[0]
    assert (kind, headers.protocol, body) == ("resource", "WARC/1.1", BATCH[0][1].body)
    assert headers.get_header("WARC-Target-URI") == "https://example.org/a"
    assert headers.get_header("WARC-Date") == "2026-11-22T08:30:05Z"
    checksum = b32encode(hashlib.sha256(body).digest()).decode().rstrip("=")
    assert headers.get_header("WARC-Payload-Digest") == f"sha256:{checksum}"


def test_the_same_batch_again_is_the_same_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    assert archive.write(BATCH) == archive.write(BATCH)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_writer_killed_half_way_leaves_earlier_files_alone(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    places = archive.write(BATCH)
    (tmp_path / "torn.warc.gz.partial").write_bytes(b"\x1f\x8b half a record")
    later = archive.write([capture("d", b"later")])
    assert archive.read(later[0]) == b"later"
    assert archive.read(places[2]) == BATCH[2][1].body
    assert not list(tmp_path.glob("*.partial"))


def test_nothing_to_write_makes_no_folder(tmp_path: Path) -> None:
    assert Archive(tmp_path / "archive").write([]) == []
    assert not (tmp_path / "archive").exists()


def test_damage_is_told_in_one_line(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first, _, last = archive.write(BATCH)
    path = tmp_path / first.file
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    with pytest.raises(Integrity, match=r"^archive/.*(cut short|cannot be read)"):
        archive.read(last)
    assert archive.read(first) == BATCH[0][1].body
    path.write_bytes(b"not a gzip file")
    with pytest.raises(Integrity, match="cannot be read"):
        archive.read(first)
    with pytest.raises(Integrity, match="ends before byte"):
        archive.read(Place(file=first.file, offset=10_000_000))
    path.unlink()
    with pytest.raises(Integrity, match="is missing"):
        archive.read(first)
