"""Retrieval sets of our own, to choose by: `python retrieval_sets.py OUT MIX.jsonl.xz WRITTEN.jsonl...`.

A set is a folder with `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`, as `wellsourced bench retrieval` reads
them: every evidence of its sources as the corpus, claims of the held-out fifth as queries, and as answers
the evidences that support or refute the claim.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from rows import Row, held_out, read_rows

__all__ = ["SETS", "write_set"]

SETS = {
    "fever": ("fever_dev", "fever_dev_hardneg"),
    "factbook": ("synth_factbook_prose",),
    "written": ("written",),
}
"""Each set by name, with how the sources of its rows begin."""
SIDES = ("supported", "refuted")
MOST_QUERIES = 400


def write_set(rows: Sequence[Row], folder: Path) -> tuple[int, int]:
    """Write a set's three files; return how many documents and queries it has."""
    documents = {_name(row.evidence): row.evidence for row in rows}
    answers: dict[str, set[str]] = defaultdict(set)
    seen: set[str] = set()
    for row in rows:
        if row.label in SIDES:
            answers[row.claim].add(_name(row.evidence))
        if not held_out(row):
            seen.add(row.claim)
    asked = sorted(answers.keys() - seen, key=_name)[:MOST_QUERIES]
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "corpus.jsonl", ({"id": n, "title": "", "text": t} for n, t in documents.items()))
    _write(folder / "queries.jsonl", ({"id": _name(claim), "claim": claim} for claim in asked))
    graded = [f"{_name(claim)}\t{name}\t1\n" for claim in asked for name in sorted(answers[claim])]
    (folder / "qrels.tsv").write_text("query_id\tdoc_id\tscore\n" + "".join(graded), encoding="utf-8")
    return len(documents), len(asked)


def _name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _write(file: Path, rows: Iterable[dict[str, str]]) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def main(out: Path, files: Sequence[Path]) -> None:
    """Write every set."""
    rows = [row for file in files for row in read_rows(file)]
    for name, beginnings in SETS.items():
        own = [row for row in rows if row.source.startswith(beginnings)]
        documents, queries = write_set(own, out / name)
        print(f"{name}: {documents:,} documents, {queries} queries")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
