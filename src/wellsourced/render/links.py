"""Where the parts of a page lead that is one of many: a page in a file of its own has none of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

__all__ = ["EditionLinks", "Links"]


class Links(Protocol):
    """Addresses within the site that a page is part of."""

    def method(self) -> str:
        """The page on method and limits."""
        ...

    def question(self, text: str) -> str:
        """Where a question can be asked, with its words filled in."""
        ...

    def topic(self, name: str) -> str: ...

    def source(self, source_id: str) -> str: ...

    def passage(self, passage_id: str) -> str:
        """The passage in its archived document."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLinks:
    """Where an edition's own neighbors and copies are; `newest` is empty for the one that stands.

    `changes` and `downloads` are pairs of words and addresses.
    """

    editions: str
    newest: str
    changes: tuple[tuple[str, str], ...]
    downloads: tuple[tuple[str, str], ...]
    feed: str
    flag: str
    refresh: str
