"""What is given to be audited, and the shelf where it lies meanwhile. Light: nothing here opens anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from wellsourced.model.audits import Audit
from wellsourced.steps.auditing.reading import Draft

__all__ = ["Audited", "DraftShelf", "Given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A draft that somebody gives: as it was read, or the `address` where it is to be read.

    `place` is the code of the place it is about; with `sources` the pages that it cites are read and kept.
    """

    title: str
    draft: Draft | None = None
    address: str = ""
    place: str | None = None
    sources: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """An audit as it lies on the shelf, and whose it is."""

    person: str
    audit: Audit


class DraftShelf(Protocol):
    """Drafts and their audits by ids that nobody can guess. What is here is in no library."""

    def put(self, given: Given, person: str) -> str:
        """Lay a draft down; its id, which is the same where that person gave just that today."""
        ...

    def given(self, name: str) -> Given:
        """The draft of that id. Raises `Permanent` where it is not kept any more."""
        ...

    def keep(self, name: str, audit: Audit) -> None:
        """Lay the audit beside its draft; one that is there already is replaced."""
        ...

    def audited(self, name: str) -> Audited | None:
        """The audit of the draft of that id; None where there is none, or none yet."""
        ...

    def drop(self, name: str) -> None:
        """Take draft and audit away."""
        ...
