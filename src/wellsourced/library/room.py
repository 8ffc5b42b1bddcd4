"""Whether what went wrong is that a disk is full: in the words of each of those that write to it."""

from __future__ import annotations

import errno
import sqlite3

__all__ = ["out_of_room"]

_NUMBERS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NAMES = frozenset({"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_SHMOPEN"})
"""SQLite's, for the database, and for the memory that its readers share, a file beside it."""
_WORDS = ("No space left on device", "Disk quota exceeded", "os error 28", "os error 122")
"""The index tells only in words."""


def out_of_room(error: BaseException | None) -> bool:
    """Whether an error, or one that it came of, is that there was no room."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if _says_so(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _says_so(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in _NUMBERS:
        return True
    if isinstance(error, sqlite3.Error):
        return error.sqlite_errorname in _NAMES if hasattr(error, "sqlite_errorname") else False
    return any(words in str(error) for words in _WORDS)
