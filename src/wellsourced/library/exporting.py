"""The archive as one WARC file that other programs replay."""

from __future__ import annotations

import os
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from wellsourced.errors import Integrity
from wellsourced.library.warc_records import record_id

__all__ = ["export_warc"]


def export_warc(archive: Path, snapshots: Collection[str], target: Path, software: str) -> int:
    """Write the records of these snapshots to `target`, whole or not at all; how many snapshots it holds.

    With each go its request and its returns. The file is compressed, a record a member, where its name
    ends in `.gz`. Raises `Integrity` where a file of the archive cannot be read or a snapshot is in none.
    """
    wanted = {record_id(one): one for one in snapshots}
    found: set[str] = set()
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            writer = WARCWriter(file, gzip=target.name.endswith(".gz"), warc_version="1.1")
            writer.write_record(
                writer.create_warcinfo_record(target.name, {"software": software, "format": "WARC 1.1"})
            )
            for path in sorted(archive.glob("*.warc.gz")):
                for record in _records(path):
                    name = record.rec_headers.get_header("WARC-Record-ID")
                    if name in found or _of(record) not in wanted:
                        continue  # written by a run that was killed before it kept account of it
                    found.add(name)
                    writer.write_record(record)
            file.flush()
            os.fsync(file.fileno())
        lost = sorted(wanted[name] for name in wanted.keys() - found)
        if lost:
            raise Integrity(
                f"the archive lacks {lost[0]} and {len(lost) - 1} others: run `wellsourced verify`."
            )
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return len(wanted)


def _of(record: Any) -> str | None:
    """The id of the record that holds the bytes a record belongs to."""
    name = {"request": "WARC-Concurrent-To", "revisit": "WARC-Refers-To"}.get(
        record.rec_type, "WARC-Record-ID"
    )
    found: str | None = record.rec_headers.get_header(name)
    return found


def _records(path: Path) -> Iterator[Any]:
    try:
        with path.open("rb") as file:
            yield from ArchiveIterator(file, no_record_parse=True)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, zlib.error) as error:
        raise Integrity(f"archive/{path.name} cannot be read: restore that file.") from error
