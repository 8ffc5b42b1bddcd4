"""Bodies of answers as they are sent: packed, with their digest."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass

__all__ = ["Printed", "printed", "tagged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A body packed by gzip, with its digest, which is its ETag: weak, for it is the unpacked body's too."""

    packed: bytes
    etag: str

    @property
    def body(self) -> bytes:
        """Unpacked, for the few who cannot do that themselves."""
        return gzip.decompress(self.packed)


def printed(body: bytes) -> Printed:
    """The bytes as they are sent."""
    return tagged(gzip.compress(body, 6, mtime=0))


def tagged(packed: bytes) -> Printed:
    """What was packed before."""
    return Printed(packed=packed, etag=f'W/"{hashlib.sha256(packed).hexdigest()[:32]}"')
