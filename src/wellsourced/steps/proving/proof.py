"""Proofs: a sentence follows from its quotes when it is their words, with nothing left out that matters.

Four kinds, surest first:

- *verbatim*: the sentence is a sentence of a quote;
- *shortened*: it is one sentence of a quote with nothing dropped but what `proof_drops` lets go;
- *joined*: such pieces put side by side with words that assert nothing ('and', 'but', 'while', ';');
- *coordinated*: 'Iowa and Georgia law require X' from 'Iowa law requires X' and 'Georgia law requires X'.

Everything is refused that no rule allows, so a changed figure, date, name, place, modal, negation,
condition or speaker leaves a sentence unproven. No proof says nothing about truth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise, zip_longest

from wellsourced.steps.proving.align import follows, same_words
from wellsourced.steps.proving.drops import points_back
from wellsourced.steps.proving.items import Item, Kind, read
from wellsourced.steps.proving.words import (
    ATTRIBUTION,
    EXCLUSIVE,
    GUARD,
    MODAL,
    NEGATION,
    PREPOSITIONS,
    SPEAKING,
    SUBORDINATORS,
)
from wellsourced.text.names import names
from wellsourced.text.sentences import sentences

__all__ = ["Proof", "ProofKind", "ProofPiece", "prove"]

FEWEST_WORDS = 2
"""A sentence of fewer words says nothing: '4.' stands in many a list."""
MOST_PIECES = 4
MOST_PREFIX = 8
MOST_LAST_MEMBER = 5
# A full stop after a word, not after an abbreviation or an initial; a sentence goes on in small letters.
_FULL_STOP = re.compile(r"(?:[a-z)]{4,}|\d|[a-z]\s[A-Z])[.!?]$")
_AFTER_STOP = re.compile(r"[a-z)]{4,}[.!?][\"”’)]*\s+$")
_NEXT = re.compile(r"\s+[\"“(]?[A-Z]|\s*$")
_TIME = ("minute", "hour", "day", "week", "month", "year")

Items = tuple[Item, ...]


class ProofKind(StrEnum):
    """How a sentence follows from its quotes, surest first."""

    VERBATIM = "verbatim"
    SHORTENED = "shortened"
    JOINED = "joined"
    COORDINATED = "coordinated"


_SCORES = {
    ProofKind.VERBATIM: 1.0,
    ProofKind.SHORTENED: 0.98,
    ProofKind.JOINED: 0.975,
    ProofKind.COORDINATED: 0.97,
}
_ORDER = tuple(ProofKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPiece:
    """A sentence of a quote that a proof rests on: `quotes[quote][start:end]`."""

    quote: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That a sentence follows from its quotes, and from which sentences of them. `score` is 0 to 1."""

    kind: ProofKind
    score: float
    pieces: tuple[ProofPiece, ...]


@dataclass(frozen=True, slots=True)
class _Ground:
    """A sentence of a quote, read; `order` counts sentences within the quote."""

    quote: int
    order: int
    start: int
    end: int
    items: Items


@dataclass(frozen=True, slots=True)
class _Step:
    """A stretch of the sentence with the grounds that carry it."""

    kind: ProofKind
    grounds: tuple[_Ground, ...]


def prove(sentence: str, quotes: Sequence[str]) -> Proof | None:
    """Return a proof of `sentence` (one sentence, or several) from `quotes`, or None where there is none."""
    grounds = tuple(ground for number, quote in enumerate(quotes) for ground in _grounds(number, quote))
    steps: list[_Step] = []
    claims: list[Items] = []
    for start, end in sentences(sentence):
        claim = read(sentence[start:end])
        if sum(item.kind is Kind.WORD for item in claim) < FEWEST_WORDS:
            return None
        step = _standing(sentence[start:end], quotes) or _joined(claim, grounds, MOST_PIECES)
        if step is None:
            return None
        steps.append(step)
        claims.append(claim)
    if not steps or not _stand_together(steps, claims):
        return None
    kind = max((step.kind for step in steps), key=_ORDER.index)
    if len(steps) > 1 and kind in (ProofKind.VERBATIM, ProofKind.SHORTENED):
        kind = ProofKind.JOINED
    used = dict.fromkeys(ground for step in steps for ground in step.grounds)
    pieces = tuple(ProofPiece(quote=g.quote, start=g.start, end=g.end) for g in used)
    return Proof(kind=kind, score=_SCORES[kind], pieces=pieces)


def _stand_together(steps: Sequence[_Step], claims: Sequence[Items]) -> bool:
    """Whether sentences in a row keep their sense: a later one from another quote borrows nothing."""
    for (one, first), (other, second) in pairwise(zip(steps, claims, strict=True)):
        apart = one.grounds[-1].quote != other.grounds[0].quote
        if apart and (points_back(second) or _leads(first, second)):
            return False
    return True


def _standing(sentence: str, quotes: Sequence[str]) -> _Step | None:
    """The sentence as it stands in a quote, where the splitter took it and the next for one."""
    for number, quote in enumerate(quotes):
        start = quote.find(sentence)
        end = start + len(sentence)
        if start < 0 or not _FULL_STOP.search(sentence) or not _NEXT.match(quote, end):
            continue
        if start in {s for s, _ in sentences(quote)} or _AFTER_STOP.search(quote[:start]):
            ground = _Ground(number, -1, start, end, read(sentence))
            return _Step(ProofKind.VERBATIM, (ground,))
    return None


@lru_cache(maxsize=2048)
def _grounds(number: int, quote: str) -> tuple[_Ground, ...]:
    found: list[_Ground] = []
    before = ""
    for order, (start, end) in enumerate(sentences(quote)):
        text = quote[start:end]
        items = read(text)
        found.append(_Ground(number, order, start, end, items))
        person = _person(before)
        if person and items and items[0].key in ("he", "she"):
            found.append(_Ground(number, order, start, end, (*read(person), *items[1:])))
        before = text
    return tuple(found)


def _person(sentence: str) -> str | None:
    """The person a following 'he' or 'she' must mean: the only name, of several words, at the start."""
    found = names(sentence)
    if len(found) == 1 and found[0].start == 0 and " " in found[0].text:
        return found[0].text
    return None


def _single(claim: Items, grounds: Sequence[_Ground]) -> _Step | None:
    """One stretch from one sentence of a quote."""
    for ground in grounds:
        if same_words(claim, ground.items):
            return _Step(ProofKind.VERBATIM, (ground,))
    asks = any(item.key == "?" for item in claim)
    for ground in grounds:
        if any(item.key == "?" for item in ground.items) or asks:
            continue
        if follows(claim, ground.items):
            return _Step(ProofKind.SHORTENED, (ground,))
    return None


def _clause(claim: Items, grounds: Sequence[_Ground]) -> _Step | None:
    return _single(claim, grounds) or _coordinated(claim, grounds)


# Several subjects, one predicate


def _coordinated(claim: Items, grounds: Sequence[_Ground]) -> _Step | None:
    """'A, B and C X' from 'A X', 'B X' and 'C X', each from a quote sentence of its own."""
    if len(grounds) < 2:
        return None
    for members, tail, predicate in _subject_lists(claim):
        if not _distributes((*tail, *predicate)):
            continue
        used: list[_Ground] = []
        for member in members:
            alone = (*member, *tail, *predicate)
            agreeing = range(len(member), len(member) + len(tail) + 1)
            ground = next((g for g in grounds if g not in used and follows(alone, g.items, agreeing)), None)
            if ground is None:
                break
            used.append(ground)
        if len(used) == len(members):
            return _Step(ProofKind.COORDINATED, tuple(used))
    return None


def _subject_lists(claim: Items) -> Iterator[tuple[list[Items], Items, Items]]:
    """The ways to read the start as a list: members, the noun they share ('law'), and the predicate."""
    joint = next((at for at, item in enumerate(claim[:40]) if item.key == "and" and not item.mark), 0)
    if joint == 0:
        return
    members: list[Items] = [()]
    for item in claim[:joint]:
        if item.mark and item.key == ",":
            members.append(())
        else:
            members[-1] = (*members[-1], item)
    members = [member for member in members if member]
    if any(item.kind is not Kind.WORD or item.key in GUARD for member in members for item in member):
        return
    rest = claim[joint + 1 :]
    for size in range(1, min(MOST_LAST_MEMBER, len(rest) - 1) + 1):
        if any(item.mark or item.key in GUARD for item in rest[:size]):
            return
        for shared in range(size):
            yield [*members, rest[: size - shared]], rest[size - shared : size], rest[size:]


def _distributes(predicate: Items) -> bool:
    """Whether a predicate is borne by each subject alone: 'held 40 people' may be said of all together."""
    together = any(
        item.key in ("together", "both", "total", "combined", "jointly", "each") for item in predicate
    )
    counts = any(item.kind is Kind.FIGURE and not item.key.endswith(_TIME) for item in predicate)
    return not together and not counts


# Several clauses


def _joined(claim: Items, grounds: Sequence[_Ground], left: int) -> _Step | None:
    """The claim as one clause, or as clauses side by side."""
    whole = _clause(claim, grounds)
    if whole is not None or left == 1:
        return whole
    for first, second, joint in _joints(claim):
        one = _clause(first, grounds)
        if one is None or _spills(first, second, joint):
            continue
        other = _joined(second, grounds, left - 1)
        if other is not None and _independent(one, other, second):
            return _Step(ProofKind.JOINED, (*one.grounds, *other.grounds))
        shared = _with_shared_start(first, second, grounds, one)
        if shared is not None:
            return _Step(ProofKind.JOINED, (*one.grounds, *shared.grounds))
    return None


def _joints(claim: Items) -> Iterator[tuple[Items, Items, str]]:
    """Where a claim may be two: before and after a joint, and the joint."""
    if claim and claim[0].key == "while":
        comma = next((at for at, item in enumerate(claim) if item.mark and item.key == ","), 0)
        if comma > 1:
            yield claim[1:comma], claim[comma + 1 :], "while"
    for at in range(1, len(claim) - 1):
        item = claim[at]
        if item.mark and item.key == ";":
            yield claim[:at], claim[at + 1 :], ";"
        elif item.kind is Kind.WORD and item.key in ("and", "but", "while", "whereas", "yet"):
            end = at - 1 if claim[at - 1].key == "," else at
            if end > 0:
                yield claim[:end], claim[at + 1 :], item.key


def _spills(first: Items, second: Items, joint: str) -> bool:
    """Whether something in the first clause would be read into the second, where it was never said.

    'In Texas, A, and B' puts B in Texas; 'the sheriff said A and B' puts B in the sheriff's mouth.
    """
    if _leads(first, second):
        return True
    return _speaks(first) and joint != ";" and not _speaks(second[:6])


def _leads(first: Items, second: Items) -> bool:
    """Whether the first clause opens with a where or when that the second does not replace by its own."""
    if first[0].key not in PREPOSITIONS | SUBORDINATORS or not second:
        return False
    comma = next((at for at, item in enumerate(first) if item.mark and item.key == ","), 0)
    dated = any(item.kind is Kind.DATE for item in first[:comma])
    return second[0].key not in PREPOSITIONS and (dated or not second[0].capital)


def _speaks(items: Items) -> bool:
    """Whether words are put in somebody's mouth."""
    return any(
        item.key in SPEAKING or (item.key in ATTRIBUTION and then is not None and then.key == "that")
        for item, then in zip_longest(items, items[1:])
    )


def _independent(one: _Step, other: _Step, second: Items) -> bool:
    """Whether the second clause stands alone: it is the next sentence, or points at nothing before it."""
    last, then = one.grounds[-1], other.grounds[0]
    if last.quote == then.quote and last.order <= then.order <= last.order + 1:
        return True
    return not points_back(second)


def _with_shared_start(first: Items, second: Items, grounds: Sequence[_Ground], one: _Step) -> _Step | None:
    """'X does A and does B' from 'X does A' and 'X does B': the second borrows the start of the first."""
    if not second or any(item.key in EXCLUSIVE for item in first if item.kind is Kind.WORD):
        return None
    bound = [at for at, item in enumerate(first) if item.key in MODAL | NEGATION | SPEAKING]
    least = max(bound, default=0) + 1  # what governs the first clause governs the second
    for size in range(least, min(MOST_PREFIX, len(first) - 1) + 1):
        step = _single((*first[:size], *second), grounds)
        if step is None:
            continue
        apart = step.grounds[0].quote != one.grounds[-1].quote
        if not (apart and points_back(first)):
            return step
    return None
