"""What an agent may see of what was published and written: nothing of pages that are withheld.

No role changes that here: whoever may lift a withholding does so on the site, in person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wellsourced.errors import InputError, WellsourcedError
from wellsourced.mcp.service import Service
from wellsourced.model.editions import Edition, flat_wording
from wellsourced.model.reports import Report
from wellsourced.model.sources import Passage
from wellsourced.render.imprint import Imprint
from wellsourced.web.catalogue import Listing, Withheld
from wellsourced.web.out_of_sight import withheld_in
from wellsourced.web.visitors import May, Visitor

__all__ = ["Shown", "edition_shown", "may_open", "page_shown", "refuse_withheld", "report_shown", "shown_of"]

_REPORT = re.compile(r"report-[a-z2-7]{20,60}")
_SHORTEST = len("edition-") + 8
"""Letters of an edition's id that mean it, where no other begins so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An edition that may be read, with its page, its report and what befell it since."""

    listing: Listing
    edition: Edition
    report: Report
    imprint: Imprint


def edition_shown(name: str, service: Service) -> Shown:
    """The edition of that id, or of its first letters. Raises `InputError` where none is in sight."""
    catalogue = service.directory.catalogue()
    if len(name) >= _SHORTEST and name.startswith("edition-"):
        listed = [(one, edition) for one in catalogue.listings for edition in one.editions]
        found = [pair for pair in listed if pair[1].id.startswith(name)]
        if len(found) == 1:
            return shown_of(*found[0], service)
    raise InputError(f"no edition is called {name!r}: `editions` lists those there are")


def shown_of(listing: Listing, edition: Edition, service: Service) -> Shown:
    """An edition that is in sight, with all that is told of it."""
    report, imprint = service.library.report(edition.report), service.press.imprint(listing, edition)
    return Shown(listing=listing, edition=edition, report=report, imprint=imprint)


def page_shown(name: str, service: Service) -> Listing:
    """The page of an id, of its address's key or its question. Raises `InputError` where none is in sight."""
    catalogue = service.directory.catalogue()
    if name in catalogue.by_page:
        return catalogue.by_page[name]
    if name in catalogue.keys:
        return catalogue.keys[name]
    flat = flat_wording(name)
    found = [one for one in catalogue.shown if one.page.is_worded(name) or one.page.slug == flat]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(one.page.id for one in found)
        raise InputError(f"{name!r} is asked on {len(found)} pages: give the id of one, {ids}")
    raise InputError(f"no page is called {name!r}: `editions` without arguments lists those there are")


def report_shown(name: str, service: Service) -> tuple[Report, Imprint | None]:
    """The report of that whole id, with the imprint of its edition if it has one. Raises `InputError`."""
    missing = InputError(f"no report is called {name!r}: give the whole id that `check` told")
    if _REPORT.fullmatch(name) is None:
        raise missing
    try:
        report = service.library.find(name)
    except InputError:
        raise missing from None
    if not isinstance(report, Report) or report.id != name:
        raise missing
    page = service.library.published_on(report.id)
    catalogue = service.directory.catalogue()
    if page is not None and catalogue.withheld_page(page) is not None:
        raise missing
    listing = None if page is None else catalogue.by_page.get(page)
    editions = () if listing is None else listing.editions
    edition = next((one for one in editions if one.report == report.id), None)
    if listing is not None and edition is not None:
        return report, service.press.imprint(listing, edition)
    if withheld_in(report, service) is not None:
        raise missing
    return report, None


def may_open(passage: Passage, service: Service, visitor: Visitor) -> bool:
    """Whether a passage is for this visitor: what published pages cite and our notes are for all.

    What no page cites is the library's own, which editors see.
    """
    if May.EDIT in visitor.may or passage.note is not None:
        return True
    return passage.id in service.directory.catalogue().citing


def refuse_withheld(one: Withheld | None) -> None:
    """Raise that a page is withheld; of what it said nothing is told."""
    if one is not None:
        raise WellsourcedError("the page on this is withheld: its site says when, why and by which rule")
