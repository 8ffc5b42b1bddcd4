"""`wellsourced bulk`: what its commands print, refuse and exit with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ferries import TOWNS, write_claims, write_files
from wellsourced.cli import main

Ask = Callable[..., tuple[int, Any]]


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty library, a folder of pages and a file of claims on what they say."""
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path / "pages")
    write_claims(tmp_path / "claims.jsonl")


def test_a_folder_is_added_and_claims_are_checked_to_a_file(ask: Ask, tmp_path: Path) -> None:
    code, told = ask("bulk", "add", "pages", "--publisher", "Tarn County", "--published", "2024-05-01")
    assert (code, len(told["added"]), told["failed"]) == (0, len(TOWNS), [])
    code, told = ask("bulk", "check", "claims.jsonl", "--out", "out.jsonl", "--shards", "3")
    assert (code, told["claims"], told["errors"]) == (0, len(TOWNS), [])
    assert told["shards"] == {"all": 3, "done_before": 0} and sum(told["labels"].values()) == len(TOWNS)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [row["id"] for row in rows] == list(TOWNS)
    assert {source["publisher"] for row in rows for source in row["sources"]} == {"Tarn County"}
    assert ask("bulk", "check", "claims.jsonl", "--out", "out.jsonl", "--shards", "3")[1]["shards"] == {
        "all": 3,
        "done_before": 3,
    }
    assert len(list((tmp_path / "out.jsonl.parts").iterdir())) == 3


def test_without_a_file_results_go_to_standard_output_and_nothing_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "claims.jsonl").write_text('{"claim": "The ferry at Elm carries cars."}\nnonsense\n')
    assert main(["bulk", "check", "claims.jsonl", "--quiet"]) == 2
    printed = capsys.readouterr()
    rows = [json.loads(line) for line in printed.out.splitlines()]
    assert [("error" in row, row["line"]) for row in rows] == [(False, 1), (True, 2)]
    assert printed.err.startswith("error: line 2: the line is no JSON")
    assert not list((tmp_path / "cache").rglob("shard-*"))


def test_strict_begins_nothing_where_a_line_is_at_fault(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text('{"claim": "The ferry at Elm carries cars."}\nnonsense\n')
    code, told = ask("bulk", "check", "claims.jsonl", "--strict", "--out", "out.jsonl")
    assert code == 2 and told["message"].startswith("line 2: the line is no JSON")
    (tmp_path / "list.txt").write_text("pages/elm.txt\npages/none.txt\n")
    code, told = ask("bulk", "add", "list.txt", "--strict")
    assert code == 2 and "line 2 of list.txt" in told["message"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["claims.jsonl", "list.txt", "pages"]


def test_a_line_of_a_list_at_fault_is_told_with_its_number_and_the_others_are_added(
    ask: Ask, tmp_path: Path
) -> None:
    lines = [
        "# ferries",
        "pages/elm.txt",
        "",
        "pages/none.txt",
        "https://tarn.example/",
        "pages/elm.txt",
        "pages",
    ]
    (tmp_path / "list.txt").write_text("\n".join(lines))
    code, told = ask("bulk", "add", "list.txt")
    assert (code, len(told["added"])) == (2, len(TOWNS))
    assert [one["message"].partition(":")[0] for one in told["failed"]] == [
        "line 4 of list.txt",
        "line 5 of list.txt",
    ]
    assert "wellsourced add" in told["failed"][1]["message"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("check", "none.jsonl", "--out", "out.jsonl"), "none.jsonl cannot be read"),
        (("check", "empty.jsonl", "--out", "out.jsonl"), "holds no claim"),
        (("check", "claims.jsonl"), "name a file for the results with --out"),
        (("check", "claims.jsonl", "--out", "out.jsonl", "-n", "0"), "-n 0"),
        (("check", "claims.jsonl", "--out", "out.jsonl", "--shards", "0"), "--shards 0"),
        (("check", "claims.jsonl", "--out", "out.jsonl", "--on", "2999-01-01"), "still to come"),
        (("check", "claims.jsonl", "--out", "none/out.jsonl"), "make it first"),
        (("check", "claims.jsonl", "--out", "out.jsonl", "--ray", "somewhere"), "give HOST:PORT"),
        (("add", "none"), "none cannot be read as a list"),
        (("add", "empty.jsonl"), "names no file"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is(
    ask: Ask, tmp_path: Path, arguments: tuple[str, ...], why: str
) -> None:
    (tmp_path / "empty.jsonl").write_text("\n \n")
    code, told = ask("bulk", *arguments)
    assert code == 2 and why in told["message"]
    assert not (tmp_path / "library").exists() and not (tmp_path / "cache").exists()
