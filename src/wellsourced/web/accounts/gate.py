"""Who a request comes from: by a session's cookie, by a token, or nobody we know."""

from __future__ import annotations

import re

from starlette.requests import Request

from wellsourced.web.accounts.keeping import Accounts
from wellsourced.web.accounts.keys import bound, digest_of, new_secret
from wellsourced.web.cookies import Cookies
from wellsourced.web.visitors import MAY, May, NotAllowed, Visitor
from wellsourced.web.visits import visit_of

__all__ = ["AccountGate"]

GUEST = frozenset({May.FLAG})
"""What somebody may do who is not signed in."""
FORM_LASTS = 86_400
"""Seconds."""
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


class AccountGate:
    """The gate of a site with accounts. A request is looked at once, however often it is asked about."""

    def __init__(self, accounts: Accounts, cookies: Cookies) -> None:
        self._accounts, self._cookies = accounts, cookies

    def visitor(self, request: Request) -> Visitor:
        """Who asks. Raises `NotAllowed` for a token that is not good; a session that is over is nobody's."""
        visit = visit_of(request)
        if visit.visitor is None:
            visit.visitor = self._by_token(request) or self._by_session(request) or self._guest(request)
        return visit.visitor

    def _by_token(self, request: Request) -> Visitor | None:
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        found = self._accounts.tokens.whose(secret.strip(), self._accounts.clock.now())
        if found is None:
            raise NotAllowed("This token is not good, or not any more: make another one.", sign_in=True)
        name, role, scopes = found
        return Visitor(name=name, role=role, may=MAY[role] & scopes, by_token=True)

    def _by_session(self, request: Request) -> Visitor | None:
        secret = request.cookies.get(self._cookies.session, "")
        if not secret:
            return None
        found = self._accounts.sessions.whose(secret, self._accounts.clock.now())
        if found is None:
            visit_of(request).cookies.append(self._cookies.drop(self._cookies.session))
            return None
        name, role = found
        csrf = bound(self._accounts.database.secret, f"session {digest_of(secret)}")
        return Visitor(name=name, role=role, may=MAY[role], csrf=csrf)

    def _guest(self, request: Request) -> Visitor:
        secret = request.cookies.get(self._cookies.form, "")
        if _SECRET.fullmatch(secret) is None:
            secret = new_secret()
            kept = self._cookies.keep(self._cookies.form, secret, FORM_LASTS)
            visit_of(request).cookies.append(kept)
        csrf = bound(self._accounts.database.secret, f"form {digest_of(secret)}")
        return Visitor(may=GUEST, csrf=csrf)
