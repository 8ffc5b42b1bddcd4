"""How long what a page says keeps, and what made it stale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Shelf", "Stale"]


class Shelf(StrEnum):
    """What kind of thing a statement tells, by how fast it goes off."""

    BREAKING = "breaking"
    COUNT = "count"
    STATUS = "status"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A statement past its shelf life: it stood as of `checked_at` and was to be looked at by `due_at`.

    `expired` are the words of it that go off ("2,510 agreements", "is enjoined"); `why` is a sentence for
    readers.
    """

    statement: str
    shelf: Shelf
    expired: str
    checked_at: datetime
    due_at: datetime
    why: str

    def __post_init__(self) -> None:
        if self.due_at.tzinfo is None or self.checked_at.tzinfo is None:
            raise ValueError("a stored time has a zone")
        if self.due_at < self.checked_at:
            raise ValueError("nothing is due before it was checked")

    @property
    def overtaken(self) -> bool:
        """Whether a newer figure is on file: nothing else is due as soon as it was checked."""
        return self.due_at == self.checked_at
