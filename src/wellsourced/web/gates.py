"""Who is let do what: the check every action begins with, and the gate of one person on their own machine."""

from __future__ import annotations

from starlette.requests import Request

from wellsourced.web.accounts.keys import new_secret, same
from wellsourced.web.site import site_of
from wellsourced.web.visitors import MAY, May, NotAllowed, Role, Visitor
from wellsourced.web.visits import visit_of

__all__ = ["LOCAL", "OpenDoor", "allowed", "own_form", "require", "signed_in", "somebody"]

LOCAL = "local"


class OpenDoor:
    """Everybody who reaches the site may do everything: for one person on their own machine.

    Forms carry a token all the same: other sites' pages reach this machine too, and cannot read it.
    """

    def __init__(self) -> None:
        self._csrf = new_secret()

    def visitor(self, request: Request) -> Visitor:
        """Whoever it is."""
        return Visitor(name=LOCAL, role=Role.ADMIN, may=MAY[Role.ADMIN], csrf=self._csrf)


def allowed(request: Request, may: May) -> Visitor:
    """The visitor, who may see what goes with this: looking is no action, needs no form and is not logged.

    Raises `NotAllowed`.
    """
    return _who_may(site_of(request).gate.visitor(request), may)


def somebody(request: Request) -> Visitor:
    """The visitor, who is signed in, in person or as a program. Raises `NotAllowed`."""
    visitor = site_of(request).gate.visitor(request)
    if not visitor.name:
        raise NotAllowed("Sign in to see what is yours.", sign_in=True)
    return visitor


def require(request: Request, may: May, csrf: str = "") -> Visitor:
    """The visitor, who may do this and whose form is their own. Raises `NotAllowed`, `TooMany`.

    What comes of it is written to the log of actions, by the name of the function that answers.
    """
    visitor = _who_may(_acting(request), may)
    return _own_form(request, visitor, csrf)


def _who_may(visitor: Visitor, may: May) -> Visitor:
    if may not in visitor.may:
        if not visitor.name:
            raise NotAllowed("Sign in to do this.", sign_in=True)
        raise NotAllowed(f"Your account may not do this ({may.value}): ask an editor.", sign_in=False)
    return visitor


def signed_in(request: Request, csrf: str) -> Visitor:
    """Somebody who changes what is theirs: a person with a session, no program. Raises as `require`."""
    visitor = _acting(request)
    if not visitor.name:
        raise NotAllowed("Sign in to do this.", sign_in=True)
    if visitor.by_token:
        raise NotAllowed("A token may not do this: sign in with your password.", sign_in=False)
    return _own_form(request, visitor, csrf)


def own_form(request: Request, csrf: str) -> Visitor:
    """Whoever sends a form that we gave them, signed in or not. Raises as `require`."""
    return _own_form(request, _acting(request), csrf)


def _acting(request: Request) -> Visitor:
    visitor = site_of(request).gate.visitor(request)
    if visitor.name:
        visit_of(request).acted = visitor
    return visitor


def _own_form(request: Request, visitor: Visitor, csrf: str) -> Visitor:
    if visitor.name:  # of somebody unknown the address is counted already
        site_of(request).pace.act(f"user {visitor.name}")
    if not visitor.by_token and not same(visitor.csrf, csrf):
        raise NotAllowed("This form is too old: go back, load it again and send it again.", sign_in=False)
    visit_of(request).acted = visitor
    return visitor
