"""Whether one sentence is another with nothing left out but what may be left out, item by item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from wellsourced.steps.proving.drops import drops
from wellsourced.steps.proving.items import Item, Kind
from wellsourced.steps.proving.lists import listings
from wellsourced.steps.proving.words import ATTRIBUTION, CONNECTIVES

__all__ = ["follows", "same_words"]

Items = Sequence[Item]

MOST_MISSING = 6
"""Words of a claim that its source may spell another way, such as a name for its acronym."""
_FREE_MARKS = frozenset({",", ";", ":", "(", ")", "—", "/", "!"})
_ARTICLES = frozenset({"a", "an"})
# 'most' is not 'the most'; 'few' is not 'a few'.
_ARTICLE_COUNTS = frozenset(
    [
        "most",
        "least",
        "few",
        "fewer",
        "fewest",
        "more",
        "less",
        "only",
        "same",
        "one",
        "two",
        "three",
        "first",
        "last",
    ]
)
_AGREE = {"is": "are", "was": "were", "has": "have", "does": "do"}
# Prepositions after which a coarser date still holds: what happened on 8 May 2018 happened in 2018, but
# what must be done by 8 May 2018 need not be done by 2018.
_HOLDS_COARSER = frozenset({"in", "on", "of", "at", "since", "during", ",", "("})


def same_words(one: Items, other: Items) -> bool:
    """Whether two sentences are the same but for punctuation and spelling."""
    return _words(one) == _words(other)


def _words(items: Items) -> list[tuple[Kind, str]]:
    return [(item.kind, item.key) for item in items if not item.mark or item.key == "?"]


def follows(claim: Items, source: tuple[Item, ...], agreeing: Collection[int] = ()) -> bool:
    """Whether `claim` is `source` with nothing dropped but what the rules let go, and nothing added.

    At the indexes of `claim` in `agreeing` a word may differ in number ('require' for 'requires').
    """
    if not _plausible(claim, source):
        return False
    return _Alignment(claim, source, agreeing).reaches_the_end()


def _plausible(claim: Items, source: Items) -> bool:
    """A cheap look first: most words of the claim are in the source."""
    there = {item.key for item in source}
    said = [item for item in claim if not item.mark]
    missing = sum(1 for item in said if item.key not in there)
    return missing <= min(MOST_MISSING, (len(said) + 1) // 2)


class _Alignment:
    """A search over pairs (place in claim, place in source); every move is a licence."""

    def __init__(self, claim: Items, source: tuple[Item, ...], agreeing: Collection[int]) -> None:
        self.claim = claim
        self.source = source
        self.agreeing = agreeing
        # A count holds for its date: 'had 135 agreements in December 2024' is not 'in 2024'.
        self.counts = any(item.kind is Kind.FIGURE for item in source)
        self.skips: dict[int, list[int]] = defaultdict(list)
        self.members: set[int] = set()
        self.loose: set[int] = set()
        self._license()

    def _license(self) -> None:
        for drop in drops(self.source):
            self.skips[drop.start].append(drop.end)
        for listing in listings(self.source):
            kept = [member for member in listing.members if self._names(self.source[slice(*member)])]
            # A list must keep a member, and only those the claim does not name may go.
            if not (kept or listing.kept) or len(kept) == len(listing.members):
                continue
            self.members.update(start for start, _ in listing.members)
            self.members.add(listing.joint + 1)
            for start, end in listing.members:
                if (start, end) not in kept:
                    self.skips[start].append(end)
            if listing.subject:
                self.loose.update((listing.end, listing.end + 1))
        self._front()

    def _names(self, member: Items) -> bool:
        """Whether the claim has the member's words in a row."""
        wanted = [item.key for item in member]
        said = [item.key for item in self.claim]
        return any(said[at : at + len(wanted)] == wanted for at in range(len(said) - len(wanted) + 1))

    def _front(self) -> None:
        """'In Ohio, X' for 'X in Ohio.': a place or day moved from the end to the start."""
        claim, source = self.claim, self.source
        if len(claim) < 3 or claim[0].key not in ("in", "on"):
            return
        end = next((at for at, item in enumerate(claim[:8]) if item.mark and item.key == ","), 0)
        moved = claim[:end]
        if not end or not all(item.capital or item.kind is Kind.DATE for item in moved[1:]):
            return
        last = len(source) - len(moved)
        if last > 0 and all(_equal(a, b) for a, b in zip(moved, source[last:], strict=True)):
            self.source = (*moved, *source[:last])
            self.skips = defaultdict(
                list, {at + end: [e + end for e in ends] for at, ends in self.skips.items()}
            )
            for ends in self.skips.values():
                ends[:] = [e for e in ends if e <= len(source)]
            self.members = {at + end for at in self.members}
            self.loose = {at + end for at in self.loose}

    def reaches_the_end(self) -> bool:
        """Depth-first, each pair once."""
        goal = (len(self.claim), len(self.source))
        stack = [(0, 0)]
        seen = {(0, 0)}
        while stack:
            here = stack.pop()
            if here == goal:
                return True
            for there in self._moves(*here):
                if there not in seen:
                    seen.add(there)
                    stack.append(there)
        return False

    def _moves(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        """Where one licence leads from `claim[i]`, `source[j]`; the likeliest last, it is tried first."""
        for end in self.skips.get(j, ()):
            yield i, end
        if i < len(self.claim):
            yield from self._added(i, j)
        if j < len(self.source):
            yield from self._left_out(i, j)
        if i < len(self.claim) and j < len(self.source):
            yield from self._renamed(i, j)
            if self._matches(i, j):
                yield i + 1, j + 1

    def _added(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        """What a claim may have more: marks, connectives that assert nothing, 'that' after 'said'."""
        item = self.claim[i]
        if item.mark and item.key in _FREE_MARKS:
            yield i + 1, j
        if i == 0:
            for phrase in CONNECTIVES:
                if tuple(word.key for word in self.claim[: len(phrase)]) == phrase:
                    yield len(phrase), j
        if item.key in ("also", "likewise") or (item.key == "that" and self._reports(self.claim, i)):
            yield i + 1, j
        if item.key == "and" and (j in self.members or (self._mark_at(j) and self._member_next(j))):
            yield i + 1, j

    def _left_out(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        """What a claim may have less, word by word: marks, 'that' after 'said', 'the', a joint of a list."""
        item = self.source[j]
        if item.mark and item.key in _FREE_MARKS:
            yield i, j + 1
        if item.key == "that" and self._reports(self.source, j):
            yield i, j + 1
        if item.key == "the" and j + 1 < len(self.source):
            then = self.source[j + 1]
            if then.key not in _ARTICLE_COUNTS and then.kind is Kind.WORD:
                yield i, j + 1
        if item.key == "and" and j + 1 in self.members:
            yield i, j + 1

    def _mark_at(self, j: int) -> bool:
        return j < len(self.source) and self.source[j].mark

    def _member_next(self, j: int) -> bool:
        """Whether a member of a list begins after this comma, or after the 'and' that follows it."""
        joined = j + 1 < len(self.source) and self.source[j + 1].key == "and"
        return j + 1 in self.members or (joined and j + 2 in self.members)

    @staticmethod
    def _reports(items: Items, at: int) -> bool:
        return at > 0 and items[at - 1].key in ATTRIBUTION

    def _matches(self, i: int, j: int) -> bool:
        one, other = self.claim[i], self.source[j]
        if _equal(one, other):
            return True
        if one.kind is Kind.DATE and other.kind is Kind.DATE:
            before = self.source[j - 1].key if j else ""
            if self.counts or (before == "of" and self.source[j - 2].key == "as"):
                return False
            return other.key.startswith(f"{one.key}-") and before in _HOLDS_COARSER
        if (one.key, other.key) == ("in", "on"):
            return self._coarser_next(i, j)
        return (i in self.agreeing or j in self.loose) and _agree(one, other)

    def _coarser_next(self, i: int, j: int) -> bool:
        """'in 2018' for 'on 8 May 2018'."""
        if i + 1 >= len(self.claim) or j + 1 >= len(self.source):
            return False
        one, other = self.claim[i + 1], self.source[j + 1]
        return one.kind is Kind.DATE and other.kind is Kind.DATE and other.key.startswith(f"{one.key}-")

    def _renamed(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        """An acronym for the name it is made of, and the other way round."""
        one, other = self.claim[i], self.source[j]
        if one.acronym and other.capital and (end := _spells(self.source, j, one.text)):
            yield i + 1, end
        if other.acronym and one.capital and (end := _spells(self.claim, i, other.text)):
            yield end, j + 1


def _equal(one: Item, other: Item) -> bool:
    if one.kind is not other.kind:
        return False
    return one.key == other.key or (one.key in _ARTICLES and other.key in (*_ARTICLES, "the"))


def _agree(one: Item, other: Item) -> bool:
    """Whether two words differ in number only."""
    short, long = sorted((one.key, other.key), key=len)
    if _AGREE.get(short) == long or _AGREE.get(long) == short:
        return True
    return long in (f"{short}s", f"{short}es") or (short.endswith("y") and long == f"{short[:-1]}ies")


def _spells(items: Items, start: int, acronym: str) -> int | None:
    """Where the name ends whose capitals from `start` on are the acronym, or None."""
    wanted = acronym.replace(".", "")
    at = start
    while at < len(items) and wanted and items[at].kind is Kind.WORD:
        if items[at].capital:
            if items[at].text[0] != wanted[0]:
                return None
            wanted = wanted[1:]
        elif items[at].key not in ("of", "the", "and", "for"):
            return None
        at += 1
    return at if not wanted else None
