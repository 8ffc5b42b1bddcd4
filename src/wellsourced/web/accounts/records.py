"""What is kept of people: accounts, sessions, tokens, invitations and what was done. No secret is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from wellsourced.web.visitors import May, Role

__all__ = ["Account", "Action", "Invitation", "Session", "Token"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may sign in, unless `disabled`."""

    name: str
    role: Role
    invited_by: str
    """Empty where they came by themselves or from the command line."""
    made_at: datetime
    disabled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser that is signed in; `id` names it and opens nothing."""

    id: str
    user: str
    made_at: datetime
    seen_at: datetime
    browser: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a program signs in by; `id` names it and opens nothing."""

    id: str
    user: str
    label: str
    scopes: frozenset[May]
    made_at: datetime
    expires_at: datetime
    used_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Lets one person in, with a role, until it expires."""

    id: str
    role: Role
    made_by: str
    made_at: datetime
    expires_at: datetime
    used_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that was done or tried: who, what, on what, when, from about where, and how it ended."""

    number: int
    at: datetime
    who: str
    what: str
    on: str
    outcome: int
    """The HTTP status of the answer; 0 for what was done on the command line."""
    network: str
    """The network of the address, not the address; empty where there was none."""
