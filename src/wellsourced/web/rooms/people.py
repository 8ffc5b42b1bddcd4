"""Who has an account: their roles, keeping them out, inviting others, and the log of what was done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.errors import InputError
from wellsourced.render.words import utc_stamp
from wellsourced.web.accounts import invitations
from wellsourced.web.accounts.people import read_role
from wellsourced.web.accounts.records import Action
from wellsourced.web.gates import require
from wellsourced.web.replies import moved, page, told, wants_json
from wellsourced.web.rooms.account import accounts_of
from wellsourced.web.site import site_of
from wellsourced.web.visitors import May, NotAllowed, Role, Visitor

__all__ = ["router"]

router = APIRouter()

A_PAGE = 100
"""Actions of the log on one page."""


class WithRole(BaseModel):
    """A form that names a role."""

    role: str = ""
    days: int = invitations.DAYS
    csrf: str = ""


class Plain(BaseModel):
    """A form of one button."""

    csrf: str = ""


@router.get("/people")
def people(request: Request) -> Response:
    """Everybody who has an account, and the invitations that are out."""
    visitor, accounts = _admin(request), accounts_of(request)
    known, out = accounts.people.all(), accounts.invitations.open(accounts.clock.now())
    if wants_json(request):
        rows = [
            {
                "name": one.name,
                "role": one.role.value,
                "invited_by": one.invited_by or None,
                "made_at": utc_stamp(one.made_at),
                "disabled": one.disabled,
            }
            for one in known
        ]
        return told({"people": rows})
    values = {
        "visitor": visitor,
        "people": known,
        "invitations": out,
        "roles": [one.value for one in Role],
        "inviting": site_of(request).settings.accounts != "closed",
        "days": invitations.DAYS,
        "longest": invitations.LONGEST,
    }
    return page(request, "site/people.html.j2", values)


@router.get("/people/log")
def log(request: Request, before: int | None = None) -> Response:
    """What was done, newest first."""
    _admin(request)
    if before is not None and not 0 < before < 2**31:
        raise InputError("before: give the number of an action")
    found = accounts_of(request).actions.newest(A_PAGE, before)
    if wants_json(request):
        return told({"actions": [_as_json(one) for one in found]})
    older = found[-1].number if len(found) == A_PAGE else None
    return page(request, "site/people_log.html.j2", {"actions": found, "older": older})


@router.post("/people/invitations")
def invite(request: Request, said: Annotated[WithRole, Form()]) -> Response:
    """Make an invitation, and show its address this once."""
    visitor, accounts, site = require(request, May.MANAGE, said.csrf), accounts_of(request), site_of(request)
    if site.settings.accounts == "closed":
        raise InputError("this site is closed: use `wellsourced accounts add`, or set `accounts`")
    role = read_role(said.role)
    secret = accounts.invitations.make(role, visitor.name, said.days, accounts.clock.now())
    address = f"{site.threshold.origin}{site.at.join(secret)}"
    if wants_json(request):
        return told({"address": address}, 201)
    values = {"what": "invitation", "secret": address, "back": site.at.people()}
    return page(request, "site/shown_once.html.j2", values, 201)


@router.post("/people/invitations/{handle}/withdraw")
def withdraw_invitation(request: Request, handle: str, said: Annotated[Plain, Form()]) -> Response:
    """Make an invitation worthless."""
    require(request, May.MANAGE, said.csrf)
    if not accounts_of(request).invitations.withdraw(handle):
        raise HTTPException(404, "There is no such invitation.")
    return moved(site_of(request).at.people())


@router.post("/people/{name}/role")
def set_role(request: Request, name: str, said: Annotated[WithRole, Form()]) -> Response:
    """Give somebody a role; what they may do is another from their next request on."""
    require(request, May.MANAGE, said.csrf)
    accounts_of(request).people.set_role(name, read_role(said.role))
    return moved(site_of(request).at.people())


@router.post("/people/{name}/disable")
def disable(request: Request, name: str, said: Annotated[Plain, Form()]) -> Response:
    """Keep somebody out: their sessions and tokens end at once."""
    require(request, May.MANAGE, said.csrf)
    accounts_of(request).set_disabled(name, True)
    return moved(site_of(request).at.people())


@router.post("/people/{name}/enable")
def enable(request: Request, name: str, said: Annotated[Plain, Form()]) -> Response:
    """Let somebody sign in again."""
    require(request, May.MANAGE, said.csrf)
    accounts_of(request).set_disabled(name, False)
    return moved(site_of(request).at.people())


def _admin(request: Request) -> Visitor:
    """Whoever looks, who may manage accounts. Raises `NotAllowed`."""
    visitor = site_of(request).gate.visitor(request)
    if May.MANAGE not in visitor.may:
        raise NotAllowed("Only an admin sees this.", sign_in=not visitor.name)
    return visitor


def _as_json(one: Action) -> dict[str, object]:
    return {
        "number": one.number,
        "at": utc_stamp(one.at),
        "who": one.who or None,
        "what": one.what,
        "on": one.on,
        "outcome": one.outcome,
        "network": one.network or None,
    }
