"""Contrasts: two sentences that say the same of the same, but for one thing that cannot be both.

"The bridge opened in 1931" against "The bridge opened in 1940". Only where the two line up closely and
differ in exactly one checkable thing (a figure, a date, a name where there can be one only, a 'not', an
opposite, a duty against a choice) does one refute the other; everything else is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from wellsourced.steps.proving.contrast_words import FORCE, OFFICES, ONCE, SINGLE, opposed
from wellsourced.steps.proving.items import Item, Kind, read
from wellsourced.steps.proving.words import CONDITION, EXCEPTION, HEDGE, NEGATION, QUANTITY, SPEAKING
from wellsourced.text.citing.comparing import missing_citations
from wellsourced.text.dates import dates, may_be_one
from wellsourced.text.figures import figures
from wellsourced.text.names import names
from wellsourced.text.tokens import STOPWORDS, content_words, stem
from wellsourced.text.wordlists import words

__all__ = ["Contrast", "ContrastKind", "agrees", "contrast", "missing_details"]

Items = Sequence[Item]

LEAST_SHARED = 3
"""Content words two sentences must share before a difference between them means anything."""
LEAST_COVERED = 0.8
"""Share of the claim's content words, the contested one apart, that the sentence must have."""
NEAR = 6
"""Characters before the shared words in which a 'not' still belongs to them ('No county was fined')."""
TOLERANCE = Decimal("0.1")
"""How far apart figures may be, as a share of the claim's, where either is said to be rough."""


class ContrastKind(StrEnum):
    """What the two sentences differ in."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    FORCE = "force"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """The one thing in which a passage's sentence contradicts a claim; `why` says it in words."""

    kind: ContrastKind
    why: str


@dataclass(frozen=True, slots=True)
class _Side:
    """A clause made ready: its words without marks, articles, negations and forces, and what those were."""

    items: tuple[Item, ...]
    negations: int
    force: str | None
    turns: tuple[int, ...]
    """Where its negations and its force stand in the text."""


_LIGHT = frozenset(
    words(
        "a an the that also did do does is are was were be been being has have had to of in on at by for "
        "with from as its their his her which who it"
    )
)
_NOT = frozenset({"not", "no", "never"})
# 'Nothing' and 'hardly' turn a sentence round too, but not as a 'not' would.
_AMBIGUOUS = CONDITION | EXCEPTION | HEDGE | QUANTITY | (NEGATION - _NOT)
_CLASHES = frozenset(
    {
        ("obliged", "permitted"), ("obliged", "optional"), ("obliged", "forbidden"),
        ("permitted", "forbidden"), ("able", "forbidden"), ("optional", "obliged"),
        ("forbidden", "permitted"), ("forbidden", "obliged"), ("forbidden", "able"),
    }
)  # fmt: skip
_CLAUSE = re.compile(r";|:|\s[—–-]\s|, (?:but|and|while|whereas|although|though|which|so)\b")
_FORCE_SAID = {
    "obliged": "it must be", "permitted": "it may be", "optional": "it need not be",
    "forbidden": "it must not be", "able": "it can be",
}  # fmt: skip


def contrast(claim: str, sentence: str) -> Contrast | None:
    """Return what makes `sentence` refute `claim`, or None where nothing surely does."""
    said = _side(claim)
    if any(item.key == "?" for item in read(sentence)):
        return None
    for clause in _clauses(sentence):
        found = _compare(said, _side(clause))
        if found is not None:
            return found
    return None


def _clauses(sentence: str) -> Iterator[str]:
    """The sentence, then each of its clauses."""
    yield sentence
    pieces = _CLAUSE.split(sentence)
    if len(pieces) > 1:
        yield from (piece for piece in pieces if len(piece.split()) > LEAST_SHARED)


@lru_cache(maxsize=4096)
def _side(text: str) -> _Side:
    heard = [item for item in read(text) if not item.mark]
    keys = [item.key for item in heard]
    force, spent = _force(keys)
    negations = [at for at, item in enumerate(heard) if _denies(item) and at not in spent]
    kept = tuple(
        item
        for at, item in enumerate(heard)
        if at not in spent and at not in negations and item.key not in ("a", "an", "the", "do", "does", "did")
    )
    turns = tuple(heard[at].start for at in (*negations, *spent))
    return _Side(kept, len(negations), force, turns)


def _denies(item: Item) -> bool:
    """Whether an item is a 'not'; 'NO' in capitals may be short for something."""
    return item.key in _NOT and not item.text.isupper()


def _force(keys: Sequence[str]) -> tuple[str | None, set[int]]:
    """The force of the first phrase of duty or permission, and the places it takes."""
    said = set(keys)
    for phrase, force in FORCE:
        if phrase[0] not in said:
            continue
        for at in range(len(keys) - len(phrase) + 1):
            if tuple(keys[at : at + len(phrase)]) == phrase:
                return force, set(range(at, at + len(phrase)))
    return None, set()


def _same(item: Item) -> tuple[Kind, str]:
    return item.kind, stem(item.key) if item.kind is Kind.WORD else item.key


def _heavy(items: Items) -> list[Item]:
    return [item for item in items if item.kind is not Kind.WORD or item.key not in STOPWORDS | _LIGHT]


@dataclass(frozen=True, slots=True)
class _Difference:
    """Where the two part: what the claim has there, and what the sentence has."""

    claim: tuple[Item, ...]
    sentence: tuple[Item, ...]


def _compare(claim: _Side, sentence: _Side) -> Contrast | None:
    ours, theirs = [_same(i) for i in claim.items], [_same(i) for i in sentence.items]
    codes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    shared = [item for tag, a, b, _, _ in codes if tag == "equal" for item in claim.items[a:b]]
    parted = [
        _Difference(claim.items[a:b], sentence.items[c:d]) for tag, a, b, c, d in codes if tag != "equal"
    ]
    contested = [item for part in parted for item in _heavy(part.claim)]
    if not _close_enough(shared, claim, contested) or not _stays_in_scope(parted):
        return None
    if not contested:
        matched = [item for tag, _, _, c, d in codes if tag == "equal" for item in sentence.items[c:d]]
        inside = range(matched[0].start - NEAR, matched[-1].end)
        return _turned(claim, sentence) if all(turn in inside for turn in sentence.turns) else None
    slots = [part for part in parted if _heavy(part.claim) and _heavy(part.sentence)]
    if len(contested) > 2 or len(slots) != 1 or _heavy(slots[0].claim) != contested:
        return None
    if claim.negations != sentence.negations or (claim.force, sentence.force) in _CLASHES:
        return None
    return _slot(slots[0], claim, sentence)


def _close_enough(shared: Items, claim: _Side, contested: Items) -> bool:
    """Whether the two have all but the contested words in common, and enough of them."""
    common = len(_heavy(shared))
    rest = len(_heavy(claim.items)) - min(len(contested), 2)
    return common >= min(LEAST_SHARED, max(2, rest)) and common >= LEAST_COVERED * rest


def _stays_in_scope(parted: Sequence[_Difference]) -> bool:
    """Whether neither limits, hedges, counts or reports anything that the other does not."""
    apart = {i.key for part in parted for i in (*part.claim, *part.sentence) if i.kind is Kind.WORD}
    # 'denied' against 'granted' is the difference itself, 'the clerk denied that' is somebody's word.
    said = {i.key for part in parted if not _heavy(part.claim) for i in part.sentence}
    said |= {i.key for part in parted if not _heavy(part.sentence) for i in part.claim}
    return not apart & _AMBIGUOUS and not said & SPEAKING


def _turned(claim: _Side, sentence: _Side) -> Contrast | None:
    """The same words with and without 'not', or with another force."""
    if (claim.force, sentence.force) in _CLASHES and claim.negations == sentence.negations:
        theirs, ours = _FORCE_SAID[sentence.force or ""], _FORCE_SAID[claim.force or ""]
        return Contrast(kind=ContrastKind.FORCE, why=f"the passage says {theirs}, not that {ours}")
    # Two 'not' in one sentence may belong to two clauses: only one against none is sure.
    if claim.force == sentence.force and {claim.negations, sentence.negations} == {0, 1}:
        denies = "denies" if sentence.negations else "affirms"
        asserts = "denies" if claim.negations else "affirms"
        why = f"the passage {denies} what the claim {asserts}"
        return Contrast(kind=ContrastKind.NEGATION, why=why)
    return None


def _slot(slot: _Difference, claim: _Side, sentence: _Side) -> Contrast | None:
    ours, theirs = _heavy(slot.claim), _heavy(slot.sentence)
    kind = _clash(ours, theirs, claim, sentence)
    if kind is None:
        return None
    return Contrast(kind=kind, why=f"the passage says {_written(theirs)}, not {_written(ours)}")


def _clash(ours: Items, theirs: Items, claim: _Side, sentence: _Side) -> ContrastKind | None:
    """In what way two fillings of one slot cannot both be true, if they cannot."""
    said = {stem(item.key) for item in claim.items if item.kind is Kind.WORD}
    alone = len(ours) == len(theirs) == 1
    kinds = {item.kind for item in (*ours, *theirs)}
    if alone and kinds == {Kind.FIGURE}:
        clash = _dates_known(claim, sentence) and _figures_clash(ours[0], theirs[0], claim, sentence)
        return ContrastKind.FIGURE if clash else None
    if alone and kinds == {Kind.DATE}:
        known = ours[0].key[:4].isdigit() and theirs[0].key[:4].isdigit()
        clash = known and bool(said & ONCE) and not may_be_one(ours[0].key, theirs[0].key)
        return ContrastKind.DATE if clash else None
    if claim.force != sentence.force:
        return None
    if alone and opposed(stem(ours[0].key), stem(theirs[0].key)):
        return ContrastKind.OPPOSITE
    named = all(item.capital for item in (*ours, *theirs)) and _one_name(theirs)
    if named and (_ends_a_name(ours, claim) or _ends_a_name(theirs, sentence)):
        return None
    return ContrastKind.NAME if named and said & (SINGLE | OFFICES) else None


def _ends_a_name(part: Items, side: _Side) -> bool:
    """Whether the words end a longer name ('George III', 'Orange County, Florida'): then it is another's."""
    at = side.items.index(part[0])
    before = side.items[at - 1] if at else None
    joined = before is not None and before.capital and part[0].start - before.end <= len(", ")
    return joined and before is not None and stem(before.key) not in OFFICES


def _one_name(items: Items) -> bool:
    """Whether the words stand side by side: 'Dover, Ohio' against 'Ohio' may be the same place."""
    return all(then.start - item.end <= 1 for item, then in pairwise(items))


def _dates_known(claim: _Side, sentence: _Side) -> bool:
    """Whether the sentence's dates are all the claim's: a count holds for its date only."""
    ours = [item.key for item in claim.items if item.kind is Kind.DATE]
    return all(any(may_be_one(d.key, key) for key in ours) for d in sentence.items if d.kind is Kind.DATE)


def _written(items: Items) -> str:
    return " ".join(item.text for item in items)


_AT_LEAST = ("at least", "more than", "over", "above", "greater than", "no fewer than", "no less than")
_AT_MOST = ("at most", "up to", "under", "below", "less than", "fewer than", "no more than")
_ROUGH = ("about", "around", "roughly", "nearly", "almost", "approximately", "some", "close to")


def _figures_clash(one: Item, other: Item, claim: _Side, sentence: _Side) -> bool:
    (value, unit), (found, found_unit) = _figure(one), _figure(other)
    if unit != found_unit or one.key in {item.key for item in sentence.items}:
        return False
    before = [_words_before(item, side.items) for item, side in ((one, claim), (other, sentence))]
    if any(text.endswith(_AT_LEAST + _AT_MOST) for text in before):
        return False  # a bound may hold as well as a figure beside it
    rough = any(text.endswith(_ROUGH) for text in before)
    gap = abs(value - found)
    return gap > abs(value) * TOLERANCE if rough else gap > 0


def _figure(item: Item) -> tuple[Decimal, str]:
    value, _, unit = item.key.partition(" ")
    return Decimal(value), unit


def _words_before(item: Item, items: Items) -> str:
    at = next(place for place, other in enumerate(items) if other is item)
    return " ".join(other.key for other in items[max(0, at - 3) : at])


def missing_details(claim: str, text: str) -> list[str]:
    """The figures, dates, citations and names of `claim` that `text` has not, as written.

    A coarser date of the claim is there if a finer one fits it; a name is there if its words are.
    """
    values = {(figure.value, figure.unit) for figure in figures(text)}
    plain = {value for value, _ in values}
    missing = [f.text for f in figures(claim) if (f.value, f.unit) not in values and f.value not in plain]
    found_dates = [found.date for found in dates(text)]
    missing += [d.text for d in dates(claim) if not any(found.startswith(d.date) for found in found_dates)]
    missing += missing_citations(claim, text)
    here = {name.norm for name in names(text)}
    heard = {item.key for item in read(text)}
    for name in names(claim):
        longer = any(other.startswith(f"{name.norm} ") for other in here)
        heard_apart = {item.key for item in read(name.text)} <= heard and not longer
        if name.norm not in here and not heard_apart:
            missing.append(name.text)
    return missing


def agrees(claim: str, sentence: str, weigh: Callable[[str], float] | None = None) -> float:
    """Return how much of the claim's content the sentence has, 0 to 1; 0 where a detail of it is missing.

    `weigh` gives a stem's weight (its rarity among the passages at hand); without it all weigh the same.
    """
    if missing_details(claim, sentence):
        return 0.0
    wanted = {word: weigh(word) if weigh else 1.0 for word in content_words(claim)}
    there = set(content_words(sentence))
    total = sum(wanted.values())
    return sum(weight for word, weight in wanted.items() if word in there) / total if total else 0.0
