"""WARC files of anybody's as captures: pages that other programs archived."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from warcio.bufferedreaders import BufferedReader, ChunkedDataReader  # type: ignore[import-untyped]

from wellsourced.adapters.files import MOST_BYTES, declared_media_type
from wellsourced.adapters.warc_splitting import LONGEST_HEAD, Broken, Split, split
from wellsourced.errors import Permanent
from wellsourced.library.corrections import file_name
from wellsourced.library.warc_records import FINAL_ADDRESS
from wellsourced.model.sources import Source
from wellsourced.ports import Capture, Exchange, Headers, Refused
from wellsourced.text.addresses import host_of

__all__ = ["read_warc"]

LONGEST_ADDRESS = 4096
_CODINGS = ("", "identity", "gzip", "x-gzip", "deflate", "br")
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f]")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(r"HTTP/\d(?:\.\d)? \d{3}\b")
_PASSED_OVER = frozenset({"warcinfo", "request", "metadata", "conversion", "continuation"})


def read_warc(
    path: Path, said: Source, now: datetime, largest: int = MOST_BYTES
) -> Iterator[Capture | Refused]:
    """The pages of a WARC file, one at a time, and the records that are refused.

    `said` is what the user says of all of them; a publisher left empty there is each page's host.
    A record or a page larger than `largest` bytes, packed or not, is refused; so are pages that were
    no answer but an error or a redirect, and addresses that are not of the web. Requests, notes on the
    crawl, and returns to a page that had not changed are passed over.
    """
    for one in split(path, largest):
        if isinstance(one, Broken):
            where = f"{path} at byte {one.offset}"
            yield Refused(address=where, error=Permanent(f"{where}: {one.why}; it was passed over."))
            continue
        address = ""
        try:
            record = _parsed(one)
            if record is None:
                continue
            address = _address(record)
            yield _capture(record, address, said, now, largest)
        except _Unfit as unfit:
            where = f"{address or path} (byte {one.offset} of {path.name})"
            yield Refused(address=address or str(path), error=Permanent(f"{where}: {unfit}"))


class _Unfit(Exception):
    """Why a record is not taken."""


@dataclass(frozen=True, slots=True)
class _Record:
    """A record that may hold a page: its type, its headers by their names in small letters, its block."""

    kind: str
    fields: Mapping[str, str]
    block: bytes


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server answered: the first line, the headers in order, and the body as it was sent."""

    status: str
    headers: Headers
    body: bytes

    def field(self, name: str) -> str:
        """The first header of that name (in small letters), empty where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def _parsed(one: Split) -> _Record | None:
    """The record; none where it is of a kind that holds no page."""
    lines = one.head.decode("utf-8", errors="replace").splitlines()[1:]
    fields: dict[str, str] = {}
    for name, value in _headers(lines):
        fields.setdefault(name.lower(), value)
    kind, target = fields.get("warc-type", "").lower(), fields.get("warc-target-uri", "").strip("<> ")
    if kind in _PASSED_OVER or target.lower().startswith(("dns:", "whois:")):
        return None
    if kind == "revisit":
        first = fields.get("warc-refers-to-target-uri", target).strip("<> ")
        if first == target:
            return None
        raise _Unfit(f"it holds no bytes but refers to {first[:200]!r}: add the page from there.")
    if kind not in ("response", "resource"):
        raise _Unfit(f"a record of type {kind[:40]!r} holds no page.")
    return _Record(kind=kind, fields={**fields, "warc-target-uri": target}, block=one.block)


def _headers(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names and values; a line that begins with a blank goes on with the one before (RFC 5322)."""
    held: tuple[str, str] | None = None
    for line in lines:
        if line[:1] in (" ", "\t") and held is not None:
            held = (held[0], f"{held[1]} {line.strip()}")
            continue
        if held is not None:
            yield held
        name, colon, value = line.partition(":")
        held = (name.strip(), value.strip()) if colon else None
    if held is not None:
        yield held


def _answer(record: _Record) -> _Answer:
    end = _END_OF_HEAD.search(record.block, 0, LONGEST_HEAD)
    head, body = record.block[:LONGEST_HEAD], b""
    if end is not None:
        head, body = head[: end.start()], record.block[end.end() :]
    lines = head.decode("iso-8859-1").splitlines()
    if not lines or _STATUS.match(lines[0]) is None:
        raise _Unfit("its answer has no headers that can be read.")
    return _Answer(status=lines[0].strip(), headers=tuple(_headers(lines[1:])), body=body)


def _address(record: _Record) -> str:
    address = record.fields["warc-target-uri"]
    if not _is_fit(address):
        raise _Unfit(f"{address[:200]!r} is no address of the web: add the file itself.")
    return address


def _is_fit(address: str) -> bool:
    try:
        parts = urlsplit(address)
        of_the_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
    return of_the_web and len(address) <= LONGEST_ADDRESS and not _NOT_IN_ADDRESSES.search(address)


def _final(record: _Record, address: str) -> str | None:
    """Where a redirect led, in files of ours; what is no address there is passed over."""
    final = record.fields.get(FINAL_ADDRESS.lower(), "").strip("<> ")
    return final if final != address and _is_fit(final) else None


def _capture(record: _Record, address: str, said: Source, now: datetime, largest: int) -> Capture:
    captured_at = _date(record, now)
    exchange, declared, body = None, record.fields.get("content-type", ""), record.block
    if record.kind == "response":
        answer = _answer(record)
        if answer.status.split()[1:2] != ["200"]:
            raise _Unfit(f"the server answered {answer.status[:60]!r}, and no page.")
        declared = answer.field("content-type")
        exchange = Exchange(status=answer.status, headers=answer.headers)
        body = _body(answer, largest)
    return Capture(
        source=replace(
            said, uri=address, title=file_name(address), publisher=said.publisher or host_of(address)
        ),
        body=body,
        media_type=declared_media_type(declared[:200], address, body),
        captured_at=captured_at,
        imported=True,
        exchange=exchange,
        address=_final(record, address),
    )


def _date(record: _Record, now: datetime) -> datetime:
    stated = record.fields.get("warc-date", "")
    try:
        moment = datetime.fromisoformat(stated)
        moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _Unfit(f"its date {stated[:40]!r} is none.") from error
    if moment > now:
        raise _Unfit(f"its date {stated[:40]} has not come yet.")
    return moment


def _body(answer: _Answer, largest: int) -> bytes:
    """The page's bytes without transfer and content codings, undone no further than `largest`."""
    coding = answer.field("content-encoding").lower()
    if coding not in _CODINGS:
        raise _Unfit(f"its coding {coding[:40]!r} cannot be undone.")
    packed = answer.body
    if answer.field("transfer-encoding").lower() == "chunked":
        packed = _read(ChunkedDataReader(BytesIO(packed), raise_exceptions=False, decomp_type=None), largest)
    return packed if coding in ("", "identity") else _unpacked(packed, coding, largest)


def _read(stream: BufferedReader, largest: int) -> bytes:
    body = bytearray()
    try:
        while chunk := stream.read(65_536):
            body += chunk
            if len(body) > largest:
                raise _Unfit(f"it is larger than {largest / 1e6:.0f} MB.")
    except (ValueError, zlib.error, EOFError) as error:
        raise _Unfit("its transfer coding is damaged.") from error
    return bytes(body)


def _unpacked(packed: bytes, coding: str, largest: int) -> bytes:
    if packed[:1] != b"\x1f" and coding in ("gzip", "x-gzip"):
        return packed  # archived as it was read, though the header was kept
    if coding == "br":
        raise _Unfit("it is packed with Brotli, which is not read: export it unpacked.")
    for bits in (47,) if coding != "deflate" else (15, -15):  # 47: gzip or zlib, by its head
        inflate = zlib.decompressobj(bits)
        try:
            body = inflate.decompress(packed, largest + 1)
        except zlib.error:
            continue
        if len(body) > largest:
            raise _Unfit(f"unpacked it is larger than {largest / 1e6:.0f} MB.")
        if not inflate.eof:
            break
        return body
    raise _Unfit("its content coding is damaged.")
