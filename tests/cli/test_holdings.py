"""`add`, `search`, `show`, `verify`: files in, passages out, and proof that nothing was touched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from web_server import Page, serving
from wellsourced.cli import main

FERRY = """The ferry to Otter Island

The ferry to Otter Island sails four times a day from May 1 to September 30. In winter it sails
on Tuesdays and Fridays only, because the sound is often closed by ice.
"""

LIBRARY = """The library of Fennmouth

The public library of Fennmouth lends tools as well as books. A drill may be kept for one week,
and a ladder for three days.
"""


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two texts and a file nobody can read; the library is beside it."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY)
    (folder / "library.txt").write_text(LIBRARY)
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    return folder


def test_a_file_is_known_by_the_title_and_date_it_bears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "titled"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    page = tmp_path / "my notes.html"
    page.write_text(
        "<html><head><title>Toll on the Tarn Bridge rises</title>"
        '<meta property="article:published_time" content="2021-05-04"></head><body><article>'
        "<h1>Toll on the Tarn Bridge rises</h1><p>The toll on the Tarn Bridge rose from $2 to $3 on "
        "June 1, 2021, the county said. The council voted nine to four for it.</p></article></body></html>"
    )
    assert main(["add", str(page), "--quiet"]) == 0
    capsys.readouterr()
    assert main(["search", "toll on the bridge", "--json"]) == 0
    source = json.loads(capsys.readouterr().out)["hits"][0]["source"]
    assert (source["title"], source["published"]) == ("Toll on the Tarn Bridge rises", "2021-05-04")
    assert main(["add", str(page), "--published", "2021-05-05", "--quiet"]) == 0
    capsys.readouterr()
    assert main(["search", "toll on the bridge", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["hits"][0]["source"]["published"] == "2021-05-05"


def test_a_folder_is_added_found_shown_and_proven(shelf: Path, ask: Any) -> None:
    code, added = ask("add", str(shelf), "--publisher", "Fennmouth Town", "--kind", "government")
    assert code == 0
    assert [one["new"] for one in added["added"]] == [True, True]
    assert added["failed"] == []

    code, found = ask("search", "winter sailings to the island", "-k", "3")
    best = found["hits"][0]
    assert "Tuesdays and Fridays" in best["text"]
    assert best["source"]["publisher"] == "Fennmouth Town"
    assert best["source"]["kind"] == "government"

    code, shown = ask("show", best["passage"][:20])
    assert code == 0
    assert shown["type"] == "passage"
    assert shown["text"] == best["text"]
    assert shown["source"]["id"] == best["source"]["id"]
    assert shown["snapshot"]["content"].startswith("bytes-")

    code, document = ask("show", shown["document"]["id"])
    start, end = shown["span"]
    assert document["text"][start:end] == shown["text"]

    assert ask("verify") == (0, {"sound": True, "damage": []})


def test_adding_again_changes_nothing(shelf: Path, ask: Any) -> None:
    _, first = ask("add", str(shelf))
    code, second = ask("add", str(shelf))
    assert code == 0
    assert [one["new"] for one in second["added"]] == [False, False]
    assert [one["document"] for one in second["added"]] == [one["document"] for one in first["added"]]


def test_one_bad_file_does_not_keep_out_the_others(shelf: Path, ask: Any) -> None:
    (shelf / "noise.bin").write_bytes(bytes(range(256)))
    code, added = ask("add", str(shelf))
    assert code == 2
    assert len(added["added"]) == 2
    assert added["failed"][0]["url"].endswith("noise.bin")
    assert added["failed"][0]["message"]


def test_bad_files_are_told_one_a_line(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shelf / "noise.bin").write_bytes(bytes(range(256)))
    assert main(["add", str(shelf), "--quiet"]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("error: noise.bin")
    assert printed.err.count("\n") == 1
    assert printed.out == "added 2 (4 new passages), kept as they were 0, refused 1\n"


def test_paths_may_come_from_a_list(shelf: Path, tmp_path: Path, ask: Any) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"# what to read\n\n{shelf / 'ferry.txt'}\n")
    code, added = ask("add", "--from", str(listed))
    assert code == 0
    assert [one["url"].rsplit("/", 1)[-1] for one in added["added"]] == ["ferry.txt"]


def test_pages_are_added_by_their_address(
    shelf: Path, tmp_path: Path, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WELLSOURCED_FETCH_CACHE", str(tmp_path / "pages"))
    monkeypatch.setenv("WELLSOURCED_FETCH_DELAY", "0")
    with serving() as site:
        monkeypatch.setenv("WELLSOURCED_FETCH_ALLOWED_HOSTS", f"127.0.0.1:{site.port}, localhost:1")
        headers = {"Content-Type": "text/plain", "ETag": '"1"'}
        site.pages |= {"/hours": Page(LIBRARY.encode(), headers=headers), "/robots.txt": Page(b"")}
        listed = tmp_path / "list.txt"
        listed.write_text(f"{site.address}/hours#rules\n{site.address}/gone\n{shelf / 'ferry.txt'}\n")
        code, added = ask("add", "--from", str(listed), "--kind", "government")
        assert code == 2
        assert [one["url"] for one in added["added"]] == [
            (shelf / "ferry.txt").as_uri(),
            f"{site.address}/hours",
        ]
        [gone] = added["failed"]
        assert gone["url"] == f"{site.address}/gone"
        assert "not there (HTTP 404)" in gone["message"]

        found = ask("search", "how long may a ladder be kept", "-k", "1")[1]["hits"][0]["source"]
        assert (found["publisher"], found["kind"]) == ("127.0.0.1", "government")
        assert ask("add", f"{site.address}/hours", "--publisher", "The library")[0] == 0
        code, again = ask("add", f"{site.address}/hours")
        assert (code, [one["new"] for one in again["added"]]) == (0, [False])
        found = ask("search", "how long may a ladder be kept", "-k", "1")[1]["hits"][0]["source"]
        assert (found["publisher"], found["kind"]) == ("The library", "government")
        assert site.asked[-1].headers["If-None-Match"] == '"1"'
    assert ask("verify") == (0, {"sound": True, "damage": []})


def test_an_address_inside_is_refused_and_a_site_that_is_down_is_a_temporary_failure(
    shelf: Path, tmp_path: Path, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WELLSOURCED_FETCH_CACHE", str(tmp_path / "pages"))
    with serving() as site:
        code, added = ask("add", f"{site.address}/hours")
        assert (code, site.connections) == (2, 0)
        assert "fetch_allowed_hosts" in added["failed"][0]["message"]
        monkeypatch.setenv("WELLSOURCED_FETCH_ALLOWED_HOSTS", "127.0.0.1")
        site.pages["/robots.txt"] = Page(status=503, headers={"Retry-After": "900"})
        code, added = ask("add", f"{site.address}/hours")
        assert code == 3
        assert (
            "robots.txt is not served now (HTTP 503): try again in 900 seconds"
            in added["failed"][0]["message"]
        )


def test_progress_goes_to_standard_error(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(shelf), "--json"]) == 0
    printed = capsys.readouterr()
    json.loads(printed.out)
    assert printed.err.startswith("add: ")


def test_touched_text_is_damage_and_exit_1(shelf: Path, tmp_path: Path, ask: Any) -> None:
    ask("add", str(shelf))
    [archive] = (tmp_path / "library" / "archive").glob("*.warc.gz")
    body = bytearray(archive.read_bytes())
    body[len(body) // 2] ^= 0xFF
    archive.write_bytes(bytes(body))
    code, proof = ask("verify")
    assert code == 1
    assert proof["sound"] is False
    assert proof["damage"][0]["message"]


def test_an_empty_library_is_sound_and_stays_unmade(shelf: Path, tmp_path: Path, ask: Any) -> None:
    assert ask("verify") == (0, {"sound": True, "damage": []})
    assert ask("search", "anything at all") == (0, {"query": "anything at all", "hits": []})
    assert not (tmp_path / "library").exists()


def test_people_see_quotation_marks_and_an_id_to_show(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(shelf), "--quiet"])
    capsys.readouterr()
    assert main(["search", "how long may a ladder be kept", "-k", "1"]) == 0
    printed = capsys.readouterr().out
    assert "“" in printed
    assert "passage-" in printed
    assert not any(line != line.rstrip() for line in printed.splitlines())


def test_a_library_to_be_read_only_is_searched_and_refuses_what_would_write(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(shelf / "ferry.txt"), "--quiet"]) == 0
    monkeypatch.setenv("WELLSOURCED_READ_ONLY", "true")
    capsys.readouterr()
    assert main(["search", "ferry", "--quiet"]) == 0
    assert "four times a day" in capsys.readouterr().out
    for command in (
        ["add", str(shelf / "library.txt")],
        ["check", "The ferry to Otter Island sails four times a day.", "--offline"],
    ):
        assert main([*command, "--quiet"]) == 4
        assert "is opened to be read only" in capsys.readouterr().err
    assert main(["verify", "--quiet"]) == 0
