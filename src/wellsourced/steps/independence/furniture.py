"""What a site prints on all its pages, found by its coming back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from wellsourced.steps.independence.pages import Page, paragraphs

__all__ = ["furniture"]

OFTEN = 3
"""A paragraph on so many pages of one publisher is the site's and not the page's."""
SAME_PAGE = 0.5
"""Two pages that share more of their paragraphs are versions of one: they tell nothing of the site."""


def furniture(pages: Sequence[Page]) -> Mapping[str, frozenset[str]]:
    """By page id, the paragraphs that other pages of its publisher carry as well."""
    by_publisher: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for page in pages:
        if page.publisher:
            by_publisher[page.publisher][page.id] = frozenset(paragraphs(page.text))
    found: dict[str, frozenset[str]] = {}
    for held in by_publisher.values():
        repeated = _repeated(list(held.values()))
        found |= {name: own & repeated for name, own in held.items() if own & repeated}
    return found


def _repeated(held: Sequence[frozenset[str]]) -> frozenset[str]:
    """The paragraphs that come back on different pages."""
    counts = Counter(one for own in held for one in own)
    back = {one for one, n in counts.items() if n > 1}
    if not back:
        return frozenset()
    often = {one for one in back if counts[one] >= OFTEN}
    carrying = [own for own in held if own & (back - often)]
    for one, other in combinations(carrying, 2):
        shared = one & other
        if shared and len(shared) <= SAME_PAGE * min(len(one), len(other)):
            often |= shared
    return frozenset(often)
