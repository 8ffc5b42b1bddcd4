"""`bench`: figures out, cases frozen and compared, and every refusal one line that changes nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bridge_pairs import BRIDGE, SAYS_NOTHING, SAYS_OTHERWISE, SAYS_SO
from held_documents import holds
from wellsourced.cli import main

PAIRS = [("p1", SAYS_SO, "supported"), ("p2", SAYS_OTHERWISE, "refuted"), ("p3", SAYS_SO, "conflicting")]
"""What the product's rules decide whatever verifier there is; one passage never conflicts, so p3 is wrong."""


def write(file: Path, *rows: object) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return file


def pair(name: str, text: str, label: str, **more: object) -> dict[str, object]:
    return {"id": name, "claim": BRIDGE, "evidence": [{"text": text, **more}], "label": label}


@pytest.fixture
def sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of sets named by the setting; the current folder is another one, and empty."""
    root = tmp_path / "sets"
    write(root / "tarn" / "pairs.jsonl", *(pair(*row) for row in PAIRS))
    write(
        root / "tarn" / "claims.jsonl",
        pair("c1", SAYS_SO, "supported", doc_id="bridge"),
        {
            **pair("c2", SAYS_SO, "refuted", doc_id="bridge", stance="nei"),
            "claim": "The bridge opened in 1940.",
        },
    )
    gate = {"sentence": BRIDGE, "evidence": [{"text": SAYS_SO}], "borne_out": True, "kind": "verbatim"}
    write(
        root / "tarn" / "gate.jsonl",
        {"id": "g1", **gate},
        {
            "id": "g2",
            **gate,
            "sentence": "The bridge opened in 1932.",
            "borne_out": False,
            "kind": "wrong_date",
        },
    )
    write(
        root / "tarn" / "corpus.jsonl",
        {"id": "bridge", "title": "Tarn Bridge", "text": SAYS_SO},
        {"id": "heron", "title": "Herons", "text": SAYS_NOTHING},
    )
    write(root / "tarn" / "queries.jsonl", {"id": "q1", "claim": "The bridge opened."})
    (root / "tarn" / "qrels.tsv").write_text("query_id\tdoc_id\tscore\nq1\tbridge\t1\n")
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("WELLSOURCED_BENCH", str(root))
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    return root / "tarn"


@pytest.fixture
def ask(ask: Any) -> Any:
    """Run a benchmark with `--json` and return its exit code and its one document."""
    return partial(ask, "bench")


def test_pairs_print_what_the_contract_says(sets: Path, ask: Any) -> None:
    code, found = ask("pairs", "tarn/pairs")
    assert code == 0
    holds("bench-labels", found)
    assert (found["n"], found["accuracy"]) == (3, 0.6667)
    assert found["confusion"] == {
        "conflicting": {"supported": 1},
        "refuted": {"refuted": 1},
        "supported": {"supported": 1},
    }
    assert found["f1"] == {"supported": 0.6667, "refuted": 1.0, "conflicting": 0.0}


def test_claims_of_two_labels_are_supported_or_not(sets: Path, ask: Any) -> None:
    code, found = ask("claims", "tarn/claims")
    assert (code, found["accuracy"]) == (0, 1.0)
    assert found["confusion"] == {"refuted": {"refuted": 1}, "supported": {"supported": 1}}


def test_the_gate_prints_what_the_contract_says(sets: Path, ask: Any) -> None:
    code, found = ask("gate", str(sets / "gate.jsonl"))
    assert (code, found["n"], found["false_pass"], found["false_strip"]) == (0, 2, 0.0, 0.0)
    holds("bench-gate", found)
    assert found["by_kind"] == {"verbatim": {"n": 1, "wrong": 0}, "wrong_date": {"n": 1, "wrong": 0}}


RETRIEVAL = ["retrieval", "--corpus", "tarn/corpus", "--queries", "tarn/queries", "--qrels", "tarn/qrels.tsv"]


def test_retrieval_prints_what_the_contract_says_and_leaves_nothing(sets: Path, ask: Any) -> None:
    code, found = ask(*RETRIEVAL, "--stage", "lexical", "--baselines")
    assert code == 0
    holds("bench-retrieval", found)
    for key in ("ndcg@10", "recall@5", "recall@20", "recall@100", "mrr@10"):
        assert found[key] == 1.0
    assert found["queries_per_second"] > 0 and found["passages_indexed_per_second"] > 0
    assert set(found["baselines"]) == {"dense", "rrf", "hybrid"}
    assert list(Path.cwd().iterdir()) == []
    assert not (sets.parent.parent / "library").exists()


def test_an_index_may_be_kept_for_the_next_run(sets: Path, ask: Any, tmp_path: Path) -> None:
    _, first = ask(*RETRIEVAL, "--work", str(tmp_path / "work"))
    code, second = ask(*RETRIEVAL, "--work", str(tmp_path / "work"))
    assert code == 0
    assert first["passages_indexed_per_second"] > 0
    assert second["passages_indexed_per_second"] is None
    assert first["ndcg@10"] == second["ndcg@10"] == 1.0


def test_end_to_end_prints_what_the_contract_says(sets: Path, ask: Any) -> None:
    code, found = ask("end-to-end", "--claims", "tarn/claims", "--corpus", "tarn/corpus")
    assert (code, found["accuracy"], found["macro_f1"], found["evidence_recall@5"]) == (0, 1.0, 1.0, 1.0)
    assert found["claims_with_evidence"] == 1
    holds("bench-end-to-end", found)


def test_pages_and_dates_print_what_the_contract_says(sets: Path, ask: Any) -> None:
    (sets / "html").mkdir()
    html = f"<html><head><meta name='date' content='2024-05-03'></head><body><p>{SAYS_SO}</p></body></html>"
    (sets / "html" / "a.html").write_text(html)
    row = {"id": "a", "html": "html/a.html", "url": "https://tarn.example/a"}
    write(sets / "pages.jsonl", {**row, "article_body": SAYS_SO, "date": "2024-05-03"})
    code, found = ask("pages", "tarn")
    assert (code, found["precision"], found["recall"], found["f1"]) == (0, 1.0, 1.0, 1.0)
    holds("bench-pages", found)
    code, found = ask("dates", str(sets / "pages.jsonl"))
    assert (code, found["accuracy"], found["coverage"]) == (0, 1.0, 1.0)
    assert found["library_alone"]["accuracy"] == 1.0
    holds("bench-dates", found)


def test_independence_prints_what_the_contract_says(sets: Path, ask: Any) -> None:
    row = {"cluster": "a", "kind": "copy", "title": "Bridge", "text": f"{SAYS_SO} " * 9, "published": None}
    names = ("a", "b", "c")
    about = [{"id": one, "url": f"https://{one}.example/", "publisher": one.upper()} for one in names]
    write(
        sets / "copies.jsonl", {**row, **about[0]}, {**row, **about[1]}, {**row, **about[2], "cluster": "c"}
    )
    code, found = ask("independence", "tarn/copies")
    assert (code, found["n"], found["pairs"]) == (0, 3, 1)
    holds("bench-independence", found)


def test_drafts_print_what_the_contract_says(sets: Path, ask: Any) -> None:
    write(sets / "worth.jsonl", {"id": "1", "text": BRIDGE, "label": "checkworthy"})
    code, found = ask("checkworthy", "tarn/worth")
    assert (code, found["n"]) == (0, 1)
    holds("bench-checkworthy", found)
    write(sets / "facts.jsonl", {"id": "1", "text": BRIDGE, "atomic_facts": [{"text": BRIDGE}]})
    code, found = ask("facts", "tarn/facts")
    assert (code, found["covered"]) == (0, 1.0)
    holds("bench-facts", found)


def test_gains_and_losses_against_a_frozen_run(sets: Path, ask: Any, tmp_path: Path) -> None:
    frozen = tmp_path / "run.tsv"
    code, plain = ask("pairs", "tarn/pairs", "--freeze", str(frozen))
    assert code == 0
    kept = frozen.read_text()
    assert [line.split("\t")[:3] for line in kept.splitlines()] == [
        ["id", "gold", "predicted"],
        ["p1", "supported", "supported"],
        ["p2", "refuted", "refuted"],
        ["p3", "conflicting", "supported"],
    ]
    assert "bridge" not in kept and "Herons" not in kept

    code, same = ask("pairs", "tarn/pairs", "--against", str(frozen))
    assert (code, same["accuracy"]) == (0, plain["accuracy"])
    assert same["against"] == {"gains": [], "losses": [], "both": 3, "only_now": 0, "only_before": 0}

    # Where p2 was wrong before, it is gained ...
    frozen.write_text(kept.replace("refuted\trefuted", "refuted\tnei"))
    code, better = ask("pairs", "tarn/pairs", "--against", str(frozen))
    assert (code, better["against"]["gains"], better["against"]["losses"]) == (0, ["p2"], [])

    # ... and where the evidence of p1 has changed for the worse since, that is lost.
    frozen.write_text(kept)
    write(sets / "pairs.jsonl", pair("p1", SAYS_OTHERWISE, "supported"), *(pair(*row) for row in PAIRS[1:]))
    code, worse = ask("pairs", "tarn/pairs", "--against", str(frozen))
    assert (code, worse["against"]["gains"], worse["against"]["losses"]) == (1, [], ["p1"])
    assert ask("pairs", "tarn/pairs", "--against", str(frozen), "--tolerance", "1")[0] == 0


def test_people_are_told_gains_and_losses_by_case(
    sets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frozen = tmp_path / "run.tsv"
    head = "id\tgold\tpredicted\tscore\n"
    frozen.write_text(f"{head}p1\tsupported\tnei\t0.5\np2\trefuted\trefuted\t0.5\nx\tnei\tnei\t0.5\n")
    assert main(["bench", "pairs", "tarn/pairs", "--against", str(frozen)]) == 0
    printed = capsys.readouterr()
    assert "gained  p1" in printed.out
    assert "1 gained, 0 lost of 2 in both runs; 1 in this one only, 1 in the other only" in printed.out
    assert "macro_f1" in printed.out
    assert printed.err.startswith("judge: 3 cases")
    assert not any(line != line.rstrip() for line in printed.out.splitlines())


def test_the_same_seed_measures_the_same_cases(sets: Path, ask: Any, tmp_path: Path) -> None:
    write(sets / "many.jsonl", *(pair(f"m{n}", SAYS_NOTHING, "nei") for n in range(30)))

    def drawn(seed: int) -> list[str]:
        file = tmp_path / f"{seed}.tsv"
        code, found = ask("pairs", "tarn/many", "--limit", "5", "--seed", str(seed), "--freeze", str(file))
        assert (code, found["n"]) == (0, 5)
        return [line.split("\t")[0] for line in file.read_text().splitlines()[1:]]

    first = drawn(1)
    assert first == drawn(1)
    assert first != drawn(2)


def test_options_may_stand_before_either_word(sets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["--json", "bench", "pairs", "tarn/pairs", "--quiet"],
        ["bench", "--json", "pairs", "--quiet", "tarn/pairs"],
        ["--quiet", "bench", "--json", "pairs", "tarn/pairs"],
    ):
        assert main(arguments) == 0
        assert json.loads(capsys.readouterr().out)["n"] == 3


BAD_LABEL = {"id": "x", "claim": "A.", "evidence": [{"text": "B."}], "label": "maybe"}
REFUSED: list[tuple[list[str], str]] = [
    (["pairs", "bad/label.jsonl"], "label.jsonl:2: label 'maybe'"),
    (["claims", "bad/label"], "label.jsonl:2: label 'maybe'"),
    (["pairs", "bad/twice"], "twice.jsonl:2: id 'p1' was there before"),
    (["pairs", "bad/broken"], "broken.jsonl:1: no JSON"),
    (["pairs", "bad/empty"], "holds no rows"),
    (["gate", "tarn/pairs"], "pairs.jsonl:1: `borne_out`"),
    (["pairs", "tarn/nosuch"], "tarn/nosuch is neither here nor under"),
    (["pairs", "/no/such/set.jsonl"], "check the path"),
    (["pairs"], "NAME requires an argument"),
    (["pairs", "tarn/pairs", "--limit", "0"], "--limit 0"),
    (["pairs", "tarn/pairs", "--limit", "few"], "int"),
    (["pairs", "tarn/pairs", "--tolerance", "-1"], "--tolerance -1"),
    (["pairs", "tarn/pairs", "--freeze", "no/such/folder.tsv"], "make it first"),
    (["pairs", "tarn/pairs", "--freeze", "/"], "is a folder"),
    (["pairs", "tarn/pairs", "--against", "no-such.tsv"], "cannot be read"),
    (["pairs", "tarn/pairs", "--against", "../sets/tarn/qrels.tsv"], "no frozen run"),
    (["pairs", "tarn/pairs", "--against", "../other.tsv"], "shares no case"),
    (["pairs", "tarn/pairs", "--against", "../regraded.tsv"], "p1 was 'nei' in gold"),
    ([*RETRIEVAL[:-1], "bad/ungraded.tsv"], "graded above 0"),
    ([*RETRIEVAL, "--stage", "magic"], "hybrid"),
    ([*RETRIEVAL, "--work", "../other.tsv"], "is no folder"),
    (["retrieval", "--corpus", "tarn/corpus"], "--queries requires an argument"),
    (["end-to-end", "--claims", "tarn/claims", "--corpus", "tarn/claims"], "claims.jsonl:1: `text`"),
    (["tidiness", "tarn"], 'Unknown command "tidiness"'),
]


@pytest.mark.parametrize(("arguments", "words"), REFUSED)
def test_a_refusal_is_one_line_and_writes_nothing(
    arguments: list[str], words: str, sets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = sets.parent
    write(root / "bad" / "label.jsonl", pair(*PAIRS[0]), BAD_LABEL)
    write(root / "bad" / "twice.jsonl", pair(*PAIRS[0]), pair(*PAIRS[0]))
    (root / "bad" / "broken.jsonl").write_text("{\n")
    (root / "bad" / "empty.jsonl").write_text("\n")
    (root / "bad" / "ungraded.tsv").write_text("q1\tbridge\t0\n")
    head = "id\tgold\tpredicted\tscore\n"
    (root.parent / "other.tsv").write_text(f"{head}z\tnei\tnei\t0.5\n")
    (root.parent / "regraded.tsv").write_text(f"{head}p1\tnei\tnei\t0.5\n")
    before = sorted(root.parent.rglob("*"))
    assert main(["bench", *arguments, "--quiet"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("error: ")
    assert printed.err.count("\n") == 1
    assert words in printed.err
    assert sorted(root.parent.rglob("*")) == before


def test_without_the_folder_of_sets_one_line_says_so(
    sets: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("WELLSOURCED_BENCH")
    assert main(["bench", "pairs", "tarn/pairs"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "WELLSOURCED_BENCH is not set" in error


def test_a_refusal_loads_nothing_heavy(tmp_path: Path) -> None:
    program = (
        "import sys; from wellsourced.cli import main; code = main(['bench', 'pairs', 'nosuch']); "
        "heavy = {'lancedb', 'numpy', 'onnxruntime', 'sqlalchemy', 'trafilatura'}; "
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert ended.stdout.strip() == "2 []"
