"""Pages into clusters: what has one text, or one address, speaks once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from wellsourced.steps.independence.furniture import furniture
from wellsourced.steps.independence.minhash import pairs
from wellsourced.steps.independence.overlap import Overlap, compare, same_text
from wellsourced.steps.independence.pages import Page, Print, print_of
from wellsourced.steps.independence.wires import wire_credit, without_dateline
from wellsourced.text.tokens import content_words

__all__ = ["Cluster", "Reason", "clusters", "earliest_by_page"]

MUTUAL = 0.18
"""Where each page has so much of the other, they are bound; where only one has, see `_one_origin_each`."""


class Reason(StrEnum):
    """What put pages together."""

    ADDRESS = "address"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Pages that speak once, by id, the earliest first, and what put them together."""

    members: tuple[str, ...]
    reasons: frozenset[Reason]

    @property
    def earliest(self) -> str:
        """The page the others have their text from, as far as dates tell."""
        return self.members[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bond:
    """Two pages, by place, that belong together, the earlier first."""

    earlier: int
    later: int
    reason: Reason
    shared: int = 0
    mutual: bool = True


def clusters(pages: Sequence[Page]) -> tuple[Cluster, ...]:
    """Every page in one cluster, most in one of their own, in the order of their earliest members.

    The order of `pages` changes nothing. Raises `ValueError` where two pages have one id.
    """
    ordered = sorted(pages, key=lambda page: (page.day, page.address, page.id))
    if len({page.id for page in ordered}) < len(ordered):
        raise ValueError("two pages have one id")
    bonds = [*_by_address(ordered), *_one_origin_each(_by_text(ordered))]
    return tuple(_joined(ordered, bonds))


def earliest_by_page(pages: Sequence[Page]) -> Mapping[str, str]:
    """By page id, the id of the earliest page of its cluster."""
    return {member: cluster.earliest for cluster in clusters(pages) for member in cluster.members}


def _by_address(pages: Sequence[Page]) -> Iterator[_Bond]:
    """Pages that were read at one address, or name one for their own, or one that another was read at."""
    at: dict[str, list[int]] = defaultdict(list)
    for place, page in enumerate(pages):
        for name in page.names:
            at[name].append(place)
    for places in at.values():
        for one, other in pairwise(sorted(places)):
            yield _Bond(earlier=one, later=other, reason=Reason.ADDRESS)


def _by_text(pages: Sequence[Page]) -> Iterator[_Bond]:
    fixed = furniture(pages)
    prints = [print_of(without_dateline(page.text), fixed.get(page.id, frozenset())) for page in pages]
    credits_ = [wire_credit(page.text) for page in pages]
    headlines = [" ".join(content_words(page.title)) for page in pages]
    for one, other in pairs([found.shingles for found in prints]):
        overlap = compare(prints[one], prints[other])
        alike = _same(credits_[one], credits_[other]) or _same(headlines[one], headlines[other])
        same_site = _same(pages[one].publisher, pages[other].publisher)
        if same_text(overlap, same_publisher=same_site, supported=alike):
            yield _bond(one, other, overlap, prints)


def _same(one: str | None, other: str | None) -> bool:
    return bool(one) and one == other


def _bond(one: int, other: int, overlap: Overlap, prints: Sequence[Print]) -> _Bond:
    # Of two pages that quote the same, the share of all words tells as much as that of their own.
    mutual = overlap.less >= MUTUAL or overlap.whole >= MUTUAL
    return _Bond(earlier=one, later=other, reason=Reason.TEXT, shared=overlap.shared, mutual=mutual)


def _one_origin_each(bonds: Iterator[_Bond]) -> Iterator[_Bond]:
    """All mutual bonds; of the others, for each later page, the one to the page it has most from.

    A digest has a little of each of five stories; they must not become one through it.
    """
    best: dict[int, _Bond] = {}
    for bond in bonds:
        if bond.mutual:
            yield bond
            continue
        known = best.get(bond.later)
        if known is None or (-bond.shared, bond.earlier) < (-known.shared, known.earlier):
            best[bond.later] = bond
    yield from best.values()


def _joined(pages: Sequence[Page], bonds: Sequence[_Bond]) -> Iterator[Cluster]:
    """The connected pages, in the order of each cluster's first place."""
    roots = list(range(len(pages)))

    def root(place: int) -> int:
        while roots[place] != place:
            roots[place] = roots[roots[place]]
            place = roots[place]
        return place

    for bond in bonds:
        one, other = sorted((root(bond.earlier), root(bond.later)))
        roots[other] = one
    members: dict[int, list[int]] = defaultdict(list)
    for place in range(len(pages)):
        members[root(place)].append(place)
    bound: dict[int, list[_Bond]] = defaultdict(list)
    for bond in bonds:
        bound[root(bond.earlier)].append(bond)
    for first, places in members.items():
        yield Cluster(
            members=tuple(pages[place].id for place in _earliest_first(pages, places, bound[first])),
            reasons=frozenset(bond.reason for bond in bound[first]),
        )


def _earliest_first(pages: Sequence[Page], places: Sequence[int], bonds: Sequence[_Bond]) -> list[int]:
    """By day; of one day, the agency that is credited, then what the others have most of, then the shortest.

    A copy has what its site adds besides, so of two pages that both have the whole text the shorter one is
    nearer to it.
    """
    credited = {wire_credit(pages[place].text) for place in places} - {None}
    given: Counter[int] = Counter()
    for bond in bonds:
        given[bond.earlier] += bond.shared
        given[bond.later] += bond.shared

    def rank(place: int) -> tuple[date, bool, int, int, str]:
        page = pages[place]
        agency = page.publisher.lower().removeprefix("the ") in credited
        return page.day, not agency, -given[place], len(page.text), page.address

    return sorted(places, key=rank)
