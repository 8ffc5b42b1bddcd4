"""`export --warc` and `add FILE.warc`: what goes out comes back, and nothing broken stops the rest."""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from socket import socket
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

import pytest
from warcio.archiveiterator import ArchiveIterator

from hashing_encoder import HashingEncoder
from slow_adding import add_slowly
from warcs import WORDS, html, response, write
from wellsourced.adapters.extractors import Extractors
from wellsourced.cli import main
from wellsourced.library.store import open_library
from wellsourced.library.warc_records import FINAL_ADDRESS
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Exchange

PAGE = "https://alder.example/permits/fee.html"
NOTE = "https://alder.example/note.txt"
EXCHANGE = Exchange(
    status="HTTP/1.1 200 OK",
    headers=(("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "br")),
    request="GET /permits/fee.html HTTP/1.1",
    request_headers=(("Host", "alder.example"),),
)


def page(at: datetime, words: str = WORDS) -> Capture:
    return Capture(
        source=Source(uri=PAGE, title="fee.html", publisher="Alder County", kind=SourceKind.GOVERNMENT),
        body=html(words),
        media_type="text/html; charset=utf-8",
        captured_at=at,
        exchange=EXCHANGE,
    )


def note() -> Capture:
    return Capture(
        source=Source(uri=NOTE, title="note.txt", publisher="Alder County", kind=SourceKind.GOVERNMENT),
        body=b"The board met in public, and nine people spoke about the fee.",
        media_type="text/plain",
        captured_at=datetime(2026, 11, 1, 9, tzinfo=UTC),
    )


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with a page that was fetched, fetched again unchanged, and then changed; and a note."""
    folder = tmp_path / "library"
    with closing(open_library(folder, HashingEncoder())) as held:
        for batch in (
            [page(datetime(2026, 11, 1, 8, tzinfo=UTC)), note()],
            [page(datetime(2026, 11, 2, 8, tzinfo=UTC))],
            [page(datetime(2026, 11, 3, 8, tzinfo=UTC), f"{WORDS} A fee for boats is planned.")],
        ):
            held.add(batch, Extractors())
        assert held.verify() == []
    return folder


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def pages_of(folder: Path) -> set[tuple[str, str]]:
    """The address and text of every passage of a library, which must be sound."""
    with closing(open_library(folder, HashingEncoder())) as held:
        assert held.verify() == []
        view = held.view(date.max)
        return {(view.source_of(one).uri, one.text) for one in view.passages()}


@pytest.mark.parametrize("name", ["out.warc", "out.warc.gz"])
def test_what_is_exported_can_be_added_elsewhere(
    library: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    assert main(["export", "--warc", str(file), "--library", str(library), "--json"]) == 0
    assert told(capsys) == {"file": str(file), "snapshots": 3}
    other = ["--library", str(tmp_path / "other"), "--json", "--quiet"]
    assert main(["add", str(file), *other]) == 0
    answer = told(capsys)
    assert sorted(one["url"] for one in answer["added"]) == [NOTE, PAGE, PAGE]
    assert not answer["failed"] and all(one["new"] for one in answer["added"])
    assert main(["add", str(file), *other]) == 0
    assert not any(one["new"] for one in told(capsys)["added"])
    with closing(open_library(library, HashingEncoder())) as here:
        ours = {(here.view(date.max).source_of(p).uri, p.text) for p in here.view(date.max).passages()}
    with closing(open_library(tmp_path / "other", HashingEncoder())) as there:
        view = there.view(date.max)
        assert {(view.source_of(one).uri, one.text) for one in view.passages()} == ours
        assert all(view.snapshot_of(one).imported for one in view.passages())


def test_where_a_redirect_led_is_archived_and_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = replace(page(datetime(2026, 11, 1, 8, tzinfo=UTC)), address="https://alder.example/2026/fee.html")
    again = replace(moved, captured_at=datetime(2026, 11, 2, 8, tzinfo=UTC))
    with closing(open_library(tmp_path / "library", HashingEncoder())) as held:
        held.add([moved], Extractors())
        held.add([again], Extractors())
    file = tmp_path / "out.warc"
    assert main(["export", "--warc", str(file), "--library", str(tmp_path / "library"), "--json"]) == 0
    assert told(capsys)["snapshots"] == 1
    with file.open("rb") as raw:
        heads = [record.rec_headers for record in ArchiveIterator(raw)]
    told_of = [(h.get_header("WARC-Target-URI"), h.get_header(FINAL_ADDRESS)) for h in heads[1:]]
    assert told_of == [(PAGE, moved.address)] * 3  # the page, its request, and its return
    assert main(["add", str(file), "--library", str(tmp_path / "other"), "--quiet", "--json"]) == 0
    assert [one["url"] for one in told(capsys)["added"]] == [PAGE]
    with closing(open_library(tmp_path / "other", HashingEncoder())) as there:
        view = there.view(date.max)
        assert {view.snapshot_of(one).address for one in view.passages()} == {moved.address}


def test_other_programs_find_every_record_whole(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.warc.gz"
    assert main(["export", "--warc", str(file), "--library", str(library), "--quiet"]) == 0
    with file.open("rb") as raw:
        kinds = []
        for record in ArchiveIterator(raw, check_digests="raise"):
            body = record.content_stream().read()
            kinds.append((record.rec_type, bool(body), record.http_headers is not None))
    assert sorted(kinds) == [
        ("request", False, True),
        ("request", False, True),
        ("resource", True, False),
        ("response", True, True),
        ("response", True, True),
        ("revisit", False, True),
        ("warcinfo", True, False),
    ]


def test_an_archive_file_that_is_damaged_is_named(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = min((library / "archive").glob("*.warc.gz"))
    path.write_bytes(path.read_bytes()[:-30])
    assert main(["export", "--warc", str(tmp_path / "out.warc"), "--library", str(library)]) == 1
    assert f"archive/{path.name} cannot be read" in capsys.readouterr().err
    assert not list(tmp_path.glob("*out.warc*"))


def test_a_record_nobody_keeps_account_of_is_left_out(library: Path, tmp_path: Path) -> None:
    with closing(open_library(tmp_path / "spare", HashingEncoder())) as spare:
        stray = replace(note(), source=replace(note().source, uri="https://stray.example/"))
        spare.add([stray], Extractors())
    [orphan] = (tmp_path / "spare" / "archive").glob("*.warc.gz")
    orphan.rename(library / "archive" / orphan.name)
    file = tmp_path / "out.warc"
    assert main(["export", "--warc", str(file), "--library", str(library), "--quiet"]) == 0
    assert b"alder.example" in file.read_bytes() and b"stray.example" not in file.read_bytes()


def test_a_damaged_archive_is_not_exported(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (library / "archive").glob("*.warc.gz"):
        path.unlink()
    assert main(["export", "--warc", str(tmp_path / "out.warc"), "--library", str(library)]) == 1
    assert "the archive lacks 3 snapshots" in capsys.readouterr().err
    assert not list(tmp_path.glob("*out.warc*"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export"], "name a file with --warc"),
        (["export", "--warc", "out.zip"], "end the name in .warc"),
        (["export", "--warc", "nowhere/out.warc"], "the folder nowhere is not there"),
        (["add", "none.warc.gz"], "none.warc.gz is not there"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_written(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*arguments, "--library", str(tmp_path / "library")]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_broken_records_are_told_one_by_one_and_the_rest_is_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = [response(f"https://alder.example/{n}", html(f"{WORDS} Item {n} of the day.")) for n in range(3)]
    bad = response("https://alder.example/bad", html()).replace(b"Content-Length", b"Content-Depth")
    gone = response("https://alder.example/gone", b"", status="410 Gone")
    file = write(tmp_path / "crawl.warc.gz", [good[0], bad, good[1], gone, good[2]])
    plain = tmp_path / "own.txt"
    plain.write_text("The board met in public, and nine people spoke about the fee.")
    library = ["--library", str(tmp_path / "library"), "--quiet", "--json"]
    assert main(["add", str(file), str(plain), "--kind", "government", *library]) == 2
    answer = told(capsys)
    assert len(answer["added"]) == 4
    broken, refused = answer["failed"]
    assert broken["url"].startswith(f"{file} at byte ") and "does not say how long" in broken["message"]
    assert refused["url"] == "https://alder.example/gone" and "410 Gone" in refused["message"]
    with closing(open_library(tmp_path / "library", HashingEncoder())) as held:
        view = held.view(date.max)
        assert {view.source_of(one).kind for one in view.passages()} == {SourceKind.GOVERNMENT}


def test_a_killed_addition_of_a_warc_file_is_finished_by_the_next(tmp_path: Path) -> None:
    pages = [response(f"https://alder.example/{n}", html(f"{WORDS} Item {n} of the day.")) for n in range(60)]
    file = write(tmp_path / "crawl.warc.gz", pages)
    lasted = add_slowly(file, tmp_path / "undisturbed", None)
    rng = random.Random(20261123)
    for _ in range(4):
        add_slowly(file, tmp_path / "killed", rng.uniform(0.0, 0.9) * lasted)
        pages_of(tmp_path / "killed")  # opens, and verifies clean
    add_slowly(file, tmp_path / "killed", None)
    expected = pages_of(tmp_path / "undisturbed")
    assert len(expected) == 60
    assert pages_of(tmp_path / "killed") == expected


@contextmanager
def pywb_over(file: Path, folder: Path, program: Path) -> Iterator[str]:
    """A replay server of the file on loopback; its address."""
    folder.mkdir()
    manager = program.with_name("wb-manager")
    for arguments in (["init", "all"], ["add", "all", str(file)]):
        subprocess.run([str(manager), *arguments], cwd=folder, check=True, capture_output=True, timeout=120)
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [str(program), "-b", "127.0.0.1", "-p", str(port)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            yield f"http://127.0.0.1:{port}/all"
        finally:
            server.terminate()


def replayed(address: str) -> tuple[bytes, str]:
    """The body that a replay server answers with, once it is up, and the address it came from."""
    opener = build_opener(ProxyHandler({}))
    until = time.monotonic() + 60
    while True:
        try:
            with opener.open(address, timeout=20) as answer:
                return answer.read(), answer.geturl()
        except URLError as error:
            if isinstance(error, HTTPError) or time.monotonic() > until:
                raise
            time.sleep(0.3)


@pytest.mark.endurance
@pytest.mark.skipif(
    "PYWB" not in os.environ, reason="PYWB does not name pywb's program `wayback` (GPL: run, never shipped)"
)
def test_pywb_replays_what_is_exported(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.warc.gz"
    assert main(["export", "--warc", str(file), "--library", str(library), "--quiet"]) == 0
    with pywb_over(file, tmp_path / "pywb", Path(os.environ["PYWB"])) as server:
        assert replayed(f"{server}/20261101080000id_/{PAGE}")[0] == html()
        # The second capture is a revisit: pywb takes the bytes from the first.
        body, address = replayed(f"{server}/20261102080000id_/{PAGE}")
        assert body == html() and "20261102080000" in address
        assert b"boats" in replayed(f"{server}/20261103080000id_/{PAGE}")[0]
        assert replayed(f"{server}/20261101090000id_/{NOTE}")[0] == note().body
