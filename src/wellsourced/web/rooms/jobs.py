"""What becomes of a question: its progress as it happens, its end, and the list of one's own."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from wellsourced.errors import InputError
from wellsourced.jobs.orders import ENDED, Job
from wellsourced.render.words import utc_stamp
from wellsourced.web.gates import require, somebody
from wellsourced.web.outcomes import outcome_address, refreshing
from wellsourced.web.replies import moved, page, told, wants_json
from wellsourced.web.site import Site, site_of
from wellsourced.web.telling import advice, deed, far, standing, step_name, steps_told
from wellsourced.web.visitors import May, NotAllowed, Visitor
from wellsourced.web.visits import note

__all__ = ["router"]

router = APIRouter()

LOOK = 0.2
"""Seconds between looks at what a job has told."""
SIGN_OF_LIFE = 15.0
"""Seconds of silence after which a watcher is sent a comment, so that nobody between takes it for dead."""
_ID = re.compile(r"job-[a-z2-7]{20,60}")
MOST = 100
"""Jobs listed."""


@router.get("/jobs")
def mine(request: Request) -> Response:
    """What the visitor asked for, newest first; editors see what everybody did."""
    site = site_of(request)
    visitor = somebody(request)
    everybody = May.EDIT in visitor.may
    jobs = site.queue.jobs(user=None if everybody else visitor.name, most=MOST)
    if wants_json(request):
        return told({"jobs": [_as_json(one, site) for one in jobs]})
    lines = [(one, deed(one), standing(one), outcome_address(one, site)) for one in jobs]
    return page(request, "site/jobs.html.j2", {"lines": lines, "visitor": visitor, "everybody": everybody})


@router.get("/jobs/{name}")
def job(request: Request, name: str) -> Response:
    """The job's progress, then the way to what came of it, or why nothing did."""
    site = site_of(request)
    found = _job(site, name)
    if wants_json(request):
        return told(_as_json(found, site))
    address = outcome_address(found, site)
    if address is not None and address != site.at.job(found.id):
        return moved(address)
    visitor = site.gate.visitor(request)
    watched = site.watches.of(found.id)
    values = {
        "job": found,
        "deed": deed(found),
        "standing": standing(found),
        "advice": advice(found),
        "going": found.state not in ENDED,
        "steps": steps_told(() if watched is None else list(watched.told)),
        "done": refreshing(found, site),
        "added": dict((found.result or {}).get("added", {})),
        "failed": dict((found.result or {}).get("failed", {})),
        "own": _is_theirs(found, visitor),
        "visitor": visitor,
    }
    return page(request, "site/job.html.j2", values)


@router.post("/jobs/{name}/cancel")
def cancel(request: Request, name: str, csrf: Annotated[str, Form()] = "") -> Response:
    """Call a job off that is one's own, or anybody's for an editor."""
    site, found = _theirs(request, name, csrf)
    site.queue.cancel(found.id)
    note(request, "cancel", found.id)
    return moved(site.at.job(found.id))


@router.post("/jobs/{name}/retry")
def retry(request: Request, name: str, csrf: Annotated[str, Form()] = "") -> Response:
    """Begin a job anew that failed or was called off."""
    site, found = _theirs(request, name, csrf)
    site.queue.retry(found.id)
    site.watches.forget(found.id)
    note(request, "retry", found.id)
    return moved(site.at.job(found.id))


@router.get("/jobs/{name}/events")
async def events(request: Request, name: str) -> Response:
    """What a job tells, as it happens (server-sent events); the last, `ended`, says where its page is."""
    site = site_of(request)
    found = await asyncio.to_thread(_job, site, name)
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    stream = _told_on(request, site, found.id)
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


def _job(site: Site, name: str) -> Job:
    """The job of that id: no first letters lead to what others asked."""
    if not _ID.fullmatch(name):
        raise HTTPException(404, "There is no such job: go by the address you were given.")
    try:
        found = site.queue.job(name)
    except InputError as error:
        raise HTTPException(404, "There is no such job: what ended a month ago is forgotten.") from error
    if found.id != name:
        raise HTTPException(404, "There is no such job: go by the address you were given.")
    return found


def _theirs(request: Request, name: str, csrf: str) -> tuple[Site, Job]:
    site = site_of(request)
    visitor = require(request, May.ASK, csrf)
    found = _job(site, name)
    if not _is_theirs(found, visitor):
        raise NotAllowed("Somebody else asked for this: only they or an editor may do that.", sign_in=False)
    return site, found


def _is_theirs(found: Job, visitor: Visitor) -> bool:
    return May.EDIT in visitor.may or bool(visitor.name and visitor.name == found.user)


def _as_json(found: Job, site: Site) -> dict[str, object]:
    return {
        "id": found.id,
        "kind": found.kind.value,
        "title": found.title,
        "state": found.state.value,
        "tries": found.tries,
        "made_at": utc_stamp(found.made_at),
        **_outcome(found, site),
    }


def _outcome(found: Job, site: Site) -> dict[str, object]:
    """Where it is read, and how it stands, in plain words."""
    error = None if found.error is None else dict(found.error)
    told_of = f"{standing(found)}. {advice(found)}".strip()
    return {"address": outcome_address(found, site), "error": error, "told": told_of}


async def _told_on(request: Request, site: Site, job_id: str) -> AsyncIterator[str]:
    watched = await asyncio.to_thread(site.watches.of, job_id)
    sent, silent = 0, 0.0
    while watched is not None and not (watched.ended and sent == len(watched.told)):
        if await request.is_disconnected():
            return
        if sent < len(watched.told):
            event = watched.told[sent]
            shown = {"step": event.step, "name": step_name(event.step), "message": event.message}
            yield _event("step", {**shown, "far": far(event)})
            sent, silent = sent + 1, 0.0
            continue
        await asyncio.sleep(LOOK)
        silent += LOOK
        if silent > SIGN_OF_LIFE:
            yield ": still at it\n\n"
            silent = 0.0
    found = await asyncio.to_thread(site.queue.job, job_id)
    outcome = await asyncio.to_thread(_outcome, found, site)
    yield _event("ended", {"state": found.state.value, **outcome})


def _event(name: str, value: dict[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n"
