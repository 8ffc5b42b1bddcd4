"""Where a library is: a folder for all of it, or servers for its parts. Only here they are told apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from sqlalchemy import Connection, select

from wellsourced.errors import Config
from wellsourced.library.archive import Archive
from wellsourced.library.blobs import Blobs, FolderBlobs
from wellsourced.library.database import Database, Records
from wellsourced.library.index import Index
from wellsourced.library.object_store import SCHEME, bucket_of
from wellsourced.library.schema import snapshots

__all__ = ["Home", "Parts", "belong_together", "parts_of", "reach"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """`place` is a folder or `s3://BUCKET/PREFIX`, `database` a PostgreSQL address for the records.

    Without a database the records are a file in the folder. One that is `read_only` is never written to.
    """

    place: Path | str
    database: str | None = None
    read_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Records, archive, and for a name of an encoder's the index of it."""

    records: Records
    archive: Archive
    index: Callable[[str], Index]


def parts_of(home: Path | Home) -> Parts:
    """The parts of a library; nothing is opened or made yet.

    Raises `Config` where the settings do not fit, `MissingExtra` where what they need is not installed.
    """
    home = Home(place=home) if isinstance(home, Path) else home
    return Parts(
        records=_records(home),
        archive=Archive(_blobs(home.place)),
        index=lambda name: Index(
            home.place / "index" / name
            if isinstance(home.place, Path)
            else f"{_in_store(home.place)}/index/{name}"
        ),
    )


def reach(home: Home) -> str:
    """Where the library is, in words without secrets, once its servers have answered; nothing is made.

    Raises `Transient` where one does not answer, `Config` where one refuses.
    """
    parts = parts_of(home)
    try:
        there = parts.records.engine() is not None
        parts.archive.files()
    finally:
        parts.records.close()
    told = f"{home.place}, records in {parts.records.name}"
    return told if there else f"{told}: not there yet; the first `add` or `check` makes it"


def belong_together(connection: Connection, archive: Archive) -> None:
    """Raise `Config` where the records are of another library than the archive, before the two are mixed."""
    file = connection.execute(select(snapshots.c.archive_file).limit(1)).scalar()
    if file is not None and not archive.holds(file):
        raise Config(
            f"the archive lacks {file}, of which the database tells: "
            "name a library and a database that belong together in the settings"
        )


def _records(home: Home) -> Records:
    if home.database is not None:
        # By name: what servers need is not part of every installation.
        postgres = import_module("wellsourced.library.postgres")
        records: Records = postgres.PostgresRecords(postgres.address(home.database), read_only=home.read_only)
        return records
    if not isinstance(home.place, Path):
        raise Config(
            f"the library {home.place} is in an object store, where no database file can be: "
            "name a PostgreSQL database in the setting 'database'"
        )
    return Database(home.place, read_only=home.read_only)


def _blobs(place: Path | str) -> Blobs:
    if isinstance(place, Path):
        return FolderBlobs(place / "archive")
    blobs: Blobs = import_module("wellsourced.library.s3_blobs").S3Blobs(f"{_in_store(place)}/archive")
    return blobs


def _in_store(place: str) -> str:
    """The address, in one spelling."""
    return SCHEME + "/".join(filter(None, bucket_of(place)))
