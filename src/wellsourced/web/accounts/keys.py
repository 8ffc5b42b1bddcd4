"""Secrets of sessions, tokens and forms: made, known again by their digests, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import secrets

__all__ = ["TOKEN", "bound", "digest_of", "handle_of", "is_handle", "new_secret", "new_token", "same"]

TOKEN = "ws_"
"""What an API token begins with, so that it is known for one where it leaked."""

_BYTES = 32
_HANDLE = 16


def new_secret() -> str:
    """256 random bits, as they stand in a cookie or an address."""
    return secrets.token_urlsafe(_BYTES)


def new_token() -> str:
    """An API token."""
    return TOKEN + new_secret()


def digest_of(secret: str) -> str:
    """What is kept in place of a secret; its bits are random, so a plain digest tells nothing of it."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def handle_of(digest: str) -> str:
    """What a page calls a session, token or invitation."""
    return digest[:_HANDLE]


def is_handle(text: str) -> bool:
    """Whether something could be called so."""
    return len(text) == _HANDLE and set(text) <= set("0123456789abcdef")


def bound(secret: str, to: str) -> str:
    """A token for forms that only who holds the secret can make, bound to a session or cookie."""
    return hmac.new(secret.encode("utf-8"), to.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that does not depend on where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
