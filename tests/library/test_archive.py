"""The WARC archive: what is written can be read back, and a torn file hurts nobody."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from wellsourced.errors import Integrity
from wellsourced.library.archive import Archive, Place
from wellsourced.library.reading import snapshot_of
from wellsourced.model.sources import Snapshot, Source, SourceKind
from wellsourced.ports import Capture, Exchange


def capture(name: str, body: bytes) -> tuple[Snapshot, Capture]:
    one = Capture(
        source=Source(uri=f"https://example.org/{name}", title=name, publisher="P", kind=SourceKind.OTHER),
        body=body,
        media_type="text/plain",
        captured_at=datetime(2026, 11, 22, 8, 30, 5, tzinfo=UTC),
    )
    return snapshot_of(one), one


BATCH = [capture("a", b"first\r\n\x00bytes"), capture("b", b""), capture("c", b"x" * 100_000)]


@pytest.fixture(params=["folder", "object store"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Archive:
    if request.param == "folder":
        return Archive(tmp_path / "archive")
    from wellsourced.library.s3_blobs import S3Blobs

    return Archive(S3Blobs(request.getfixturevalue("bucket")))


def test_bytes_come_back_as_they_were(archive: Archive) -> None:
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
    checksum = b32encode(hashlib.sha256(body).digest()).decode()
    assert headers.get_header("WARC-Payload-Digest") == f"sha256:{checksum}"


def test_the_same_batch_again_is_the_same_file(archive: Archive) -> None:
    [name] = {place.file for place in archive.write(BATCH)}
    assert {place.file for place in archive.write(BATCH)} == {name}
    assert archive.files() == [name]


def test_a_place_beyond_its_file_or_in_none_is_told(archive: Archive) -> None:
    first, *_ = archive.write(BATCH)
    with pytest.raises(Integrity, match=r"(ends before|cannot be read at) byte 10000000"):
        archive.read(Place(file=first.file, offset=10_000_000))
    with pytest.raises(Integrity, match="is missing"):
        archive.read(Place(file="none.warc.gz", offset=0))


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


EXCHANGE = Exchange(
    status="HTTP/1.1 200 OK",
    headers=(
        ("Content-Type", "text/html"),
        ("Content-Encoding", "gzip"),
        ("Content-Length", "7"),
        ("Set-Cookie", "session=secret"),
        ("X-Odd", "a\r\nInjected: yes"),
    ),
    request="GET /page HTTP/1.1",
    request_headers=(("Host", "example.org"), ("Authorization", "Bearer secret")),
)


def fetched(body: bytes, hour: int = 8) -> tuple[Snapshot, Capture]:
    snapshot, one = capture("page", body)
    at = datetime(2026, 11, 22, hour, tzinfo=UTC)
    return replace(snapshot, captured_at=at), replace(one, exchange=EXCHANGE, captured_at=at)


def records(path: Path) -> list[tuple[str, dict[str, str], dict[str, str], bytes]]:
    with path.open("rb") as file:
        return [
            (
                r.rec_type,
                dict(r.rec_headers.headers),
                dict(r.http_headers.headers) if r.http_headers else {},
                r.content_stream().read(),
            )
            for r in ArchiveIterator(file, check_digests="raise")
        ]


def test_a_page_is_archived_with_its_question_and_answer(tmp_path: Path) -> None:
    body = b"<p>Unpacked.</p>"
    archive = Archive(tmp_path)
    [place] = archive.write([fetched(body)])
    assert archive.read(place) == body
    [path] = tmp_path.glob("*.warc.gz")
    (kind, warc, http, held), (asked, of, question, _) = records(path)
    assert (kind, asked, held) == ("response", "request", body)
    assert of["WARC-Concurrent-To"] == warc["WARC-Record-ID"]
    assert http["Content-Length"] == str(len(body))
    assert http["X-Archive-Orig-Content-Encoding"] == "gzip" and "Content-Encoding" not in http
    assert question == {"Host": "example.org"}
    assert "Injected" not in http and "Set-Cookie" not in http
    with path.open("rb") as file:
        first = next(iter(ArchiveIterator(file)))
        assert (first.http_headers.protocol, first.http_headers.statusline) == ("HTTP/1.1", "200 OK")


def test_a_page_that_has_not_changed_is_a_revisit_without_bytes(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = fetched(b"<p>The same.</p>")
    [place] = archive.write([first])
    assert archive.write([], [(first[0], fetched(b"<p>The same.</p>", hour=20)[1])]) == []
    [path] = set(tmp_path.glob("*.warc.gz")) - {tmp_path / place.file}
    [(kind, warc, http, held)] = records(path)
    assert (kind, held) == ("revisit", b"")
    assert warc["WARC-Date"] == "2026-11-22T20:00:00Z"
    assert warc["WARC-Refers-To-Date"] == "2026-11-22T08:00:00Z"
    assert warc["WARC-Profile"].endswith("/1.1/revisit/identical-payload-digest")
    (_, original, _, _), _ = records(tmp_path / place.file)
    assert warc["WARC-Refers-To"] == original["WARC-Record-ID"]
    assert warc["WARC-Payload-Digest"] == original["WARC-Payload-Digest"]
    assert http["Content-Type"] == "text/html"


def test_a_response_cut_short_is_told(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    [place] = archive.write([fetched(b"x" * 90_000)])
    path = tmp_path / place.file
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(Integrity, match=r"^archive/.*(cut short|cannot be read)"):
        archive.read(place)
