"""WARC files of anybody's as captures: pages that other programs archived."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.bufferedreaders import BufferedReader, ChunkedDataReader  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]

from wellsourced.adapters.files import MOST_BYTES, media_type_of
from wellsourced.adapters.warc_splitting import Broken, Split, split
from wellsourced.errors import Permanent
from wellsourced.model.sources import Source
from wellsourced.ports import Capture, Exchange, Refused

__all__ = ["read_warc"]

LONGEST_ADDRESS = 4096
_CODINGS = ("", "identity", "gzip", "x-gzip", "deflate", "br")
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f]")
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


def _parsed(one: Split) -> ArcWarcRecord | None:
    """The record with its HTTP headers; none where it is of a kind that holds no page."""
    try:
        record = next(iter(ArchiveIterator(BytesIO(one.head + one.block))), None)
    except (ArchiveLoadFailed, ValueError, EOFError, IndexError) as error:
        raise _Unfit("its headers cannot be read.") from error
    if record is None or record.rec_type in _PASSED_OVER:
        return None
    if record.rec_type == "revisit":
        target = record.rec_headers.get_header("WARC-Target-URI")
        first = record.rec_headers.get_header("WARC-Refers-To-Target-URI")
        if first in (None, target):
            return None
        raise _Unfit(f"it holds no bytes but refers to {first[:200]}: add the page from there.")
    if record.rec_type not in ("response", "resource"):
        raise _Unfit(f"a record of type {record.rec_type[:40]!r} holds no page.")
    scheme = (record.rec_headers.get_header("WARC-Target-URI") or "").strip().lower().partition(":")[0]
    return None if scheme in ("dns", "whois") else record


def _address(record: ArcWarcRecord) -> str:
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip().strip("<>")
    try:
        parts = urlsplit(address)
        fit = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        fit = False
    if not fit or len(address) > LONGEST_ADDRESS or _NOT_IN_ADDRESSES.search(address):
        raise _Unfit(f"{address[:200]!r} is no address of the web: add the file itself.")
    return address


def _capture(record: ArcWarcRecord, address: str, said: Source, now: datetime, largest: int) -> Capture:
    captured_at = _date(record, now)
    exchange, declared = None, record.rec_headers.get_header("Content-Type") or ""
    if record.rec_type == "response":
        if record.http_headers is None:
            raise _Unfit("its answer has no headers that can be read.")
        status = record.http_headers.get_statuscode()
        if status != "200":
            raise _Unfit(f"the server answered {status[:20]!r}, and no page.")
        declared = record.http_headers.get_header("Content-Type") or ""
        exchange = Exchange(
            status=f"{record.http_headers.protocol} {record.http_headers.statusline}",
            headers=tuple((str(name), str(value)) for name, value in record.http_headers.headers),
        )
    body = _body(record, largest)
    path = Path(unquote(urlsplit(address).path))
    says_nothing = declared.partition(";")[0].strip().lower() in ("", "application/octet-stream")
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return Capture(
        source=replace(said, uri=address, title=path.name or host, publisher=said.publisher or host),
        body=body,
        media_type=media_type_of(path, body) if says_nothing else declared[:200],
        captured_at=captured_at,
        imported=True,
        exchange=exchange,
    )


def _date(record: ArcWarcRecord, now: datetime) -> datetime:
    stated = record.rec_headers.get_header("WARC-Date") or ""
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError as error:
        raise _Unfit(f"its date {stated[:40]!r} is none.") from error
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    if moment > now:
        raise _Unfit(f"its date {stated[:40]} has not come yet.")
    return moment.astimezone(UTC)


def _body(record: ArcWarcRecord, largest: int) -> bytes:
    """The page's bytes without transfer and content codings, undone no further than `largest`."""
    stream = record.raw_stream
    if record.http_headers is not None:
        if (record.http_headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
            stream = ChunkedDataReader(stream, raise_exceptions=False, decomp_type=None)
        coding = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
        if coding not in _CODINGS:
            raise _Unfit(f"its coding {coding[:40]!r} cannot be undone.")
        packed = _read(stream, largest)
        return packed if coding in ("", "identity") else _unpacked(packed, coding, largest)
    return _read(stream, largest)


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
