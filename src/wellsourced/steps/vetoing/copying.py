"""Sentences that copy their passage but for a word or two: the smallest change is the most dangerous.

A fair paraphrase is told in other words throughout. Where nearly every word stands in the passage in the
same order, the one that does not is what was changed; and where none was changed, what was left out may
have limited the rest, unless commas set it off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from wellsourced.steps.proving.items import Item, read
from wellsourced.steps.proving.words import CONNECTIVES
from wellsourced.steps.vetoing.moved import JOINS, date_moved, names_moved, tells_when
from wellsourced.text.tokens import stem
from wellsourced.text.wordlists import words

__all__ = ["changed_copy", "copies"]

MOST_CHANGED = 3
LARGEST_SHARE = 0.2
"""A copy has at most so many words that are not the passage's, and at most this share of its own."""
FEWEST_WORDS = 5
MOST_READ = 4
"""Sentences of the passages, those nearest, that are tried."""
_FREE = frozenset(word for phrase in CONNECTIVES for word in phrase) | frozenset(
    words("and while but whereas that a an the its their his her are were have had been of")
)
"""Words that assert nothing by themselves: they may be brought in."""
_LIMITS = frozenset(
    words(
        "unless if except excepting excluding only solely until till provided providing pending barring "
        "absent not never no nor conditional subject depending carve exception exceptions exemption "
        "exemptions"
    )
)
"""Words that reach over a comma: what they limit is not told without them."""
_CLAUSE = re.compile(r";\s+|,?\s+(?:while|whereas|but|and)\s+")
LEAST_CLAUSE = 8
"""Words from which a clause is compared by itself."""
OPENING = 2
"""Words of an aside among which one that limits must stand: deeper in, it limits the aside."""
_OPENS_MORE = frozenset({"and", "or", "but"})


@dataclass(frozen=True, slots=True)
class _Copy:
    """How a sentence runs along its passage: the words it brings in, and what it leaves out.

    `length` counts the sentence's words.
    """

    brought: tuple[Item, ...]
    length: int
    left_out: str | None

    @property
    def near(self) -> bool:
        """Whether nearly every word stands in the passage, in order."""
        most = min(MOST_CHANGED, LARGEST_SHARE * self.length)
        return self.length >= FEWEST_WORDS and len(self.brought) <= most


def changed_copy(sentence: str, told: Sequence[str]) -> str | None:
    """What a near copy changed: the words it brought in, or a limit it left out; None for no near copy.

    `told` are the passage's sentences, the nearest to the sentence first.
    """
    copy = _copy(sentence, tuple(told[:MOST_READ]))
    if copy is None or not copy.near:
        return _changed_clause(sentence, told)
    if copy.brought:
        return _said_otherwise(copy)
    return None if copy.left_out is None else f"leaves out {copy.left_out!r}"


def _said_otherwise(copy: _Copy) -> str:
    return f"copies its passage but for {' '.join(item.text for item in copy.brought)!r}"


def _changed_clause(sentence: str, told: Sequence[str]) -> str | None:
    """What the first clause changed that copies one sentence of the passage but for a word or two."""
    clauses = [clause for clause in _CLAUSE.split(sentence) if len(clause.split()) >= LEAST_CLAUSE]
    for clause in clauses if len(clauses) > 1 else ():
        said = [item for item in read(clause) if not item.mark]
        for text in told[:MOST_READ]:
            copy = _along(said, [read(text)])
            if copy.near and copy.brought:
                return _said_otherwise(copy)
    return None


def copies(sentence: str, told: Sequence[str]) -> bool:
    """Whether the sentence is the words of `told`, in order, with nothing left out that limits."""
    copy = _copy(sentence, tuple(told[:MOST_READ]))
    return copy is not None and copy.near and not copy.brought and copy.left_out is None


@lru_cache(maxsize=4)  # veto and copy tier ask for the same one after another
def _copy(sentence: str, told: tuple[str, ...]) -> _Copy | None:
    """The closest copy of one sentence of the passage, or of two; None where there is nothing to copy."""
    said = [item for item in read(sentence) if not item.mark]
    texts = [read(text) for text in told]
    if not said or not texts:
        return None
    tried = [*([text] for text in texts), *([*pair] for pair in permutations(texts, 2))]
    ranked = [(_along(said, some), sum(map(len, some))) for some in tried]
    best, _ = min(ranked, key=lambda found: (len(found[0].brought), found[1]))
    return best


def _along(said: Sequence[Item], told: Sequence[Sequence[Item]]) -> _Copy:
    flat = [item for sentence in told for item in sentence if not item.mark]
    brought, copied = _align([stem(item.key) for item in said], [stem(item.key) for item in flat])
    moved = names_moved(said, brought, flat)
    if moved:
        names = {said[place].key for place in moved}
        copied |= {place for place, item in enumerate(flat) if item.key in names}
        brought = [place for place in brought if place not in moved]
    first, there = date_moved(said, brought, flat, copied)
    brought, copied = [place for place in brought if place not in first], copied | there
    left_out, at = None, 0
    for sentence in told:
        size = sum(not item.mark for item in sentence)
        here = [place in copied for place in range(at, at + size)]
        at += size
        if left_out is None:
            left_out = next(_limiting(sentence, here), None)
    kept = tuple(said[place] for place in brought if said[place].key not in _FREE)
    return _Copy(kept, len(said), left_out)


def _align(ours: Sequence[str], theirs: Sequence[str]) -> tuple[list[int], set[int]]:
    """By the longest common subsequence: the places of ours that are not in it, and of theirs that are."""
    lengths = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i in range(len(ours) - 1, -1, -1):
        for j in range(len(theirs) - 1, -1, -1):
            same = ours[i] == theirs[j]
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if same else max(lengths[i + 1][j], lengths[i][j + 1])
    brought, copied, i, j = list[int](), set[int](), 0, 0
    while i < len(ours):
        if j < len(theirs) and ours[i] == theirs[j]:
            copied.add(j)
            i, j = i + 1, j + 1
        elif j < len(theirs) and lengths[i][j + 1] >= lengths[i + 1][j]:
            j += 1
        else:
            brought.append(i)
            i += 1
    return brought, copied


def _limiting(sentence: Sequence[Item], copied: Sequence[bool]) -> Iterator[str]:
    """The stretches left out of a copied sentence that may limit what is kept of it."""
    kept = iter(copied)
    stays = [item.mark or next(kept) for item in sentence]
    at = 0
    while at < len(sentence):
        if stays[at]:
            at += 1
            continue
        end = at
        while end < len(sentence) and (
            not stays[end] or (sentence[end].mark and _goes_on(stays, sentence, end))
        ):
            end += 1
        run = [item for item in sentence[at:end] if not item.mark]
        opens = at == 0 or sentence[at - 1].mark or run[0].key in _OPENS_MORE
        closes = end == len(sentence) or sentence[end].mark
        whole = at == 0 and end == len(sentence)
        light = all(item.key in _FREE | JOINS for item in run)
        light = light or tells_when(run, sentence[at - 1] if at else None)
        if not light and (
            whole or not (opens and closes) or any(item.key in _LIMITS for item in run[:OPENING])
        ):
            yield " ".join(item.text for item in run)
        at = end


def _goes_on(stays: Sequence[bool], sentence: Sequence[Item], at: int) -> bool:
    """Whether a stretch left out goes on after a mark."""
    following = next((place for place in range(at + 1, len(sentence)) if not sentence[place].mark), None)
    return following is not None and not stays[following]
