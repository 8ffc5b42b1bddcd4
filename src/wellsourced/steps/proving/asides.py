"""Asides that may be left out: parentheses, appositions, relative clauses and citations between commas.

An apposition goes only where what it stands beside is already named before it: in "As of 2017, the policy
in Dover, Ohio, let ..." the words between the first two commas are no aside but the subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from wellsourced.steps.proving.items import Item, Kind
from wellsourced.steps.proving.words import (
    APPOSITION_OPENERS,
    ATTRIBUTION,
    ENACTED,
    GUARD,
    LIMIT,
    MODAL,
    NEGATION,
    OPENING_ADVERBS,
    PARTICIPLES,
    PREPOSITIONS,
    SPEAKING,
    SUBORDINATORS,
    TIMES,
    VERBS,
)
from wellsourced.text.grammar import DETERMINERS, is_adverb, is_plural
from wellsourced.text.verbs import base_of, is_gerund, is_participle, is_past, is_third_person, noun_too
from wellsourced.text.wordlists import KNOWN_PLACES

__all__ = ["asides", "commas", "has_main_verb", "holds", "key_at", "only_dates", "parentheses", "tails"]

Items = Sequence[Item]
Span = tuple[int, int]

_RELATIVES = frozenset({"which", "who", "whose"})
_BOTH = frozenset({"and", "or"})


def holds(items: Items, words: frozenset[str]) -> bool:
    """Whether one of the words stands among the items."""
    return any(item.key in words for item in items if item.kind is Kind.WORD)


def key_at(items: Items, at: int) -> str:
    """The key of the item there, or nothing beyond either end."""
    return items[at].key if 0 <= at < len(items) else ""


def commas(items: Items) -> list[int]:
    """Commas outside parentheses."""
    depth, found = 0, []
    for at, item in enumerate(items):
        if item.mark:
            depth += (item.key == "(") - (item.key == ")")
            if item.key == "," and depth == 0:
                found.append(at)
    return found


def has_main_verb(items: Items) -> bool:
    """Whether a finite verb stands outside 'when ...' and ', in ...,': without one it is no sentence."""
    pieces = [piece for piece in _pieces(items) if piece]
    return any(
        any(_is_finite(item) for item in piece)
        and piece[0].key not in SUBORDINATORS | _RELATIVES
        and (piece is pieces[0] or piece[0].key not in PREPOSITIONS)
        for piece in pieces
    )


def _is_finite(item: Item) -> bool:
    if item.kind is not Kind.WORD or item.capital:
        return False
    if item.key in VERBS | MODAL or is_past(item.key):
        return True
    base = base_of(item.key)
    return base is not None and is_third_person(item.key) and not noun_too(base)


def parentheses(items: Items) -> Iterator[Span]:
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
    return not holds(inside, GUARD | SPEAKING) and not any(item.key == "?" for item in inside)


def asides(items: Items) -> Iterator[Span]:
    """', the county sheriff,' ', which took effect in 2019,' ', 8 U.S.C. 1357(d),' between two commas."""
    found = commas(items)
    for opening, closing in pairwise(found):
        inside = items[opening + 1 : closing]
        if inside and _is_aside(inside, items[:opening]) and not _closed_by_list(items, found, closing):
            yield opening, closing + 1


def _closed_by_list(items: Items, found: Sequence[int], closing: int) -> bool:
    """Whether the comma at `closing` is inside a list: an 'and' or 'or' comes before a verb does."""
    later = [comma for comma in found if comma >= closing]
    if any(key_at(items, comma + 1) in ("and", "or", "nor") for comma in later[:3]):
        return True
    for at in range(closing + 1, len(items)):
        if items[at].key in _BOTH:
            return True
        if _is_finite(items[at]):
            break
    return False


def tails(items: Items) -> Iterator[Span]:
    """The same at the end of the sentence, and ', citing ...'."""
    found = commas(items)
    for opening in found:
        inside = items[opening + 1 :]
        if not inside or not has_main_verb(items[:opening]) or items[opening - 1].key in PREPOSITIONS:
            continue
        if inside[0].key in PARTICIPLES and not holds(inside, LIMIT):
            yield opening, len(items)
        elif _is_aside(inside, items[:opening]) and not any(item.mark and item.key == ";" for item in inside):
            first = inside[0].key
            before = any(comma < opening for comma in found)
            listed = key_at(items, opening + 1) in _BOTH or (before and holds(inside, _BOTH))
            # ', which runs the jail, has a contract': the main verb comes after; ', a pier, a mill or a lock'
            # is a list.
            several = any(comma > opening for comma in found) and (
                first in _RELATIVES or holds(inside, _BOTH)
            )
            if several and first != "including":
                continue
            if not listed or first in (*_RELATIVES, "including"):
                yield opening, len(items)


def _is_aside(inside: Items, before: Items) -> bool:
    if all(item.kind in (Kind.CITE, Kind.FIGURE, Kind.MARK) for item in inside):
        return any(item.kind is Kind.CITE for item in inside) or (len(inside) == 1 and before[-1].capital)
    first = inside[0].key
    if first in _RELATIVES:
        return not holds(inside, GUARD)
    if only_dates(inside):
        return True
    if first not in APPOSITION_OPENERS:
        return False
    if first == "including":
        return not holds(inside, GUARD | SPEAKING)
    # An apposition has no verb: 'the sheriff' but not 'the sheriff said' or 'the council voted'.
    clause = holds(inside, VERBS | SPEAKING) or inside[-1].key.endswith("ed")
    return not clause and not holds(inside, GUARD) and _stands_beside(before)


def only_dates(inside: Items) -> bool:
    """'decided on March 4, 2014' and 'adopted in 2019' only date; 'in force since 2019' may limit."""
    if len(inside) != 3 or inside[0].key not in ENACTED:
        return False
    return inside[1].key in ("in", "on") and inside[2].kind is Kind.DATE


def _stands_beside(before: Items) -> bool:
    """Whether an apposition after `before` can be one: the subject, or the whole clause, is there already.

    After an introductory phrase ('In Dover, Ohio', 'When asked', 'Last year') what stands between commas
    may be the subject itself.
    """
    last = before[-1].key
    if last in ATTRIBUTION and last not in _NOUNS_TOO:
        return False
    pieces = _pieces(before)
    if _names_a_subject(pieces[0]):
        return True
    return any(
        holds(piece, VERBS | MODAL) and piece[0].key not in PREPOSITIONS | SUBORDINATORS
        for piece in pieces[1:]
        if piece
    )


_ADJECTIVAL = ("y", "ful", "less", "ous", "ive", "al", "able", "ible", "ic", "ent", "ant")
_NOUNS_TOO = frozenset({"state", "states", "report", "rule", "ruling", "opinion", "finding", "argument"})


def _pieces(items: Items) -> list[Items]:
    bounds = [-1, *commas(items), len(items)]
    return [items[start + 1 : end] for start, end in pairwise(bounds)]


def _names_a_subject(piece: Items) -> bool:
    """Whether a sentence's first piece opens with its subject, and not with a where, when or how."""
    if not piece:
        return False
    first, last = piece[0], piece[-1].key
    if first.kind is not Kind.WORD or last in TIMES or holds(piece[:2], TIMES):
        return False
    low = first.key
    if low in PREPOSITIONS | SUBORDINATORS | OPENING_ADVERBS | NEGATION or is_adverb(low):
        return False
    if low in DETERMINERS or any(item.capital for item in piece[1:]) or low in KNOWN_PLACES or first.acronym:
        return True
    # 'Rowe, the sheriff,' but not 'Elected in May, the sheriff,' or 'Angry, the sheriff,'.
    described = is_gerund(low) or is_participle(low) or low.endswith(_ADJECTIVAL)
    return not described and (len(piece) == 1 or is_plural(last))
