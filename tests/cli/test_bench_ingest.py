"""`bench ingest`: figures out, and every refusal one line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from held_documents import holds
from wellsourced.bench import ingest as run
from wellsourced.cli import main

TIMED = {"seconds", "cpu_seconds"}
PASSAGES = {*TIMED, "passages", "passages_per_second", "passages_per_cpu_second"}
TENTHS = {"cpu_ms_a_passage_in_the_first_tenth", "cpu_ms_a_passage_in_the_last_tenth"}
GROUPS = {
    "extraction": {*TIMED, "pages", "pages_per_second", "pages_per_cpu_second"},
    "cutting": PASSAGES,
    "encoding": PASSAGES,
    "cutting_writing_and_indexing": PASSAGES | TENTHS,
    "searchable": {"passages_per_second", "passages_per_cpu_second"},
    "question": {"asked", "own_page_found", "first_ms", "p50_ms", "p95_ms", "cpu_ms"},
}
ALONE = {"passages", "pages", "refused", "seed", "vocabulary", "vectors", "library_mb", "peak_rss_mb"}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, which a run leaves empty; few pages, since it is not speed that is tested."""
    monkeypatch.setattr(run, "BATCH", 2)
    monkeypatch.setattr(run, "CUT", 2)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_json_has_the_figures_of_every_step(capsys: pytest.CaptureFixture[str], elsewhere: Path) -> None:
    assert main(["bench", "ingest", "--passages", "1", "--seed", "4", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    holds("bench-ingest", figures)
    assert set(figures) == ALONE | set(GROUPS)
    assert {name: set(figures[name]) for name in GROUPS} == GROUPS
    assert figures["seed"] == 4 and figures["passages"] >= 1
    assert os.listdir(elsewhere) == []


def test_people_read_a_line_for_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "ingest", "--passages", "1", "--quiet"]) == 0
    lines = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert set(lines) == ALONE | set(GROUPS) | set().union(*GROUPS.values())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--passages", "0"], "--passages 0: measure one passage or more"),
        (["--passages", "-5"], "--passages -5: measure one passage or more"),
        (["--passages", "many"], "many"),
        (["--seed", "first"], "first"),
        (["--pasages", "3"], "--pasages"),
    ],
)
def test_a_refusal_is_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], elsewhere: Path
) -> None:
    assert main(["bench", "ingest", *arguments]) == 2
    out, err = capsys.readouterr()
    [line] = err.splitlines()
    assert said in line and out == ""
    assert os.listdir(elsewhere) == []
