"""The scripts of `examples/` do what their first lines say, in a program of their own."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
DATA = EXAMPLES / "data"
SCRIPTS = sorted(path.stem for path in EXAMPLES.glob("*.py"))
PYRIGHT = ROOT / "tools" / "validators" / "node_modules" / "pyright" / "index.js"


def run(script: str, *arguments: str | Path, library: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WELLSOURCED_")}
    return subprocess.run(
        [sys.executable, EXAMPLES / f"{script}.py", *arguments],
        env={**kept, "WELLSOURCED_LIBRARY": str(library), "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_each_is_tested_here() -> None:
    assert SCRIPTS == ["audit_draft", "check_claim", "claims_to_csv", "own_documents", "rules_here"]


def test_a_claim_is_checked_with_what_it_rests_on(tmp_path: Path) -> None:
    done = run("check_claim", "Does Texas require sheriffs to honor ICE detainers?", library=tmp_path / "l")
    first, answer, cited = done.stdout.splitlines()[:3]
    assert first.startswith("supported (") and answer.strip().startswith("Texas law requires")
    assert "our note on it" in cited and "“" in cited
    assert done.returncode == 0 and done.stderr == ""


def test_rules_of_a_place_are_told_for_each_paper(tmp_path: Path) -> None:
    done = run("rules_here", "Portland, OR", "police", "honor_detainer", library=tmp_path / "l")
    told = dict(line.split(": ") for line in done.stdout.splitlines() if not line.startswith(" "))
    assert told["detainer"] == "must not" and set(told) >= {"none", "judicial warrant"}
    assert not (tmp_path / "l").exists(), "rules need no library"


def test_a_draft_that_is_wrong_stops_an_editors_ci(tmp_path: Path) -> None:
    notes = tmp_path / "notes.html"
    done = run("audit_draft", DATA / "draft.md", notes, library=tmp_path / "l")
    assert done.returncode == 1, done.stderr
    assert "refuted: No State requires sheriffs" in done.stdout
    assert "miscalculated: 70 and 40 add up to 110, not 120" in done.stdout
    assert "add up to 110" in notes.read_text(encoding="utf-8")


def test_a_reporters_page_changes_with_what_is_added(tmp_path: Path) -> None:
    documents = DATA / "minutes-may.md", DATA / "minutes-june.md"
    done = run("own_documents", tmp_path / "l", *documents, library=tmp_path / "none")
    assert done.returncode == 0, done.stderr
    assert "edition 1: supported" in done.stdout and "edition 2: refuted" in done.stdout
    assert "  verdict: Supported -> Refuted" in done.stdout


def test_a_table_of_claims_comes_back_checked(tmp_path: Path) -> None:
    done = run("claims_to_csv", DATA / "claims.csv", tmp_path / "out.csv", library=tmp_path / "l")
    assert done.returncode == 0, done.stderr
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = ["supported", "refuted", "refuted", "not_enough_evidence", ""]
    assert [row["label"] for row in rows] == told
    assert all(row["quote"] and row["url"] for row in rows[:3]), "what decides is cited"
    assert "judgement of value" in rows[4]["why"]


def test_a_strict_type_checker_has_nothing_to_say_of_them() -> None:
    if not PYRIGHT.is_file() or shutil.which("node") is None:
        pytest.skip("no pyright here: install node and npm, then `make unit`")
    done = subprocess.run(
        ["node", PYRIGHT, "--project", ROOT, "--pythonpath", sys.executable],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout
