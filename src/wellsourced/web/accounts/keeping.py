"""Accounts as the site and the command line use them: signing in, joining, changing what one has."""

from __future__ import annotations

from dataclasses import replace

from wellsourced.errors import InputError
from wellsourced.ports import Clock
from wellsourced.web.accounts.actions import Actions
from wellsourced.web.accounts.database import AccountsDatabase
from wellsourced.web.accounts.invitations import Invitations
from wellsourced.web.accounts.passwords import MOST, Passwords, refuse_weak
from wellsourced.web.accounts.people import People, read_name
from wellsourced.web.accounts.records import Account
from wellsourced.web.accounts.sessions import Sessions
from wellsourced.web.accounts.tokens import Tokens
from wellsourced.web.visitors import Role

__all__ = ["WRONG", "Accounts"]

WRONG = "Name or password is wrong."
"""The same line whoever is asked for, so that nobody learns which names there are."""


class Accounts:
    """The accounts of one site. Whoever made it closes it."""

    def __init__(self, database: AccountsDatabase, clock: Clock, passwords: Passwords | None = None) -> None:
        self.database, self.clock = database, clock
        self.passwords = passwords or Passwords()
        self.people = People(database)
        self.sessions = Sessions(database)
        self.tokens = Tokens(database)
        self.invitations = Invitations(database)
        self.actions = Actions(database)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def sign_in(self, name: str, password: str, browser: str) -> tuple[Account, str]:
        """Who it is, and the secret of a new session. Raises `InputError`, at the same cost for any name."""
        found = self.people.known(name.strip().lower()[:MOST])
        fits = self.passwords.fits(None if found is None else found[1], password)
        if found is None or not fits or found[0].disabled:
            raise InputError(WRONG)
        account, kept = found
        if self.passwords.is_outdated(kept):
            self.people.set_password(account.name, self.passwords.hash(password))
        return account, self.sessions.begin(account.name, browser, self.clock.now())

    def add(self, name: str, role: Role, password: str, by: str = "") -> Account:
        """Make an account. Raises `InputError` for a name that is taken or a weak password."""
        account = self._new(name, role, password)
        made = replace(account, invited_by=by)
        self.people.add(made, self.passwords.hash(password))
        return made

    def join(self, invitation: str, name: str, password: str) -> Account:
        """Accept an invitation. Raises `InputError`."""
        self.invitations.look(invitation, self.clock.now())
        account = self._new(name, Role.READER, password)
        hashed = self.passwords.hash(password)
        return self.invitations.accept(invitation, account, hashed, self.clock.now())

    def change_password(self, name: str, old: str, new: str, browser: str) -> str:
        """Another password: every session ends; the secret of a new one. Raises `InputError`."""
        found = self.people.known(name)
        if found is None or not self.passwords.fits(found[1], old):
            raise InputError("The password you have now is not this one.")
        self.reset_password(name, new, and_tokens=False)
        return self.sessions.begin(name, browser, self.clock.now())

    def reset_password(self, name: str, new: str, *, and_tokens: bool = True) -> None:
        """Another password, the old one unknown: every session ends, and every token unless it is said."""
        account = self.people.find(name)
        refuse_weak(account.name, new)
        self.people.set_password(account.name, self.passwords.hash(new))
        self.sessions.end_all(account.name)
        if and_tokens:
            self.tokens.revoke_all(account.name)

    def set_disabled(self, name: str, disabled: bool) -> None:
        """Keep somebody out at once, or let them in again. Raises `InputError`."""
        self.people.set_disabled(name, disabled)
        if disabled:
            self.sessions.end_all(name)
            self.tokens.revoke_all(name)

    def _new(self, name: str, role: Role, password: str) -> Account:
        name = read_name(name)
        refuse_weak(name, password)
        return Account(name=name, role=role, invited_by="", made_at=self.clock.now(), disabled=False)
