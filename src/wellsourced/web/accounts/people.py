"""Who has an account: made, looked up, given a role, kept out."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from wellsourced.errors import InputError
from wellsourced.web.accounts import tables
from wellsourced.web.accounts.database import AccountsDatabase
from wellsourced.web.accounts.moments import moment, seconds
from wellsourced.web.accounts.records import Account
from wellsourced.web.visitors import Role

__all__ = ["People", "insert_account", "read_name", "read_role"]

_NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}", re.ASCII)
_RESERVED = frozenset({"admin", "anonymous", "local", "nobody", "root", "system", "wellsourced"})


def read_name(text: str) -> str:
    """A name as it is kept: two names that look alike are one. Raises `InputError`."""
    name = text.strip().lower()
    if _NAME.fullmatch(name) is None:
        raise InputError("a name is 2 to 40 of a-z, 0-9, '.', '-' and '_', and begins with a letter")
    if name in _RESERVED:
        raise InputError(f"the name {name!r} is reserved: take another")
    return name


def read_role(text: str) -> Role:
    """A role by its word. Raises `InputError`."""
    try:
        return Role(text)
    except ValueError as error:
        raise InputError(f"no such role: choose of {', '.join(Role)}") from error


class People:
    """The accounts of a site."""

    def __init__(self, database: AccountsDatabase) -> None:
        self._database = database

    def add(self, account: Account, password: str) -> None:
        """A new account with the hash of its password. Raises `InputError` where the name is taken."""
        with self._database.writing() as connection:
            insert_account(connection, account, password)

    def find(self, name: str) -> Account:
        """The account of that name. Raises `InputError`."""
        found = self.known(name)
        if found is None:
            raise InputError("there is no such account: see `wellsourced accounts list`")
        return found[0]

    def known(self, name: str) -> tuple[Account, str] | None:
        """The account of that name and the hash of its password, None where there is none."""
        if _NAME.fullmatch(name) is None:  # whatever else was typed is not worth asking a database
            return None
        with self._database.reading() as connection:
            row = connection.execute(select(tables.users).where(tables.users.c.name == name)).first()
        return None if row is None else (_account(row), row.password)

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(tables.users).order_by(tables.users.c.name))
            return [_account(row) for row in rows]

    def set_password(self, name: str, password: str) -> None:
        """Keep another hash."""
        self._change(name, password=password)

    def set_role(self, name: str, role: Role) -> None:
        """Give a role. Raises `InputError` where nobody would be left to manage accounts."""
        self._change(name, role=role.value)

    def set_disabled(self, name: str, disabled: bool) -> None:
        """Keep somebody out, or let them in again. Raises `InputError` as `set_role`."""
        self._change(name, disabled=disabled)

    def _change(self, name: str, **values: object) -> None:
        users = tables.users
        self.find(name)
        with self._database.writing() as connection:
            had = connection.execute(_admins()).scalar_one()
            connection.execute(update(users).where(users.c.name == name).values(**values))
            if had and not connection.execute(_admins()).scalar_one():
                raise InputError("this is the only admin left: make another one first")


def insert_account(connection: Connection, account: Account, password: str) -> None:
    """Put an account into the tables. Raises `InputError` where the name is taken."""
    values: dict[str, Any] = {
        "name": account.name,
        "password": password,
        "role": account.role.value,
        "invited_by": account.invited_by,
        "made_at": seconds(account.made_at),
        "disabled": account.disabled,
    }
    try:
        connection.execute(insert(tables.users).values(**values))
    except IntegrityError as error:
        raise InputError("this name is taken: choose another") from error


def _admins() -> Any:
    users = tables.users
    able = (users.c.role == Role.ADMIN.value) & users.c.disabled.is_(False)
    return select(func.count()).select_from(users).where(able)


def _account(row: Row[Any]) -> Account:
    return Account(
        name=row.name,
        role=Role(row.role),
        invited_by=row.invited_by,
        made_at=moment(row.made_at),
        disabled=bool(row.disabled),
    )
