"""Pages kept to be asked for again: a server that says "not modified" gives the same bytes as before."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from wellsourced.adapters.web.addresses import Address
from wellsourced.adapters.web.exchange import Answer

__all__ = ["KeptPage", "KeptPages"]

MOST_KEPT = 500_000_000
"""Bytes of all pages kept together; the ones not asked for longest go first."""

_SUFFIX = ".page"
_STALE = 3600.0
"""Seconds after which nobody is still writing a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A page as it was, with what its server knows it by (RFC 9110, 8.8)."""

    body: bytes
    media_type: str
    etag: str
    last_modified: str

    def conditions(self) -> Mapping[str, str]:
        """The headers that ask only for what has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """The first line of a file; the page's bytes follow it."""

    url: str
    sha256: str
    media_type: str
    etag: str
    last_modified: str


class KeptPages:
    """A folder of pages, one file each, written whole; what is damaged is as if it were not there.

    Every page is asked for anew, so none is ever out of date; only its bytes need not come again.
    """

    def __init__(self, folder: Path, most: int = MOST_KEPT) -> None:
        self._folder, self._most = folder, most

    def get(self, address: Address) -> KeptPage | None:
        """The page as it was last time."""
        file = self._file(address)
        try:
            line, _, body = file.read_bytes().partition(b"\n")
            head = _Head(**json.loads(line))
        except (OSError, ValueError, TypeError):
            return None
        if head.url != str(address) or head.sha256 != hashlib.sha256(body).hexdigest():
            return None
        with suppress(OSError):
            os.utime(file)
        return KeptPage(
            body=body, media_type=head.media_type, etag=head.etag, last_modified=head.last_modified
        )

    def keep(self, answer: Answer, media_type: str) -> None:
        """Keep a page that can be asked for again and may be kept. A folder that is full keeps nothing."""
        etag, last_modified = answer.header("etag"), answer.header("last-modified")
        if not (etag + last_modified).isascii() or not (etag or last_modified):
            return
        if "no-store" in answer.header("cache-control").lower():
            return
        head = _Head(
            url=str(answer.address),
            sha256=hashlib.sha256(answer.body).hexdigest(),
            media_type=media_type,
            etag=etag,
            last_modified=last_modified,
        )
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._folder, delete=False) as partial:
                partial.write(json.dumps(asdict(head)).encode() + b"\n" + answer.body)
            Path(partial.name).replace(self._file(answer.address))

    def tidy(self) -> None:
        """Drop what exceeds the size all pages may have together, and what was left half-written."""
        with suppress(OSError):
            files = [(file.stat(), file) for file in self._folder.iterdir() if file.is_file()]
            for state, file in files:
                # One that is being written is young; an old one's writer was killed.
                if file.suffix != _SUFFIX and time.time() - state.st_mtime > _STALE:
                    file.unlink(missing_ok=True)
            room = self._most
            for state, file in sorted(files, key=lambda one: one[0].st_mtime, reverse=True):
                room -= state.st_size
                if room < 0:
                    file.unlink(missing_ok=True)

    def _file(self, address: Address) -> Path:
        return self._folder / (hashlib.sha256(str(address).encode()).hexdigest() + _SUFFIX)
