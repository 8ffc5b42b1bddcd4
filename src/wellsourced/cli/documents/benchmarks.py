"""What was measured: the commands of `bench`; more figures may come, these are always there."""

from __future__ import annotations

from typing import Any

from wellsourced.bench.retrieval import STAGES
from wellsourced.cli.documents.document import Document, Documents
from wellsourced.render.json_shapes import (
    COUNT,
    SHARE,
    TEXT,
    TEXTS,
    Schema,
    by_name,
    has,
    may,
    or_null,
    said,
)

__all__ = ["BENCHMARKS"]

_AMOUNT: Schema = {"type": "number", "minimum": 0}
_AGAINST = said(
    has(gains=TEXTS, losses=TEXTS, both=COUNT, only_now=COUNT, only_before=COUNT),
    "with `--against`: cases by name, and how many are in which run",
)


def _cases(**figures: Any) -> Schema:
    """The figures of a benchmark over cases, which can be held against a frozen run."""
    return may(has(n=said(COUNT, "cases"), **figures), against=_AGAINST)


_LABELS: Schema = {
    "accuracy": SHARE,
    "macro_f1": SHARE,
    "balanced_accuracy": SHARE,
    "f1": said(by_name(SHARE), "by label"),
    "ece": said(SHARE, "expected calibration error"),
    "confusion": said(by_name(by_name(COUNT)), "by label in gold, then by label given"),
    "support_versus_refute": said(or_null(SHARE), "accuracy where one of the two must be named"),
    "seconds": _AMOUNT,
}
_FOUND: Schema = {
    "ndcg@10": SHARE,
    "recall@5": SHARE,
    "recall@20": SHARE,
    "recall@100": SHARE,
    "mrr@10": SHARE,
    "queries_per_second": _AMOUNT,
}
_RATES: Schema = {"precision": SHARE, "recall": SHARE, "f1": SHARE}
_DATES: Schema = {"accuracy": SHARE, "coverage": said(SHARE, "dated at all")}
_SPEED: Schema = {"pages_per_second": _AMOUNT, "seconds": _AMOUNT}


def _timed(what: str, **more: Schema) -> Schema:
    """So many of something, and how fast, by the clock and by the time of the processor."""
    rates = {f"{what}_per_second": _AMOUNT, f"{what}_per_cpu_second": _AMOUNT}
    return has(**{what: COUNT}, seconds=_AMOUNT, cpu_seconds=_AMOUNT, **rates, **more)


_SHARE_OF = has(n=COUNT, yes=COUNT, share=or_null(SHARE))
_COST = has(spent=_AMOUNT, full_check=_AMOUNT, of_full=or_null(_AMOUNT), median_of_full=or_null(_AMOUNT))
_COSTS = has(steps=COUNT, verifier_calls=_COST, cpu_seconds=_COST, wall_seconds=_COST, requests=_COST)
_ALARMS: Schema = {
    **has(
        editions=_SHARE_OF,
        editions_where_no_byte_changed=_SHARE_OF,
        statements_told_changed_there=COUNT,
    ),
    "additionalProperties": said(_SHARE_OF, "by kind of event"),
}

BENCHMARKS: Documents = {
    "bench-labels": Document(
        commands=("bench pairs", "bench claims"),
        title="How labels fit those of people",
        shape=_cases(**_LABELS, pairs_per_second=_AMOUNT),
    ),
    "bench-end-to-end": Document(
        commands=("bench end-to-end",),
        title="How verdicts fit those of people, from what was found",
        shape=_cases(
            **_LABELS,
            **{"evidence_recall@5": or_null(SHARE)},
            claims_with_evidence=COUNT,
            claims_per_second=_AMOUNT,
            documents=COUNT,
            documents_refused=COUNT,
        ),
    ),
    "bench-gate": Document(
        commands=("bench gate",),
        title="What the gate lets through and withholds",
        shape=_cases(
            false_pass=or_null(SHARE),
            false_strip=or_null(SHARE),
            ece=SHARE,
            by_kind=by_name(has(n=COUNT, wrong=COUNT)),
            sentences_per_second=_AMOUNT,
            seconds=_AMOUNT,
        ),
    ),
    "bench-retrieval": Document(
        commands=("bench retrieval",),
        title="How well documents are found",
        shape=may(
            _cases(
                **_FOUND,
                passages_indexed_per_second=said(or_null(_AMOUNT), "null where the index was there"),
                stage={"enum": list(STAGES)},
                documents=COUNT,
                documents_refused=COUNT,
                passages=COUNT,
            ),
            baselines=said(by_name(has(n=COUNT, **_FOUND)), "with `--baselines`, by stage"),
        ),
    ),
    "bench-independence": Document(
        commands=("bench independence",),
        title="How well copies are told from reports of their own",
        shape=_cases(
            pairs=COUNT,
            precision=or_null(SHARE),
            recall=or_null(SHARE),
            by_kind=by_name(has(pairs=COUNT, recall=or_null(SHARE), wrongly_together=COUNT)),
            earliest=said(or_null(SHARE), "clusters whose first page is the one that gold names"),
            wrongly_together=said(TEXTS, "pairs of pages, the first twenty"),
            wrongly_apart=said(TEXTS, "pairs of pages, the first twenty"),
            pages_per_second=_AMOUNT,
            seconds=_AMOUNT,
            cpu_seconds=_AMOUNT,
        ),
    ),
    "bench-pages": Document(
        commands=("bench pages",),
        title="How well the main text of pages is read",
        shape=_cases(**_RATES, refused=COUNT, **_SPEED, library_alone=has(**_RATES, **_SPEED)),
    ),
    "bench-dates": Document(
        commands=("bench dates",),
        title="How well pages are dated",
        shape=_cases(
            **_DATES,
            certain=said(has(**_DATES), "by dates that the page states"),
            refused=COUNT,
            **_SPEED,
            library_alone=has(**_DATES, **_SPEED),
        ),
    ),
    "bench-checkworthy": Document(
        commands=("bench checkworthy",),
        title="Which sentences are worth checking, and what plain rules would say",
        shape=_cases(
            **_RATES,
            rule_long_or_number=has(**_RATES),
            rule_long_and_number=has(**_RATES),
            sentences_per_second=_AMOUNT,
        ),
    ),
    "bench-facts": Document(
        commands=("bench facts",),
        title="Which facts of sentences our claims cover",
        shape=_cases(facts=COUNT, covered=SHARE, claims=COUNT, claims_per_sentence=_AMOUNT, invented=SHARE),
    ),
    "bench-ingest": Document(
        commands=("bench ingest",),
        title="How fast pages become passages that can be found",
        shape=has(
            passages=COUNT,
            pages=COUNT,
            refused=COUNT,
            seed={"type": "integer"},
            vocabulary=COUNT,
            vectors=TEXT,
            extraction=_timed("pages"),
            cutting=_timed("passages"),
            encoding=_timed("passages"),
            cutting_writing_and_indexing=_timed(
                "passages",
                cpu_ms_a_passage_in_the_first_tenth=_AMOUNT,
                cpu_ms_a_passage_in_the_last_tenth=_AMOUNT,
            ),
            searchable=has(passages_per_second=_AMOUNT, passages_per_cpu_second=_AMOUNT),
            question=has(
                asked=COUNT,
                own_page_found=SHARE,
                first_ms=_AMOUNT,
                p50_ms=_AMOUNT,
                p95_ms=_AMOUNT,
                cpu_ms=_AMOUNT,
            ),
            library_mb=_AMOUNT,
            peak_rss_mb=_AMOUNT,
        ),
    ),
    "bench-freshness": Document(
        commands=("bench freshness",),
        title="How well pages were kept up to date, and what it cost",
        shape=has(
            seed={"type": "integer"},
            topics=COUNT,
            refreshes=COUNT,
            recall=said(by_name(_SHARE_OF), "`all`, and by kind of change"),
            stale_quotes_left=_SHARE_OF,
            false_alarms=_ALARMS,
            reverified=has(needed=COUNT, reverified=COUNT, missed=COUNT, for_each_needed=or_null(_AMOUNT)),
            cost=has(all=_COSTS, nothing_changed=_COSTS, no_byte_changed=_COSTS, one_changed=_COSTS),
        ),
    ),
    "bench-histories": Document(
        commands=("bench freshness",),
        title="What `--export` wrote",
        shape=has(topics=COUNT, sources=COUNT, bodies=COUNT),
    ),
}
