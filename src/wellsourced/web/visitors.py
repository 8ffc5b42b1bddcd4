"""Who is asking, and what they may do. Nothing here knows how that was found out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wellsourced.errors import WellsourcedError

__all__ = ["MAY", "May", "NotAllowed", "Role", "Visitor"]


class Role(StrEnum):
    """What somebody is here, each more than the one before."""

    READER = "reader"
    REPORTER = "reporter"
    EDITOR = "editor"
    ADMIN = "admin"


class May(StrEnum):
    """What can be allowed; reading published pages needs nothing."""

    FLAG = "flag"
    """Say what is wrong with a page."""
    ASK = "ask"
    REFRESH = "refresh"
    ADD = "add"
    """Put sources in the library."""
    EDIT = "edit"
    """Publish, dispute, correct and withhold; see flags and full archived texts."""
    MANAGE = "manage"
    """Make accounts, give roles, read the log of actions."""


_READER = frozenset({May.FLAG})
_REPORTER = _READER | {May.ASK, May.REFRESH, May.ADD}
_EDITOR = _REPORTER | {May.EDIT}

MAY: Mapping[Role, frozenset[May]] = {
    Role.READER: _READER,
    Role.REPORTER: _REPORTER,
    Role.EDITOR: _EDITOR,
    Role.ADMIN: _EDITOR | {May.MANAGE},
}
"""What each role may do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who a request comes from: `name` is empty for somebody who is not signed in.

    `csrf` is what a form of theirs must carry; empty where the request proves itself by a token.
    """

    name: str = ""
    role: Role | None = None
    may: frozenset[May] = frozenset()
    csrf: str = ""
    by_token: bool = False


class NotAllowed(WellsourcedError):
    """The visitor may not do this; `sign_in` says whether signing in could help."""

    def __init__(self, message: str, *, sign_in: bool) -> None:
        super().__init__(message)
        self.sign_in = sign_in
