"""`bench freshness`: figures out, histories exported, another system's outcomes scored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wellsourced.cli import main

SMALL = ("bench", "freshness", "--sources", "20", "--steps", "3", "--topics", "1")


def test_a_run_can_be_kept_and_scored_again(tmp_path: Path, ask: Any) -> None:
    kept = tmp_path / "told.jsonl"
    code, figures = ask(*SMALL, "--outcomes", str(kept))
    assert code == 0
    assert (figures["topics"], figures["refreshes"]) == (1, 2)
    assert figures["cost"]["all"]["steps"] == 2
    assert ask(*SMALL, "--score", str(kept)) == (0, figures)


def test_outcomes_of_another_seed_or_size_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = tmp_path / "told.jsonl"
    told.write_text(
        json.dumps({"topic": "nosuch", "step": 0, "new_edition": True, "verdict": "", "quoted": []})
    )
    assert main([*SMALL, "--score", str(told)]) == 2
    assert "not of this history" in capsys.readouterr().err


def test_histories_are_exported_whole(tmp_path: Path, ask: Any, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "histories"
    code, counted = ask(*SMALL, "--export", str(folder))
    assert code == 0
    assert counted["sources"] == len((folder / "sources.jsonl").read_text().splitlines()) == 20
    assert main([*SMALL, "--export", str(folder)]) == 2
    capsys.readouterr()
    assert main([*SMALL, "--export", str(tmp_path / "for people")]) == 0
    assert "sources  20\n" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [("--topics", "0"), ("--sources", "5"), ("--steps", "1")])
def test_what_measures_nothing_is_refused(wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "freshness", *wrong]) == 2
    assert capsys.readouterr().err.count("\n") == 1
