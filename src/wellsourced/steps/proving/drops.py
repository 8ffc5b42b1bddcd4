"""Which stretches of a sentence may be left out without changing what the rest says.

Everything here is licence by a closed list of shapes; what no rule names is never dropped. Each rule
looks at the stretch itself (does it hold a word that could limit or turn round the rest?) and, where
the rest matters, at the rest (does it hold 'only', 'not', 'both', under which a list may not shrink?).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wellsourced.steps.proving.asides import asides, has_main_verb, holds, key_at, parentheses, tails
from wellsourced.steps.proving.items import Item, Kind
from wellsourced.steps.proving.openings import case_opening, concessions, connecting, lawful_opening
from wellsourced.steps.proving.words import (
    ATTRIBUTION,
    CONNECTIVES,
    EXCLUSIVE,
    GUARD,
    HEDGE,
    LIMIT,
    MODAL,
    NEGATION,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKING,
    SUBORDINATORS,
    VAGUE_SUBJECTS,
    VERBS,
)
from wellsourced.text.wordlists import KNOWN_PLACES

__all__ = ["Drop", "drops", "points_back"]

Items = Sequence[Item]


@dataclass(frozen=True, slots=True)
class Drop:
    """A stretch `[start, end)` of items that may be left out, and the rule that says so."""

    start: int
    end: int
    rule: str


@lru_cache(maxsize=4096)
def drops(items: tuple[Item, ...]) -> tuple[Drop, ...]:
    """Return every stretch that may be left out of the sentence. They may touch; each is sound by itself."""
    found: list[Drop] = []
    for rule in _RULES:
        found.extend(Drop(start, end, rule.__name__.strip("_")) for start, end in rule(items))
    return tuple(found)


Span = tuple[int, int]


def _clauses_after(items: Items) -> Iterator[Span]:
    """'A; B' and 'A: B' keep A, 'A, and B' and 'A, so B' keep A, 'A, while Ohio B' keeps A."""
    for at in range(1, len(items) - 1):
        item, then = items[at], items[at + 1]
        kept, rest = items[:at], items[at + 1 :]
        if item.mark and item.key in (";", "—", ":") and _parts_clauses(items, at):
            paired = item.key == "—" and any(other.mark and other.key == "—" for other in (*kept, *rest))
            announced = item.key == ":" and kept[-1].key in _ANNOUNCING
            if _free_clause(rest) and not paired and not announced:
                yield at, len(items)
        elif item.mark and item.key == ",":
            if _free_after_comma(kept, then, rest[1:]):
                yield at, len(items)
        elif item.key == "and" and then.key in VERBS and _free_conjunct(kept, rest):
            yield at, len(items)


def _parts_clauses(items: Items, at: int) -> bool:
    """Whether a mark stands between clauses, not inside a citation ('33:81') or parentheses."""
    depth = sum((item.key == "(") - (item.key == ")") for item in items[:at] if item.mark)
    return depth == 0 and (items[at].key == "—" or items[at + 1].start > items[at].end)


_WHEN = frozenset({"after", "before", "since", "during", "upon"})
_COUNTING = frozenset(
    {"some", "most", "every", "any", "many", "several", "few", "half", "majority", "minority", "all"}
)
_ANNOUNCING = frozenset({"following", "these", "this", "follows", "are", "is", "only"})
_TURNING = frozenset({"however", "but", "although", "though", "or", "and", "nor", "each", "its"})


def _free_clause(rest: Items) -> bool:
    """Whether what follows a semicolon stands by itself and cannot limit what went before."""
    return rest[0].key not in PRONOUNS | _TURNING and not holds(rest, GUARD - _COUNTING - {"then"})


def _free_after_comma(kept: Items, joint: Item, rest: Items) -> bool:
    if joint.key == "and":
        return _free_conjunct(kept, rest)
    if joint.key == "so":
        # A consequence limits nothing by when it comes: 'so people leave after bail'.
        return bool(rest) and rest[0].key not in ("that", "as", "long") and not holds(rest, LIMIT - _WHEN)
    if not rest or holds(rest, LIMIT):
        return False
    # 'while Ohio ...' contrasts; 'while the appeal is pending' limits.
    contrasts = joint.key == "whereas" or (joint.key == "while" and rest[0].capital)
    return contrasts and key_at(kept, 0) not in SUBORDINATORS


def _reasons(items: Items) -> Iterator[Span]:
    """'A because B' keeps A, unless A is denied, hedged, said by somebody, or the reason is the point."""
    for at in range(1, len(items) - 1):
        if items[at].key != "because":
            continue
        kept, rest = items[:at], items[at + 1 :]
        pointed = kept[-1].key in ("only", "just", "simply", "partly", "mainly", "is", "was", "not")
        if not pointed and not holds(kept, NEGATION | SPEAKING | HEDGE | MODAL) and not holds(rest, LIMIT):
            yield (at - 1 if kept[-1].key == "," else at), len(items)


def _free_conjunct(kept: Items, rest: Items) -> bool:
    """Whether 'and ...' can go: it does not limit what stays, and what stays does not count on it."""
    if not rest or holds(rest, LIMIT | MODAL) or holds(rest, frozenset({"respectively", "or", "nor"})):
        return False
    # 'Dover, and Salem too, signed' and 'the two are Dover, and Salem': no clauses on both sides.
    if not has_main_verb(kept) or not has_main_verb(rest):
        return False
    # 'When A, B, and C, D': the main clause may come after.
    if key_at(kept, 0) in SUBORDINATORS:
        return False
    return not holds(kept, EXCLUSIVE - frozenset({"or", "out"}))


def _clauses_before(items: Items) -> Iterator[Span]:
    """'A; B', 'A, but B' and 'A, and B' keep B; A must not reach into B."""
    for at in range(1, len(items) - 2):
        item, after = items[at], at + 1
        if item.mark and item.key == "," and key_at(items, after) in ("but", "and"):
            after += 1
            if not _opens_clause(items, at, after):
                continue
        elif not (item.mark and item.key == ";"):
            continue
        if _lone_clause(items[after:]) and _reaches_no_further(items[:at], items[after:]):
            yield 0, after


def _opens_clause(items: Items, comma: int, after: int) -> bool:
    """Whether ', and' or ', but' joins clauses: not 'A, but not B' and not the end of 'A, B, and C'."""
    if key_at(items, after) in VERBS | MODAL or not holds(items[after:], VERBS | MODAL):
        return False
    listed = any(item.mark and item.key == "," for item in items[:comma])
    return not (listed and items[after - 1].key == "and")


_MORE = frozenset({"more", "others", "another", "further", "remaining", "rest"})


def _lone_clause(right: Items) -> bool:
    opener = right[0].key if right else ""
    if holds(right[:4], _MORE):
        return False
    return bool(right) and opener not in NEGATION | LIMIT | {"or"} and not points_back(right)


def points_back(clause: Items) -> bool:
    """Whether a clause speaks of something said before it: 'it', 'nine of them', 'the court'."""
    words = [item for item in clause if not item.mark]
    for phrase in sorted(CONNECTIVES, key=len, reverse=True):
        if tuple(item.key for item in words[: len(phrase)]) == phrase:
            words = words[len(phrase) :]
    opener = words[0].key if words else ""
    # 'that' after the first word joins ('Rowe said that'), it does not point.
    if any(item.key in PRONOUNS for at, item in enumerate(words[:5]) if at == 0 or item.key != "that"):
        return True
    if opener in ("its", "their", "his", "her"):
        return True
    noun = words[1].key.removesuffix("'s").removesuffix("'") if len(words) > 1 else ""
    return opener == "the" and noun in VAGUE_SUBJECTS and not words[1].capital


def _reaches_no_further(left: Items, right: Items) -> bool:
    """Whether a first clause says nothing that a reader would carry into the second, such as where."""
    opener = left[0].key
    if opener in PREPOSITIONS | SUBORDINATORS | {"both", "either", "all", "some"}:
        return False
    named = any(item.capital or item.kind in (Kind.DATE, Kind.CITE) for item in left[1:])
    named = named or left[0].acronym or opener in KNOWN_PLACES
    renamed = any(item.capital for item in right[:3])
    return (renamed or not named) and not holds(left, LIMIT | SPEAKING | HEDGE)


def _second_complements(items: Items) -> Iterator[Span]:
    """'Rowe argued that A and that B' keeps A, if said without 'not' or 'may' and B limits nothing."""
    said = next((at for at in range(1, len(items)) if _says_that(items, at)), None)
    if said is None or holds(items[:said], GUARD | _DENYING | _INNER):
        return
    for at in range(said + 2, len(items) - 2):
        if items[at].key == "and" and items[at + 1].key == "that":
            kept, rest = items[said + 1 : at], items[at + 2 :]
            if (
                not holds(rest, LIMIT - _WHEN | _TOGETHER)
                and not _turns_on(rest)
                and not holds(kept, _TOGETHER)
            ):
                yield (at - 1 if kept[-1].key == "," else at), len(items)
            return


_DENYING = frozenset({"deny", "denies", "denied", "doubt", "doubts", "doubted", "reject", "rejects"})
_INNER = frozenset({"who", "which", "whose", "whom", "what", "that"})
_TOGETHER = frozenset({"together", "both", "either", "combined", "jointly", "respectively", "alone"})


def _says_that(items: Items, at: int) -> bool:
    return items[at].key == "that" and items[at - 1].key in ATTRIBUTION


def _turns_on(rest: Items) -> bool:
    """Whether a second complement takes back or weakens the first: 'and that it may be neither'."""
    return rest[0].key in PRONOUNS | {"its", "their"} and holds(rest, GUARD)


_RULES = (
    parentheses,
    asides,
    tails,
    _clauses_after,
    _reasons,
    concessions,
    _clauses_before,
    lawful_opening,
    case_opening,
    connecting,
    _second_complements,
)
