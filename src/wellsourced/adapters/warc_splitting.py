"""A WARC file of anybody's into its records, each in bounded memory, past whatever is broken.

A record is cut out here and parsed elsewhere. Compressed files are read a gzip member at a time, as the
standard asks for (ISO 28500:2017, annex D); after a broken member reading goes on at the next one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from wellsourced.errors import InputError

__all__ = ["LONGEST_HEAD", "Broken", "Split", "split"]

LONGEST_HEAD = 64 * 1024
"""Bytes of a record's headers."""
MOST_BLANK = 100
"""Blank lines between two records; the standard has two."""
MOST_FAULTS = 1000
"""Broken records in one file, after which it is given up."""

_CHUNK = 64 * 1024
_MAGIC = b"\x1f\x8b\x08"
_VERSION = re.compile(rb"WARC/\d\.\d+\r?\n")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Split:
    """A record as it stands in the file: its headers, and its block."""

    offset: int
    head: bytes
    block: bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """A stretch of the file that is no record, or one too large to read; `why` says which."""

    offset: int
    why: str


class _Bad(Exception):
    """What stands here is no record, or none to be read."""


class _Bytes(Protocol):
    """What records are read from."""

    @property
    def start(self) -> int:
        """Where in the file the record begins that is being read, or the gzip member it is in."""
        ...

    def read(self, most: int) -> bytes:
        """So many bytes, fewer only at the end. Raises `_Bad`."""
        ...

    def opened(self, read: int) -> None:
        """A record begins so many bytes before here."""
        ...

    def pass_over(self, size: int) -> None:
        """Reading goes on at the earliest so many bytes after here."""
        ...

    def resume(self) -> bool:
        """Go to where the next record may begin after a broken one; false where there is none."""
        ...

    def close(self) -> None: ...


def split(path: Path, largest: int) -> Iterator[Split | Broken]:
    """The records of a file, `.warc` or `.warc.gz`, in order, and what stands between them broken.

    A record of more than `largest` bytes is passed over without being held in memory. Raises
    `InputError` where the file cannot be opened.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}): check the path") from error
    compressed = file.read(2) == _MAGIC[:2]
    file.seek(0)
    faults = 0
    with closing(_Gzip(file) if compressed else _Plain(file)) as stream:
        while True:
            try:
                record = _record(stream, largest)
                if record is None:
                    return
                yield record
                continue
            except _Bad as bad:
                yield Broken(stream.start, str(bad))
            except OSError as error:
                yield Broken(stream.start, f"the file cannot be read on ({error.strerror})")
                return
            faults += 1
            if faults == MOST_FAULTS:
                yield Broken(stream.start, f"after {MOST_FAULTS} broken records the rest is not read")
                return
            if not stream.resume():
                return


def _record(stream: _Bytes, largest: int) -> Split | None:
    """The next record; none at the end of the file."""
    first = _first_line(stream)
    if not first:
        return None
    if _VERSION.fullmatch(first) is None:
        raise _Bad("no WARC record begins here")
    head = first + _rest_of_head(stream)
    length = _LENGTH.search(head)
    if length is None:
        raise _Bad("a record does not say how long it is")
    size = int(length[1])
    if size > largest:
        stream.pass_over(size)
        raise _Bad(f"a record of {size} bytes is larger than {largest / 1e6:.0f} MB")
    block = stream.read(size)
    if len(block) < size:
        raise _Bad("the file ends within a record")
    return Split(stream.start, head, block)


def _first_line(stream: _Bytes) -> bytes:
    """The first line that is not blank, or the beginning of it; empty at the end of the file."""
    for _ in range(MOST_BLANK):
        line = _line(stream, len(b"WARC/1.1\r\n"))
        stream.opened(len(line))
        if line not in (b"\n", b"\r\n"):
            return line
    raise _Bad("there are blank lines without end")


def _rest_of_head(stream: _Bytes) -> bytes:
    """The lines up to a blank one, with it."""
    head = bytearray()
    while True:
        line = _line(stream, LONGEST_HEAD - len(head))
        head += line
        if len(head) >= LONGEST_HEAD:
            raise _Bad("a record's headers are too long")
        if not line.endswith(b"\n"):
            raise _Bad("the file ends within a record's headers")
        if line in (b"\n", b"\r\n"):
            return bytes(head)


def _line(stream: _Bytes, longest: int) -> bytes:
    """Up to a line feed and with it, but no more than `longest` bytes."""
    line = bytearray()
    while len(line) < longest:
        one = stream.read(1)
        line += one
        if one in (b"", b"\n"):
            break
    return bytes(line)


class _Plain:
    """A file that is not compressed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._start = 0
        self._not_before = 0

    @property
    def start(self) -> int:
        """Where the record's first line begins."""
        return self._start

    def read(self, most: int) -> bytes:
        return self._file.read(most)

    def opened(self, read: int) -> None:
        self._start = self._file.tell() - read

    def pass_over(self, size: int) -> None:
        self._not_before = self._file.tell() + size

    def resume(self) -> bool:
        self._file.seek(max(self._start + 1, self._not_before))
        return _find(self._file, b"WARC/1.")

    def close(self) -> None:
        self._file.close()


class _Gzip:
    """A file of gzip members. No more is decompressed than is asked for, and a chunk."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._member = 0
        self._next_member(0)

    @property
    def start(self) -> int:
        """The member being read."""
        return self._member

    def _next_member(self, at: int) -> None:
        self._member = at
        self._file.seek(at)
        self._inflate = zlib.decompressobj(31)
        self._ready = bytearray()
        self._fed = 0

    def read(self, most: int) -> bytes:
        while len(self._ready) < most and self._more():
            pass
        taken = bytes(self._ready[:most])
        del self._ready[:most]
        return taken

    def _more(self) -> bool:
        """Decompress a chunk; false at the end of the file."""
        if self._inflate.eof:
            return self._following()
        packed = self._inflate.unconsumed_tail or self._file.read(_CHUNK)
        if not packed:
            return self._last()
        if not self._inflate.unconsumed_tail:
            self._fed += len(packed)
        try:
            self._ready += self._inflate.decompress(packed, _CHUNK)
        except zlib.error as error:
            raise _Bad("a compressed record is damaged") from error
        return True

    def _last(self) -> bool:
        """What zlib still holds when the file has ended; false where there is no more."""
        held = self._inflate.decompress(b"", _CHUNK)
        self._ready += held
        if not held and self._fed and not self._inflate.eof:
            self._fed = 0
            raise _Bad("the file ends within a compressed record")
        return bool(held)

    def _following(self) -> bool:
        """Go on with the member that follows the one just ended; false where none does."""
        rest = self._inflate.unused_data
        at = self._member + self._fed - len(rest)
        kept = self._ready
        self._file.seek(at)
        opens = self._file.read(len(_MAGIC))
        if opens != _MAGIC:
            if opens.strip(b"\0"):
                raise _Bad("between compressed records there is something else")
            return False  # the end, or zeros that some programs pad files with
        self._next_member(at)
        self._ready = kept
        return True

    def opened(self, read: int) -> None:
        """Nothing to do: a record begins where its member does."""

    def pass_over(self, size: int) -> None:
        """Nothing to do: reading goes on at the next member, and its place is not known by size."""

    def resume(self) -> bool:
        at = self._member
        while True:
            self._file.seek(at + 1)
            if not _find(self._file, _MAGIC):
                return False
            at = self._file.tell()
            self._next_member(at)
            try:
                opens = self.read(len(b"WARC/")) == b"WARC/"
            except _Bad:
                opens = False
            if opens:
                self._next_member(at)
                return True

    def close(self) -> None:
        self._file.close()


def _find(file: BinaryIO, wanted: bytes) -> bool:
    """Go to the next place from here where `wanted` stands; false where it does not."""
    at = file.tell()
    held = b""
    while chunk := file.read(_CHUNK):
        held += chunk
        found = held.find(wanted)
        if found >= 0:
            file.seek(at + found)
            return True
        keep = len(wanted) - 1
        at += len(held) - keep if len(held) > keep else 0
        held = held[-keep:]
    return False
