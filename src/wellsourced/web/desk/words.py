"""What people write into forms, as it is kept: text alone, so long at most."""

from __future__ import annotations

import re
import unicodedata

from wellsourced.errors import InputError

__all__ = ["plain", "required"]

_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n{3,}")


def plain(text: str, most: int) -> str:
    """The text without what is no text, its lines kept. Raises `InputError` where it is too long."""
    one = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(letter for letter in one if letter == "\n" or unicodedata.category(letter)[0] != "C")
    said = _LINES.sub("\n\n", _SPACES.sub(" ", kept)).strip()
    if len(said) > most:
        raise InputError(f"That is {len(said):,} characters long: say it in {most:,}.")
    return said


def required(text: str, most: int, what: str) -> str:
    """The text in one line. Raises `InputError` where there is none: `what` says what to write."""
    said = " ".join(plain(text, most).split())
    if not said:
        raise InputError(what)
    return said
