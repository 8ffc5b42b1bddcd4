"""The archive as one WARC file that other programs replay."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from wellsourced.adapters.warc_splitting import Broken, Split, split
from wellsourced.errors import InputError, Integrity
from wellsourced.library.archive import Archive
from wellsourced.library.warc_records import record_id

__all__ = ["export_warc"]

_ENDING = b"\r\n\r\n"
_LARGEST = 2**40
"""Our own records are as large as what we captured."""
_FIELD = re.compile(rb"^(WARC-[A-Za-z-]+): (.*?)\r$", re.MULTILINE)
_BELONGS = {b"request": b"WARC-Concurrent-To", b"revisit": b"WARC-Refers-To"}


def export_warc(archive: Archive, snapshots: Collection[str], target: Path, software: str) -> int:
    """Write the records of these snapshots to `target`, whole or not at all; how many snapshots it holds.

    With each go its request and its returns, byte for byte as they were archived. The file is compressed,
    a record a member, where its name ends in `.gz`. Raises `Integrity` where a file of the archive cannot
    be read or a snapshot is in none.
    """
    wanted = {record_id(one).encode(): one for one in snapshots}
    found: set[bytes] = set()
    packed = target.name.endswith(".gz")
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            writer = WARCWriter(file, gzip=packed, warc_version="1.1")
            writer.write_record(
                writer.create_warcinfo_record(target.name, {"software": software, "format": "WARC 1.1"})
            )
            for record in _records(archive):
                name, of = _names(record)
                if name in found or of not in wanted:
                    continue  # written by a run that was killed before it kept account of it
                found.add(name)
                raw = record.head + record.block + _ENDING
                file.write(gzip.compress(raw, mtime=0) if packed else raw)
            file.flush()
            os.fsync(file.fileno())
        lost = sorted(wanted[name] for name in wanted.keys() - found)
        if lost:
            raise Integrity(f"the archive lacks {len(lost)} snapshots ({lost[0]}): run `wellsourced verify`.")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return len(wanted)


def _names(record: Split) -> tuple[bytes, bytes]:
    """The id of a record, and of the one that holds the bytes it belongs to."""
    fields = dict(_FIELD.findall(record.head))
    name = fields.get(b"WARC-Record-ID", b"")
    return name, fields.get(_BELONGS.get(fields.get(b"WARC-Type", b""), b"WARC-Record-ID"), b"")


def _records(archive: Archive) -> Iterator[Split]:
    """Every record of every file, in the order of the files' names."""
    for name in archive.files():
        try:
            with archive.on_disk(name) as path:
                for one in split(path, _LARGEST):
                    if isinstance(one, Broken):
                        raise Integrity(
                            f"archive/{name} cannot be read at byte {one.offset}: restore that file."
                        )
                    yield one
        except InputError as error:
            raise Integrity(f"archive/{name} cannot be read: restore that file.") from error
