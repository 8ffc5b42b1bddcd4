"""Auditing: the form for a draft, the job it becomes, and the draft marked up for who knows its address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, File, Form, HTTPException, UploadFile
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.errors import AmbiguousPlace, InputError, Transient
from wellsourced.jobs.giving import Audited
from wellsourced.jobs.orders import State, order_to_audit
from wellsourced.render.audit_json import audit_json
from wellsourced.render.audit_markdown import audit_markdown
from wellsourced.render.audit_page import audit_head, audit_text
from wellsourced.render.audit_view import Paragraph, method, paragraphs, parted, summary
from wellsourced.web.confirming import Asking, confirm
from wellsourced.web.gates import allowed, require
from wellsourced.web.giving import MOST_LETTERS, Sheet, given_of, reads_web
from wellsourced.web.out_of_sight import in_sight
from wellsourced.web.replies import moved, page, told, wants_json
from wellsourced.web.site import Site, site_of
from wellsourced.web.visitors import May, NotAllowed, Visitor
from wellsourced.web.visits import note

__all__ = ["router"]

router = APIRouter()

PART = 60
"""Sentences on one page of a long draft: what is read at a sitting, and 100 kB at most."""
MOST_JOBS = 10_000
"""Jobs of one person looked through for that of an audit: more than anybody has in a month."""
TOO_MANY = 429
_NAME = re.compile(r"(audit-[a-z2-7]{32})(?:\.(json|md))?")
_MARKDOWN = "text/markdown; charset=utf-8"


class Draft(BaseModel):
    """What the form says; `among` is the place chosen of several, `found` where the text stands already."""

    text: str = ""
    address: str = ""
    found: str = ""
    place: str = ""
    among: str = ""
    sources: bool = False
    csrf: str = ""


class Deleting(BaseModel):
    """What the form says that takes an audit away."""

    sure: bool = False
    csrf: str = ""


@router.get("/audit")
def form(request: Request, text: str = "", place: str = "", address: str = "") -> Response:
    """The form, filled in with what the address says: nothing is begun before it is sent.

    Programs are told what it must carry: a page of another site cannot read that.
    """
    site = site_of(request)
    if wants_json(request):
        visitor = site.gate.visitor(request)
        may = May.ASK in visitor.may
        return told({"csrf": visitor.csrf, "may": may, "most_characters": MOST_LETTERS})
    return _form(request, Draft(text=text, place=place, address=address))


@router.post("/audit")
def audit(
    request: Request, said: Annotated[Draft, Form()], file: Annotated[UploadFile | None, File()] = None
) -> Response:
    """Lay the draft where workers find it, and go where it is told how far they are."""
    site = site_of(request)
    visitor = require(request, May.ASK, said.csrf)
    if said.sources:
        allowed(request, May.ADD)
    try:
        given = given_of(_sheet(said, file), site)
        job = site.queue.submit(
            order_to_audit(site.queue.drafts.put(given, visitor.name), given.title, user=visitor.name)
        )
    except (InputError, Transient) as error:
        if wants_json(request):
            raise
        return _not_audited(request, said, error)
    note(request, "audit", job.id)
    return moved(site.at.job(job.id))


@router.get("/audits/{name}")
def audited(request: Request, name: str, part: int = 1) -> Response:
    """An audit, for who knows its address: marked up, or as `.json` or `.md`. A long one comes in parts."""
    site, name, ending, found = _found(request, name)
    visitor = site.gate.visitor(request)
    if May.EDIT not in visitor.may:
        found = replace(found, audit=in_sight(found.audit, site))
    if ending == "md":
        reply: Response = Response(audit_markdown(found.audit), media_type=_MARKDOWN)
    elif wants_json(request):
        reply = told(audit_json(found.audit))
    else:
        parts = parted(paragraphs(found.audit), PART)
        if not 1 <= part <= len(parts):
            raise HTTPException(404, f"There is no such part: this draft has {len(parts)}.")
        values = {
            "name": name,
            "audit": found.audit,
            "summary": summary(found.audit),
            "method": method(found.audit),
            "head": audit_head(found.audit, parts, part),
            "text": audit_text(parts[part - 1], _readable(parts[part - 1], site, visitor)),
            "part": part,
            "parts": len(parts),
            "own": _is_theirs(found, visitor),
            "visitor": visitor,
        }
        reply = page(request, "site/audited.html.j2", values)
    reply.headers["x-robots-tag"] = "noindex"
    reply.headers["cache-control"] = "no-store"
    return reply


@router.post("/audits/{name}/delete")
def delete(request: Request, name: str, said: Annotated[Deleting, Form()]) -> Response:
    """Take the draft away, what was said of it, and the job: for whose it is, and editors."""
    visitor = require(request, May.ASK, said.csrf)
    site, name, _, found = _found(request, name)
    if not _is_theirs(found, visitor):
        raise NotAllowed("Somebody else gave this draft: only they or an editor may do that.", sign_in=False)
    if not said.sure:
        asking = Asking(
            question="Delete this audit?",
            then="The draft and what is said of it are gone from this server then, for good.",
            button="Delete it",
        )
        return confirm(request, asking, {})
    site.queue.drafts.drop(name)
    for job in site.queue.jobs((State.DONE,), user=found.person, most=MOST_JOBS):
        if job.result is not None and job.result.get("audit") == name:
            site.queue.drop(job.id)
    note(request, "delete audit", name)
    return moved(site.at.audit())


def _sheet(said: Draft, file: UploadFile | None) -> Sheet:
    sent = None
    if file is not None and file.filename:  # a field that is left empty is sent too
        sent = (file.filename, file.file.read())
    return Sheet(
        text=said.text,
        file=sent,
        address=said.address,
        found=said.found,
        place=said.among or said.place,
        sources=said.sources,
    )


def _form(request: Request, said: Draft, status: int = 200, **more: object) -> Response:
    """The form with what was said still in it; `more` is what is told beside it."""
    site = site_of(request)
    values: Mapping[str, object] = {
        "refused": "",
        "choices": (),
        **said.model_dump(exclude={"csrf", "among", "found"}),
        **more,
        "visitor": site.gate.visitor(request),
        "reads_web": reads_web(site.settings),
        "megabytes": site.settings.limit_upload,
        "most": MOST_LETTERS,
        "a_day": site.settings.jobs_a_day,
    }
    return page(request, "site/audit.html.j2", values, status)


def _not_audited(request: Request, said: Draft, error: InputError | Transient) -> Response:
    """Why it is not audited and what to do instead, with the text kept; a file must be chosen again."""
    if isinstance(error, AmbiguousPlace):
        refused = f"“{said.among or said.place}” could be several places."
        return _form(request, said, 422, refused=refused, choices=error.choices)
    reply = _form(request, said, TOO_MANY if isinstance(error, Transient) else 422, refused=str(error))
    if isinstance(error, Transient) and error.retry_after is not None:
        reply.headers["retry-after"] = str(int(error.retry_after) + 1)
    return reply


def _found(request: Request, name: str) -> tuple[Site, str, str, Audited]:
    """The audit of that address, its id, and in which form it is asked for."""
    site, read = site_of(request), _NAME.fullmatch(name)
    found = None if read is None else site.queue.drafts.audited(read[1])
    if read is None or found is None:
        raise HTTPException(404, "There is no such audit: what was audited a month ago is forgotten.")
    return site, read[1], read[2] or "", found


def _is_theirs(found: Audited, visitor: Visitor) -> bool:
    return May.EDIT in visitor.may or bool(visitor.name and visitor.name == found.person)


def _readable(part: list[Paragraph], site: Site, visitor: Visitor) -> Mapping[str, str]:
    """The addresses of the passages shown that this visitor may read."""
    shown = {
        evidence.passage
        for paragraph in part
        for piece in paragraph.pieces
        if piece.sentence is not None
        for claim in piece.sentence.claims
        for evidence in claim.evidence
    }
    if May.EDIT not in visitor.may:
        shown &= site.directory.catalogue().citing.keys()
    return {passage: site.at.passage(passage) for passage in shown}
