"""The same commands over a library on servers: two settings, and nothing else is different."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from servers import Postgres
from wellsourced.cli import main

Ask = Callable[..., tuple[int, Any]]

FERRY = "The ferry to Otter Island sails four times a day from May 1 to September 30."


@pytest.fixture
def ferry(tmp_path: Path, bucket: str, database: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text; the library is on servers and the only casebook is none."""
    monkeypatch.setenv("WELLSOURCED_LIBRARY", bucket)
    monkeypatch.setenv("WELLSOURCED_DATABASE", database)
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    file = tmp_path / "ferry.txt"
    file.write_text(FERRY)
    return file


def test_what_is_added_is_found_shown_proven_and_exported(ferry: Path, ask: Ask, tmp_path: Path) -> None:
    code, told = ask("doctor")
    state = next(one["found"] for one in told["checks"] if one["name"] == "library")
    assert state.startswith("s3://") and "not there yet" in state, told
    assert code == 0, told
    assert ask("add", str(ferry))[0] == 0
    code, hits = ask("search", "How often does the ferry sail?")
    assert (code, hits["hits"][0]["text"]) == (0, FERRY)
    assert ask("verify") == (0, {"sound": True, "damage": []})
    assert main(["export", "--warc", str(tmp_path / "all.warc"), "--quiet"]) == 0
    with (tmp_path / "all.warc").open("rb") as file:
        bodies = [record.content_stream().read() for record in ArchiveIterator(file)]
    assert FERRY.encode() in bodies


def test_a_check_is_made_kept_and_shown(ferry: Path, ask: Ask) -> None:
    ask("add", str(ferry))
    code, report = ask("check", "The ferry to Otter Island sails four times a day.", "--offline")
    assert code == 0 and report["verdicts"]
    code, shown = ask("show", report["id"])
    assert code == 0 and shown["id"] == report["id"]


def test_a_server_that_is_down_ends_a_command_with_one_line_and_3(
    ferry: Path, ask: Ask, postgres: Postgres, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask("add", str(ferry))[0] == 0
    postgres.stop()
    try:
        for command in (["search", "ferry"], ["verify"], ["add", str(ferry)], ["editions"]):
            assert main([*command, "--quiet"]) == 3
            said = capsys.readouterr().err
            assert said.count("\n") == 1 and "does not answer (Connection refused): try again" in said
        assert main(["doctor"]) == 4
        assert "does not answer" in capsys.readouterr().out
    finally:
        postgres.start()
    code, hits = ask("search", "ferry")
    assert (code, hits["hits"][0]["text"]) == (0, FERRY)


def test_a_password_is_never_shown(
    ferry: Path, monkeypatch: pytest.MonkeyPatch, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WELLSOURCED_DATABASE", database.replace("tester@", "tester:hush-hush@"))
    assert main(["doctor"]) == 0
    monkeypatch.setenv("WELLSOURCED_DATABASE", "postgresql://tester:hush-hush@127.0.0.1:1/none")
    assert main(["search", "ferry"]) == 3
    said = capsys.readouterr()
    assert "hush" not in said.out + said.err and "tester:***@" in said.out


def test_two_parts_of_different_libraries_are_not_mixed(
    ferry: Path, ask: Ask, bucket: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask("add", str(ferry))[0] == 0
    monkeypatch.setenv("WELLSOURCED_LIBRARY", f"{bucket}-elsewhere")
    assert main(["search", "ferry", "--quiet"]) == 4
    assert "a library and a database that belong together" in capsys.readouterr().err
    monkeypatch.setenv("WELLSOURCED_LIBRARY", bucket)
    assert ask("search", "ferry")[0] == 0
