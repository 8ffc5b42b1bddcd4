"""The benchmarks: rows in, figures and one case a row out. Nothing is printed or written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

from wellsourced.bench.corpora import Corpus
from wellsourced.bench.datasets import GateRow, Query, Row
from wellsourced.bench.frozen import UNLABELED, Case
from wellsourced.bench.judging import Judged, judge_claim, judge_gate, judge_pair, of_verdict
from wellsourced.bench.metrics import (
    accuracy,
    balanced_accuracy,
    confusion,
    expected_calibration_error,
    label_f1,
    macro_f1,
    ndcg,
    recall,
    reciprocal_rank,
)
from wellsourced.bench.retrieval import Stage, search_with
from wellsourced.check import investigate
from wellsourced.model.claims import Claim
from wellsourced.ports import Event, Progress, Verifier
from wellsourced.steps.weigh import judge

__all__ = [
    "PASS",
    "STRIP",
    "Outcome",
    "claims",
    "end_to_end",
    "gate",
    "gate_gold",
    "other_of_two",
    "pairs",
    "retrieval",
]

Figures = dict[str, object]
SUPPORTED, REFUTED = "supported", "refuted"
PASS, STRIP = "pass", "strip"
PLACES = 4
EVIDENCE_DEPTH = 5
WARM_UP = ("The lamp is lit.", "The lamp in the hall is lit at dusk.")
"""Judged before the clock starts, so that loading the models is not measured."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a benchmark found: its figures, ready for JSON, and what was said of each case."""

    figures: Figures
    cases: tuple[Case, ...]


def other_of_two(rows: Iterable[Row]) -> str | None:
    """The label beside `supported` in a set that has only those two, which is scored as supported or not."""
    gold = {row.label for row in rows}
    return (gold - {SUPPORTED}).pop() if SUPPORTED in gold and len(gold) == 2 else None


def gate_gold(row: GateRow) -> str:
    """What the gate should do with a sentence."""
    return PASS if row.borne_out else STRIP


def pairs(rows: Sequence[Row], verifier: Verifier, other: str | None, progress: Progress) -> Outcome:
    """Each claim against its evidence as one pair; `other` makes it two-way (see `other_of_two`)."""
    return _labeled(rows, lambda row: judge_pair(row.claim, row.texts, verifier, row.titles), other, progress)


def claims(rows: Sequence[Row], verifier: Verifier, other: str | None, progress: Progress) -> Outcome:
    """The verdict on each claim from all evidence given."""
    return _labeled(
        rows, lambda row: judge_claim(row.claim, row.texts, verifier, row.titles), other, progress
    )


def _labeled(
    rows: Sequence[Row], judged: Callable[[Row], Judged], other: str | None, progress: Progress
) -> Outcome:
    judged(Row(id="warm-up", claim=WARM_UP[0], texts=WARM_UP[1:], label=SUPPORTED))
    started = perf_counter()
    said = [judged(row) for row in told(rows, "judge", progress)]
    seconds = perf_counter() - started
    speed = {
        "pairs_per_second": round(sum(len(row.texts) for row in rows) / seconds, 2),
        "seconds": round(seconds, 2),
    }
    return _scored(rows, said, other, speed)


def _scored(
    rows: Sequence[Row], said: Sequence[Judged], other: str | None, more: Mapping[str, object]
) -> Outcome:
    """The figures of labels, two-way where there is an `other` label, with `more` of them."""
    forced = _support_versus_refute(rows, said)
    if other is not None:
        said = [_two_way(one, other) for one in said]
    gold, predicted = [row.label for row in rows], [one.label for one in said]
    sure = [one.scores[one.label] for one in said]
    cases = [
        Case(id=row.id, gold=row.label, predicted=one.label, score=score)
        for row, one, score in zip(rows, said, sure, strict=True)
    ]
    figures: Figures = {
        "n": len(rows),
        "accuracy": rounded(accuracy(gold, predicted)),
        "macro_f1": rounded(macro_f1(gold, predicted)),
        "balanced_accuracy": rounded(balanced_accuracy(gold, predicted)),
        "f1": {label: rounded(label_f1(gold, predicted, label)) for label in sorted(set(gold))},
        "ece": rounded(
            expected_calibration_error(sure, [g == p for g, p in zip(gold, predicted, strict=True)])
        ),
        "confusion": confusion(gold, predicted),
        "support_versus_refute": forced,
        **more,
    }
    return Outcome(figures=figures, cases=tuple(cases))


def _two_way(judged: Judged, other: str) -> Judged:
    """Supported or not: whatever is not supported is the other label."""
    supported = judged.scores[SUPPORTED]
    return Judged(
        label=SUPPORTED if judged.label == SUPPORTED else other,
        scores={SUPPORTED: supported, other: 1.0 - supported},
    )


def _support_versus_refute(rows: Sequence[Row], said: Sequence[Judged]) -> float | None:
    """Accuracy where one of the two must be named, over the cases that are one of them in gold.

    The more probable is named; where both are as probable the case counts half. None where gold has
    only one of the two.
    """
    leaning = [
        (row.label, one.scores[SUPPORTED] - one.scores[REFUTED])
        for row, one in zip(rows, said, strict=True)
        if row.label in (SUPPORTED, REFUTED)
    ]
    if len({label for label, _ in leaning}) < 2:
        return None
    right = [0.5 if not by else float((by > 0) == (label == SUPPORTED)) for label, by in leaning]
    return _mean(right)


def gate(rows: Sequence[GateRow], verifier: Verifier, progress: Progress) -> Outcome:
    """What `attribute` would let through that is not borne out, or withhold that is."""
    judge_gate(WARM_UP[0], WARM_UP[1:], verifier)
    started = perf_counter()
    ruled = [judge_gate(row.sentence, row.texts, verifier) for row in told(rows, "judge", progress)]
    seconds = perf_counter() - started
    cases = [
        Case(
            id=row.id,
            gold=gate_gold(row),
            predicted=PASS if one.passes else STRIP,
            score=one.score,
        )
        for row, one in zip(rows, ruled, strict=True)
    ]
    asked = Counter(row.kind for row in rows)
    wrong = Counter(row.kind for row, case in zip(rows, cases, strict=True) if not case.worth)
    figures: Figures = {
        "n": len(rows),
        "false_pass": _share_wrong(cases, STRIP),
        "false_strip": _share_wrong(cases, PASS),
        "ece": rounded(
            expected_calibration_error([case.score for case in cases], [row.borne_out for row in rows])
        ),
        "by_kind": {kind: {"n": n, "wrong": wrong[kind]} for kind, n in sorted(asked.items())},
        "sentences_per_second": round(len(rows) / seconds, 2),
        "seconds": round(seconds, 2),
    }
    return Outcome(figures=figures, cases=tuple(cases))


def _share_wrong(cases: Sequence[Case], gold: str) -> float | None:
    """Of the cases that are so in gold the share that is not predicted so; None where there are none."""
    held = [case for case in cases if case.gold == gold]
    return rounded(sum(not case.worth for case in held) / len(held)) if held else None


def retrieval(
    queries: Sequence[Query],
    corpus: Corpus,
    stage: Stage,
    baselines: Sequence[Stage],
    progress: Progress,
) -> Outcome:
    """How well one stage of searching finds the documents graded above 0; and others beside it."""
    figures, cases = _found(queries, corpus, stage, progress)
    speed = corpus.passages_per_second
    figures |= {
        "passages_indexed_per_second": None if speed is None else round(speed, 2),
        "stage": stage,
        "documents": len(corpus.names),
        "documents_refused": corpus.refused,
        "passages": corpus.passages,
    }
    beside = {other: _found(queries, corpus, other, progress)[0] for other in baselines}
    if beside:
        figures["baselines"] = beside
    return Outcome(figures=figures, cases=tuple(cases))


def _found(
    queries: Sequence[Query], corpus: Corpus, stage: Stage, progress: Progress
) -> tuple[Figures, list[Case]]:
    search = search_with(stage, corpus)
    search(WARM_UP[0])
    started = perf_counter()
    ranked = [(search(query.text), query.grades) for query in told(queries, stage, progress)]
    seconds = perf_counter() - started
    gains = [ndcg(run, grades, 10) for run, grades in ranked]
    figures: Figures = {"n": len(queries), "ndcg@10": _mean(gains)}
    for depth in (5, 20, 100):
        figures[f"recall@{depth}"] = _mean([recall(run, grades, depth) for run, grades in ranked])
    figures["mrr@10"] = _mean([reciprocal_rank(run, grades, 10) for run, grades in ranked])
    figures["queries_per_second"] = round(len(queries) / seconds, 2)
    cases = [
        Case(id=query.id, gold=UNLABELED, predicted=UNLABELED, score=gain)
        for query, gain in zip(queries, gains, strict=True)
    ]
    return figures, cases


def end_to_end(rows: Sequence[Row], corpus: Corpus, other: str | None, progress: Progress) -> Outcome:
    """The verdict on each claim from what the product finds in the corpus by itself.

    `evidence_recall@5` is the share of the documents named as evidence among the first five that the
    verdict was decided from, over the claims that name any; None where none does.
    """
    started = perf_counter()
    said, recalls = [], []
    for row in told(rows, "check", progress):
        findings, _ = investigate([Claim(text=row.claim)], corpus.view, corpus.desk)
        said.append(of_verdict(judge(findings[0], corpus.view).verdict))
        if row.evidence_ids:
            read = corpus.documents_of([hit.passage for hit, _ in findings[0].hits])
            recalls.append(recall(read, dict.fromkeys(row.evidence_ids, 1), EVIDENCE_DEPTH))
    seconds = perf_counter() - started
    more = {
        f"evidence_recall@{EVIDENCE_DEPTH}": _mean(recalls) if recalls else None,
        "claims_with_evidence": len(recalls),
        "claims_per_second": round(len(rows) / seconds, 2),
        "seconds": round(seconds, 2),
        "documents": len(corpus.names),
        "documents_refused": corpus.refused,
    }
    return _scored(rows, said, other, more)


def told(items: Sequence[T], step: str, progress: Progress) -> Iterator[T]:
    """The items, with word of how far it is."""
    for done, item in enumerate(items):
        progress(Event(step=step, message=f"{len(items)} cases", done=done, total=len(items)))
        yield item


def _mean(values: Sequence[float]) -> float:
    return rounded(sum(values) / len(values)) if values else 0.0


def rounded(value: float) -> float:
    return round(value, PLACES)
