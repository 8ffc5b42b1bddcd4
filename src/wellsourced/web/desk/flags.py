"""A flag: what a reader says is wrong with a page. Flags are for editors, and for who raised them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["MOST_WORDS", "OUTCOMES", "REASONS", "Flag", "Outcome", "Reason", "flag_id"]

MOST_WORDS = 1000
"""Characters of what a reader may write to a flag, and an editor may answer."""


class Reason(StrEnum):
    """What is wrong; the list is closed."""

    CITATION = "citation"
    OUTDATED = "outdated"
    WRONG = "wrong"
    MISSING = "missing"
    PRIVATE = "private"
    OTHER = "other"


REASONS = {
    Reason.CITATION: "A citation does not carry its sentence",
    Reason.OUTDATED: "It is out of date",
    Reason.WRONG: "It is wrong",
    Reason.MISSING: "A source is missing",
    Reason.PRIVATE: "It shows private information",
    Reason.OTHER: "Something else",
}


class Outcome(StrEnum):
    """What came of a flag when it was closed."""

    CORRECTED = "corrected"
    REFRESHED = "refreshed"
    STANDS = "stands"
    KNOWN = "known"
    UNFIT = "unfit"


OUTCOMES = {
    Outcome.CORRECTED: "The page was corrected, disputed or withheld",
    Outcome.REFRESHED: "The page was checked again",
    Outcome.STANDS: "The page stands as it is",
    Outcome.KNOWN: "It was raised before",
    Outcome.UNFIT: "It says nothing about the page",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """What somebody says of a page; `statement` is the sentence meant, empty where the whole page is.

    `by` is an account's name, empty for a reader without one. An editor who looks at it has `taken_by` it;
    once `closed_at` it has an `outcome`, and an `answer` that whoever raised it can read.
    """

    id: str
    page: str
    edition: str
    reason: Reason
    statement: str
    words: str
    by: str
    raised_at: datetime
    taken_by: str = ""
    outcome: Outcome | None = None
    answer: str = ""
    closed_at: datetime | None = None


def flag_id() -> str:
    """A name nobody guesses: whoever raised a flag reads by it what became of it."""
    return f"flag-{secrets.token_hex(16)}"
