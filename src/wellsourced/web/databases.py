"""Where the site keeps what is no part of the library: a file beside it, or a database that servers share."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, make_url

from wellsourced.errors import Config
from wellsourced.jobs.opening import folder_beside
from wellsourced.settings import Settings

__all__ = ["make_private", "site_database", "site_folder"]


def site_folder(library: Path | str) -> Path:
    """The folder of a library's site: `LIBRARY.site`, with pages as they are sent, accounts and flags."""
    return folder_beside(library).with_suffix(".site")


def site_database(settings: Settings, file: str) -> URL:
    """The database that the settings name, else that file in the site's folder. Raises `Config`."""
    named = settings.site_database or settings.database
    if named is None:
        return URL.create("sqlite", database=str(site_folder(settings.library) / file))
    try:
        url = make_url(named.get_secret_value())
    except Exception as error:
        raise Config("setting 'site_database': write postgresql://USER:PASSWORD@HOST/NAME") from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        return url
    raise Config("setting 'site_database': PostgreSQL (postgresql://...) or a file (sqlite:///...)")


def make_private(file: Path) -> None:
    """A file that only its owner reads. Raises `Config` where it cannot be made."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise Config(
            f"{file} cannot be written ({error.strerror}): set `site_database`, or choose another library"
        ) from error
