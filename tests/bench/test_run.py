"""The benchmarks over small invented sets, with the product's own rules and weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest

from bridge_pairs import BRIDGE, SAYS_NOTHING, SAYS_OTHERWISE, SAYS_SO, Neutral
from wellsourced.bench import run
from wellsourced.bench.corpora import Corpus, open_corpus
from wellsourced.bench.datasets import CorpusDocument, GateRow, Query, Row
from wellsourced.bench.frozen import UNLABELED
from wellsourced.bench.retrieval import STAGES, search_with
from wellsourced.config import open_verifier
from wellsourced.ports import Event, Verifier, quiet
from wellsourced.settings import read_settings


@pytest.fixture
def verifier() -> Verifier:
    return Neutral()


def row(name: str, label: str, *texts: str, claim: str = BRIDGE, ids: frozenset[str] = frozenset()) -> Row:
    return Row(id=name, claim=claim, texts=texts, label=label, evidence_ids=ids)


PAIRS = [
    row("a", "supported", SAYS_SO),
    row("b", "refuted", SAYS_OTHERWISE),
    row("c", "nei", SAYS_NOTHING),
    row("d", "supported", SAYS_NOTHING),
]


def test_pairs_are_scored_three_ways(verifier: Verifier) -> None:
    told: list[Event] = []
    outcome = run.pairs(PAIRS, verifier, run.other_of_two(PAIRS), told.append)
    figures = cast(dict[str, Any], outcome.figures)
    assert (figures["n"], figures["accuracy"]) == (4, 0.75)
    assert figures["confusion"] == {
        "supported": {"nei": 1, "supported": 1},
        "refuted": {"refuted": 1},
        "nei": {"nei": 1},
    }
    assert figures["f1"] == {"supported": 0.6667, "refuted": 1.0, "nei": 0.6667}
    assert figures["macro_f1"] == pytest.approx((2 / 3 + 1 + 2 / 3) / 3, abs=1e-4)
    assert figures["balanced_accuracy"] == pytest.approx((1 / 2 + 1 + 1) / 3, abs=1e-4)
    assert 0.0 <= figures["ece"] <= 1.0
    assert figures["pairs_per_second"] > 0 and figures["seconds"] >= 0
    assert [(c.id, c.gold, c.predicted) for c in outcome.cases] == [
        ("a", "supported", "supported"),
        ("b", "refuted", "refuted"),
        ("c", "nei", "nei"),
        ("d", "supported", "nei"),
    ]
    assert [(event.done, event.total) for event in told] == [(n, 4) for n in range(4)]


def test_the_verifier_that_ships_gives_probabilities() -> None:
    outcome = run.pairs(PAIRS, open_verifier(read_settings()), None, quiet)
    assert [case.predicted for case in outcome.cases][:2] == ["supported", "refuted"]
    assert all(0.0 <= case.score <= 1.0 for case in outcome.cases)


def test_where_one_of_two_must_be_named_an_undecided_case_counts_half(verifier: Verifier) -> None:
    outcome = run.pairs(PAIRS, verifier, None, quiet)
    assert outcome.figures["support_versus_refute"] == pytest.approx((1 + 1 + 0.5) / 3, abs=1e-4)
    assert run.pairs(PAIRS[2:], verifier, None, quiet).figures["support_versus_refute"] is None


@pytest.mark.parametrize("other", ["nei", "refuted"])
def test_a_set_of_two_labels_is_supported_or_not(other: str, verifier: Verifier) -> None:
    rows = [
        row("a", "supported", SAYS_SO),
        row("b", other, SAYS_OTHERWISE),
        row("c", other, SAYS_NOTHING),
        row("d", "supported", SAYS_NOTHING),
    ]
    assert run.other_of_two(rows) == other
    outcome = run.claims(rows, verifier, other, quiet)
    assert outcome.figures["confusion"] == {other: {other: 2}, "supported": {other: 1, "supported": 1}}
    assert [case.predicted for case in outcome.cases] == ["supported", other, other, other]


def test_sets_of_other_labels_are_not_two_way() -> None:
    assert run.other_of_two(PAIRS) is None
    assert run.other_of_two([row("a", "refuted", ""), row("b", "nei", "")]) is None
    assert run.other_of_two([row("a", "supported", "")]) is None


def test_a_claim_is_decided_from_all_evidence(verifier: Verifier) -> None:
    rows = [
        row("a", "supported", SAYS_SO, SAYS_NOTHING),
        row("b", "refuted", SAYS_OTHERWISE),
        row("c", "conflicting", SAYS_SO, SAYS_OTHERWISE),
        row("d", "nei", SAYS_NOTHING),
    ]
    figures = run.claims(rows, verifier, run.other_of_two(rows), quiet).figures
    assert (figures["accuracy"], figures["macro_f1"], figures["balanced_accuracy"]) == (1.0, 1.0, 1.0)
    assert set(cast(Mapping[str, object], figures["f1"])) == {"supported", "refuted", "conflicting", "nei"}


def test_the_gate_counts_what_it_lets_through_and_what_it_strips(verifier: Verifier) -> None:
    rows = [
        GateRow(id="1", sentence=BRIDGE, texts=(SAYS_SO,), borne_out=True, kind="verbatim"),
        GateRow(id="2", sentence=BRIDGE, texts=(SAYS_OTHERWISE,), borne_out=False, kind="wrong_date"),
        GateRow(id="3", sentence=BRIDGE, texts=(SAYS_NOTHING,), borne_out=True, kind="paraphrase"),
        GateRow(id="4", sentence=BRIDGE, texts=(SAYS_SO,), borne_out=False, kind="wrong_date"),
    ]
    outcome = run.gate(rows, verifier, quiet)
    assert (outcome.figures["n"], outcome.figures["false_pass"], outcome.figures["false_strip"]) == (
        4,
        0.5,
        0.5,
    )
    assert outcome.figures["by_kind"] == {
        "paraphrase": {"n": 1, "wrong": 1},
        "verbatim": {"n": 1, "wrong": 0},
        "wrong_date": {"n": 2, "wrong": 1},
    }
    assert [(case.gold, case.predicted) for case in outcome.cases] == [
        ("pass", "pass"),
        ("strip", "strip"),
        ("pass", "strip"),
        ("strip", "pass"),
    ]
    assert run.gate(rows[:1], verifier, quiet).figures["false_pass"] is None


FILLER = [
    CorpusDocument(id=f"filler {n}", title=f"Parish {n}", text=f"Parish {n} keeps {n + 3} bees and one bell.")
    for n in range(8)
]
DOCUMENTS = [
    CorpusDocument(id="bridge", title="Tarn Bridge", text=SAYS_SO),
    CorpusDocument(
        id="ferry", title="Gull Island", text="The ferry to Gull Island carries cars on Sundays only."
    ),
    CorpusDocument(
        id="lease",
        title="A long lease",
        text=" ".join(f"Clause {n} names field {n} beside the brook and its hedge." for n in range(60)),
    ),
    CorpusDocument(id="junk", title="Cookies", text="We use cookies. Accept all cookies. Cookie settings."),
    *FILLER,
]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("work")


@pytest.fixture(scope="module")
def corpus(work: Path) -> Iterator[Corpus]:
    with open_corpus(DOCUMENTS, read_settings(), work, quiet) as opened:
        yield opened


def test_a_corpus_is_a_library_of_its_own(corpus: Corpus) -> None:
    assert set(corpus.names.values()) | {"junk"} == {document.id for document in DOCUMENTS}
    assert corpus.refused == 1
    assert corpus.passages > len(corpus.names), "the long document has several passages"
    assert corpus.passages_per_second is not None
    assert len(list(corpus.view.passages())) == corpus.passages, "no casebook lies under it"


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage != "rerank"])
def test_every_stage_finds_documents_each_once(stage: Any, corpus: Corpus) -> None:
    search = search_with(stage, corpus)
    assert search("When did the bridge open to trade?")[0] == "bridge"
    assert search("Which days does the ferry take cars?")[0] == "ferry"
    found = search("Clause 7 names a field beside the brook")
    assert found[0] == "lease"
    assert len(found) == len(set(found)) <= len(corpus.names)


def test_reranking_only_orders_anew(corpus: Corpus) -> None:
    hybrid, reranked = search_with("hybrid", corpus), search_with("rerank", corpus)
    for query in ("When did the bridge open?", "The ferry carries cars on Sundays."):
        assert sorted(reranked(query)) == sorted(hybrid(query))


def test_retrieval_is_measured_with_its_baselines(corpus: Corpus) -> None:
    queries = [
        Query(id="q1", text="When did the bridge open?", grades={"bridge": 1}),
        Query(id="q2", text="cars on the ferry", grades={"ferry": 1, "not in the corpus": 1}),
    ]
    outcome = run.retrieval(queries, corpus, "hybrid", ["lexical", "dense", "rrf"], quiet)
    figures = cast(dict[str, Any], outcome.figures)
    assert (figures["n"], figures["stage"], figures["mrr@10"]) == (2, "hybrid", 1.0)
    assert figures["recall@5"] == figures["recall@20"] == figures["recall@100"] == 0.75
    assert figures["ndcg@10"] == pytest.approx((1 + 1 / (1 + 0.63093)) / 2, abs=1e-4)
    assert figures["queries_per_second"] > 0 and figures["passages_indexed_per_second"] > 0
    assert set(figures["baselines"]) == {"lexical", "dense", "rrf"}
    assert figures["baselines"]["rrf"]["mrr@10"] == 1.0
    assert [(case.id, case.gold, case.predicted) for case in outcome.cases] == [
        ("q1", UNLABELED, UNLABELED),
        ("q2", UNLABELED, UNLABELED),
    ]
    assert outcome.cases[0].score == 1.0


def test_a_kept_index_is_not_built_again(corpus: Corpus, work: Path) -> None:
    with open_corpus(DOCUMENTS, read_settings(), work, quiet) as again:
        assert again.passages_per_second is None
        assert (again.names, again.passages) == (corpus.names, corpus.passages)
    assert len(list(work.iterdir())) == 1


def test_another_corpus_in_the_same_folder_is_kept_apart(work: Path) -> None:
    with open_corpus(FILLER, read_settings(), work, quiet) as other:
        assert set(other.names.values()) == {document.id for document in FILLER}
        assert len(list(other.view.passages())) == len(FILLER)


def test_a_verdict_from_our_own_search(corpus: Corpus) -> None:
    rows = [
        row("a", "supported", ids=frozenset({"bridge"})),
        row("b", "refuted", claim="The bridge opened in 1940.", ids=frozenset({"bridge"})),
        row("c", "nei", claim="Glaciers shape the valley floors of Norway."),
    ]
    outcome = run.end_to_end(rows, corpus, run.other_of_two(rows), quiet)
    figures = outcome.figures
    assert (figures["n"], figures["accuracy"], figures["macro_f1"]) == (3, 1.0, 1.0)
    assert (figures["evidence_recall@5"], figures["claims_with_evidence"]) == (1.0, 2)
    assert [case.predicted for case in outcome.cases] == ["supported", "refuted", "nei"]
    assert run.end_to_end(rows[2:], corpus, None, quiet).figures["evidence_recall@5"] is None
