"""Putting hits in a better order: the verifier says which passages speak to the query at all.

A passage that supports or contradicts a claim bears on it; one of which the verifier is sure that it says
nothing does not. A model that reads pairs of sentences is asked of sentences, not of whole passages.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from wellsourced.model.sources import Passage
from wellsourced.ports import Hit, Verifier
from wellsourced.steps.reading import joined, parts
from wellsourced.steps.retrieve import coverage, weighed_stems
from wellsourced.text.sentences import sentences

__all__ = ["DEPTH", "rerank"]

DEPTH = 20
"""Hits that are read again; what is further down stays where it is."""
UNITS = 2
"""Sentences, or pairs of neighbors, that are read of each passage."""
SHARE = 0.4
"""How much the verifier counts beside the score of the search; chosen on sets of our own."""
SURE = 4.0
"""Log-odds from which more certainty counts no more."""


def untitled(passage: Passage) -> str:
    """No title: for a library in which passages say themselves what they are about."""
    return ""


def rerank(
    query: str,
    hits: Sequence[Hit],
    verifier: Verifier,
    depth: int = DEPTH,
    title_of: Callable[[Passage], str] = untitled,
) -> list[Hit]:
    """The hits, the first `depth` of them by the score of the search blended with the verifier's opinion.

    `Hit.score` becomes what they are ordered by, 0 to 1; the rest follow in their order, scored below.
    `title_of` tells what a passage's document is about, which its sentences may not say.
    """
    first, rest = hits[:depth], hits[depth:]
    highest = max((hit.score for hit in first), default=0.0)
    found = [hit.score / highest if highest > 0 else 0.0 for hit in first]
    relevance = _relevance(query, [hit.passage for hit in first], verifier, title_of)
    scores = [
        (1.0 - SHARE) * by_search + SHARE * told for by_search, told in zip(found, relevance, strict=True)
    ]
    best = sorted(range(len(first)), key=lambda at: (-scores[at], at))
    ordered = [_scored(first[at], scores[at]) for at in best]
    below = min(scores, default=0.0)
    return ordered + [_scored(hit, below / (rank + 1)) for rank, hit in enumerate(rest, start=1)]


def _relevance(
    query: str, passages: Sequence[Passage], verifier: Verifier, title_of: Callable[[Passage], str]
) -> list[float]:
    """For each passage how far its units take a side on the query, 0 to 1: the log-odds of their mean.

    Odds tell a doubtful passage from a hopeless one, whose probabilities are both near 0.
    """
    wanted = weighed_stems(query, [passage.text for passage in passages])
    relevance = []
    for passage in passages:
        title = title_of(passage)
        # A unit longer than the verifier reads is cut to the stretch nearest to the query.
        units = [parts(query, unit, title)[0] for unit in _best_units(wanted, passage.text)]
        judged = verifier.judge([(query, unit) for unit in units])
        relevance.append(_placed(joined(judged).neutral) if judged else 0.0)
    return relevance


def _placed(neutral: float) -> float:
    """The log-odds of taking a side, cut at `SURE` either way and brought to 0 to 1."""
    if not 0.0 < neutral < 1.0:
        return 1.0 - neutral
    log_odds = math.log((1.0 - neutral) / neutral)
    return (min(max(log_odds, -SURE), SURE) + SURE) / (2 * SURE)


def _best_units(wanted: Mapping[str, float], text: str) -> list[str]:
    """The sentences and pairs of neighboring sentences that have most of what is wanted, shorter first."""
    spans = sentences(text)
    paired = [(first[0], second[1]) for first, second in pairwise(spans)]
    units = [text[start:end] for start, end in (*spans, *paired)]
    return sorted(units, key=lambda unit: (-coverage(wanted, unit), len(unit)))[:UNITS]


def _scored(hit: Hit, score: float) -> Hit:
    return Hit(passage=hit.passage, score=score, similarity=hit.similarity)
