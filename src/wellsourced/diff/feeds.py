"""Feeds of published pages, from what a library keeps of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from wellsourced.diff.answering import answering_changes, asked_last
from wellsourced.diff.between import diff
from wellsourced.model.editions import Edition, Page
from wellsourced.ports import Library
from wellsourced.render.atom import (
    Entry,
    atom_feed,
    confirmation_entry,
    dispute_entry,
    edition_entry,
    retraction_entry,
)
from wellsourced.render.sharing import shareable
from wellsourced.render.words import NO_PHRASES, label_word

__all__ = ["AddressOf", "edition_entries", "page_entries", "page_feed"]

AddressOf = Callable[[Edition], str | None]
"""Where an edition is on the web, where it is."""


def _nowhere(_: Edition) -> str | None:
    return None


def page_feed(
    page: Page,
    library: Library,
    actions: Mapping[str, str] = NO_PHRASES,
    *,
    address_of: AddressOf = _nowhere,
    address: str | None = None,
) -> str:
    """A page's editions with what changed in each, sources that stopped answering, disputes, its retraction.

    A confirmation that found all as it was is no news and makes no entry. `actions` as for the page;
    `address` is the feed's own.
    """
    return atom_feed(page, page_entries(page, library, actions, address_of), address=address)


def page_entries(
    page: Page, library: Library, actions: Mapping[str, str], address_of: AddressOf = _nowhere
) -> list[Entry]:
    """What a page's feed tells."""
    chain, retraction = library.editions(page.id), library.retraction(page.id)
    entries = [*_editions(page, library, actions, address_of), *_answers(page, library, address_of)]
    editions = {one.id: one for one in chain}
    entries += [
        dispute_entry(one, title=page.title, address=address_of(editions[one.edition]))
        for one in library.disputes(page.id)
    ]
    if retraction is not None:
        entries.append(retraction_entry(retraction, title=page.title, address=address_of(chain[-1])))
    return entries


def edition_entries(
    editions: Iterable[tuple[Edition, Edition | None]],
    library: Library,
    actions: Mapping[str, str],
    address_of: AddressOf = _nowhere,
) -> list[Entry]:
    """Editions of several pages, each with the one before it: what changed, or what a new page answers."""
    entries = []
    for edition, before in editions:
        title, report = library.page(edition.page).title, shareable(library.report(edition.report))
        if before is not None:
            changes = diff(library.report(before.report), report, actions=actions)
            entries.append(edition_entry(edition, changes, title=title, address=address_of(edition)))
            continue
        first = report.verdicts[0]
        answer = "" if first.answer is None else f": {first.answer.text}"
        entry = edition_entry(edition, (), title=title, address=address_of(edition))
        entries.append(replace(entry, summary=f"{label_word(first.label)}{answer}"))
    return entries


def _editions(
    page: Page, library: Library, actions: Mapping[str, str], address_of: AddressOf
) -> Iterator[Entry]:
    chain = library.editions(page.id)
    yield edition_entry(chain[0], (), title=page.title, address=address_of(chain[0]))
    for before, after in pairwise(chain):
        reports = library.report(before.report), library.report(after.report)
        changes = diff(*reports, actions=actions)
        yield edition_entry(after, changes, title=page.title, address=address_of(after))


def _answers(page: Page, library: Library, address_of: AddressOf) -> Iterator[Entry]:
    editions = {one.id: one for one in library.editions(page.id)}
    earlier = None
    for one in library.confirmations(page.id):
        of = editions[one.edition]
        changes = tuple(answering_changes(library.report(of.report), earlier, asked_last([one])))
        if changes:
            yield confirmation_entry(one, changes, title=page.title, address=address_of(of))
        earlier = asked_last([one]) or earlier
