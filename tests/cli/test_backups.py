"""`backup` and `restore` from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wellsourced.cli import main

Ask = Callable[..., tuple[int, Any]]


def test_a_library_is_backed_up_and_restored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    here, there = ("--library", str(tmp_path / "here")), ("--library", str(tmp_path / "there"))
    (tmp_path / "tarn.txt").write_text("The Tarn ferry carries cars on Sundays. It is old.")
    file = tmp_path / "tarn.tar.gz"
    assert ask("backup", str(file), *here)[1]["message"].endswith("nothing to back up.")
    assert ask("add", str(tmp_path / "tarn.txt"), *here)[0] == 0
    code, told = ask("backup", str(file), *here)
    assert (code, told["file"], told["snapshots"], told["bytes"]) == (0, str(file), 1, file.stat().st_size)
    code, restored = ask("restore", str(file), *there)
    assert (code, restored["library"]) == (0, str(tmp_path / "there"))
    assert {**restored, "file": str(file)} == {**told, "library": str(tmp_path / "there")}
    assert ask("verify", *there) == (0, {"sound": True, "damage": []})
    assert ask("search", "ferry", *there)[1] == ask("search", "ferry", *here)[1]
    code, refused = ask("restore", str(file), *there)
    assert code == 2 and "nothing is written over" in refused["message"]
    assert main(["backup", str(file), *here, "--quiet"]) == 0
    assert capsys.readouterr().out.startswith("1 snapshots (")
    assert main(["restore", str(file), "--library", str(tmp_path / "third"), "--quiet"]) == 0
    assert "restored to" in capsys.readouterr().out


def test_a_backup_has_a_name_of_its_own(tmp_path: Path, ask: Ask) -> None:
    """So that a slip of the hand writes over no page and no library."""
    code, refused = ask("backup", str(tmp_path / "page.html"))
    assert code == 2 and refused["message"].endswith("end the name in .tar.gz or .tgz")
    code, refused = ask("backup", str(tmp_path / "nowhere" / "a.tar.gz"))
    assert code == 2 and "make it first" in refused["message"]


def test_two_libraries_become_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    here, there = ("--library", str(tmp_path / "here")), ("--library", str(tmp_path / "there"))
    for name, library in (("ferry", here), ("bridge", there)):
        (tmp_path / f"{name}.txt").write_text(f"The Tarn {name} carries cars on Sundays. It is old.")
        assert ask("add", str(tmp_path / f"{name}.txt"), *library)[0] == 0
    assert ask("check", "The Tarn bridge carries cars on Sundays.", "--publish", *there)[0] == 0
    code, told = ask("merge", str(tmp_path / "there"), *here)
    assert (code, told["new"]["sources"], told["new"]["editions"]) == (0, 1, 1)
    assert ask("verify", *here) == (0, {"sound": True, "damage": []})
    assert ask("editions", *here)[1] == ask("editions", *there)[1]
    assert main(["merge", str(tmp_path / "there"), *here, "--quiet"]) == 0
    assert capsys.readouterr().out == f"New from {tmp_path / 'there'}: nothing\n"


def test_a_library_set_to_be_read_only_is_searched_and_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    (tmp_path / "tarn.txt").write_text("The Tarn ferry carries cars on Sundays. It is old.")
    assert ask("add", str(tmp_path / "tarn.txt"))[0] == 0
    monkeypatch.setenv("WELLSOURCED_READ_ONLY", "1")
    assert len(ask("search", "ferry")[1]["hits"]) == 1
    for command in (("add", str(tmp_path / "tarn.txt")), ("check", "A ferry carries cars."), ("merge", "x")):
        code, refused = ask(*command)
        assert code == 4 and "opened to be read only" in refused["message"]


def test_a_library_on_servers_is_left_to_their_own_tools(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    monkeypatch.setenv("WELLSOURCED_DATABASE", "postgresql://anna:secret@127.0.0.1:1/library")
    for command in ("backup", "restore"):
        code, refused = ask(command, str(tmp_path / "tarn.tar.gz"))
        assert code == 4 and "`pg_dump`" in refused["message"] and "secret" not in refused["message"]
