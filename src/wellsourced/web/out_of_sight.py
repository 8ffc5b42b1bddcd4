"""What must not come to light by another way: questions and drafts of pages that are withheld."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from wellsourced.model.claims import Inquiry
from wellsourced.model.reports import Report
from wellsourced.ports import Library
from wellsourced.web.catalogue import Directory, Withheld

__all__ = ["Published", "withheld_for", "withheld_in"]


class Published(Protocol):
    """A library and what was published of it, as the site holds them."""

    @property
    def library(self) -> Library: ...
    @property
    def directory(self) -> Directory: ...


def withheld_for(inquiry: Inquiry, site: Published) -> Withheld | None:
    """The withheld page that asks this in these words, of this place and agency, on whatever day."""
    return next((one for one in _withheld(site) if _asks(one, inquiry)), None)


def withheld_in(report: Report, site: Published) -> Withheld | None:
    """The withheld page that a draft would bring back: that of its question, or one whose sentence it says.

    Asked in other words, of another place or for a part, the same passages are written of the same way; so it
    is the sentences that tell, whatever was asked.
    """
    asked = withheld_for(report.inquiry, site)
    if asked is not None:
        return asked
    said = {one.text for one in report.statements()}
    return next((one for one in _withheld(site) if not said.isdisjoint(_sentences(one, site))), None)


def _sentences(one: Withheld, site: Published) -> set[str]:
    """All that its editions say. Withheld pages are few, and drafts are read by few: nothing is kept."""
    return {
        said.text for edition in one.editions for said in site.library.report(edition.report).statements()
    }


def _withheld(site: Published) -> Iterable[Withheld]:
    return site.directory.catalogue().withheld.values()


def _asks(one: Withheld, inquiry: Inquiry) -> bool:
    where = (one.page.place, one.page.agency) == (inquiry.place, inquiry.agency)
    return where and one.page.is_worded(inquiry.title)
