"""Circular citing: pages that rest on one another, so that none adds to what the first said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wellsourced.steps.independence.pages import Page
from wellsourced.text.addresses import host_of
from wellsourced.text.tokens import fold

__all__ = ["Circle", "circles", "cites"]

_CREDITING = (
    r"(?:according to|(?:first )?reported (?:by|in)|as told to|told|citing|cited by|quoted (?:by|in)|"
    r"wrote in|writes in|published (?:by|in)) (?:the |a report (?:by|in) (?:the )?)?"
)
_REPORTED = r" (?:(?:has |had |first )?reported|reports|said|says|wrote|writes|revealed|found)\b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Pages, by id in their order, each of which rests on the next and the last on the first.

    It is `closed` where none of them cites anything outside it: then it rests on nothing but itself.
    """

    members: tuple[str, ...]
    closed: bool


def cites(pages: Sequence[Page]) -> Mapping[str, frozenset[str]]:
    """By page id, the ids of the other pages it rests on: by link, or by crediting their publisher.

    A publisher named in the text stands for its page only where it has one among these, else nobody
    knows which is meant. A page of one's own publisher is no source.
    """
    at: dict[str, str] = {}
    of: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        for name in page.names:
            at.setdefault(name, page.id)
        if page.publisher:
            of[page.publisher].append(page.id)
    publisher = {page.id: page.publisher for page in pages}
    known = {name: ids[0] for name, ids in of.items() if len(ids) == 1}
    found: dict[str, frozenset[str]] = {}
    for page in pages:
        linked = {at[link] for link in page.links if link in at}
        credited = {known[name] for name in _credited(page.text, known)}
        others = {one for one in linked | credited if one != page.id}
        found[page.id] = frozenset(one for one in others if not _own(page.publisher, publisher[one]))
    return found


def _own(one: str, other: str) -> bool:
    return bool(one) and one == other


def _credited(text: str, publishers: Iterable[str]) -> Iterator[str]:
    """The publishers a text says it has something from."""
    plain = fold(text)
    for name in publishers:
        folded = fold(name)
        if folded not in plain:
            continue
        spelled = re.escape(folded.removeprefix("the "))
        if re.search(rf"\b{_CREDITING}{spelled}\b|\b{spelled}\b{_REPORTED}", plain):
            yield name


def circles(pages: Sequence[Page]) -> tuple[Circle, ...]:
    """Every set of pages each of which rests, over the others, on itself, in the order of `pages`."""
    resting = cites(pages)
    here = {name for page in pages for name in page.names}
    known = {page.id: page for page in pages}
    found = []
    for group in _strong(resting):
        if len(group) < 2:
            continue
        inside = frozenset(group)
        closed = all(resting[one] <= inside and _targets(known[one]) <= here for one in group)
        order = {page.id: place for place, page in enumerate(pages)}
        found.append(Circle(members=tuple(sorted(group, key=order.__getitem__)), closed=closed))
    place = {page.id: at for at, page in enumerate(pages)}
    return tuple(sorted(found, key=lambda circle: place[circle.members[0]]))


def _targets(page: Page) -> set[str]:
    """The addresses a page cites on other sites than its own."""
    own = {host_of(name) for name in page.names}
    return {link for link in page.links if host_of(link) not in own}


def _strong(graph: Mapping[str, frozenset[str]]) -> list[list[str]]:
    """The strongly connected components (Tarjan, 1972), without recursion."""
    reached: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: list[str] = []
    found: list[list[str]] = []
    for start in graph:
        if start in reached:
            continue
        work = [(start, iter(sorted(graph[start])))]
        reached[start] = low[start] = len(reached)
        open_.append(start)
        while work:
            node, following = work[-1]
            step = next((one for one in following if one not in reached or one in open_), None)
            if step is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == reached[node]:
                    at = open_.index(node)
                    found.append(open_[at:])
                    del open_[at:]
            elif step in reached:
                low[node] = min(low[node], reached[step])
            else:
                reached[step] = low[step] = len(reached)
                open_.append(step)
                work.append((step, iter(sorted(graph[step]))))
    return found
