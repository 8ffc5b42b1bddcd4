"""Pairs of what stands on two pages, one to one: what is the same first, then what is most alike. Pure.

Every rule here reads the same from both sides, so that two pages swapped swap their changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TypeVar

from wellsourced.model.editions import Change, ChangeKind

__all__ = ["added_and_removed", "alike", "by_key", "plain", "replaced", "told"]

A = TypeVar("A")


def plain(text: str) -> str:
    """The text on one line, as pages print it."""
    return " ".join(text.split())


def told(kind: ChangeKind, before: str | None, after: str | None, where: str) -> Iterator[Change]:
    """A change where there is one; texts that are empty count as absent."""
    was, now = plain(before or "") or None, plain(after or "") or None
    if was != now:
        yield Change(kind=kind, before=was, after=now, where=where)


def by_key(old: Sequence[A], new: Sequence[A], key: Callable[[A], Hashable]) -> list[tuple[A, A]]:
    """Pairs of the same key, the first of each with the first, and so on."""
    waiting: dict[Hashable, list[A]] = defaultdict(list)
    for one in reversed(new):
        waiting[key(one)].append(one)
    return [(one, waiting[key(one)].pop()) for one in old if waiting[key(one)]]


def alike(
    old: Sequence[A], new: Sequence[A], score: Callable[[A, A], float], bound: float
) -> list[tuple[A, A]]:
    """Pairs by best score first, none below the bound; of equals those nearest the top of both pages."""
    scored = [(score(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new)]
    # By i + j and by neither alone: two pairs that exclude each other never tie, whichever page is first.
    ranked = sorted((one for one in scored if one[0] >= bound), key=lambda one: (-one[0], one[1] + one[2]))
    left, right = set(range(len(old))), set(range(len(new)))
    pairs = []
    for _, i, j in ranked:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((i, j))
    return [(old[i], new[j]) for i, j in sorted(pairs, key=lambda pair: pair[1])]


def added_and_removed(old: Iterable[A], new: Iterable[A]) -> tuple[list[A], list[A]]:
    """What only the old has and what only the new has, each as often as it is missing, in order."""
    was, now = list(old), list(new)
    gone, come = Counter(was) - Counter(now), Counter(now) - Counter(was)
    return _of(was, gone), _of(now, come)


def _of(items: Iterable[A], wanted: Counter[A]) -> list[A]:
    left = Counter(wanted)
    taken = []
    for item in items:
        if left[item] > 0:
            left[item] -= 1
            taken.append(item)
    return taken


def replaced(kind: ChangeKind, old: Iterable[str], new: Iterable[str], where: str) -> Iterator[Change]:
    """Texts of one place that went, each with one that came while there is one, else alone."""
    gone, come = (sorted(texts) for texts in added_and_removed(map(plain, old), map(plain, new)))
    for was, now in zip_longest(gone, come):
        yield from told(kind, was, now, where)
