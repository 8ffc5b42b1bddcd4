"""`doctor --deep`: each line is ok or says what to do."""

from __future__ import annotations

import shutil
import sqlite3
from collections import namedtuple
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from wellsourced.cli import main
from wellsourced.config import SystemClock

Ask = Callable[..., tuple[int, Any]]
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask) -> Path:
    """A library with a published page."""
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    (tmp_path / "tarn.txt").write_text("The Tarn ferry carries cars on Sundays. It is old.")
    assert ask("add", str(tmp_path / "tarn.txt"), "--published", "2024-05-01")[0] == 0
    assert ask("check", "The Tarn ferry carries cars on Sundays.", "--publish")[0] == 0
    return tmp_path / "library"


@pytest.fixture
def deep(ask: Ask) -> Callable[[], dict[str, str]]:
    """What the lines that are not ok say, by their names."""

    def look() -> dict[str, str]:
        code, told = ask("doctor", "--deep")
        wrong = {one["name"]: one["found"] for one in told["checks"] if not one["good"]}
        assert (code, told["sound"]) == ((4, False) if wrong else (0, True))
        return wrong

    return look


def records(directory: Path, *statements: str) -> None:
    with closing(sqlite3.connect(directory / "records.sqlite3")) as raw, raw:
        for one in statements:
            raw.execute(one)


def test_a_sound_library_is_told_in_ok_lines(
    directory: Path, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()}
    code, told = ask("doctor", "--deep")
    found = {one["name"]: one["found"] for one in told["checks"]}
    assert code == 0 and told["sound"]
    assert found["library opens"] == "1 captures, 1 passages, 1 editions"
    assert found["sample"] == "1 captures, 1 documents, 1 reports, 0 anchors: all as they were kept"
    assert "revision " in found["database"] and "LanceDB" in found["index"]
    assert "says so 0." in found["verifier runs"] and "alike 0." in found["encoder runs"]
    assert {path: path.read_bytes() for path in before} == before
    assert main(["doctor"]) == 0
    assert "verifier runs" not in capsys.readouterr().out  # only when asked for


def test_without_a_library_there_is_nothing_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deep: Callable[[], dict[str, str]]
) -> None:
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    assert deep() == {} and not (tmp_path / "library").exists()


def test_damage_in_the_sample_is_named(directory: Path, deep: Callable[[], dict[str, str]]) -> None:
    (file,) = (directory / "archive").iterdir()
    file.write_bytes(file.read_bytes()[:-30])
    records(directory, "UPDATE documents SET text = replace(text, 'old', 'new')")
    wrong = deep()
    assert sorted(name.partition("-")[0] for name in wrong) == ["document", "passage", "snapshot"]
    assert "restore" in " ".join(wrong.values())


def test_an_index_that_is_gone_or_behind_is_told(
    directory: Path, deep: Callable[[], dict[str, str]], ask: Ask
) -> None:
    records(directory, "DELETE FROM indexed")
    assert deep()["index"].startswith("1 documents are not in it")
    assert ask("search", "ferry")[0] == 0  # which opens the library
    assert deep() == {}
    shutil.rmtree(next((directory / "index").iterdir()) / "vectors.lance" / "data")
    assert "delete the library's `index` folder" in deep()["index"]


def test_too_little_room_on_the_disk_is_told(
    directory: Path, monkeypatch: pytest.MonkeyPatch, deep: Callable[[], dict[str, str]]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 10**12, 10**8))
    assert deep() == {"disk": f"0.1 GB free at {directory}: make room, 0.5 GB are needed"}


def test_a_clock_that_was_stepped_back_is_told(
    directory: Path, monkeypatch: pytest.MonkeyPatch, deep: Callable[[], dict[str, str]]
) -> None:
    earlier = datetime.now(UTC) - timedelta(days=2)
    monkeypatch.setattr(SystemClock, "now", lambda self: earlier)
    assert "a source was seen later than now, so set the clock" in deep()["clock"]


def test_a_model_that_does_not_run_or_judges_nonsense_is_told(
    directory: Path, monkeypatch: pytest.MonkeyPatch, deep: Callable[[], dict[str, str]]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("wellsourced.cli.deep_diagnosis.SAYS_SO", "Nobody sells fish on Sundays.")
        assert "install wellsourced again, or choose another" in deep()["verifier runs"]
    monkeypatch.setenv("WELLSOURCED_VERIFIER", f"dir:{directory}")
    assert str(directory) in deep()["verifier runs"]


def test_a_library_of_another_version_or_no_library_at_all_is_told(
    directory: Path, deep: Callable[[], dict[str, str]]
) -> None:
    records(directory, "UPDATE alembic_version SET version_num = '9999'")
    assert "upgrade wellsourced" in deep()["library opens"]
    (directory / "records.sqlite3").write_bytes(b"no database" * 99)
    assert "restore it from a backup" in deep()["library opens"]
