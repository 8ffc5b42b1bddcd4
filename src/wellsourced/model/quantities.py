"""What a page tells of the world at a date: quantities and statuses."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Source

__all__ = ["DatedBy", "Newer", "Quantity", "Status"]


class DatedBy(StrEnum):
    """What gave an as-of date: the sentence itself, our note, the document, or nothing."""

    SENTENCE = "sentence"
    NOTE = "note"
    DOCUMENT = "document"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A value measured at a date. `definition` are the sentence's words for what is measured.

    `unit` is a figure's (percent, dollar ...), nothing for a plain count; `written` the figure as written.
    """

    value: Decimal
    unit: str | None
    definition: str
    written: str
    approximate: bool
    as_of: PartialDate | None
    dated_by: DatedBy
    place: str | None = None
    source: Source | None = None

    def __post_init__(self) -> None:
        if (self.as_of is None) != (self.dated_by is DatedBy.NOTHING):
            raise ValueError("an as-of date comes from somewhere")


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How something stands at a date: subject, predicate ("is") and value ("enjoined"), as written."""

    subject: str
    predicate: str
    value: str
    as_of: PartialDate | None
    place: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """A statement whose quantity has a newer figure of the same measure."""

    statement: str
    old: Quantity
    new: Quantity
