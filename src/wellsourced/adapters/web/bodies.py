"""Bodies as they come in: unpacked bit by bit, and never beyond a size."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import SpooledTemporaryFile

from wellsourced.errors import Permanent

__all__ = ["ACCEPTED", "Body", "CutOff", "TooLarge"]

ACCEPTED = "gzip, deflate"
"""The packings we ask for. Every server must do without (RFC 9110, 12.5.3), and each is a way to attack."""

_PIECE = 65_536
"""Bytes unpacked at once: what a bomb can take beyond the size that is allowed."""
IN_MEMORY = 1_000_000
"""Bytes of a body held in memory while it comes in; what is larger waits in a file without a name. Of eight
that turn out too large at once the process would keep the room for all."""
_AUTO_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MARK = b"\x1f\x8b"


class TooLarge(Permanent):
    """The body is larger than allowed, packed or unpacked."""


class CutOff(Exception):
    """The packed body ends before its end."""


class Body:
    """One body of at most `most` bytes, packed as `coding` says (an HTTP `Content-Encoding`).

    Nothing is taken after it was read. A context manager, which lets go of the bytes. Raises `Permanent` for
    a packing that was not asked for.
    """

    def __init__(self, coding: str, most: int, name: str) -> None:
        coding = coding.strip().lower()
        self._most, self._name = most, name
        self._packed: _Packed | None = None
        if coding in ("gzip", "x-gzip"):
            self._packed = _Packed(gzip=True)
        elif coding == "deflate":
            self._packed = _Packed(gzip=False)
        elif coding not in ("", "identity"):
            raise Permanent(f"{name} is packed in a way that was not asked for: save it and add the file")
        self._received = self._size = 0
        self._held = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by `__exit__`

    def take(self, chunk: bytes) -> None:
        """Take what came in, as far as there is room.

        Raises `TooLarge` at the first byte too many, `Permanent` for broken packing and a full disk.
        """
        with self._on_disk():
            self._take(chunk)

    def _take(self, chunk: bytes) -> None:
        fitting = chunk[: self._most - self._received]
        for piece in [fitting] if self._packed is None else self._unpacked(self._packed, fitting):
            self._held.write(piece)
            self._size += len(piece)
            if self._size > self._most:
                raise TooLarge(
                    f"{self._name} unpacks to more than {self._most / 1e6:g} MB: save it and add its parts"
                )
        self._received += len(fitting)
        if len(fitting) < len(chunk):
            raise TooLarge(f"{self._name} is larger than {self._most / 1e6:g} MB: save it and add its parts")

    def whole(self) -> bytes:
        """The body, unpacked. Raises `CutOff` where the packing has not ended."""
        if self._packed is not None and not self._packed.ended:
            raise CutOff
        return self.so_far()

    def so_far(self) -> bytes:
        """What has been unpacked, at most as many bytes as allowed."""
        with self._on_disk():
            self._held.seek(0)
            return self._held.read(self._most)

    def __enter__(self) -> Body:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # what could not be written is given up anyway
            self._held.close()

    @contextmanager
    def _on_disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Permanent(
                f"{self._name} cannot be held ({error.strerror}): make room where temporary files are kept"
            ) from error

    def _unpacked(self, packed: _Packed, chunk: bytes) -> Iterator[bytes]:
        try:
            yield from packed.unpack(chunk)
        except zlib.error as error:
            raise Permanent(
                f"{self._name} is packed wrongly: open it in a browser, save and add it"
            ) from error


class _Packed:
    """zlib (RFC 1950), bare deflate (RFC 1951), or members of gzip one after another (RFC 1952)."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip, self._head = gzip, b""
        self._stream = zlib.decompressobj(_AUTO_GZIP) if gzip else None
        self._over = False

    @property
    def ended(self) -> bool:
        """Whether the last stream is whole; a body of no bytes at all is."""
        return self._over or (not self._head if self._stream is None else self._stream.eof)

    def unpack(self, data: bytes) -> Iterator[bytes]:
        """Pieces of at most 64 KiB; what follows the end and is no further member is passed over."""
        if self._stream is None:
            self._head = data = self._head + data
            if len(data) < 2:
                return
            self._stream = zlib.decompressobj(_wrapped_or_bare(data))
        full = False  # a piece of full size may have left some in the window, though all input is taken
        while (data or full) and not self._over:
            if self._stream.eof:
                if not data:
                    return
                if not self._gzip or not data.startswith(_GZIP_MARK[: len(data)]):
                    self._over = True
                    return
                self._stream = zlib.decompressobj(_AUTO_GZIP)
            piece = self._stream.decompress(data, _PIECE)
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
            full = len(piece) == _PIECE
            if piece:
                yield piece


def _wrapped_or_bare(start: bytes) -> int:
    """Some servers send deflate without the wrapper that HTTP asks for; browsers read both."""
    wrapped = start[0] & 0x0F == zlib.DEFLATED and int.from_bytes(start[:2]) % 31 == 0
    return zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS
