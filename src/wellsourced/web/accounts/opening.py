"""The accounts that the settings name."""

from __future__ import annotations

from wellsourced.ports import Clock
from wellsourced.settings import Settings
from wellsourced.web.accounts.database import FILE, AccountsDatabase
from wellsourced.web.accounts.keeping import Accounts
from wellsourced.web.databases import site_database

__all__ = ["open_accounts"]


def open_accounts(settings: Settings, clock: Clock) -> Accounts:
    """The accounts of the site, made where there are none. Raises `Config` where that cannot be."""
    return Accounts(AccountsDatabase(site_database(settings, FILE)), clock)
