"""How much of one page another page has, told exactly; and whether that makes it the same text."""

from __future__ import annotations

from dataclasses import dataclass

from wellsourced.steps.independence.pages import Print

__all__ = ["Overlap", "compare", "same_text"]

SHARED = 0.18
"""The share of the shorter page that must be the other's own words."""
SUPPORTED = 0.10
"""The same where an agency's credit, the headline or two quotations agree as well."""
NEARLY_ALL = 0.8
"""Shared by both to this degree, pages are one text whoever printed them and whatever it is."""
FACTS = 0.4
"""The share of the facts of the page that has fewer that the other names as well: the same event."""
FEWEST = 12
"""Shingles: less may be a phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What two pages share: `first` and `second` are shares of each page's shingles, 0 to 1.

    What both pages quote is somebody else's words and counts for neither; `whole` counts it, and is
    the lower of the two pages' shares. `shared` counts the shingles they share, `quoted` those both
    quote; `facts` is the share of the facts of the page with fewer of them, `quotations` how many
    quotations are in both.
    """

    first: float
    second: float
    whole: float
    shared: int
    quoted: int
    facts: float
    quotations: int

    @property
    def more(self) -> float:
        """The share of the page that the other has more of."""
        return max(self.first, self.second)

    @property
    def less(self) -> float:
        """The share of the page that the other has less of."""
        return min(self.first, self.second)


def compare(one: Print, other: Print) -> Overlap:
    """What two pages share."""
    common = one.shingles & other.shingles
    own = common & (one.own | other.own)
    quoted = len(common) - len(own)
    fewer = min(len(one.facts), len(other.facts))
    sizes = len(one.shingles), len(other.shingles)
    return Overlap(
        first=len(own) / max(1, sizes[0] - quoted),
        second=len(own) / max(1, sizes[1] - quoted),
        whole=len(common) / max(1, *sizes),
        shared=len(own),
        quoted=quoted,
        facts=len(one.facts & other.facts) / fewer if fewer else 0.0,
        quotations=len(set(one.quotations) & set(other.quotations)),
    )


def same_text(overlap: Overlap, *, same_publisher: bool, supported: bool) -> bool:
    """Whether one page has its text from the other, or both have it from a third.

    `supported`: they credit one agency or carry one headline. Pages of one publisher share their forms
    ("Notice of meeting") and count once anyway, so they must share nearly all.
    """
    if overlap.shared + overlap.quoted < FEWEST:
        return False
    if overlap.whole >= NEARLY_ALL:
        return True
    if same_publisher or overlap.shared < FEWEST or overlap.facts < FACTS:
        return False
    bar = SUPPORTED if supported or overlap.quotations > 1 else SHARED
    return overlap.more >= bar
