"""Reports that are not published: read by who knows their address, published by editors."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.errors import InputError
from wellsourced.jobs.orders import order_to_publish
from wellsourced.model.reports import Report
from wellsourced.render.json import report_json
from wellsourced.render.page import article_html
from wellsourced.web.confirming import Asking, confirm
from wellsourced.web.gates import require
from wellsourced.web.lookup import PageWithheld
from wellsourced.web.out_of_sight import withheld_in
from wellsourced.web.replies import moved, page, told, wants_json
from wellsourced.web.site import Site, site_of
from wellsourced.web.visitors import May
from wellsourced.web.visits import note

__all__ = ["router"]

router = APIRouter()

_ID = re.compile(r"report-[a-z2-7]{20,60}")


class Publishing(BaseModel):
    """What the form says."""

    note: str = Field("", max_length=300)
    sure: bool = False
    csrf: str = ""


@router.get("/reports/{name}")
def draft(request: Request, name: str) -> Response:
    """A report that is not published. A published one is its page.

    One that says what a withheld page said is for editors alone.
    """
    site = site_of(request)
    report = _report(site, name)
    address = _published(request, report)
    if address is not None:
        return moved(address)
    visitor, withheld = site.gate.visitor(request), withheld_in(report, site)
    if withheld is not None and May.EDIT not in visitor.may:
        raise PageWithheld(withheld)
    if wants_json(request):
        return told(report_json(report))
    article = article_html(report, site.at, None, actions=site.actions)
    values = {"report": report, "article": article, "visitor": visitor, "withheld": withheld}
    reply = page(request, "site/draft.html.j2", values)
    reply.headers["x-robots-tag"] = "noindex"
    return reply


@router.post("/reports/{name}/publish")
def publish(request: Request, name: str, said: Annotated[Publishing, Form()]) -> Response:
    """Have an edition made of a report: every sentence is held against its passage again first."""
    site = site_of(request)
    visitor = require(request, May.EDIT, said.csrf)
    report = _report(site, name)
    address = _published(request, report)
    if address is not None:
        return moved(address)
    if not said.sure:
        asking = Asking(
            question=f"Publish “{report.inquiry.title}”?",
            then="Everybody can read it from then on. An edition is never changed, only followed by another.",
            button="Publish it",
            shown=(said.note,),
        )
        return confirm(request, asking, {"note": said.note})
    order = order_to_publish(
        report.id, report.inquiry.title, note=" ".join(said.note.split()), user=visitor.name
    )
    job = site.queue.submit(order)
    note(request, "publish", report.id)
    return moved(site.at.job(job.id))


def _report(site: Site, name: str) -> Report:
    if not _ID.fullmatch(name):
        raise HTTPException(404, "There is no such report.")
    try:
        report = site.library.find(name)
    except InputError as error:
        raise HTTPException(404, "There is no such report: go by the address you were given.") from error
    # An id's first letters do not lead here: who does not know the whole address is to guess none.
    if not isinstance(report, Report) or report.id != name:
        raise HTTPException(404, "There is no such report: go by the address you were given.")
    return report


def _published(request: Request, report: Report) -> str | None:
    """Where a report is published, if it is. Raises `PageWithheld` where that is withheld."""
    site = site_of(request)
    published = site.library.published_on(report.id)
    if published is None:
        return None
    catalogue = site.directory.catalogue()
    withheld = catalogue.withheld_page(published)
    if withheld is not None:
        raise PageWithheld(withheld)
    listing = catalogue.by_page.get(published)
    if listing is None:
        return None
    number = next((one.number for one in listing.editions if one.report == report.id), None)
    stands = number in (None, listing.stands.number)
    return site.at.page(listing.key) if stands or number is None else site.at.edition(listing.key, number)
