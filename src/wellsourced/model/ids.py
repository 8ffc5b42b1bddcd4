"""Identity from content: a tag and a digest, the same on every machine and every day."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum

__all__ = ["bytes_digest", "canonical", "digest"]


def canonical(value: object) -> object:
    """Reduce a value to plain JSON types; sets are sorted, dates are ISO 8601, fields go by name."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {str(key): canonical(item) for key, item in value.items()}
        case frozenset() | set():
            return sorted((canonical(item) for item in value), key=repr)
        case list() | tuple():
            return [canonical(item) for item in value]
        case _ if dataclasses.is_dataclass(value):
            return {f.name: canonical(getattr(value, f.name)) for f in dataclasses.fields(value)}
        case _:
            raise TypeError(f"no canonical form for {type(value).__name__}")


def _encode(raw: bytes) -> str:
    return base64.b32encode(raw).decode("ascii").rstrip("=").lower()


def digest(tag: str, value: object) -> str:
    """Return `tag-` and the base32 of SHA-256 over the value's sorted UTF-8 JSON."""
    text = json.dumps(canonical(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{tag}-{_encode(hashlib.sha256(text.encode('utf-8')).digest())}"


def bytes_digest(raw: bytes) -> str:
    """Return the digest of captured bytes: `bytes-` and the base32 of their SHA-256."""
    return f"bytes-{_encode(hashlib.sha256(raw).digest())}"
