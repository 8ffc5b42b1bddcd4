"""Finding the passages that bear on a claim: every wording asked, one list, the irrelevant dropped."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from wellsourced.ports import Hit, View
from wellsourced.text.tokens import content_stems, content_words

__all__ = ["coverage", "rarity", "relevant", "retrieve", "weighed_stems"]

DEPTH = 200
"""Passages taken for each wording."""
FUSION_CONSTANT = 60
OTHER_WORDS = 0.8
ENOUGH = 0.45
"""Relevance from which a passage is read at all; set on questions of our own, in and outside a library."""


def retrieve(wordings: Sequence[str], view: View, k: int = DEPTH) -> tuple[list[Hit], dict[str, int]]:
    """Passages for all wordings by reciprocal rank, best first, and how many each wording found."""
    scores: dict[str, float] = defaultdict(float)
    best: dict[str, Hit] = {}
    found: dict[str, int] = {}
    for wording in wordings:
        hits = view.search(wording, k)
        found[wording] = len(hits)
        for rank, hit in enumerate(hits):
            passage_id = hit.passage.id
            scores[passage_id] += 1.0 / (FUSION_CONSTANT + rank)
            if passage_id not in best or best[passage_id].similarity < hit.similarity:
                best[passage_id] = hit
    ranked = sorted(best, key=lambda passage_id: (-scores[passage_id], passage_id))
    return [
        Hit(passage=best[p].passage, score=scores[p], similarity=best[p].similarity) for p in ranked
    ], found


def rarity(texts: Sequence[str]) -> Callable[[str], float]:
    """How much a stem tells among these texts: 1 where none has it, near 0 where all do."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(content_stems(text))
    total = len(texts) + 1

    def weight(stem: str) -> float:
        return math.log((total + 1) / (counts[stem] + 1)) / math.log(total + 1)

    return weight


def weighed_stems(query: str, texts: Sequence[str]) -> dict[str, float]:
    """The content stems of a query, each with how much it tells among these texts."""
    weigh = rarity(texts)
    return {stem: weigh(stem) for stem in content_stems(query)}


def coverage(wanted: Mapping[str, float], text: str) -> float:
    """The share of the wanted stems' weight that a text has, 0 to 1."""
    present = content_stems(text)
    total = sum(wanted.values())
    return sum(weight for stem, weight in wanted.items() if stem in present) / total if total else 0.0


def relevant(
    claim_text: str, hits: Sequence[Hit], other_wordings: Sequence[str] = ()
) -> list[tuple[Hit, float]]:
    """The hits that bear on a claim, with how much (0 to 1), in their order.

    By their words or by their meaning, the better of both; `other_wordings` (a casebook's words for
    the same matter) count a little less than the claim's own.
    """
    weigh = rarity([hit.passage.text for hit in hits])
    wanted = [
        (1.0 if number == 0 else OTHER_WORDS, {stem: weigh(stem) for stem in content_words(text)})
        for number, text in enumerate((claim_text, *other_wordings))
    ]

    def bears(hit: Hit) -> float:
        covered = max(share * coverage(stems, hit.passage.text) for share, stems in wanted)
        return max(covered, hit.similarity)

    scored = [(hit, bears(hit)) for hit in hits]
    return [(hit, score) for hit, score in scored if score >= ENOUGH]
