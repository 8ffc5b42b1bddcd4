"""WARC files of other programs, for tests."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

DATE = "2024-03-05T10:00:00Z"
WORDS = "Alder County raised its fishing permit fee to $12 in 2024. The vote was five to two."


def record(
    kind: str, uri: str, block: bytes, *, date: str = DATE, version: str = "1.0", **more: str
) -> bytes:
    """One record; further headers by their names with `_` for `-`."""
    headers = {"WARC-Type": kind, "WARC-Target-URI": uri, "WARC-Date": date}
    headers |= {
        "WARC-Record-ID": f"<urn:uuid:{hash((kind, uri, date)) & 0xFFFF:08x}-0000-4000-8000-000000000000>"
    }
    headers["Content-Length"] = str(len(block))
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def response(uri: str, body: bytes, *, status: str = "200 OK", http: str = "", **more: str) -> bytes:
    """A page with its HTTP headers, `http` among them, each line with its end."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{http}\r\n"
    more.setdefault("Content_Type", "application/http; msgtype=response")
    return record("response", uri, head.encode() + body, **more)


def html(words: str = WORDS, title: str = "A page") -> bytes:
    """A page of one paragraph."""
    return f"<html><head><title>{title}</title></head><body><p>{words}</p></body></html>".encode()


def write(path: Path, records: Iterable[bytes]) -> Path:
    """The records as a file, a gzip member each where its name asks for it."""
    packed = path.name.endswith(".gz")
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))
    return path
