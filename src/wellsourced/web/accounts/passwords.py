"""Passwords: which will do, their argon2 hashes, and checks that cost the same for names nobody has."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from wellsourced.errors import InputError
from wellsourced.web.accounts.keys import new_secret

__all__ = ["LEAST", "MOST", "Passwords", "refuse_weak"]

LEAST, MOST = 12, 200
"""Characters of a password; a longer one would only cost time."""
_DIFFERENT = 5
_AT_ONCE = 3
"""Hashes worked out at once: each takes 64 MiB, and many who sign in must not take all memory."""


def _one_at_hand() -> BoundedSemaphore:
    return BoundedSemaphore(_AT_ONCE)


@dataclass(frozen=True, slots=True)
class Passwords:
    """Hashes by argon2id, with the parameters of RFC 9106 for little memory unless a test has others."""

    hasher: PasswordHasher = field(default_factory=PasswordHasher)
    _turns: BoundedSemaphore = field(default_factory=_one_at_hand, repr=False)
    _decoy: list[str] = field(default_factory=list, repr=False)

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        with self._turns:
            return self.hasher.hash(_bytes(password))

    def fits(self, kept: str | None, password: str) -> bool:
        """Whether it is the password; where nobody is known by the name it costs as much to say no."""
        known = kept is not None
        if kept is None:
            if not self._decoy:
                self._decoy.append(self.hash(new_secret()))
            kept = self._decoy[0]
        with self._turns:
            try:
                self.hasher.verify(kept, _bytes(password))
            except (VerificationError, InvalidHashError):
                return False
        return known

    def is_outdated(self, kept: str) -> bool:
        """Whether it was hashed with other parameters than are used now."""
        return self.hasher.check_needs_rehash(kept)


def refuse_weak(name: str, password: str) -> None:
    """Raise `InputError` for a password that is easily guessed."""
    normal = _normal(password)
    if len(normal) < LEAST:
        raise InputError(f"this password is too short: take at least {LEAST} characters, a sentence say")
    if len(password) > MOST:
        raise InputError(f"this password is too long: take at most {MOST} characters")
    if len(set(normal)) < _DIFFERENT or (name and name in normal.casefold()):
        raise InputError("this password is easily guessed: take one without your name and with more letters")


def _bytes(password: str) -> bytes:
    return _normal(password).encode("utf-8", "replace")


def _normal(password: str) -> str:
    """The same characters typed on another keyboard are the same password."""
    return unicodedata.normalize("NFKC", password[: MOST + 1])
