"""The benchmarks of reading a draft: figures follow from rows, and bad rows are told by their line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from wellsourced.bench.drafts import checkworthy, facts, read_facts, read_worth
from wellsourced.errors import InputError
from wellsourced.ports import Judgement, quiet


class Strict:
    """A verifier that supports nothing, so that only proof counts."""

    name = "strict@1"

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        return [Judgement(supports=0.0, refutes=0.0, neutral=1.0) for _ in pairs]


def written(folder: Path, *rows: object) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


def test_f1_is_of_the_sentences_worth_checking(tmp_path: Path) -> None:
    rows = read_worth(
        written(
            tmp_path,
            {"id": "1", "text": "The county raised the tax by 12 percent in 2024.", "label": "checkworthy"},
            {"id": "2", "text": "Thank you, good evening.", "label": "not"},
            {"id": "3", "text": "We lost 4,000 jobs in the county last year.", "label": "not"},
        )
    )
    figures = checkworthy(rows, quiet).figures
    assert (figures["precision"], figures["recall"], figures["f1"]) == (0.5, 1.0, 0.6667)
    assert figures["rule_long_and_number"] == {"f1": 0.6667, "precision": 0.5, "recall": 1.0}


def test_a_fact_is_covered_where_a_claim_bears_it_out(tmp_path: Path) -> None:
    row = {
        "id": "1",
        "text": "She wrote two novels and won a prize.",
        "atomic_facts": [{"text": "She won a prize."}, {"text": "She was born in Tarn."}],
    }
    figures = facts(read_facts(written(tmp_path, row)), Strict(), quiet).figures
    assert (figures["covered"], figures["claims"], figures["facts"]) == (0.5, 2, 2)


@pytest.mark.parametrize("row", [{"id": "1", "text": "A.", "label": "maybe"}, {"id": "1", "label": "not"}])
def test_a_row_at_fault_is_named_by_its_line(row: object, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"rows\.jsonl:1: "):
        read_worth(written(tmp_path, row))


def test_facts_that_are_no_list_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="atomic_facts"):
        read_facts(written(tmp_path, {"id": "1", "text": "A.", "atomic_facts": "none"}))
