"""Flags: a reader says what is wrong with a page, an editor looks at it and answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.errors import InputError
from wellsourced.render.words import utc_stamp
from wellsourced.text.private import masked
from wellsourced.web.catalogue import Listing
from wellsourced.web.desk.flags import MOST_WORDS, OUTCOMES, REASONS, Flag, Outcome, Reason, flag_id
from wellsourced.web.desk.statements import parts_of, sentences_of
from wellsourced.web.desk.words import plain
from wellsourced.web.gates import allowed, require
from wellsourced.web.lookup import listing_at
from wellsourced.web.replies import moved, page, told, wants_json
from wellsourced.web.site import Site, site_of
from wellsourced.web.visitors import May
from wellsourced.web.visits import note

__all__ = ["router"]

router = APIRouter()

NEWEST = 30
"""Pages that the desk lists."""


class Said(BaseModel):
    """What the form says; `statement` is a sentence's key, empty for the whole page."""

    reason: str = ""
    statement: str = ""
    words: str = ""
    csrf: str = ""


class Closing(BaseModel):
    """How an editor closes a flag."""

    outcome: str = ""
    answer: str = ""
    csrf: str = ""


@router.get("/p/{key}/flag")
def form(request: Request, key: str, statement: str = "") -> Response:
    """The form to say what is wrong, the sentence chosen where its key is given."""
    return _form(request, listing_at(request, key), Said(statement=statement))


@router.post("/p/{key}/flag")
def flag(request: Request, key: str, said: Annotated[Said, Form()]) -> Response:
    """Keep what a reader says for the editors, and go where they will find the answer."""
    site = site_of(request)
    visitor = require(request, May.FLAG, said.csrf)
    listing = listing_at(request, key)
    try:
        raised = site.flags.raise_flag(_flag(site, listing, said, visitor.name))
    except InputError as error:
        if wants_json(request):
            raise
        return _form(request, listing, said, str(error))
    note(request, "flag", raised.id)
    return moved(site.at.flagged(raised.id))


@router.get("/flags/{name}")
def flagged(request: Request, name: str) -> Response:
    """What became of a flag, for who knows its address."""
    site = site_of(request)
    found = site.flags.flag(name)
    if site.directory.catalogue().withheld_page(found.page) is not None:
        found = replace(found, statement="")  # the page's words, which are not to be read
    if wants_json(request):
        return told(_as_json(found))
    values = {"flag": found, "listing": _listing(site, found), "reasons": REASONS, "outcomes": OUTCOMES}
    return page(request, "site/flagged.html.j2", values)


@router.get("/desk")
def desk(request: Request) -> Response:
    """What readers say is wrong, oldest first; pages that are withheld; flags closed lately."""
    site = site_of(request)
    visitor = allowed(request, May.EDIT)
    flags, closed = site.flags.open(), site.flags.closed()
    if wants_json(request):
        return told({"flags": [_as_json(one) for one in flags], "closed": [_as_json(one) for one in closed]})
    values = {
        "flags": [(one, _listing(site, one)) for one in flags],
        "closed": [(one, _listing(site, one)) for one in closed],
        "pages": site.directory.catalogue().listings[:NEWEST],
        "withheld": list(site.directory.catalogue().withheld.values()),
        "reasons": REASONS,
        "outcomes": OUTCOMES,
        "visitor": visitor,
    }
    return page(request, "site/desk.html.j2", values)


@router.post("/desk/flags/{name}/take")
def take(request: Request, name: str, csrf: Annotated[str, Form()] = "") -> Response:
    """Say that one looks at a flag."""
    site = site_of(request)
    visitor = require(request, May.EDIT, csrf)
    found = site.flags.take(name, visitor.name)
    note(request, "take flag", found.id)
    return moved(f"{site.at.desks()}#{found.id}")


@router.post("/desk/flags/{name}/close")
def close(request: Request, name: str, said: Annotated[Closing, Form()]) -> Response:
    """Say what came of a flag, and why."""
    site = site_of(request)
    visitor = require(request, May.EDIT, said.csrf)
    if said.outcome not in set(Outcome):
        raise InputError("Say what came of it: choose one of the list.")
    answer = plain(said.answer, MOST_WORDS)
    if not answer:
        raise InputError("Say why: whoever raised it reads it.")
    found = site.flags.close_flag(name, Outcome(said.outcome), answer, visitor.name, site.clock.now())
    note(request, f"close flag: {found.outcome}", found.id)
    return moved(site.at.desks())


def _form(request: Request, listing: Listing, said: Said, refused: str = "") -> Response:
    site = site_of(request)
    parts = parts_of(site.library.report(listing.stands.report))
    if wants_json(request):
        sentences = [{"key": one.key, "text": masked(one.text)} for _, some in parts for one in some]
        return told({"reasons": {one.value: word for one, word in REASONS.items()}, "statements": sentences})
    values = {
        "listing": listing,
        "said": said,
        "refused": refused,
        "reasons": REASONS,
        "parts": [(name, [(one.key, masked(one.text)) for one in some]) for name, some in parts],
        "most": MOST_WORDS,
        "visitor": site.gate.visitor(request),
    }
    return page(request, "site/flag.html.j2", values, 422 if refused else 200)


def _flag(site: Site, listing: Listing, said: Said, by: str) -> Flag:
    """The flag in what was said, nothing private in it. Raises `InputError`."""
    if said.reason not in set(Reason):
        raise InputError("Say what it is: choose one of the list.")
    sentences = sentences_of(site.library.report(listing.stands.report))
    if said.statement and said.statement not in sentences:
        raise InputError("The page has a newer edition, without that sentence: choose again.")
    words = plain(said.words, MOST_WORDS)
    if not words and (said.reason == Reason.OTHER or not said.statement):
        raise InputError("Say it in your words: an editor cannot tell from the reason alone.")
    return Flag(
        id=flag_id(),
        page=listing.page.id,
        edition=listing.stands.id,
        reason=Reason(said.reason),
        statement=masked(sentences.get(said.statement, "")),
        words=masked(words),
        by=by,
        raised_at=site.clock.now(),
    )


def _listing(site: Site, found: Flag) -> Listing | None:
    return site.directory.catalogue().by_page.get(found.page)


def _as_json(found: Flag) -> dict[str, object]:
    """A flag as whoever raised it and editors may read it."""
    return {
        "id": found.id,
        "page": found.page,
        "edition": found.edition,
        "reason": found.reason.value,
        "statement": found.statement or None,
        "words": found.words,
        "raised_at": utc_stamp(found.raised_at),
        "taken": bool(found.taken_by),
        "outcome": None if found.outcome is None else found.outcome.value,
        "answer": found.answer or None,
        "closed_at": None if found.closed_at is None else utc_stamp(found.closed_at),
    }
