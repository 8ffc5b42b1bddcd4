"""A contract that is broken, and what the checks of all ports have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from wellsourced.errors import WellsourcedError

__all__ = ["ODD_TEXTS", "Broken", "named", "one_line", "require", "run"]

C = TypeVar("C")

ODD_TEXTS = ("", " ", "?!", "0", "\x00", "e\u0301", "\u202eabc", "naïve 東京 🙂", "word " * 3_000)
"""Texts that reach a tool sooner or later: empty, marks, control characters, other scripts, long."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_.:-]*(?:@[\w.+-]+)?", re.IGNORECASE)


class Broken(AssertionError):
    """A tool does not hold to its port's contract; the message says what was promised and what came."""


def require(holds: bool, promise: str, came: object = None) -> None:
    """Raise `Broken` where it does not hold."""
    if not holds:
        told = "" if came is None else f"; what came was {came!r:.200}"
        raise Broken(f"{promise}{told}")


def run(case: C, checks: Iterable[Callable[[C], None]]) -> Sequence[str]:
    """Do all of the checks; the names of those that held. Raises `Broken` for the first that did not."""
    held = []
    for check in checks:
        try:
            check(case)
        except Broken as error:
            raise Broken(f"{check.__name__}: {error}") from error
        held.append(check.__name__)
    return held


def named(tool: object, *, versioned: bool = False) -> None:
    """Raise `Broken` where a tool has no name that can stand on a page and in a record."""
    name = getattr(tool, "name", None)
    require(
        isinstance(name, str) and _NAME.fullmatch(name) is not None,
        "it has a `name` of letters, figures and -_.:@",
        name,
    )
    if versioned:
        require("@" in str(name), "its name has a version, `name@version`: judgements are kept by it", name)


def one_line(error: Exception) -> None:
    """Raise `Broken` where an error is none of ours, or more than a line."""
    require(
        isinstance(error, WellsourcedError), "errors are those of `wellsourced.errors`", type(error).__name__
    )
    line = str(error)
    require(bool(line.strip()) and "\n" not in line, "the words of an error are one line", line)
