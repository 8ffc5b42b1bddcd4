"""The sources that published pages cite, and who cites what of them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wellsourced.model.sources import SourceKind
from wellsourced.web.cards import SourceCard
from wellsourced.web.catalogue import Catalogue, Listing

__all__ = ["CitedSource", "having", "kinds_of", "publishers_of", "sources_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """A source with the pages that cite it in any edition, its passages that they cite, and its copies.

    `original` and `copies` are sources here, by their ids.
    """

    card: SourceCard
    citing: tuple[Listing, ...]
    passages: tuple[str, ...]
    original: str | None
    copies: tuple[str, ...]


def sources_of(catalogue: Catalogue) -> Mapping[str, CitedSource]:
    """The sources by their ids, those that most pages cite first; each as the newest edition names it."""
    cards: dict[str, SourceCard] = {}
    citing: dict[str, dict[str, Listing]] = defaultdict(dict)
    passages: dict[str, dict[str, None]] = defaultdict(dict)
    copies: dict[str, dict[str, None]] = defaultdict(dict)
    for listing in catalogue.listings:
        for source in (one for card in reversed(listing.cards) for one in card.sources):
            cards.setdefault(source.id, source)
            citing[source.id][listing.key] = listing
            passages[source.id] |= dict.fromkeys(source.passages)
            if source.copy_of is not None:
                copies[source.copy_of][source.id] = None
    order = sorted(cards.values(), key=lambda one: (-len(citing[one.id]), one.title.casefold(), one.id))
    return {
        card.id: CitedSource(
            card=card,
            citing=tuple(citing[card.id].values()),
            passages=tuple(passages[card.id]),
            original=card.copy_of if card.copy_of in cards else None,
            copies=tuple(copies[card.id]) if card.id in copies else (),
        )
        for card in order
    }


def having(sources: Mapping[str, CitedSource], kind: str, publisher: str, query: str) -> list[CitedSource]:
    """Those of a kind and a publisher, where named, whose title, publisher or address has the words."""
    asked = query.casefold().split()

    def fits(one: CitedSource) -> bool:
        told = f"{one.card.title} {one.card.publisher} {one.card.uri}".casefold()
        return (
            kind in ("", one.card.kind.value)
            and publisher in ("", one.card.publisher)
            and all(word in told for word in asked)
        )

    return [one for one in sources.values() if fits(one)]


def kinds_of(sources: Mapping[str, CitedSource]) -> list[tuple[SourceKind, int]]:
    """How many there are of each kind, in the order of the kinds, where there are any."""
    counts = [(kind, sum(one.card.kind is kind for one in sources.values())) for kind in SourceKind]
    return [(kind, count) for kind, count in counts if count]


def publishers_of(sources: Sequence[CitedSource]) -> list[tuple[str, int]]:
    """How many there are of each publisher, most first."""
    counts: dict[str, int] = defaultdict(int)
    for one in sources:
        counts[one.card.publisher] += 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].casefold()))
