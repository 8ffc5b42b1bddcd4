"""Published reports: editions and the changes between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wellsourced.model.ids import digest

__all__ = ["Change", "ChangeKind", "Edition"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A published report, immutable, with its place in the chain (a PROV revision)."""

    number: int
    report: str
    published_at: datetime
    previous: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.number < 1 or (self.previous is None) != (self.number == 1):
            raise ValueError("the first edition, and only it, has no previous")
        if self.published_at.tzinfo is None:
            raise ValueError("a publication time has a zone")

    @property
    def id(self) -> str:
        """Number, report and previous."""
        return digest("edition", {"number": self.number, "report": self.report, "previous": self.previous})


class ChangeKind(StrEnum):
    """What a reader would see differ between two editions."""

    VERDICT = "verdict"
    STATEMENT = "statement"
    FIGURE = "figure"
    PROVISION = "provision"
    SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference; `before` is absent where something was added, `after` where it was removed."""

    kind: ChangeKind
    before: str | None
    after: str | None

    def __post_init__(self) -> None:
        if self.before == self.after:
            raise ValueError("a change changes something")
