"""Independence measured: the fixture is what was written, and its tuning half meets the bar."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tools.halves import HALVES, as_lines
from tools.independence_fixture import DEPENDENT, FIXTURE, KINDS, build

from wellsourced.bench.datasets import CopyRow, read_copies
from wellsourced.bench.independence import measure
from wellsourced.cli import main
from wellsourced.errors import InputError

HALF = {half: read_copies(FIXTURE / f"{half}.jsonl") for half in HALVES}
ALL = [row for rows in HALF.values() for row in rows]


def test_it_is_built_again_from_what_was_written() -> None:
    for half, rows in build().items():
        assert as_lines(rows) == (FIXTURE / f"{half}.jsonl").read_text(encoding="utf-8")


def test_there_are_enough_pages_of_every_kind() -> None:
    assert len(ALL) >= 150
    assert {row.kind for row in ALL} == set(KINDS)
    for rows in HALF.values():
        assert len({row.id.partition("/")[0] for row in rows}) >= 20
        assert sum(Counter(row.kind for row in rows)[kind] for kind in DEPENDENT) >= 40


def test_no_event_is_in_both_halves() -> None:
    tuning, report = ({row.id.partition("/")[0] for row in rows} for rows in HALF.values())
    assert not tuning & report


def test_only_what_rests_on_a_page_is_in_its_cluster() -> None:
    for row in ALL:
        assert (row.cluster != row.id) == (row.kind in DEPENDENT)


def test_the_tuning_half_meets_the_bar() -> None:
    figures = measure(HALF["tuning"]).figures
    assert figures["precision"] >= 0.95  # type: ignore[operator]
    assert figures["recall"] >= 0.90  # type: ignore[operator]


def _row(name: str, cluster: str, text: str) -> CopyRow:
    return CopyRow(
        id=name,
        cluster=cluster,
        kind="copy",
        url=f"https://{name}.example",
        publisher=name,
        title=name,
        text=text,
        published=None,
    )


LAMP = "The keeper of the lamp at Eldon lit it in 1961 and Ada Brill has kept it burning there ever since."


def test_figures_count_pairs_and_cases_are_pages() -> None:
    rows = [_row("a", "a", LAMP), _row("b", "b", LAMP), _row("c", "c", "Otters."), _row("d", "c", "Trams.")]
    outcome = measure(rows)
    assert (outcome.figures["pairs"], outcome.figures["precision"], outcome.figures["recall"]) == (
        1,
        0.0,
        0.0,
    )
    assert outcome.figures["wrongly_together"] == ["a b"]
    assert outcome.figures["wrongly_apart"] == ["c d"]
    assert [round(case.score, 3) for case in outcome.cases] == [0.667] * 4


def test_the_command_prints_figures_and_compares_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, frozen = FIXTURE / "tuning.jsonl", tmp_path / "run.tsv"
    assert main(["bench", "independence", str(file), "--json", "--freeze", str(frozen)]) == 0
    figures: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert figures["n"] == len(HALF["tuning"])
    assert main(["bench", "independence", str(file), "--json", "--against", str(frozen)]) == 0
    assert json.loads(capsys.readouterr().out)["against"]["losses"] == []


def test_a_row_without_a_cluster_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": "a", "text": "b"}\n')
    with pytest.raises(InputError, match=r"rows\.jsonl:1: `cluster` is missing"):
        read_copies(file)
    file.write_text('{"id": "a", "published": "soon"}\n')
    with pytest.raises(InputError, match=r"rows\.jsonl:1: `published`"):
        read_copies(file)
