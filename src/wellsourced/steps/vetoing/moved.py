"""What a fair shortening may do beside leaving out asides: move a name or a date, drop when a thing was done.

'The Mercer Street bridge' is 'the bridge on Mercer Street'. And who 'voted 6-3 on May 2 to keep it' voted to
keep it: the day and the count of a thing that was done limit nothing, unlike those of a state or a rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from wellsourced.steps.proving.contrast_words import ONCE
from wellsourced.steps.proving.items import Item, Kind
from wellsourced.text.tokens import STOPWORDS, stem
from wellsourced.text.wordlists import words

__all__ = ["JOINS", "date_moved", "names_moved", "tells_when"]

JOINS = frozenset(words("on in of at from"))
"""Words by which a name stands after its noun."""
NOUN_REACH = 3
"""Words of a noun and its attributes: 'Mercer Street bus lane'."""
_DONE = ONCE | frozenset(
    stem(word)
    for word in words("voted agreed chose picked rejected approved granted denied dismissed joined left")
)
"""Stems of what is done at a time; 'fell' and 'has' are not: their year is part of what they say."""
_DATES_BY = frozenset(words("on in"))
_WITH_A_DAY = frozenset(words("on in by a vote of to"))


def names_moved(said: Sequence[Item], brought: Sequence[int], told: Sequence[Item]) -> frozenset[int]:
    """The places, of those `brought`, that only stand on the other side of a name or its noun in `told`.

    Marks are in neither list. Of a name and its noun an alignment keeps one and brings in the other.
    """
    theirs = set(_pairs(told))
    moved: set[int] = set()
    for run in _runs(brought):
        inside = set(run)
        for name, noun, places in _places(said):
            if inside <= places and (name, noun) in theirs:
                moved |= inside
    return frozenset(moved)


def date_moved(
    said: Sequence[Item], brought: Sequence[int], told: Sequence[Item], copied: Collection[int]
) -> tuple[frozenset[int], frozenset[int]]:
    """The places in `said`, and in `told`, of a date that one says first and the other later on.

    "On May 2 the council voted" is "the council voted on May 2"; but only where the date is told's only one,
    stands there by the same small word, and what it stands behind is said too: it dates nothing else then.
    """
    nothing = frozenset[int](), frozenset[int]()
    dated = [at for at, item in enumerate(told) if item.kind is Kind.DATE]
    front = next((at for at, item in enumerate(said[:2]) if item.kind is Kind.DATE), None)
    if front is None or front not in brought or len(dated) != 1 or told[dated[0]].key != said[front].key:
        return nothing
    at = dated[0]
    small = at > 0 and told[at - 1].key in _DATES_BY
    if small != (front == 1) or (small and told[at - 1].key != said[0].key):
        return nothing
    behind = at - 1 - small
    if behind < 0 or behind not in copied:
        return nothing
    return frozenset(range(front + 1)), frozenset(range(behind + 1, at + 1))


def _pairs(text: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Each name of a text with what it stands before or is joined to."""
    return ((name, noun) for name, noun, _ in _places(text))


def _places(text: Sequence[Item]) -> Iterator[tuple[str, str, frozenset[int]]]:
    """Names with their nouns of one word or more, and the places of both and of what joins them."""
    for name in _names(text):
        told = " ".join(text[at].key for at in name)
        for size in range(1, NOUN_REACH + 1):
            after = range(name.stop, name.stop + size)
            if after.stop <= len(text) and not any(text[at].capital for at in after):
                yield told, _stems(text, after), frozenset((*name, *after))
            joint = name.start - 1
            before = range(joint - size, joint)
            if before.start >= 0 and text[joint].key in JOINS:
                yield told, _stems(text, before), frozenset((*before, joint, *name))


def _stems(text: Sequence[Item], places: range) -> str:
    return " ".join(stem(text[at].key) for at in places)


def _names(text: Sequence[Item]) -> list[range]:
    """Runs of capitalized words; a sentence's first word is none by itself."""
    found: list[range] = []
    for at, item in enumerate(text):
        if not item.capital or (at == 0 and item.key in STOPWORDS):
            continue
        if found and found[-1].stop == at:
            found[-1] = range(found[-1].start, at + 1)
        else:
            found.append(range(at, at + 1))
    return found


def _runs(places: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for at in places:
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def tells_when(run: Sequence[Item], before: Item | None) -> bool:
    """Whether words left out tell only the day or the count of what the word before them says was done."""
    if before is None or stem(before.key) not in _DONE:
        return False
    told = [item for item in run if item.key not in _WITH_A_DAY]
    counts = [item for item in told if item.kind is not Kind.DATE]
    tally = [item.key.isdigit() for item in counts]
    return bool(told) and all(tally) and len(tally) in (0, 2)
