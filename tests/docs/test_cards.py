"""Cards and figures say what their sources say: counts those of files, figures those of measurements."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from doc_blocks import ROOT
from wellsourced.settings import bundled_casebooks

DOCS = ROOT / "docs"
DATA = (DOCS / "data-card.md").read_text(encoding="utf-8")
MODEL = (DOCS / "model-card.md").read_text(encoding="utf-8")
MEASURED = (DOCS / "measured.md").read_text(encoding="utf-8")


def row(text: str, begins: str) -> list[str]:
    """The cells of the row that begins so."""
    (line,) = [one for one in text.splitlines() if one.startswith(f"| {begins} |")]
    return [cell.strip() for cell in line.strip("|").split("|")]


def numbers(text: str) -> list[float]:
    """The numbers in a text."""
    return [float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?|\.\d+", text)]


def lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def counts(folder: Path) -> Mapping[str, list[int]]:
    """The rows of the card's table on casebooks, and the numbers that belong into them."""
    book = json.loads((folder / "casebook.json").read_text(encoding="utf-8"))
    instruments, notes = lines(folder / "instruments.jsonl"), lines(folder / "notes.jsonl")
    basis = Counter(one["basis"] for one in instruments)
    confidence = Counter(one["confidence"] for one in instruments)
    return {
        "rows of law": [len(instruments)],
        "notes": [len(notes), len({note["about"]["url"] for note in notes})],
        "rows by how they were verified": [
            basis[kind] for kind in ("text_seen", "summary_seen", "dataset_row", "background") if basis[kind]
        ],
        "confidence of rows": [confidence[how] for how in ("high", "medium", "low") if confidence[how]],
        "rows with a field that no page showed": [sum(bool(one["unverified"]) for one in instruments)],
        "unknowns told to readers": [len(book["unknowns"])],
        "corrections, each with its reason": [len(book["corrections"])],
    }


@pytest.mark.parametrize("name", bundled_casebooks())
def test_the_card_counts_what_is_in_a_casebook(name: str) -> None:
    (heads,) = [line for line in DATA.splitlines() if line.startswith("| | `")]
    column = [cell.strip() for cell in heads.strip("|").split("|")].index(f"`{name}`")
    for begins, wanted in counts(bundled_casebooks()[name]).items():
        assert numbers(row(DATA, begins)[column]) == wanted, begins


def test_the_card_counts_what_the_verifier_learned_from() -> None:
    written = sum(len(lines(path)) for path in (ROOT / "training" / "written").glob("*.jsonl"))
    assert numbers(row(DATA, "written")[1]) == [written]
    marked = (ROOT / "training/checkworthy/written.tsv").read_text(encoding="utf-8").splitlines()
    assert numbers(row(DATA, "worth checking")[1]) == [len(marked)]
    weights = (ROOT / "src/wellsourced/weights/README.md").read_text(encoding="utf-8")
    for begins in ("frames", "edits", "negatives"):
        assert row(DATA, begins)[1] in weights, begins
    parts = [
        line for line in DATA.partition("### The mix")[2].partition("###")[0].splitlines() if " | " in line
    ]
    rows = [numbers(line.split("|")[2]) for line in parts]
    (mix,) = re.findall(r"^([\d,]+) pairs", DATA, re.MULTILINE)
    assert mix in weights
    assert sum(number for found in rows for number in found) == numbers(mix)[0]


def test_the_card_counts_the_fixtures() -> None:
    gate = [len(lines(ROOT / "benchmarks/gate" / f"{half}.jsonl")) for half in ("tuning", "report")]
    assert numbers(row(DATA, "gate")[1]) == gate
    pages = [len(lines(ROOT / "benchmarks/independence" / f"{half}.jsonl")) for half in ("tuning", "report")]
    assert numbers(row(DATA, "independence")[1]) == pages


def test_the_model_card_says_what_is_in_the_package() -> None:
    weights = ROOT / "src" / "wellsourced" / "weights"
    told = (weights / "README.md").read_text(encoding="utf-8")
    for name, column in (("encoder", 1), ("verifier", 2)):
        size = round((weights / f"{name}.int8.onnx").stat().st_size / 1e6)
        assert row(MODEL, "file")[column] == f"`{name}.int8.onnx`, {size} MB"
    for said in ("892,239", "1.92", ".68", ".83", ".49 to .68"):
        assert said in MODEL and said in told, said


@pytest.mark.parametrize("section", re.findall(r"^## (.+)$", MEASURED, re.MULTILINE))
def test_every_measured_figure_stands_on_the_page_it_is_from(section: str) -> None:
    part = MEASURED.partition(f"## {section}\n")[2].partition("\n## ")[0]
    sources = " ".join(
        (DOCS / name).read_text(encoding="utf-8") for name in re.findall(r"\((measurements/[^)#]+)\)", part)
    )
    there = set(numbers(sources))
    table = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    figures = [number for cells in table[2:] for number in numbers(" ".join(cells[1:-1]))]
    assert figures
    for figure in figures:
        assert figure in there, figure
