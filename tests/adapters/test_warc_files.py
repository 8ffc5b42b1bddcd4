"""WARC files of anybody: pages come out of them, and nothing in them does harm."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warcs import DATE, html, record, response, write
from wellsourced.adapters.warc_files import read_warc
from wellsourced.adapters.warc_splitting import LONGEST_HEAD, MOST_FAULTS
from wellsourced.errors import InputError, Permanent
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Refused

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SAID = Source(uri="", title="", publisher="", kind=SourceKind.NEWS)
A, B, C = (f"https://www.site.example/{name}" for name in "abc")


def read(path: Path, largest: int = 1_000_000) -> tuple[list[Capture], list[Refused]]:
    found = list(read_warc(path, SAID, NOW, largest))
    return [one for one in found if isinstance(one, Capture)], [
        one for one in found if isinstance(one, Refused)
    ]


def words(refused: Iterable[Refused]) -> str:
    assert all(isinstance(one.error, Permanent) and "\n" not in str(one.error) for one in refused)
    return " | ".join(str(one.error) for one in refused)


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_pages_come_out_as_they_were_answered(tmp_path: Path, name: str) -> None:
    body = html()
    file = write(
        tmp_path / name,
        [
            record("warcinfo", "", b"software: other\r\n"),
            record("request", A, b"GET /a HTTP/1.1\r\nHost: site.example\r\n\r\n"),
            response(A, body, http='ETag: "7"\r\n'),
            record("resource", B, b"Plain words.", Content_Type="text/plain"),
            record("dns", "dns:site.example", b"1.2.3.4"),
            record("metadata", A, b"outlink: b\r\n"),
        ],
    )
    pages, refused = read(file)
    assert not refused
    first, second = pages
    assert (first.source.uri, first.body, first.media_type) == (A, body, "text/html; charset=utf-8")
    assert (first.source.publisher, first.source.kind) == ("site.example", SourceKind.NEWS)
    assert first.captured_at == datetime(2024, 3, 5, 10, tzinfo=UTC)
    assert first.imported and first.exchange is not None
    assert first.exchange.status == "HTTP/1.1 200 OK" and ("ETag", '"7"') in first.exchange.headers
    assert (second.body, second.media_type, second.exchange) == (b"Plain words.", "text/plain", None)


@pytest.mark.parametrize("declared", ["application/octet-stream", "binary/octet-stream", "unknown/unknown"])
def test_a_record_that_declares_nothing_is_helped_out(tmp_path: Path, declared: str) -> None:
    file = write(
        tmp_path / "crawl.warc", [record("resource", B, b"%PDF-1.7 and so on", Content_Type=declared)]
    )
    [page], _ = read(file)
    assert page.media_type == "application/pdf"


@pytest.mark.parametrize(
    ("packed", "http"),
    [
        (gzip.compress(html()), "Content-Encoding: gzip\r\n"),
        (zlib.compress(html()), "Content-Encoding: deflate\r\n"),
        (zlib.compress(html())[2:-4], "Content-Encoding: deflate\r\n"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(html()), html()), "Transfer-Encoding: chunked\r\n"),
        (html(), "Content-Encoding: gzip\r\n"),
        (html(), "Transfer-Encoding: chunked\r\n"),
    ],
)
def test_codings_are_undone_also_where_only_their_header_was_kept(
    tmp_path: Path, packed: bytes, http: str
) -> None:
    pages, refused = read(write(tmp_path / "a.warc.gz", [response(A, packed, http=http)]))
    assert [page.body for page in pages] == [html()]
    assert not refused


def test_what_is_no_page_of_the_web_is_refused_by_name(tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.warc",
        [
            response(A, b"gone", status="404 Not Found"),
            response(B, b"", status="301 Moved", http="Location: /c\r\n"),
            record("resource", "file:///etc/passwd", b"root"),
            response("https://site.example/a b", html()),
            response(C, html(), date="2031-01-01T00:00:00Z"),
            response(C, html(), date="yesterday"),
            record("revisit", C, b"", WARC_Refers_To_Target_URI="https://other.example/"),
            record("future-type", C, b""),
            record("revisit", C, b"", WARC_Refers_To_Target_URI=C),
            response("https://site.example/last", html()),
        ],
    )
    pages, refused = read(file)
    assert [page.source.uri for page in pages] == ["https://site.example/last"]
    assert [one.address for one in refused[:2]] == [A, B]
    told = words(refused)
    for part in (
        "404 Not Found",
        "301 Moved",
        "passwd",
        "'https://site.example/a b'",
        "has not come yet",
        "'yesterday'",
    ):
        assert part in told
    assert "refers to 'https://other.example/'" in told and "'future-type'" in told
    assert len(refused) == 8


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_after_a_broken_record_reading_goes_on_at_the_next(tmp_path: Path, name: str) -> None:
    whole = [response(f"https://site.example/{n}", html(title=str(n))) for n in range(5)]
    headless = whole[1].replace(b"Content-Length", b"Content-Depth")
    junk = b"not a record at all, and quite long enough to be mistaken for one\r\n\r\n"
    long_head = record("response", A, b"", X_Long="y" * LONGEST_HEAD)
    file = write(tmp_path / name, [whole[0], headless, whole[2], junk, whole[3], long_head, whole[4]])
    pages, refused = read(file)
    assert [page.source.uri[-1] for page in pages] == ["0", "2", "3", "4"]
    told = words(refused)
    assert told.count("passed over") == len(refused) == 3
    for why in ("does not say how long", "no WARC record begins", "headers are too long"):
        assert why in told


def test_a_damaged_member_costs_one_record(tmp_path: Path) -> None:
    members = [gzip.compress(response(f"https://site.example/{n}", html(title=str(n)))) for n in range(3)]
    members[1] = members[1][:40] + bytes(40) + members[1][80:]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(members))
    pages, refused = read(tmp_path / "a.warc.gz")
    assert [page.source.uri[-1] for page in pages] == ["0", "2"]
    assert str(len(members[0])) in words(refused)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_file_cut_short_gives_what_is_whole(tmp_path: Path, name: str) -> None:
    file = write(tmp_path / name, [response(A, html()), response(B, html())])
    file.write_bytes(file.read_bytes()[:-60])
    pages, refused = read(file)
    assert [page.source.uri for page in pages] == [A]
    assert "ends within" in words(refused)


def test_a_file_compressed_as_a_whole_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(gzip.compress(response(A, html()) + response(B, html())))
    assert [page.source.uri for page in read(file)[0]] == [A, B]


def peak_of(file: Path, largest: int) -> tuple[list[Capture], list[Refused], int]:
    tracemalloc.start()
    try:
        pages, refused = read(file, largest)
        return pages, refused, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


BIG = 80_000_000
LIMIT = 1_000_000


def bombs() -> dict[str, list[bytes]]:
    zeros = zlib.compressobj(wbits=31)
    packed = zeros.compress(bytes(BIG)) + zeros.flush()
    inner = gzip.compress(packed)
    return {
        "a page packed": [response(A, packed, http="Content-Encoding: gzip\r\n")],
        "a record": [record("response", A, bytes(BIG))],
        "headers": [record("response", A, b"", X_Long="y" * BIG)],
        "blank lines": [b"\r\n" * (BIG // 2)],
        "one line": [b"WARC/1.0" + b"0" * BIG],
        "packed twice": [response(A, inner, http="Content-Encoding: gzip, gzip\r\n")],
        "chunks": [response(A, b"fffffff\r\n" + b"0" * 100, http="Transfer-Encoding: chunked\r\n")],
    }


def test_bombs_are_refused_in_little_memory_and_the_next_page_is_read(tmp_path: Path) -> None:
    for name, records in bombs().items():
        file = write(tmp_path / "bomb.warc.gz", [*records, response(B, html())])
        pages, refused, peak = peak_of(file, LIMIT)
        assert [page.source.uri for page in pages if page.source.uri == B] == [B], name
        assert len(refused) == 1 or name == "chunks", name
        assert peak < 12 * LIMIT, name


def test_an_oversized_record_of_a_plain_file_is_stepped_over(tmp_path: Path) -> None:
    smuggled = response("https://bank.example/", html())
    file = write(tmp_path / "a.warc", [record("resource", A, smuggled * 5000), response(B, html())])
    pages, refused = read(file)
    assert [page.source.uri for page in pages] == [B]
    assert "larger than 1 MB" in words(refused)


def test_a_file_of_nothing_but_faults_is_given_up(tmp_path: Path) -> None:
    bad = response(A, html()).replace(b"Content-Length", b"Content-Depth")
    file = write(tmp_path / "a.warc", [bad] * (MOST_FAULTS + 500))
    pages, refused = read(file)
    assert not pages
    assert len(refused) == MOST_FAULTS + 1
    assert "the rest is not read" in str(refused[-1].error)


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.warc")


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"")
    assert read(tmp_path / "a.warc.gz") == ([], [])


SOUND = [
    response(A, html(), http="Transfer-Encoding: chunked\r\n"),
    response(B, gzip.compress(html()), http="Content-Encoding: gzip\r\n"),
    record("revisit", A, b"HTTP/1.1 304 Not Modified\r\n\r\n", WARC_Refers_To_Date=DATE),
]


@settings(max_examples=300, deadline=None)
@given(
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 2500), st.integers(0, 40), st.binary(max_size=40)), max_size=8),
)
def test_no_damage_makes_reading_fail(packed: bool, edits: list[tuple[int, int, bytes]]) -> None:
    whole = bytearray(b"".join(gzip.compress(one) if packed else one for one in SOUND))
    for at, length, put in edits:
        whole[at : at + length] = put
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.warc"
        file.write_bytes(whole)
        pages, refused = read(file)
    words(refused)
    assert all(len(page.body) < 1_000_000 and page.imported for page in pages)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes_can_be_read(raw: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.warc"
        file.write_bytes(raw)
        words(read(file)[1])
