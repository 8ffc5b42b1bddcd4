"""From what is published to the passage we cite: source, snapshot, document, passage, note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from wellsourced.model.ids import digest
from wellsourced.model.scope import EVERYWHERE, PartialDate, Scope

__all__ = [
    "UNKNOWN_PUBLISHER",
    "UPLOADED",
    "Authority",
    "Confidence",
    "Document",
    "Nature",
    "Note",
    "Passage",
    "Snapshot",
    "Source",
    "SourceKind",
    "Span",
]

UNKNOWN_PUBLISHER = "unknown publisher"
"""The publisher of a source of which nobody said who published it."""
UPLOADED = "uploaded:"
"""What stands before the name of a file that an editor sent in, and that is at no address."""


class SourceKind(StrEnum):
    """What kind of publisher speaks; law and courts carry the legal claims, and press only what press can."""

    LAW = "law"
    COURT = "court"
    GOVERNMENT = "government"
    NEWS = "news"
    ADVOCACY = "advocacy"
    ACADEMIC = "academic"
    REFERENCE = "reference"
    SOCIAL = "social"
    FACT_CHECK = "fact_check"
    OTHER = "other"


class Confidence(StrEnum):
    """How sure a casebook row is, from the class of its source: `high`, `medium` or `low`."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Nature(StrEnum):
    """What a note states.

    A `rule` or `status` runs until replaced; a `count` or `event` holds for its date only; a `view` is
    somebody's, and never decides.
    """

    RULE = "rule"
    STATUS = "status"
    COUNT = "count"
    EVENT = "event"
    VIEW = "view"


class Authority(StrEnum):
    """The level of government whose law or practice is spoken of: `federal`, `state`, `county` or `city`."""

    FEDERAL = "federal"
    STATE = "state"
    COUNTY = "county"
    CITY = "city"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something published at an address (a PROV entity).

    `uri` is an http, https or file address and its identity; `publisher` a name; `published` the date it
    gives, as precise as it gives it; `coverage` the place, period and parties it is about.
    """

    uri: str
    title: str
    publisher: str
    kind: SourceKind
    published: PartialDate | None = None
    coverage: Scope = EVERYWHERE

    @property
    def id(self) -> str:
        """Identity is the address alone: corrections of title or kind do not make a new source."""
        return digest("source", {"uri": self.uri})


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A source's bytes as captured (a WARC record; RFC 7089 memento).

    `source` is the source's id; `content` the tagged SHA-256 of the bytes; `captured_at` a moment with its
    zone; `revision` the server's ETag. `imported` ones were captured by somebody else. `address` is where
    they came from in the end, where a redirect led elsewhere than the source's own. Raises `ValueError`
    without a zone.
    """

    source: str
    content: str
    media_type: str
    captured_at: datetime
    revision: str | None = None
    imported: bool = False
    address: str | None = None

    def __post_init__(self) -> None:
        if self.captured_at.tzinfo is None:
            raise ValueError("a capture time has a zone")

    @property
    def id(self) -> str:
        """Source and bytes: capturing the same bytes again is the same snapshot."""
        return digest("snapshot", {"source": self.source, "content": self.content})


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open Unicode code points of a document's text (W3C TextPositionSelector).

    Raises `ValueError` for one that is empty or starts below 0.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span is not empty and starts at 0 or later: {self.start}..{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of a snapshot (NFC, LF), as one extractor read it; never changed afterwards.

    `snapshot` is the snapshot's id; `language` a BCP 47 tag, "und" where unknown; `extractor` a
    name@version. `published` and `updated` are dates of its own giving, `canonical` the address it gives as
    its own and `links` the addresses its text cites, all by its own word.
    """

    snapshot: str
    text: str
    title: str
    published: PartialDate | None
    language: str
    extractor: str
    updated: PartialDate | None = None
    authors: tuple[str, ...] = ()
    canonical: str | None = None
    links: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Snapshot and extractor: the same bytes read by the same extractor."""
        return digest("document", {"snapshot": self.snapshot, "extractor": self.extractor})


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a casebook says about a source whose bytes it does not hold: our words, never the publisher's.

    `about` is that source; `dated` is the date of the fact; `instrument` is the casebook's row of law the
    note describes, if it is one.
    """

    about: Source
    nature: Nature
    confidence: Confidence
    authority: Authority | None = None
    dated: PartialDate | None = None
    instrument: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The unit of retrieval and citation: `text` is its document's text at `span`.

    `document` is the document's id; `headings` stand over it, outermost first; `page` is the PDF's, from 1;
    `note` is set for passages of a casebook: our own words on a source not archived here. Raises
    `ValueError` where the text is not as long as the span.
    """

    document: str
    span: Span
    text: str
    headings: tuple[str, ...] = ()
    scope: Scope = EVERYWHERE
    page: int | None = None
    note: Note | None = None

    def __post_init__(self) -> None:
        if len(self.text) != self.span.end - self.span.start:
            raise ValueError("a passage is as long as its span")

    @property
    def id(self) -> str:
        """Document and span."""
        return _passage_id(self.document, self.span.start, self.span.end)


@lru_cache(maxsize=65_536)
def _passage_id(document: str, start: int, end: int) -> str:
    """Kept, since the id is asked for many times in one check."""
    return digest("passage", {"document": document, "start": start, "end": end})
