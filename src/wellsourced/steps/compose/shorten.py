"""Cutting a sentence to its finding: only what the proof lets go is dropped, and the rest proven again."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations, pairwise

from wellsourced.steps.compose.standing import stands_alone
from wellsourced.steps.proving.drops import Drop, drops
from wellsourced.steps.proving.items import read
from wellsourced.steps.proving.lists import listings
from wellsourced.steps.proving.proof import prove
from wellsourced.text.tokens import content_words

__all__ = ["finding", "shorten", "to_the_point"]

FEWEST_WORDS = 5
MOST_DROPS = 9
"""Cuts considered in one sentence; more would only make more of the same."""


def _cut(sentence: str, chosen: tuple[Drop, ...]) -> str:
    items = read(sentence)
    keep = sentence
    for drop in sorted(chosen, key=lambda d: -d.start):
        start, end = items[drop.start].start, items[drop.end - 1].end
        keep = keep[:start] + keep[end:]
    keep = re.sub(r"\s+([,.;])", r"\1", re.sub(r"\s{2,}", " ", keep)).strip(" ,;")
    keep = re.sub(r"[,;]+\.$", ".", keep)
    return keep[:1].upper() + keep[1:]


def _apart(chosen: tuple[Drop, ...]) -> bool:
    ordered = sorted(chosen, key=lambda d: d.start)
    return all(one.end <= other.start for one, other in pairwise(ordered))


def _of_one_member(sentence: str) -> set[str]:
    """The sentence of one member of each list: 'requires A, B and C to' gives 'requires A to' and so on."""
    items = read(sentence)
    found = set()
    for listing in listings(items):
        start, end = listing.members[0][0], listing.members[-1][1]
        for first, last in listing.members:
            member = sentence[items[first].start : items[last - 1].end]
            found.add(sentence[: items[start].start] + member + sentence[items[end - 1].end :])
    return found


def _openings(sentence: str) -> set[str]:
    """The sentence up to each of its commas."""
    return {f"{sentence[: found.start()]}." for found in re.finditer(r", ", sentence)}


@lru_cache(maxsize=2048)
def _cuts(sentence: str) -> tuple[str, ...]:
    """Every proven shortening that stands alone: those that keep its start first, then the longest."""
    found = drops(read(sentence))[:MOST_DROPS]
    texts = {
        _cut(sentence, chosen) for size in (1, 2, 3) for chosen in combinations(found, size) if _apart(chosen)
    }
    texts |= _of_one_member(sentence) | _openings(sentence)
    standing = {t for t in texts if len(t.split()) >= FEWEST_WORDS and stands_alone(t)}
    proven = (text for text in standing if prove(text, [sentence]) is not None)

    def rank(text: str) -> tuple[bool, int, str]:
        return not sentence.startswith(text.rstrip(".")), -len(text.split()), text

    return tuple(sorted(proven, key=rank))


def shorten(sentence: str, most_words: int) -> str | None:
    """The sentence if it fits, else its first proven cut that does; None where there is none."""
    if len(sentence.split()) <= most_words:
        return sentence
    return next((cut for cut in _cuts(sentence) if len(cut.split()) <= most_words), None)


def to_the_point(sentence: str, wanted: frozenset[str], most_words: int) -> str | None:
    """The form of a sentence that keeps most of the wanted stems in the fewest words; None if none fits."""
    forms = [text for text in (sentence, *_cuts(sentence)) if len(text.split()) <= most_words]
    if not forms:
        return None
    return max(forms, key=lambda text: (len(wanted & set(content_words(text))), -len(text.split()), text))


def finding(sentence: str, most_words: int = 16) -> str | None:
    """A headline form of a sentence, without its full stop; None where none is short enough."""
    cut = shorten(sentence, most_words)
    return cut.rstrip(".") if cut is not None and stands_alone(cut) else None
