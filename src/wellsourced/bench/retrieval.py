"""Ways of searching a corpus, from the plainest to the whole, each giving document ids, best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, get_args

from wellsourced.bench.corpora import Corpus
from wellsourced.library.fusion import Ranked, fuse
from wellsourced.model.sources import Passage
from wellsourced.ports import Hit
from wellsourced.steps.rerank import rerank

__all__ = ["BASELINES", "STAGES", "Stage", "search_with"]

Stage = Literal["lexical", "dense", "rrf", "hybrid", "rerank"]
STAGES: tuple[Stage, ...] = get_args(Stage)
BASELINES: tuple[Stage, ...] = ("lexical", "dense", "rrf", "hybrid")
"""What a stage is held against: words alone, meaning alone, the two with equal weight, and what we ship."""

DEPTH = 300
"""Passages asked for: enough that a hundred documents are among them where long ones have several."""


def search_with(stage: Stage, corpus: Corpus) -> Callable[[str], list[str]]:
    """The search of a stage: a query in, document ids out, the best first."""
    return lambda query: corpus.documents_of(_STAGES[stage](corpus, query))


def _lexical(corpus: Corpus, query: str) -> Sequence[Passage]:
    return corpus.view.lexical(query, DEPTH)


def _dense(corpus: Corpus, query: str) -> Sequence[Passage]:
    return corpus.view.dense(query, DEPTH)


def _rrf(corpus: Corpus, query: str) -> Sequence[Passage]:
    """Plain reciprocal-rank fusion, both lists counting the same (Cormack et al., 2009)."""
    lists = (_lexical(corpus, query), _dense(corpus, query))
    known = {passage.id: passage for ranked in lists for passage in ranked}
    fused = fuse([Ranked(ids=tuple(passage.id for passage in ranked)) for ranked in lists], DEPTH)
    return [known[name] for name, _ in fused]


def _hybrid(corpus: Corpus, query: str) -> Sequence[Passage]:
    return _passages(corpus.view.search(query, DEPTH))


def _rerank(corpus: Corpus, query: str) -> Sequence[Passage]:
    hits = corpus.view.search(query, DEPTH)
    return _passages(rerank(query, hits, corpus.desk.verifier, title_of=corpus.title_of))


def _passages(hits: Sequence[Hit]) -> list[Passage]:
    return [hit.passage for hit in hits]


_STAGES: dict[Stage, Callable[[Corpus, str], Sequence[Passage]]] = {
    "lexical": _lexical,
    "dense": _dense,
    "rrf": _rrf,
    "hybrid": _hybrid,
    "rerank": _rerank,
}
