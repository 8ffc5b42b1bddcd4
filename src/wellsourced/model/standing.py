"""What editors say of published pages beside their editions: statements in dispute, pages withheld."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wellsourced.model.ids import digest

__all__ = ["Dispute", "Rule", "Withholding"]


def _said(moment: datetime, why: str, lifted_at: datetime | None) -> None:
    if moment.tzinfo is None or (lifted_at is not None and lifted_at.tzinfo is None):
        raise ValueError("a stored time has a zone")
    if not why.strip():
        raise ValueError("it says why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """An editor's doubt about a statement of an edition: readers see it there until it is lifted.

    The next edition is not in dispute: it was attributed anew.
    """

    page: str
    edition: str
    statement: str
    disputed_at: datetime
    why: str
    lifted_at: datetime | None = None

    def __post_init__(self) -> None:
        _said(self.disputed_at, self.why, self.lifted_at)

    @property
    def id(self) -> str:
        """Edition, statement, and when it was disputed; not whether it was lifted since."""
        of = {"edition": self.edition, "statement": self.statement, "at": self.disputed_at}
        return digest("dispute", of)


class Rule(StrEnum):
    """The rule by which a page is withheld: the list is closed, and readers are told which."""

    PRIVACY = "privacy"
    RIGHTS = "rights"
    ORDER = "order"
    SAFETY = "safety"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding:
    """A page taken out of sight: its address tells that, and its editions' digests stay.

    `titled` says whether its title may still be read.
    """

    page: str
    withheld_at: datetime
    rule: Rule
    why: str
    titled: bool = False
    lifted_at: datetime | None = None

    def __post_init__(self) -> None:
        _said(self.withheld_at, self.why, self.lifted_at)

    @property
    def id(self) -> str:
        """Page, and when it was withheld; not whether that was lifted since."""
        return digest("withholding", {"page": self.page, "at": self.withheld_at})
