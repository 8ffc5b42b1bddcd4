"""Lists in a sentence that may lose members: 'A, B and C did X' says 'A and C did X'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from wellsourced.steps.proof_items import Item, Kind
from wellsourced.steps.proof_words import EXCLUSIVE, GUARD, PREPOSITIONS, SUBORDINATORS, VERBS

__all__ = ["Listing", "listings"]

Items = Sequence[Item]
MOST_IN_MEMBER = 5


@dataclass(frozen=True, slots=True)
class Listing:
    """A list 'A, B and C': its `members` as droppable stretches, and where it ends.

    Between `start` and `end` commas and 'and' mean the same. `subject` if it opens the sentence.
    """

    start: int
    end: int
    members: tuple[tuple[int, int], ...]
    subject: bool


def _holds(items: Items, words: frozenset[str]) -> bool:
    return any(item.key in words for item in items if item.kind is Kind.WORD)


def _key(items: Items, at: int) -> str:
    return items[at].key if 0 <= at < len(items) else ""


@lru_cache(maxsize=4096)
def listings(items: tuple[Item, ...]) -> tuple[Listing, ...]:
    """Return the lists of the sentence that may lose members.

    Only lists joined by 'and', of short members without verbs or limits, and only where nothing before
    them makes the members count together ('only', 'not', 'both', 'three', 'leaving out').
    """
    found = []
    for at, item in enumerate(items):
        if item.key == "and" and item.kind is Kind.WORD and 0 < at < len(items) - 1:
            listing = _listing_at(items, at)
            if listing is not None:
                found.append(listing)
    return tuple(found)


def _listing_at(items: Items, joint: int) -> Listing | None:
    """The list whose 'and' stands at `joint`."""
    last = _last_member(items, joint)
    close = joint - 1 if items[joint - 1].key == "," else joint
    cuts = [close]  # the separators, right to left
    start = close - 1
    while start >= 0 and close - start <= 40:
        if items[start].mark and items[start].key == ",":
            if not _is_member(items[start + 1 : cuts[-1]]):
                break
            cuts.append(start)
        elif items[start].mark:
            break
        start -= 1
    first = _first_member(items, cuts[-1])
    if first is None:
        return None
    # 'Immigration and Customs' is one name; 'arrest and search' may share what comes next.
    if len(cuts) == 1 and (first[2] or last is None or _key(items, last[1]) not in ("to", "from")):
        return None
    begin, _, subject = first
    if _holds(items[:begin], EXCLUSIVE) or any(
        item.kind is Kind.FIGURE for item in items[max(0, begin - 4) : begin]
    ):
        return None
    if _holds(items[joint:], frozenset({"respectively", "together", "combined", "jointly", "each", "total"})):
        return None
    members = [(begin, cuts[-1])]
    members += [(after + 1, before) for after, before in zip(cuts[::-1], cuts[-2::-1], strict=False)]
    if last is not None:
        members.append(last)
    return Listing(begin, last[1] if last else joint + 1, tuple(members), subject)


def _is_member(items: Items) -> bool:
    if not 0 < len(items) <= MOST_IN_MEMBER or items[0].key in PREPOSITIONS | SUBORDINATORS:
        return False
    return not _holds(items, GUARD | VERBS) and all(item.kind is Kind.WORD for item in items)


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
    if items[start - 1].key in VERBS and _is_member(items[start:cut]):
        return start, cut, False
    return None


def _last_member(items: Items, joint: int) -> tuple[int, int] | None:
    """The last member: a run of capitals, one word that closes a clause, or words up to 'to' or 'from'.

    A longer member that closes a clause may hold a noun that belongs to all ('arrest and detention rules').
    """
    start = end = joint + 1
    while end < len(items) and items[end].capital:
        end += 1
    if end > start:
        return (start, end)
    while end < len(items) and end - start <= 3 and not _closes(items, end):
        end += 1
    # 'state and local officers' share their noun, 'sheriffs and state officers' do not.
    whole = items[joint - 1].mark or items[joint - 1].capital or items[joint - 1].key.endswith("s")
    short = end - start == 1 or (whole and _key(items, end) in ("to", "from"))
    return (start, end) if short and _closes(items, end) and _is_member(items[start:end]) else None


def _closes(items: Items, at: int) -> bool:
    return at >= len(items) or items[at].mark or items[at].key in ("to", "from")
