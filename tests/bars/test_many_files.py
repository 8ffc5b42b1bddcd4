"""A folder of many small files goes in with one command, and answers come from it with exact spans."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from wellsourced.cli import main

PLACES = ["Alder", "Birch", "Crake", "Dunnock", "Elder", "Fen", "Gull", "Harrow", "Iris", "Juniper"]
PARTS = ["North", "South", "East", "West", "Upper", "Lower", "Old", "New", "Great", "Little"]
THINGS = ["bridge", "ferry", "library", "jail", "school", "market", "museum", "theater", "pool", "harbor"]
VERBS = ["opened", "closed", "burned down", "reopened", "flooded"]


def facts(count: int, seed: int = 7) -> list[tuple[str, str]]:
    """So many different facts: a claim, and a file's text that says it among other things."""
    rng = random.Random(seed)
    made: list[tuple[str, str]] = []
    for number in range(count):
        part, place, thing = PARTS[number % 10], PLACES[number // 10 % 10], THINGS[number // 100 % 10]
        name = f"{part} {place} {thing}"
        claim = f"The {name} {rng.choice(VERBS)} in {rng.randint(1950, 2023)}."
        note = f"Some {rng.randint(20, 900)} people of {part} {place} signed the visitors' book that year."
        made.append(
            (claim, f"Notes on {part} {place}\n\n{note} {claim} The record is kept in the town hall.\n")
        )
    return made


def answers_from(count: int, asked: int, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Add so many files in one go, then ask after some of them; each answer is where it says it is."""
    made = facts(count)
    files = folder / "files"
    files.mkdir()
    for number, (_, text) in enumerate(made):
        (files / f"note{number:04}.txt").write_text(text)
    library = ["--library", str(folder / "library"), "--json", "--quiet"]

    def run(*arguments: str) -> Any:
        assert main([*arguments, *library]) == 0
        return json.loads(capsys.readouterr().out)

    added = run("add", str(files), "--published", "2024", "--publisher", "Town hall")
    assert len(added["added"]) == count and added["failed"] == []
    for number in random.Random(11).sample(range(count), asked):
        claim, _ = made[number]
        report = run("check", claim, "--casebook", "none")
        assert [verdict["label"] for verdict in report["verdicts"]] == ["supported"], claim
        [source] = {s["url"] for s in report["sources"] if s["url"].endswith(f"note{number:04}.txt")}
        assert source.startswith("file:")
        for said in report["summary"] + [s for section in report["sections"] for s in section["statements"]]:
            for citation in said["citations"]:
                passage = run("show", citation["passage"])
                document = run("show", passage["document"]["id"])
                start, end = passage["span"]
                assert document["text"][start:end] == passage["text"]
                assert citation["quote"] in passage["text"]
    assert run("verify") == {"sound": True, "damage": []}


def test_120_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers_from(120, 4, tmp_path, capsys)


@pytest.mark.endurance
def test_1000_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers_from(1000, 12, tmp_path, capsys)
