"""A report becomes an edition of its page: attributed again first; and one question has one page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from wellsourced.check import Desk, claims_of
from wellsourced.errors import InputError, Integrity
from wellsourced.model.claims import Inquiry
from wellsourced.model.editions import Edition, Page
from wellsourced.rules.places import places_in
from wellsourced.steps.assemble import known_places
from wellsourced.steps.attribute import fallen
from wellsourced.steps.same_page import Reader, canonical

__all__ = ["next_edition", "page_for", "publish"]


def publish(report_id: str, desk: Desk, *, note: str = "") -> Edition:
    """Make an edition of a saved report; publishing it again gives the edition there is.

    A question asked before in other words has its page already: its wording is kept with that page, and the
    page's newest edition is given back, for one question is answered at one address. Raises `InputError`
    where there is no such report or its page was retracted, `Integrity` naming the first statement that its
    passages no longer bear out.
    """
    library = desk.library
    inquiry = library.report(report_id).inquiry
    own = _page_of(inquiry, desk)
    page = canonical(own, library.pages(), _reader(desk))
    if page is None or page.title == own.title:
        return next_edition(own, report_id, desk, note=note)
    if library.retraction(page.id) is not None:
        raise InputError(
            f"this is asked on the page {page.title!r}, which was retracted: it is not published."
        )
    library.add_variant(page.id, inquiry.title)
    return library.editions(page.id)[-1]


def next_edition(
    page: Page,
    report_id: str,
    desk: Desk,
    *,
    note: str = "",
    corrected: Mapping[str, str] = MappingProxyType({}),
) -> Edition:
    """Put a saved report at the end of a page's chain, once its passages were found to bear it out still.

    `corrected` is what it takes back of the edition before, each with why. Raises as `publish` does.
    """
    report = desk.library.report(report_id)
    lost = fallen(report, desk.library.view(report.inquiry.on), desk.verifier)
    if lost is not None:
        raise Integrity(f"it says {lost.text!r}, but {lost.why}: check the question again.")
    return desk.library.publish(page, report_id, desk.clock.now(), note, corrected)


def page_for(inquiry: Inquiry, desk: Desk) -> Page | None:
    """The published page that a question or claim resolves to, however it is worded; None where none does."""
    return canonical(_page_of(inquiry, desk), desk.library.pages(), _reader(desk))


def _page_of(inquiry: Inquiry, desk: Desk) -> Page:
    """The page that would be made of an inquiry: what it asks, where, and of which agency; not when."""
    return Page(
        claims=tuple(item.text for item in claims_of(inquiry, desk)),
        place=inquiry.place,
        agency=inquiry.agency,
        title=inquiry.title,
        slug=inquiry.slug,
    )


def _reader(desk: Desk) -> Reader:
    return Reader(
        vocabularies=tuple(matter.vocabulary for matter in desk.matters),
        encoder=desk.encoder,
        verifier=desk.verifier,
        spot_places=partial(places_in, known=known_places(desk.matters)),
    )
