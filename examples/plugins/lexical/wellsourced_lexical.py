"""A verifier without a model: a passage supports a claim where one of its sentences has its words, in order.

It knows words, figures, negations and modal verbs, and nothing of meaning. So it only ever supports: a
sentence that denies a claim in words of its own looks to it like one that is beside the point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wellsourced.ports import Judgement
from wellsourced.text.sentences import sentences
from wellsourced.text.tokens import MODALS, NEGATIONS, STOPWORDS, norms, stem

__all__ = ["LexicalVerifier"]

ENOUGH = 0.8
"""Share of a claim's content words that a sentence must have, in their order."""
LONGEST = 20_000
"""Letters of a passage that are read."""
BORNE_OUT, NOTHING = 0.8, 0.1
"""Chance of support where a sentence bears the claim out, and where none does."""


class LexicalVerifier:
    """A `Verifier` by overlap. One pair at a time, so batch-mates change nothing."""

    name = "lexical@1"

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        """Support or nothing for each pair; never a refutation."""
        return [_judge(claim, passage[:LONGEST]) for claim, passage in pairs]


def _judge(claim: str, passage: str) -> Judgement:
    spans = sentences(passage)
    borne_out = any(_bears_out(norms(claim), norms(passage[start:end])) for start, end in spans)
    supports = BORNE_OUT if borne_out else NOTHING
    return Judgement(supports=supports, refutes=0.0, neutral=1.0 - supports)


def _bears_out(claim: Sequence[str], sentence: Sequence[str]) -> bool:
    wanted = list(_content(claim))
    if not wanted or _in_order(wanted, list(_content(sentence))) < ENOUGH * len(wanted):
        return False
    # A figure that is missing, a "not" or a "must" for a "may" is another claim, whatever else is shared.
    return (
        _figures(claim) <= _figures(sentence)
        and _turned(claim) == _turned(sentence)
        and MODALS.intersection(claim) == MODALS.intersection(sentence)
    )


def _content(words: Sequence[str]) -> Iterator[str]:
    return (stem(word) for word in words if word not in STOPWORDS)


def _in_order(wanted: Sequence[str], found: Sequence[str]) -> int:
    """How many of the words are found in their order: the length of the longest common subsequence."""
    row = [0] * (len(found) + 1)
    for word in wanted:
        before = 0
        for place, other in enumerate(found, start=1):
            kept = row[place]
            row[place] = before + 1 if word == other else max(row[place], row[place - 1])
            before = kept
    return row[-1]


def _figures(words: Sequence[str]) -> set[str]:
    return {word for word in words if word[:1].isdecimal()}


def _turned(words: Sequence[str]) -> bool:
    """Whether a sentence is turned round: by one negation, or three."""
    return sum(word in NEGATIONS for word in words) % 2 == 1
