"""Asking: the form, what is said where a question is not checked, and the page there is already."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date
from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.errors import AmbiguousPlace, InputError, NotCheckable, Transient
from wellsourced.jobs.orders import order_to_check
from wellsourced.model.claims import Inquiry, InquiryKind
from wellsourced.rules.places import find_place
from wellsourced.steps.classify import read_inquiry
from wellsourced.text.private import masked, private
from wellsourced.web.catalogue import Listing, Withheld
from wellsourced.web.gates import require
from wellsourced.web.lookup import RULES
from wellsourced.web.out_of_sight import withheld_for
from wellsourced.web.replies import moved, page, told, wants_json
from wellsourced.web.rooms.withheld import GONE, withheld_json
from wellsourced.web.site import Site, site_of
from wellsourced.web.visitors import May
from wellsourced.web.visits import note

__all__ = ["router"]

router = APIRouter()

TOO_MANY = 429


class Question(BaseModel):
    """What the form says; `among` is the place chosen of several, `again` asks though there is a page.

    Of a page that is withheld only an editor's `again` counts.
    """

    q: str = ""
    place: str = ""
    among: str = ""
    agency: str = ""
    on: str = ""
    again: bool = False
    csrf: str = ""

    @property
    def where(self) -> str:
        """The place that is meant."""
        return (self.among or self.place).strip()


@router.get("/ask")
def form(request: Request, q: str = "", place: str = "", agency: str = "", on: str = "") -> Response:
    """The form to ask with, and the page there is already for words filled in."""
    site = site_of(request)
    said = Question(q=q, place=place, agency=agency, on=on)
    known = withheld = None
    if q.strip():
        with suppress(InputError):  # said where it is asked, not while it is filled in
            inquiry = _inquiry(said, site)
            withheld = withheld_for(inquiry, site)
            known = None if on else _answered(inquiry, site)
    return _form(request, said, GONE if withheld else 200, known=known, **_of_withheld(withheld, site))


@router.post("/ask")
def ask(request: Request, said: Annotated[Question, Form()]) -> Response:
    """Put a question to the workers, and go where its progress is told.

    One that has its page already, in these words, is shown it first; `again` asks all the same. Where that
    page is withheld it is told so, and only an editor has it checked anew.
    """
    site = site_of(request)
    visitor = require(request, May.ASK, said.csrf)
    try:
        inquiry = _inquiry(said, site)
    except InputError as error:
        return _not_asked(request, said, error)
    withheld = withheld_for(inquiry, site)
    if withheld is not None and not (said.again and May.EDIT in visitor.may):
        if wants_json(request):
            return told(withheld_json(withheld), GONE)
        return _form(request, said, GONE, **_of_withheld(withheld, site))
    known = None if said.again or said.on else _answered(inquiry, site)
    if known is not None:
        return _known(request, said, known)
    try:
        job = site.queue.submit(order_to_check(inquiry, user=visitor.name))
    except Transient as error:
        if wants_json(request):
            raise
        reply = _form(request, said, TOO_MANY, refused=str(error))
        if error.retry_after is not None:
            reply.headers["retry-after"] = str(int(error.retry_after) + 1)
        return reply
    note(request, "ask", job.id)
    return moved(site.at.job(job.id))


def _form(request: Request, said: Question, status: int = 200, **more: object) -> Response:
    """The form with what was said still in it; `more` is what is told beside it."""
    site = site_of(request)
    values: Mapping[str, object] = {
        "refused": "",
        "next_step": "",
        "choices": (),
        **said.model_dump(exclude={"csrf", "again", "among"}),
        "known": None,
        "withheld": None,
        **more,
        "visitor": site.gate.visitor(request),
        "a_day": site.settings.jobs_a_day,
    }
    return page(request, "site/ask.html.j2", values, status)


def _of_withheld(one: Withheld | None, site: Site) -> Mapping[str, object]:
    """What the form tells of the withheld page that was asked for."""
    if one is None:
        return {}
    return {"withheld": one, "rule": RULES[one.withholding.rule], "why": masked(one.withholding.why)}


def _not_asked(request: Request, said: Question, error: InputError) -> Response:
    """Why it is not checked and what to do instead, with the text kept."""
    if isinstance(error, NotCheckable) and error.kind == InquiryKind.ABOUT_US:
        return moved(site_of(request).at.method())
    if wants_json(request):
        raise error
    more: dict[str, object] = {"refused": str(error)}
    if isinstance(error, NotCheckable):
        more = {"refused": error.message, "next_step": error.next_step}
    elif isinstance(error, AmbiguousPlace):
        more = {"refused": f"“{said.where}” could be several places.", "choices": error.choices}
    return _form(request, said, 422, **more)


def _known(request: Request, said: Question, known: Listing) -> Response:
    if wants_json(request):
        return told({"known": site_of(request).at.page(known.key)})
    return _form(request, said, known=known)


def _inquiry(said: Question, site: Site) -> Inquiry:
    """What is asked. Raises `InputError` where it cannot be checked."""
    today = site.clock.now().astimezone(UTC).date()
    try:
        day = date.fromisoformat(said.on) if said.on else today
    except ValueError as error:
        raise InputError(f"{said.on!r} is no day: write it as YYYY-MM-DD.") from error
    if day > today:
        raise InputError(f"{day} is still to come: name a day up to today, {today} (UTC).")
    if private(said.q):
        raise InputError("Leave out e-mail addresses, telephone numbers and keys: a page is for everyone.")
    if said.agency and said.agency not in site.agencies:
        raise InputError(f"No agency is called {said.agency!r}: choose one of the list.")
    place = find_place(said.where) if said.where else None
    return read_inquiry(said.q, on=day, place=place, agency=said.agency or None)


def _answered(inquiry: Inquiry, site: Site) -> Listing | None:
    """The page that asks this in these words, of this place and agency, if one stands."""
    wanted = (inquiry.place, inquiry.agency)
    for one in site.directory.catalogue().shown:
        if (one.page.place, one.page.agency) == wanted and one.page.is_worded(inquiry.title):
            return one
    return None
