"""Captures as WARC 1.1 records (ISO 28500:2017): response and request, resource, revisit."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from wellsourced.model.ids import bytes_digest
from wellsourced.model.sources import Snapshot
from wellsourced.ports import Capture, Exchange, Headers

__all__ = ["FINAL_ADDRESS", "capture_records", "record_id", "revisit_record"]

FINAL_ADDRESS = "X-Wellsourced-Final-URI"
"""An extension field (WARC 1.1, 4): where a redirect led from WARC-Target-URI to the page as archived.

The target stays the address that was asked and is cited: there the page is replayed, and as that it comes
back when the file is read again. The answers that redirected are not kept.
"""

_CODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_ORIGINAL = "X-Archive-Orig-"
"""How pywb and its kin keep a header that is no longer true of the body as archived."""
_SECRET = frozenset({"cookie", "set-cookie", "authorization", "proxy-authorization"})
_NOT_PRINTED = re.compile(r"[^\x20-\x7e]+")


def record_id(snapshot_id: str, what: str = "") -> str:
    """The WARC-Record-ID of a snapshot, or of `what` belongs to it: the same each time."""
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, snapshot_id + what)}>"


def capture_records(writer: WARCWriter, snapshot: Snapshot, capture: Capture) -> Iterator[Any]:
    """The record that holds the bytes; after it, where the question is known, that of the request.

    A page without its transport headers, or a file, is a `resource`.
    """
    headers = {
        "WARC-Record-ID": record_id(snapshot.id),
        "WARC-Date": _date(capture.captured_at),
        "WARC-Payload-Digest": _checksum(capture.body),
        **_final(capture),
    }
    if capture.exchange is None:
        yield writer.create_warc_record(
            capture.source.uri,
            "resource",
            payload=BytesIO(capture.body),
            length=len(capture.body),
            warc_content_type=capture.media_type,
            warc_headers_dict={**headers, "WARC-Block-Digest": _checksum(capture.body)},
        )
        return
    answered = _answer(capture.exchange, len(capture.body))
    yield writer.create_warc_record(
        capture.source.uri,
        "response",
        payload=BytesIO(capture.body),
        length=len(capture.body),
        http_headers=answered,
        warc_headers_dict={
            **headers,
            "WARC-Block-Digest": _checksum(answered.to_bytes() + capture.body),
        },
    )
    if capture.exchange.request:
        yield _request(writer, snapshot, capture, capture.exchange)


def revisit_record(writer: WARCWriter, first: Snapshot, capture: Capture) -> Any:
    """That a page was captured again and its bytes were those of `first`."""
    answered = _answer(capture.exchange, len(capture.body)) if capture.exchange else None
    return writer.create_revisit_record(
        capture.source.uri,
        _checksum(capture.body),
        capture.source.uri,
        _date(first.captured_at),
        http_headers=answered,
        warc_headers_dict={
            "WARC-Record-ID": record_id(first.id, _date(capture.captured_at)),
            "WARC-Date": _date(capture.captured_at),
            "WARC-Refers-To": record_id(first.id),
            **_final(capture),
        },
    )


def _request(writer: WARCWriter, snapshot: Snapshot, capture: Capture, exchange: Exchange) -> Any:
    asked = StatusAndHeaders(
        _printed(exchange.request), _lines(exchange.request_headers), is_http_request=True
    )
    return writer.create_warc_record(
        capture.source.uri,
        "request",
        http_headers=asked,
        warc_headers_dict={
            "WARC-Record-ID": record_id(snapshot.id, "request"),
            "WARC-Date": _date(capture.captured_at),
            "WARC-Concurrent-To": record_id(snapshot.id),
            **_final(capture),
        },
    )


def _final(capture: Capture) -> dict[str, str]:
    return {} if capture.address is None else {FINAL_ADDRESS: _printed(capture.address)}


def _answer(exchange: Exchange, length: int) -> StatusAndHeaders:
    """The answer's headers, true of the body as archived: codings are undone, and told as they were."""
    protocol, _, status = exchange.status.partition(" ")
    told = [
        (_ORIGINAL + name if name.lower() in _CODED else name, value)
        for name, value in _lines(exchange.headers)
    ]
    return StatusAndHeaders(
        _printed(status), [*told, ("Content-Length", str(length))], protocol=_printed(protocol)
    )


def _lines(headers: Headers) -> list[tuple[str, str]]:
    """Headers fit to be written: one line each, and nothing that lets anybody in."""
    return [(_printed(name), _printed(value)) for name, value in headers if name.lower() not in _SECRET]


def _printed(text: str) -> str:
    return _NOT_PRINTED.sub(" ", text).strip()


def _checksum(body: bytes) -> str:
    # With padding, as warcio writes it: without, `warcio check` takes it for base 64.
    return f"sha256:{bytes_digest(body).removeprefix('bytes-').upper()}===="


def _date(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
