"""How well copies and rewrites are told from independent reports: pairs of pages in one cluster."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from time import perf_counter, process_time

from wellsourced.bench.datasets import CopyRow
from wellsourced.bench.frozen import UNLABELED, Case
from wellsourced.bench.run import PLACES, Figures, Outcome
from wellsourced.steps.independence.clusters import Cluster, clusters
from wellsourced.steps.independence.pages import Page

__all__ = ["measure"]

WORST = 20
"""Pairs shown at most of those put together, or left apart, wrongly."""


def measure(rows: Sequence[CopyRow]) -> Outcome:
    """Precision and recall over pairs of pages; a case is a page, its score the B-cubed F1 of its cluster.

    `by_kind` is the recall of the pairs in which a page of that kind is one; `earliest` the share of
    the clusters of two pages or more, as found, whose first page is the one that gold names.
    """
    started, spent = perf_counter(), process_time()
    found = clusters([_page(row) for row in rows])
    seconds, spent = perf_counter() - started, process_time() - spent
    gold: dict[str, str] = {row.id: row.cluster for row in rows}
    ours = {name: cluster.earliest for cluster in found for name in cluster.members}
    together, predicted = _pairs(gold), _pairs(ours)
    figures: Figures = {
        "n": len(rows),
        "pairs": len(together),
        "precision": _share(together & predicted, predicted),
        "recall": _share(together & predicted, together),
        "by_kind": _by_kind(rows, together, predicted),
        "earliest": _earliest(found, gold),
        "wrongly_together": [" ".join(pair) for pair in sorted(predicted - together)[:WORST]],
        "wrongly_apart": [" ".join(pair) for pair in sorted(together - predicted)[:WORST]],
        "pages_per_second": round(len(rows) / seconds, 1),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(spent, 2),
    }
    scores = _b_cubed(gold, ours)
    cases = [Case(id=r.id, gold=UNLABELED, predicted=UNLABELED, score=scores[r.id]) for r in rows]
    return Outcome(figures=figures, cases=tuple(cases))


def _page(row: CopyRow) -> Page:
    return Page(
        id=row.id,
        address=row.url,
        text=row.text,
        title=row.title,
        publisher=row.publisher,
        published=row.published,
    )


def _pairs(clustered: Mapping[str, Hashable]) -> set[tuple[str, str]]:
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for name, cluster in clustered.items():
        groups[cluster].append(name)
    return {pair for names in groups.values() for pair in combinations(sorted(names), 2)}


def _share(part: set[tuple[str, str]], whole: set[tuple[str, str]]) -> float | None:
    return round(len(part) / len(whole), PLACES) if whole else None


def _by_kind(
    rows: Iterable[CopyRow], together: set[tuple[str, str]], predicted: set[tuple[str, str]]
) -> Mapping[str, object]:
    kinds = {row.id: row.kind for row in rows}
    asked, right, wrong = Counter[str](), Counter[str](), Counter[str]()
    for pair in together | predicted:
        for kind in {kinds[name] for name in pair}:
            asked[kind] += pair in together
            right[kind] += pair in together & predicted
            wrong[kind] += pair not in together
    return {
        kind: {
            "pairs": asked[kind],
            "recall": round(right[kind] / asked[kind], PLACES) if asked[kind] else None,
            "wrongly_together": wrong[kind],
        }
        for kind in sorted(set(kinds.values()))
    }


def _earliest(found: Iterable[Cluster], gold: Mapping[str, str]) -> float | None:
    several = [cluster for cluster in found if len(cluster.members) > 1]
    named = sum(cluster.earliest == gold[cluster.earliest] for cluster in several)
    return round(named / len(several), PLACES) if several else None


def _b_cubed(gold: Mapping[str, str], ours: Mapping[str, str]) -> Mapping[str, float]:
    """By page the harmonic mean of B-cubed precision and recall (Bagga and Baldwin, 1998)."""
    in_gold, in_ours = _members(gold), _members(ours)
    scores = {}
    for name in gold:
        one, other = in_gold[gold[name]], in_ours[ours[name]]
        scores[name] = 2 * len(one & other) / (len(one) + len(other))
    return scores


def _members(clustered: Mapping[str, str]) -> Mapping[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for name, cluster in clustered.items():
        groups[cluster].add(name)
    return groups
