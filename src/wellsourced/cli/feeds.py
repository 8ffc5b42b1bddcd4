"""The feed of a page, from what a library keeps of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from wellsourced.diff import answering_changes, diff
from wellsourced.diff.answering import asked_last
from wellsourced.model.editions import Page
from wellsourced.ports import Library
from wellsourced.render.atom import Entry, atom_feed, confirmation_entry, edition_entry, retraction_entry

__all__ = ["page_feed"]


def page_feed(page: Page, library: Library, actions: Mapping[str, str]) -> str:
    """A page's editions with what changed in each, sources that stopped answering, and its retraction.

    A confirmation that found all as it was is no news and makes no entry. `actions` as for the page.
    """
    retraction = library.retraction(page.id)
    entries = [*_editions(page, library, actions), *_answers(page, library)]
    if retraction is not None:
        entries.append(retraction_entry(retraction, title=page.title))
    return atom_feed(page, entries)


def _editions(page: Page, library: Library, actions: Mapping[str, str]) -> Iterator[Entry]:
    chain = library.editions(page.id)
    yield edition_entry(chain[0], (), title=page.title)
    for before, after in pairwise(chain):
        reports = library.report(before.report), library.report(after.report)
        yield edition_entry(after, diff(*reports, actions=actions), title=page.title)


def _answers(page: Page, library: Library) -> Iterator[Entry]:
    reports = {one.id: one.report for one in library.editions(page.id)}
    earlier = None
    for one in library.confirmations(page.id):
        report = library.report(reports[one.edition])
        changes = tuple(answering_changes(report, earlier, asked_last([one])))
        if changes:
            yield confirmation_entry(one, changes, title=page.title)
        earlier = asked_last([one]) or earlier
