"""Long lists a leaf at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

__all__ = ["Leaf", "leaf", "leaf_of", "with_query"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Generic[T]):
    """One leaf of a list of `total` items: `number` of `leaves`, the first item is `first` of all, from 1.

    `address` gives that of each leaf.
    """

    items: Sequence[T]
    number: int
    leaves: int
    first: int
    total: int
    address: Callable[[int], str]

    @property
    def last(self) -> int:
        """The place of the last item, of all."""
        return self.first + len(self.items) - 1

    @property
    def near(self) -> list[int]:
        """The leaves that are linked: the first, the last, and those around this one."""
        around = range(self.number - 2, self.number + 3)
        return sorted({one for one in (1, *around, self.leaves) if 0 < one <= self.leaves})


def leaf(items: Sequence[T], asked: str, size: int, address: Callable[[int], str]) -> Leaf[T]:
    """The leaf that is asked for; the nearest there is where that is none."""
    number = _within(asked, len(items), size)
    start = (number - 1) * size
    return Leaf(
        items=items[start : start + size],
        number=number,
        leaves=_leaves(len(items), size),
        first=start + 1,
        total=len(items),
        address=address,
    )


def leaf_of(
    find: Callable[[int], tuple[int, Sequence[T]]], asked: str, size: int, address: Callable[[int], str]
) -> Leaf[T]:
    """The leaf asked for of a list that is read from a place on: `find` gives the total and those items."""
    number = int(asked) if asked.isdecimal() and int(asked) > 0 else 1
    total, items = find((number - 1) * size)
    if not items and number > 1:
        number = _leaves(total, size)
        total, items = find((number - 1) * size)
    first = (number - 1) * size + 1
    leaves = max(number, _leaves(total, size))
    return Leaf(items=items, number=number, leaves=leaves, first=first, total=total, address=address)


def with_query(address: str, **asked: str) -> str:
    """An address with what is asked of it, as far as anything is."""
    query: Mapping[str, str] = {name: value for name, value in asked.items() if value}
    return f"{address}?{urlencode(query)}" if query else address


def _within(asked: str, total: int, size: int) -> int:
    number = int(asked) if asked.isdecimal() and len(asked) < 10 else 1
    return min(max(number, 1), _leaves(total, size))


def _leaves(total: int, size: int) -> int:
    return max(1, -(-total // size))
