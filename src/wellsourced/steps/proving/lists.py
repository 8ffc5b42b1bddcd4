"""Lists in a sentence that may lose members: 'A, B and C did X' says 'A and C did X'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wellsourced.steps.proving.asides import holds, key_at
from wellsourced.steps.proving.items import Item, Kind
from wellsourced.steps.proving.words import (
    EXCLUSIVE,
    GUARD,
    MODAL,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    VERBS,
)
from wellsourced.text.grammar import DETERMINERS, is_modifier, is_plural
from wellsourced.text.verbs import base_of, is_base, noun_too
from wellsourced.text.wordlists import KNOWN_PLACES

__all__ = ["Listing", "listings"]

Items = Sequence[Item]
Span = tuple[int, int]
MOST_IN_MEMBER = 5
LONGEST = 40

_LETTING = frozenset({"let", "lets", "make", "makes", "made"})
# What a list of agents is told to do comes after these: 'bars A, B and C from', 'requires A, B and C to'.
_CLOSING = frozenset({"to", "from", "whether"})
# Together, not one by one: 'respectively', 'to meet', 'to share one jail'.
_COLLECTIVE = frozenset(
    {
        "respectively", "together", "combined", "jointly", "each", "total", "both", "meet", "met", "agree",
        "merge", "merged", "negotiate", "compete", "split", "divide", "another",
    }
)  # fmt: skip
# Prepositions whose phrases each hold alone; 'with X and with Y' may be two conditions of one thing.
_SEVERAL = frozenset({"from", "against", "about", "to"})
_DECLINING = frozenset({"refuse", "refuses", "refused", "fail", "fails", "failed", "decline", "declined"})
_POINTING = PRONOUNS | frozenset({"its", "their", "his", "her", "other", "others"})
_BINDING = frozenset({"in", "on", "at", "under", "during", "within", "since", "until", "by"})


@dataclass(frozen=True, slots=True)
class Listing:
    """A list 'A, B and C': its `members` as droppable stretches, where its 'and' stands, where it ends.

    Before a member a comma and 'and' mean the same. `subject` if it opens the sentence; `kept` if it has
    a member besides that never goes, so that all the others may.
    """

    joint: int
    end: int
    members: tuple[Span, ...]
    subject: bool = False
    kept: bool = False


@lru_cache(maxsize=4096)
def listings(items: tuple[Item, ...]) -> tuple[Listing, ...]:
    """Return the lists of the sentence that may lose members.

    Only lists joined by 'and', of short members without verbs or limits, and only where nothing before
    them makes the members count together ('only', 'not', 'both', 'three', 'leaving out').
    """
    found: list[Listing | None] = []
    for at, item in enumerate(items):
        if item.key == "and" and item.kind is Kind.WORD and 0 < at < len(items) - 1:
            found.append(_phrases_at(items, at) or _listing_at(items, at))
    return tuple(listing for listing in found if listing is not None)


def _listing_at(items: Items, joint: int) -> Listing | None:
    """The list of agents or things whose 'and' stands at `joint`."""
    close = joint - 1 if items[joint - 1].key == "," else joint
    cuts = [close, *_commas_back(items, close)]  # the separators, right to left
    first = _first_member(items, cuts[-1])
    if first is None:
        return None
    begin, _, subject = first
    last = _last_member(items, joint, begin)
    # 'Immigration and Customs' is one name; 'arrest and search' may share what comes next.
    if len(cuts) == 1 and (subject or last is None or not _takes_more(items, last[1], begin)):
        return None
    if holds(items[:begin], EXCLUSIVE) or any(
        item.kind is Kind.FIGURE for item in items[max(0, begin - 4) : begin]
    ):
        return None
    if holds(items[joint:], _COLLECTIVE):
        return None
    members = [(begin, cuts[-1])]
    members += [(after + 1, before) for after, before in zip(cuts[::-1], cuts[-2::-1], strict=False)]
    if key_at(items, joint + 1) in ("other", "others"):
        # 'ICE and other agencies': other than those named before, which therefore stay.
        members.clear()
    if last is not None:
        members.append(last)
    if not members:
        return None
    return Listing(joint, last[1] if last else joint + 1, tuple(members), subject, len(members) == 1)


def _commas_back(items: Items, close: int) -> Iterator[int]:
    """The commas that part the members, from the last back to the first."""
    after = close
    for at in range(close - 1, max(-1, close - 1 - LONGEST), -1):
        if not items[at].mark:
            continue
        if items[at].key != "," or not _is_member(items[at + 1 : after]):
            return
        after = at
        yield at


def _is_member(items: Items) -> bool:
    if not 0 < len(items) <= MOST_IN_MEMBER or items[0].key in PREPOSITIONS | SUBORDINATORS:
        return False
    return not holds(items, GUARD | VERBS) and all(item.kind is Kind.WORD for item in items)


def _first_member(items: Items, cut: int) -> tuple[int, int, bool] | None:
    """The first member, which ends at `cut`: a name that opens the sentence, or what follows a verb."""
    start = cut
    while start > 0 and cut - start <= MOST_IN_MEMBER and items[start - 1].kind is Kind.WORD:
        if items[start - 1].key in VERBS | PREPOSITIONS:
            break
        start -= 1
    if start == cut:
        return None
    if start == 0:
        named = all(item.capital for item in items[:cut]) and _is_member(items[:cut])
        return (0, cut, True) if named else None
    if (items[start - 1].key in VERBS or _left_to(items, start)) and _is_member(items[start:cut]):
        return start, cut, False
    return None


def _left_to(items: Items, start: int) -> bool:
    """'leaves it to A, B and C', 'is up to A, B and C'."""
    if key_at(items, start - 1) != "to":
        return False
    two = (key_at(items, start - 3), key_at(items, start - 2))
    return two[1] == "up" or (two[1] == "it" and two[0] in ("leave", "leaves", "left"))


def _last_member(items: Items, joint: int, begin: int) -> Span | None:
    """The last member: names, one word that closes a clause, or words up to what all are told to do.

    A longer member that closes a clause may hold a noun that belongs to all ('arrest and detention rules').
    """
    start = end = joint + 1
    while end < len(items) and items[end].capital:
        end += 1
    if end > start:
        # 'Ada Mills, Dover Mills and Salem police': the last is more than its capitals.
        states = all(item.key in KNOWN_PLACES for item in items[begin:end] if item.capital)
        return (start, end) if states or _ends_a_name(items, end) else None
    while end - start <= 3 and not (_takes_more(items, end, begin) or _closes(items, end)):
        end += 1
    # 'state and local officers' share their noun, 'sheriffs and state officers' do not.
    short = end - start == 1 and _closes(items, end)
    whole = _has_own_noun(items, joint) and _takes_more(items, end, begin)
    return (start, end) if (short or whole) and _is_member(items[start:end]) else None


def _has_own_noun(items: Items, joint: int) -> bool:
    """Whether the member before 'and' is whole: a name, a plural, or more than one word."""
    before = items[joint - 1]
    if before.mark or before.capital or is_plural(before.key):
        return True
    if joint < 2 or is_modifier(before.key):
        return False
    return not items[joint - 2].mark and items[joint - 2].key not in VERBS | PREPOSITIONS | DETERMINERS


def _ends_a_name(items: Items, at: int) -> bool:
    """Whether a name ends before here: what follows is a verb or a preposition, and no noun of the name."""
    if _closes(items, at) or items[at].key in VERBS | PREPOSITIONS | MODAL:
        return True
    base = base_of(items[at].key)
    return base is not None and not noun_too(base)


def _takes_more(items: Items, at: int, begin: int) -> bool:
    """Whether here begins what the members are told, let or left to do."""
    if key_at(items, at) in _CLOSING:
        return True
    # 'lets sheriffs and jails hold people': a verb after a plural.
    letting = key_at(items, begin - 1) in _LETTING
    return letting and is_plural(key_at(items, at - 1)) and is_base(key_at(items, at))


def _closes(items: Items, at: int) -> bool:
    return at >= len(items) or items[at].mark or items[at].key in _CLOSING


def _phrases_at(items: Items, joint: int) -> Listing | None:
    """'from X, from Y, and from Z': phrases under one preposition, each of which holds alone."""
    word = key_at(items, joint + 1)
    if word not in _SEVERAL:
        return None
    end = next((at for at in range(joint + 1, len(items)) if items[at].mark), len(items))
    close = joint - 1 if items[joint - 1].key == "," else joint
    members = [(joint + 1, end), *_phrases_back(items, word, close)]
    begin = members[-1][0]
    if len(members) == 1 or holds(items[:begin], EXCLUSIVE | _DECLINING) or holds(items[begin:], _COLLECTIVE):
        return None
    if len({is_base(key_at(items, start + 1)) for start, _ in members}) > 1:
        return None  # 'access to ICE and to query': a place and a deed
    # 'to publish a list, to notify those on it': what is pointed back at stays.
    pointing = max((start for start, end in members if holds(items[start:end], _POINTING)), default=0)
    free = [span for span in members[::-1] if span[0] >= pointing and _is_free_phrase(items[slice(*span)])]
    # 'from taking money from jails, and from ...': the first may belong inside another.
    if members[-1] in free and any(item.key == word for item in items[:begin]):
        free.remove(members[-1])
    # The last phrase may carry a when or where that belongs to all.
    if members[0] in free and holds(items[joint + 2 : end], _BINDING):
        free.remove(members[0])
    if not free:
        return None
    return Listing(joint, end, tuple(free), kept=len(free) < len(members))


def _phrases_back(items: Items, word: str, close: int) -> Iterator[Span]:
    """The phrases under `word` before the last, right to left; all but the first follow a comma."""
    for at in range(close - 1, -1, -1):
        if items[at].mark and items[at].key != ",":
            return
        if items[at].key == word:
            yield at, close
            if key_at(items, at - 1) != ",":
                return
            close = at - 1


def _is_free_phrase(items: Items) -> bool:
    if holds(items, GUARD) or any(item.mark for item in items):
        return False
    return all(item.kind in (Kind.WORD, Kind.CITE) for item in items)
