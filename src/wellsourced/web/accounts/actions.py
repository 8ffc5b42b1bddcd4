"""The log of actions: who did what, to what, when, from about where. It is added to and never changed."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select

from wellsourced.web.accounts import tables
from wellsourced.web.accounts.database import AccountsDatabase
from wellsourced.web.accounts.moments import moment, seconds
from wellsourced.web.accounts.records import Action

__all__ = ["Actions", "network_of"]

_WHAT, _ON = 80, 300
_IPV4, _IPV6 = 24, 48


def network_of(address: str) -> str:
    """The network an address is in: tells that somebody came from elsewhere, and not who they are."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return str(ipaddress.ip_network((found, _IPV4 if found.version == 4 else _IPV6), strict=False))


class Actions:
    """What was done on a site."""

    def __init__(self, database: AccountsDatabase) -> None:
        self._database = database

    def write(self, who: str, what: str, on: str, at: datetime, ended: tuple[int, str] = (0, "")) -> None:
        """Write down an action; `ended` is the status of the answer and the address it came from."""
        outcome, address = ended
        with self._database.writing() as connection:
            connection.execute(
                insert(tables.actions).values(
                    at=seconds(at),
                    who=who,
                    what=what[:_WHAT],
                    on_what="".join(char for char in on if char.isprintable())[:_ON],
                    outcome=outcome,
                    network=network_of(address),
                )
            )

    def newest(self, most: int, before: int | None = None) -> Sequence[Action]:
        """The last so many, before a number where one is given, newest first."""
        kept = tables.actions
        query = select(kept).order_by(kept.c.number.desc()).limit(most)
        if before is not None:
            query = query.where(kept.c.number < before)
        with self._database.reading() as connection:
            return [_action(row) for row in connection.execute(query)]


def _action(row: Row[Any]) -> Action:
    return Action(
        number=row.number,
        at=moment(row.at),
        who=row.who,
        what=row.what,
        on=row.on_what,
        outcome=row.outcome,
        network=row.network,
    )
