"""Rows are read whole and checked first: a fault is one line that names the file and the line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.bench.datasets import (
    find_set,
    read_corpus,
    read_gate,
    read_qrels,
    read_queries,
    read_rows,
    sample,
)
from wellsourced.errors import InputError


def written(tmp_path: Path, *rows: object) -> Path:
    """A JSONL file; a row that is text already is written as it is."""
    file = tmp_path / "set.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def pair(**changes: Any) -> dict[str, Any]:
    row = {"id": "p1", "claim": "The mill burned.", "evidence": [{"text": "Fire took the mill."}]}
    return {**row, "label": "supported", **changes}


def ruled(**changes: Any) -> dict[str, Any]:
    row = {"id": "g1", "sentence": "The mill burned.", "evidence": [{"text": "Fire took the mill."}]}
    return {**row, "borne_out": True, "kind": "paraphrase", **changes}


def test_a_row_keeps_its_texts_and_the_documents_that_take_a_side(tmp_path: Path) -> None:
    evidence = [
        {"text": "Fire took the mill.", "title": " Mills ", "doc_id": "d1", "stance": "supported"},
        {"text": " "},
        {"text": "The mill stood by a brook.", "evidence_id": "d2", "stance": "nei"},
        {"text": "It burned in May.", "title": None, "evidence_id": "d3"},
    ]
    (row,) = read_rows(written(tmp_path, pair(evidence=evidence, meta={"topic": "mills"})))
    assert row.texts == ("Fire took the mill.", "The mill stood by a brook.", "It burned in May.")
    assert row.titles == ("Mills", "", "")
    assert row.evidence_ids == {"d1", "d3"}
    assert (row.id, row.claim, row.label) == ("p1", "The mill burned.", "supported")


def test_rows_for_our_own_search_need_no_texts(tmp_path: Path) -> None:
    file = written(tmp_path, pair(evidence=[]), pair(id="p2", evidence=[{"doc_id": "d9"}]))
    first, second = read_rows(file, with_texts=False)
    assert (first.texts, first.evidence_ids, second.evidence_ids) == ((), frozenset(), {"d9"})


BAD_ROWS: list[tuple[object, str]] = [
    ("{not json", "no JSON"),
    ("[1]", "no JSON object"),
    (pair(id=""), "`id` is missing"),
    (pair(id=7), "`id` is missing or no text"),
    (pair(id="a\tb"), "tab or a line break"),
    (pair(id="p0"), "id 'p0' was there before"),
    (pair(claim=None), "`claim` is missing"),
    (pair(evidence="Fire."), "`evidence` is no list"),
    (pair(evidence=["Fire."]), "`evidence` is no list of objects"),
    (pair(evidence=[]), "`evidence` holds no text"),
    (pair(evidence=[{"text": "  "}]), "`evidence` holds no text"),
    (pair(evidence=[{"text": 3}]), "has no `text`"),
    (pair(label="maybe"), "label 'maybe' is none of supported, refuted, conflicting, nei"),
    (pair(label=None), "`label` is missing"),
]


@pytest.mark.parametrize(("row", "words"), BAD_ROWS)
def test_a_bad_row_is_named_by_file_and_line(row: object, words: str, tmp_path: Path) -> None:
    file = written(tmp_path, pair(id="p0"), "", row)
    with pytest.raises(InputError) as caught:
        read_rows(file)
    assert str(caught.value).startswith(f"{file}:3: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ruled(borne_out="yes"), "neither true nor false"),
        (ruled(borne_out=1), "neither true nor false"),
        (ruled(kind=""), "`kind` is missing"),
        (ruled(sentence=None), "`sentence` is missing"),
        (ruled(evidence=[{}]), "has no `text`"),
    ],
)
def test_a_bad_row_for_the_gate_is_named(row: object, words: str, tmp_path: Path) -> None:
    file = written(tmp_path, row)
    with pytest.raises(InputError, match=f":1: .*{words}"):
        read_gate(file)


def test_a_row_for_the_gate(tmp_path: Path) -> None:
    (row,) = read_gate(written(tmp_path, ruled(borne_out=False, kind="wrong_number")))
    assert (row.sentence, row.texts) == ("The mill burned.", ("Fire took the mill.",))
    assert (row.borne_out, row.kind) == (False, "wrong_number")


@pytest.mark.parametrize("read", [read_rows, read_gate, read_corpus, read_qrels])
def test_a_file_without_rows_is_refused(read: Callable[[Path], object], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="give another file"):
        read(written(tmp_path, ""))


def test_what_is_no_text_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_bytes(json.dumps(pair()).encode() + b"\n\xff\xfe\n")
    with pytest.raises(InputError, match="no UTF-8 text"):
        read_rows(file)
    with pytest.raises(InputError, match="cannot be read"):
        read_rows(tmp_path)


def test_documents_may_lack_a_title(tmp_path: Path) -> None:
    file = written(tmp_path, {"id": "d1", "text": "Fire."}, {"id": "d2", "title": "Mill", "text": "Brook."})
    assert [(one.id, one.title) for one in read_corpus(file)] == [("d1", ""), ("d2", "Mill")]


def test_grades_with_and_without_a_head_line(tmp_path: Path) -> None:
    file = tmp_path / "qrels.tsv"
    file.write_text("query_id\tdoc_id\tscore\nq1\td 1\t1\nq1\td2\t0\nq2\td1\t2\n")
    assert read_qrels(file) == {"q1": {"d 1": 1, "d2": 0}, "q2": {"d1": 2}}
    file.write_text("q1\td1\t1\n")
    assert read_qrels(file) == {"q1": {"d1": 1}}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("q1 d1 1", "tabs between"),
        ("q1\td2\tgood", "no whole number"),
        ("q1\td2\t-1", "no whole number"),
        ("q1\td1\t2", "graded twice"),
    ],
)
def test_bad_grades_are_named_by_line(line: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "qrels.tsv"
    file.write_text(f"q1\td1\t1\n{line}\n")
    with pytest.raises(InputError, match=f":2: .*{words}"):
        read_qrels(file)


def test_queries_without_an_answer_are_left_out(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        {"id": "q1", "claim": "Mills."},
        {"id": "q2", "query": "Fire."},
        {"id": "q3", "text": "May."},
    )
    asked = read_queries(file, {"q1": {"d1": 0}, "q2": {"d1": 1}, "q3": {"d2": 2}, "q4": {"d1": 1}})
    assert [(query.id, query.text) for query in asked] == [("q2", "Fire."), ("q3", "May.")]
    with pytest.raises(InputError, match="graded above 0"):
        read_queries(file, {"q1": {"d1": 0}})


def test_a_set_is_a_path_or_a_name_under_the_folder_of_sets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "sets"
    (root / "mills").mkdir(parents=True)
    file = root / "mills" / "pairs.jsonl"
    file.write_text(json.dumps(pair()))
    assert find_set("mills/pairs", root) == find_set("mills/pairs.jsonl", root) == file
    assert find_set(str(file), None) == file
    monkeypatch.chdir(root)
    assert find_set("mills/pairs.jsonl", None) == Path("mills/pairs.jsonl")
    with pytest.raises(InputError, match="WELLSOURCED_BENCH is not set"):
        find_set("brooks/pairs", None)
    with pytest.raises(InputError, match="neither here nor under"):
        find_set("brooks/pairs", root)
    with pytest.raises(InputError, match="check the path"):
        find_set(str(tmp_path / "nothing"), root)


@given(st.integers(1, 60), st.integers(1, 70), st.integers(0, 9))
def test_the_same_seed_draws_the_same_in_order(size: int, limit: int, seed: int) -> None:
    rows = list(range(size))
    drawn = sample(rows, limit, seed)
    assert drawn == sample(rows, limit, seed)
    assert drawn == sorted(set(drawn))
    assert len(drawn) == min(size, limit)
    assert sample(rows, None, seed) == rows


def test_another_seed_draws_others() -> None:
    assert len({tuple(sample(range(100), 10, seed)) for seed in range(5)}) == 5
