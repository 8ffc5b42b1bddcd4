"""One's account: signing in and out, joining, changing the password, one's sessions and tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.errors import InputError
from wellsourced.web.accounts import tokens
from wellsourced.web.accounts.browsers import browser_name
from wellsourced.web.accounts.keeping import Accounts
from wellsourced.web.accounts.keys import digest_of, handle_of
from wellsourced.web.accounts.sessions import AT_MOST
from wellsourced.web.cookies import Cookies
from wellsourced.web.gates import own_form, signed_in
from wellsourced.web.headers import FORGET
from wellsourced.web.replies import moved, page, told, wants_json
from wellsourced.web.site import Site, site_of
from wellsourced.web.visitors import MAY, Role, Visitor
from wellsourced.web.visits import address_of, visit_of

__all__ = ["accounts_of", "router", "way_on"]

router = APIRouter()


class SignIn(BaseModel):
    """The form of somebody who signs in; `then` is the page they were on their way to."""

    name: str = ""
    password: str = ""
    then: str = ""
    csrf: str = ""


class Joining(BaseModel):
    """The form of somebody new; `invitation` is empty where everybody may join."""

    name: str = ""
    password: str = ""
    invitation: str = ""
    csrf: str = ""


class NewPassword(BaseModel):
    """The form to change one's password."""

    old: str = ""
    new: str = ""
    csrf: str = ""


class NewToken(BaseModel):
    """The form to make a token; `scopes` are words of `May`."""

    label: str = ""
    scopes: list[str] = []
    days: int = tokens.DAYS
    csrf: str = ""


class Plain(BaseModel):
    """A form of one button."""

    csrf: str = ""


@router.get("/account")
def account(request: Request, then: str = "") -> Response:
    """Who one is here; the form to sign in by for who is not signed in."""
    site = site_of(request)
    visitor = site.gate.visitor(request)
    if wants_json(request):
        may = sorted(one.value for one in visitor.may)
        role = None if visitor.role is None else visitor.role.value
        return told({"name": visitor.name or None, "role": role, "may": may})
    if site.accounts is None:
        return page(request, "site/account_none.html.j2")
    if not visitor.name:
        return _form_to_sign_in(request, visitor, SignIn(then=then))
    return _overview(request, visitor, site.accounts)


@router.post("/account/sign-in")
def sign_in(request: Request, said: Annotated[SignIn, Form()]) -> Response:
    """Begin a session; one that the browser had before is over."""
    site, accounts = site_of(request), accounts_of(request)
    visitor = own_form(request, said.csrf)
    site.pace.try_to_sign_in(said.name, address_of(request))
    try:
        found, secret = accounts.sign_in(said.name, said.password, _browser(request))
    except InputError as error:
        visit_of(request).on = _known(accounts, said.name)
        if wants_json(request):
            raise
        return _form_to_sign_in(request, visitor, said, str(error))
    _begin(request, secret)
    visit_of(request).acted = Visitor(name=found.name, role=found.role)
    return moved(way_on(said.then, site))


@router.post("/account/sign-out")
def sign_out(request: Request, said: Annotated[Plain, Form()]) -> Response:
    """End this session, and have the browser forget what it kept of it."""
    signed_in(request, said.csrf)
    cookies = _cookies(request)
    accounts_of(request).sessions.end(request.cookies.get(cookies.session, ""))
    visit_of(request).cookies.append(cookies.drop(cookies.session))
    answer = moved(site_of(request).at.home())
    answer.headers["clear-site-data"] = FORGET
    return answer


@router.get("/account/join")
def form_to_join(request: Request, invitation: str = "") -> Response:
    """The form of somebody new: with an invitation, or where everybody may join."""
    accounts = accounts_of(request)
    _let_join(request, accounts, invitation)
    visitor = site_of(request).gate.visitor(request)
    values = {"visitor": visitor, "invitation": invitation, "name": "", "refused": None}
    return page(request, "site/account_join.html.j2", values)


@router.post("/account/join")
def join(request: Request, said: Annotated[Joining, Form()]) -> Response:
    """Make an account, and sign in to it."""
    site, accounts = site_of(request), accounts_of(request)
    visitor = own_form(request, said.csrf)
    site.pace.try_to_sign_in(said.name, address_of(request))
    _let_join(request, accounts, said.invitation)
    try:
        if said.invitation:
            made = accounts.join(said.invitation, said.name, said.password)
        else:
            made = accounts.add(said.name, Role.READER, said.password)
    except InputError as error:
        if wants_json(request):
            raise
        values = {"invitation": said.invitation, "name": said.name, "refused": str(error)}
        return page(request, "site/account_join.html.j2", {"visitor": visitor, **values}, 422)
    _begin(request, accounts.sessions.begin(made.name, _browser(request), accounts.clock.now()))
    visit_of(request).acted = Visitor(name=made.name, role=made.role)
    return moved(site.at.account())


@router.post("/account/password")
def change_password(request: Request, said: Annotated[NewPassword, Form()]) -> Response:
    """Another password: sessions elsewhere are over, and this browser gets a new one."""
    accounts, visitor = accounts_of(request), signed_in(request, said.csrf)
    site_of(request).pace.try_to_sign_in(visitor.name, address_of(request))
    _begin(request, accounts.change_password(visitor.name, said.old, said.new, _browser(request)))
    return moved(site_of(request).at.account())


@router.post("/account/sessions/{handle}/end")
def end_session(request: Request, handle: str, said: Annotated[Plain, Form()]) -> Response:
    """End one of one's own sessions."""
    accounts, visitor = accounts_of(request), signed_in(request, said.csrf)
    if not accounts.sessions.end_one(visitor.name, handle):
        raise HTTPException(404, "You have no such session.")
    return moved(site_of(request).at.account())


@router.post("/account/tokens")
def make_token(request: Request, said: Annotated[NewToken, Form()]) -> Response:
    """Make a token, and show it this once."""
    accounts, visitor = accounts_of(request), signed_in(request, said.csrf)
    scopes = tokens.read_scopes(said.scopes)
    if not scopes <= visitor.may:
        raise InputError("a token may do no more than you: leave out what your account may not do")
    secret = accounts.tokens.make(visitor.name, said.label, scopes, said.days, accounts.clock.now())
    if wants_json(request):
        return told({"token": secret}, 201)
    values = {"what": "token", "secret": secret, "back": site_of(request).at.account()}
    return page(request, "site/shown_once.html.j2", values, 201)


@router.post("/account/tokens/{handle}/revoke")
def revoke_token(request: Request, handle: str, said: Annotated[Plain, Form()]) -> Response:
    """Make one of one's own tokens worthless."""
    accounts, visitor = accounts_of(request), signed_in(request, said.csrf)
    if not accounts.tokens.revoke(visitor.name, handle):
        raise HTTPException(404, "You have no such token.")
    return moved(site_of(request).at.account())


def accounts_of(request: Request) -> Accounts:
    """The accounts of the site. Raises `InputError` where it has none."""
    accounts = site_of(request).accounts
    if accounts is None:
        raise InputError("this site has no accounts: set `accounts`")
    return accounts


def way_on(then: str, site: Site) -> str:
    """The page of ours that somebody was on their way to; anywhere else is not gone to."""
    plain = then.isprintable() and then.startswith("/") and "\\" not in then
    return then if plain and not then.startswith("//") else site.at.account()


def _overview(request: Request, visitor: Visitor, accounts: Accounts) -> Response:
    now = accounts.clock.now()
    values = {
        "visitor": visitor,
        "sessions": accounts.sessions.of(visitor.name, now),
        "here": handle_of(digest_of(request.cookies.get(_cookies(request).session, ""))),
        "tokens": accounts.tokens.of(visitor.name, now),
        "scopes": sorted(one.value for one in tokens.SCOPES & MAY[visitor.role or Role.READER]),
        "days": tokens.DAYS,
        "longest": tokens.LONGEST,
    }
    return page(request, "site/account.html.j2", values)


def _form_to_sign_in(request: Request, visitor: Visitor, said: SignIn, refused: str = "") -> Response:
    values = {
        "visitor": visitor,
        "name": said.name,
        "then": said.then,
        "refused": refused,
        "open": site_of(request).settings.accounts == "open",
    }
    return page(request, "site/account_sign_in.html.j2", values, 422 if refused else 200)


def _let_join(request: Request, accounts: Accounts, invitation: str) -> None:
    """Raise `InputError` where nobody may join in this way."""
    mode = site_of(request).settings.accounts
    if invitation and mode != "closed":
        accounts.invitations.look(invitation, accounts.clock.now())
    elif mode != "open":
        raise InputError("one joins this site by invitation: ask whoever runs it")


def _begin(request: Request, secret: str) -> None:
    """Have the browser keep a new session, and forget whichever it had and what forms were bound to."""
    cookies, visit = _cookies(request), visit_of(request)
    accounts_of(request).sessions.end(request.cookies.get(cookies.session, ""))
    visit.cookies = [
        cookies.keep(cookies.session, secret, int(AT_MOST.total_seconds())),
        cookies.drop(cookies.form),
    ]


def _known(accounts: Accounts, name: str) -> str:
    """The name where there is such an account; what else was typed may be a password."""
    found = accounts.people.known(name.strip().lower())
    return "" if found is None else found[0].name


def _browser(request: Request) -> str:
    return browser_name(request.headers.get("user-agent", ""))


def _cookies(request: Request) -> Cookies:
    return Cookies(secure=site_of(request).threshold.secure)
