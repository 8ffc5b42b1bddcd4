"""What befell pages lately: new editions with what they changed, corrections and retractions. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wellsourced.model.editions import Correction, Edition
from wellsourced.render.words import counted, label_word
from wellsourced.text.private import masked
from wellsourced.web.cards import Card
from wellsourced.web.catalogue import Catalogue, Listing

__all__ = ["Entry", "Renewed", "corrections_of", "differs", "renewed_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """An edition that was not its page's first, and in a line or more what it changed."""

    listing: Listing
    edition: Edition
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the public log; `listing` and `edition` are absent where we do not have them any more.

    A retraction takes back a whole page: it is of no edition.
    """

    at: datetime
    listing: Listing | None
    edition: Edition | None
    what: str
    why: str
    retraction: bool


def differs(before: Card, after: Card) -> tuple[str, ...]:
    """What a reader meets first that is not as it was: the verdict, the answer, the sources."""
    told = []
    for label, new in zip(before.labels, after.labels, strict=False):
        if label is not new:
            told.append(f"The verdict is now “{label_word(new)}”; it was “{label_word(label)}”.")
    if not told and before.answer != after.answer:
        told.append("The answer is worded anew." if before.answer and after.answer else "The answer is new.")
    had, has = {one.id for one in before.sources}, {one.id for one in after.sources}
    come, gone = len(has - had), len(had - has)
    counts = [f"{counted(come, 'source')} more"] if come else []
    counts += [f"{counted(gone, 'source')} fewer" if not come else f"{gone:,} fewer"] if gone else []
    if counts:
        told.append(f"{', '.join(counts)}.")
    return tuple(told)


def renewed_of(catalogue: Catalogue) -> tuple[Renewed, ...]:
    """The editions in which pages stand that were published before, newest first."""
    return tuple(
        Renewed(listing=one, edition=one.stands, told=differs(one.cards[-2], one.cards[-1]))
        for one in catalogue.shown
        if len(one.editions) > 1
    )


def corrections_of(catalogue: Catalogue, corrections: Sequence[Correction]) -> tuple[Entry, ...]:
    """The public log, newest first: what editions took back, and pages that were taken back.

    Of pages that are withheld it says nothing: it would repeat what is not to be read.
    """
    entries = [
        Entry(
            at=one.corrected_at,
            listing=(listing := catalogue.by_page[one.page]),
            edition=_edition(listing, one.edition),
            what=masked(one.what),
            why=masked(one.why),
            retraction=False,
        )
        for one in corrections
        if one.page in catalogue.by_page
    ]
    for listing in catalogue.listings:
        if listing.retraction is not None:
            entries.append(
                Entry(
                    at=listing.retraction.retracted_at,
                    listing=listing,
                    edition=None,
                    what=listing.page.title,
                    why=masked(listing.retraction.why),
                    retraction=True,
                )
            )
    return tuple(sorted(entries, key=lambda one: one.at, reverse=True))


def _edition(listing: Listing | None, name: str) -> Edition | None:
    editions: Mapping[str, Edition] = {} if listing is None else {one.id: one for one in listing.editions}
    return editions.get(name)
