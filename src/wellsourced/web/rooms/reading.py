"""Published pages: the edition that stands, earlier ones, their list, and what changed between two."""

from __future__ import annotations

import json
from collections.abc import Callable

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.diff import diff
from wellsourced.model.editions import Edition
from wellsourced.model.reports import Report
from wellsourced.render.changes import changes_html, changes_json
from wellsourced.render.claimreview import Publisher, claim_reviews, in_page
from wellsourced.render.imprint import Imprint, imprint_line
from wellsourced.render.json import report_json
from wellsourced.render.links import EditionLinks
from wellsourced.render.markdown import page_markdown
from wellsourced.render.page import article_html
from wellsourced.render.pdf import page_pdf
from wellsourced.render.words import label_word, shortened
from wellsourced.web.catalogue import Listing
from wellsourced.web.lookup import listing_at
from wellsourced.web.pressing import Printed
from wellsourced.web.replies import HTML, JSON, framed, moved, page, sent, told, wants_json
from wellsourced.web.site import Site, site_of

__all__ = ["printed_edition", "router"]

router = APIRouter()

FORMS = {
    "html": HTML,
    "json": JSON,
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
}
"""The forms an edition is given in, by the ending of its address."""


@router.get("/p/{key}")
def standing(request: Request, key: str) -> Response:
    """The edition of a page that stands; another wording's address leads to the page's own."""
    key, form = _form(request, key)
    listing = _listing(request, key)
    if key != listing.key:
        return moved(site_of(request).at.page(listing.key, "" if form == "html" else form), 308)
    if form == "html":
        _count(site_of(request), listing)
    return _edition(request, listing, listing.stands, form)


@router.get("/p/{key}/editions")
def editions(request: Request, key: str) -> Response:
    """All editions of a page, newest first."""
    site, listing = site_of(request), _listing(request, key)
    lines = [(one, imprint_line(site.press.imprint(listing, one))) for one in reversed(listing.editions)]
    return page(request, "site/editions.html.j2", {"listing": listing, "lines": lines})


@router.get("/p/{key}/changes/{before}/{after}")
def changes(request: Request, key: str, before: int, after: int) -> Response:
    """What a reader would see differ between two editions."""
    site, listing = site_of(request), _listing(request, key)
    older, newer = _numbered(listing, before), _numbered(listing, after)
    found = diff(site.library.report(older.report), site.library.report(newer.report), actions=site.actions)
    if wants_json(request):
        return told({"before": older.id, "after": newer.id, "changes": changes_json(found)})
    values = {"listing": listing, "older": older, "newer": newer, "changes": changes_html(found)}
    return page(request, "site/changes.html.j2", values)


@router.get("/p/{key}/{number}")
def earlier(request: Request, key: str, number: str) -> Response:
    """An edition at its own address, where it stays for good."""
    number, form = _form(request, number)
    listing = _listing(request, key)
    if not number.isdecimal():
        raise HTTPException(404, "There is no such edition.")
    return _edition(request, listing, _numbered(listing, int(number)), form)


def _edition(request: Request, listing: Listing, edition: Edition, form: str) -> Response:
    return sent(request, printed_edition(site_of(request), listing, edition, form), FORMS[form])


def printed_edition(site: Site, listing: Listing, edition: Edition, form: str) -> Printed:
    """An edition in a form, made now where it is not kept."""
    return site.press.print(listing, edition, form, _maker(site, listing, edition, form))


def _maker(site: Site, listing: Listing, edition: Edition, form: str) -> Callable[[Imprint], bytes]:

    def made(imprint: Imprint) -> bytes:
        report = site.library.report(edition.report)
        match form:
            case "json":
                return (
                    json.dumps(report_json(report, imprint), ensure_ascii=False, indent=1) + "\n"
                ).encode()
            case "md":
                return page_markdown(report, actions=site.actions, imprint=imprint).encode()
            case "pdf":
                return page_pdf(report, actions=site.actions, imprint=imprint)
        return _page(site, listing, edition, imprint, report)

    return made


def _page(site: Site, listing: Listing, edition: Edition, imprint: Imprint, report: Report) -> bytes:
    card, base = listing.cards[edition.number - 1], site.settings.site_url or ""
    publisher = Publisher(name=site.settings.site_name, url=site.settings.site_url)
    article = article_html(
        report, site.at, own_links(site, listing, edition), actions=site.actions, imprint=imprint
    )
    stands = edition == listing.stands and listing.retraction is None
    address = f"{base}{site.at.edition(listing.key, edition.number)}"
    # A review that was overtaken or taken back is left to readers: programs do not read the notice above it.
    reviews = claim_reviews(report, edition, publisher, address) if stands else []
    values = {
        "title": card.title,
        "article": article,
        "listing": listing,
        "edition": edition,
        "base": base,
        "publisher": publisher,
        "description": shortened(" ".join([f"{label_word(card.labels[0])}.", card.answer])),
        "reviews": in_page(reviews) if reviews else "",
    }
    return framed(site, site.at.page(listing.key), "site/edition.html.j2", values)


def own_links(site: Site, listing: Listing, edition: Edition) -> EditionLinks:
    """Where an edition's neighbors and copies are."""
    at, key = site.at, listing.key
    stands = edition == listing.stands
    changes = []
    if edition.number > 1:
        changes.append(("What changed in this edition", at.changes(key, edition.number - 1, edition.number)))
    if not stands:
        changes.append(("What changed since", at.changes(key, edition.number, listing.stands.number)))
    forms = (("Markdown", "md"), ("JSON", "json"), ("PDF", "pdf"))
    return EditionLinks(
        editions=at.editions(key),
        newest="" if stands else at.page(key),
        changes=tuple(changes),
        downloads=tuple((word, at.edition(key, edition.number, form)) for word, form in forms),
        feed=at.page(key, "atom"),
        flag=at.flag(key),
        refresh=at.refresh(key) if stands and listing.retraction is None else "",
    )


def _form(request: Request, name: str) -> tuple[str, str]:
    """The name without its ending, and the form that the ending or `Accept` asks for."""
    stem, dot, ending = name.rpartition(".")
    if dot and ending in FORMS and ending != "html":
        return stem, ending
    return name, "json" if wants_json(request) else "html"


def _listing(request: Request, key: str) -> Listing:
    return listing_at(request, key)


def _numbered(listing: Listing, number: int) -> Edition:
    if not 0 < number <= len(listing.editions):
        raise HTTPException(404, "There is no such edition.")
    return listing.editions[number - 1]


def _count(site: Site, listing: Listing) -> None:
    """One more reading of the page, and nothing of who read."""
    site.reads.count(listing.page.id)
