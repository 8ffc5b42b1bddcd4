"""Which stretches of a sentence may be left out without changing what the rest says.

Everything here is licence by a closed list of shapes; what no rule names is never dropped. Each rule
looks at the stretch itself (does it hold a word that could limit or turn round the rest?) and, where
the rest matters, at the rest (does it hold 'only', 'not', 'both', under which a list may not shrink?).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from wellsourced.steps.proof_items import Item, Kind
from wellsourced.steps.proof_words import (
    APPOSITION_OPENERS,
    CONNECTIVES,
    EXCLUSIVE,
    GUARD,
    HEDGE,
    LEAD_INS,
    LIMIT,
    MODAL,
    NEGATION,
    PARTICIPLES,
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


def _holds(items: Items, words: frozenset[str]) -> bool:
    return any(item.key in words for item in items if item.kind is Kind.WORD)


def _key(items: Items, at: int) -> str:
    return items[at].key if 0 <= at < len(items) else ""


@lru_cache(maxsize=4096)
def drops(items: tuple[Item, ...]) -> tuple[Drop, ...]:
    """Return every stretch that may be left out of the sentence. They may touch; each is sound by itself."""
    found: list[Drop] = []
    for rule in _RULES:
        found.extend(Drop(start, end, rule.__name__.strip("_")) for start, end in rule(items))
    return tuple(found)


Span = tuple[int, int]


def _parentheses(items: Items) -> Iterator[Span]:
    """'(2018)', '(a jail in the north)'; not '(in Texas)', '(if convicted)' or '(since repealed)'."""
    opened: list[int] = []
    for at, item in enumerate(items):
        if item.key == "(" and item.mark:
            opened.append(at)
        elif item.key == ")" and item.mark and opened:
            start = opened.pop()
            inside = items[start + 1 : at]
            if inside and _harmless(inside) and not (start and _tells_apart(items[start - 1], inside)):
                yield start, at + 1


def _tells_apart(before: Item, inside: Items) -> bool:
    """'Springfield (Ohio)' is not any Springfield; '(D. Or., 2014)' and '(AHPU)' after a name are."""
    return before.capital and all(item.capital and not item.acronym for item in inside)


def _harmless(inside: Items) -> bool:
    if inside[0].key in PREPOSITIONS:
        return False
    return not _holds(inside, GUARD | SPEAKING) and not any(item.key == "?" for item in inside)


def _commas(items: Items) -> list[int]:
    """Commas outside parentheses."""
    depth, found = 0, []
    for at, item in enumerate(items):
        if item.mark:
            depth += (item.key == "(") - (item.key == ")")
            if item.key == "," and depth == 0:
                found.append(at)
    return found


def _closed_by_list(items: Items, commas: Sequence[int], closing: int) -> bool:
    """Whether the comma at `closing` is inside a list: 'and' or 'or' follows it, or one of the next two."""
    later = [comma for comma in commas if comma >= closing]
    return any(_key(items, comma + 1) in ("and", "or", "nor") for comma in later[:3]) or any(
        item.key in ("and", "or") for item in items[closing + 1 : closing + 4]
    )


def _asides(items: Items) -> Iterator[Span]:
    """', the county sheriff,' ', which took effect in 2019,' ', 8 U.S.C. 1357(d),' between two commas."""
    commas = _commas(items)
    for opening, closing in pairwise(commas):
        inside = items[opening + 1 : closing]
        if inside and _is_aside(inside, items[:opening]) and not _closed_by_list(items, commas, closing):
            yield opening, closing + 1


def _tails(items: Items) -> Iterator[Span]:
    """The same at the end of the sentence, and ', citing ...'."""
    commas = _commas(items)
    for opening in commas:
        inside = items[opening + 1 :]
        if not inside or opening == 0 or items[opening - 1].key in PREPOSITIONS:
            continue
        if inside[0].key in PARTICIPLES and not _holds(inside, LIMIT):
            yield opening, len(items)
        elif _is_aside(inside, items[:opening]) and not any(item.mark and item.key == ";" for item in inside):
            before = [comma for comma in commas if comma < opening]
            listed = _key(items, opening + 1) in ("and", "or") or (
                before and _holds(inside, frozenset({"and", "or"}))
            )
            if not listed or inside[0].key in ("which", "who", "whose", "including"):
                yield opening, len(items)


def _is_aside(inside: Items, before: Items) -> bool:
    if all(item.kind in (Kind.CITE, Kind.FIGURE, Kind.MARK) for item in inside):
        return any(item.kind is Kind.CITE for item in inside) or (len(inside) == 1 and before[-1].capital)
    first = inside[0].key
    if first in ("which", "who", "whose"):
        return not _holds(inside, GUARD)
    if first not in APPOSITION_OPENERS:
        return False
    if first == "including":
        return not _holds(inside, GUARD | SPEAKING)
    # An apposition has no verb: 'the sheriff' but not 'the sheriff said' or 'the council voted'.
    clause = _holds(inside, VERBS | SPEAKING) or inside[-1].key.endswith("ed")
    return not clause and not _holds(inside, GUARD)


def _clauses_after(items: Items) -> Iterator[Span]:
    """'A; B' and 'A: B' keep A, 'A, and B' and 'A, so B' keep A, 'A, while Ohio B' keeps A."""
    for at in range(1, len(items) - 1):
        item, then = items[at], items[at + 1]
        kept, rest = items[:at], items[at + 1 :]
        if item.mark and item.key in (";", "—", ":"):
            paired = item.key == "—" and any(other.mark and other.key == "—" for other in (*kept, *rest))
            announced = item.key == ":" and kept[-1].key in _ANNOUNCING
            if _free_clause(rest) and not paired and not announced:
                yield at, len(items)
        elif item.mark and item.key == ",":
            if _free_after_comma(kept, then, rest[1:]):
                yield at, len(items)
        elif item.key == "and" and then.key in VERBS and _free_conjunct(kept, rest):
            yield at, len(items)


_ANNOUNCING = frozenset({"following", "these", "this", "follows", "are", "is", "only"})
_TURNING = frozenset({"however", "but", "although", "though", "or", "and", "nor", "each", "its"})


def _free_clause(rest: Items) -> bool:
    """Whether what follows a semicolon stands by itself and cannot limit what went before."""
    return rest[0].key not in PRONOUNS | _TURNING and not _holds(rest, GUARD - frozenset({"then"}))


def _free_after_comma(kept: Items, joint: Item, rest: Items) -> bool:
    if joint.key == "and":
        return _free_conjunct(kept, rest)
    if not rest or _holds(rest, LIMIT):
        return False
    if joint.key == "so":
        return rest[0].key not in ("that", "as", "long")
    # 'while Ohio ...' contrasts; 'while the appeal is pending' limits.
    contrasts = joint.key == "whereas" or (joint.key == "while" and rest[0].capital)
    return contrasts and _key(kept, 0) not in SUBORDINATORS


def _reasons(items: Items) -> Iterator[Span]:
    """'A because B' keeps A, unless A is denied, hedged, said by somebody, or the reason is the point."""
    for at in range(1, len(items) - 1):
        if items[at].key != "because":
            continue
        kept, rest = items[:at], items[at + 1 :]
        pointed = kept[-1].key in ("only", "just", "simply", "partly", "mainly", "is", "was", "not")
        if not pointed and not _holds(kept, NEGATION | SPEAKING | HEDGE | MODAL) and not _holds(rest, LIMIT):
            yield (at - 1 if kept[-1].key == "," else at), len(items)


def _free_conjunct(kept: Items, rest: Items) -> bool:
    """Whether 'and ...' can go: it does not limit what stays, and what stays does not count on it."""
    if not rest or _holds(rest, LIMIT | MODAL) or _holds(rest, frozenset({"respectively", "or", "nor"})):
        return False
    # 'When A, B, and C, D': the main clause may come after.
    if _key(kept, 0) in SUBORDINATORS:
        return False
    return not _holds(kept, EXCLUSIVE - frozenset({"or", "out"}))


def _concessions(items: Items) -> Iterator[Span]:
    """'Although A, B' and 'Because A, B' keep B."""
    commas = _commas(items)
    if _key(items, 0) in ("although", "though", "because", "despite") and commas:
        end = commas[0] + 1
        if end > 2 and _key(items, end) not in ("and", "or", "which", "who", "but"):
            yield 0, end


def _clauses_before(items: Items) -> Iterator[Span]:
    """'A; B', 'A, but B' and 'A, and B' keep B; A must not reach into B."""
    for at in range(1, len(items) - 2):
        item, after = items[at], at + 1
        if item.mark and item.key == "," and _key(items, after) in ("but", "and"):
            after += 1
            if not _opens_clause(items, at, after):
                continue
        elif not (item.mark and item.key == ";"):
            continue
        if _lone_clause(items[after:]) and _reaches_no_further(items[:at], items[after:]):
            yield 0, after


def _opens_clause(items: Items, comma: int, after: int) -> bool:
    """Whether ', and' or ', but' joins clauses: not 'A, but not B' and not the end of 'A, B, and C'."""
    if _key(items, after) in VERBS or not _holds(items[after:], VERBS | MODAL):
        return False
    listed = any(item.mark and item.key == "," for item in items[:comma])
    return not (listed and items[after - 1].key == "and")


def _lone_clause(right: Items) -> bool:
    opener = right[0].key if right else ""
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
    return (renamed or not named) and not _holds(left, LIMIT | SPEAKING | HEDGE)


def _lawful_opening(items: Items) -> Iterator[Span]:
    """'Under 8 C.F.R. 287.7(a),': a citation of federal law limits no place; 'Under Ohio law,' does."""
    cited = _key(items, 0) == "under" and len(items) > 2 and items[1].kind is Kind.CITE
    if cited and any(code in items[1].key for code in ("usc", "cfr", "fedreg")):
        yield 0, 3 if items[2].key == "," else 2


def _connecting(items: Items) -> Iterator[Span]:
    """'However,' and its like, at the start or set off inside."""
    for at in range(len(items)):
        for phrase in LEAD_INS:
            end = at + len(phrase)
            if tuple(item.key for item in items[at:end]) != phrase:
                continue
            closed = _key(items, end) == ","
            opened = at > 0 and items[at - 1].key == ","
            if phrase[0] in ("also", "likewise") or (at == 0 and (closed or phrase in (("but",), ("and",)))):
                yield at, end + closed
            elif opened and closed and phrase[0] not in ("and", "but", "yet", "still"):
                yield at - 1, end + 1


_RULES = (
    _parentheses,
    _asides,
    _tails,
    _clauses_after,
    _reasons,
    _concessions,
    _clauses_before,
    _lawful_opening,
    _connecting,
)
