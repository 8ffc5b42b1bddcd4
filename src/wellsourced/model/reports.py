"""What we publish: statements that cite, sections, and the report they make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wellsourced.model.claims import Inquiry, Label, Tier
from wellsourced.model.ids import digest
from wellsourced.model.provisions import Provision, Resolution
from wellsourced.model.scope import PartialDate
from wellsourced.model.search_log import SearchLogEntry
from wellsourced.model.sources import Passage, Source

__all__ = [
    "AnchorExhibit",
    "Citation",
    "Draft",
    "DraftSection",
    "DraftVerdict",
    "Exhibit",
    "Method",
    "Proposal",
    "Report",
    "Section",
    "SourceCircle",
    "Statement",
    "Unknown",
    "Verdict",
    "Withheld",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A passage's id and the words of it that bear the statement out (W3C TextQuoteSelector's exact).

    Raises `ValueError` for an empty quote.
    """

    passage: str
    quote: str

    def __post_init__(self) -> None:
        if not self.quote.strip():
            raise ValueError("a citation quotes something")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A sentence the composer would like to publish, with the passages it says it rests on."""

    text: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError(f"a statement cites something: {self.text!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence we publish: attribution has found that its citations bear it out (AIS, ALCE).

    `tier` is what found it so, `score` how surely, 0 to 1. Raises `ValueError` where it cites nothing.
    """

    text: str
    citations: tuple[Citation, ...]
    tier: Tier
    score: float

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError(f"a statement cites something: {self.text!r}")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"a score is a probability: {self.score}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSection:
    """A section before attribution: fallback titles in order of preference, then its sentences."""

    titles: tuple[Proposal, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled argument, its sentences in reading order: the title is a statement too, and cites."""

    title: Statement
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All evidence on one claim, weighed. `claim` is its text; `answer` one sentence, cited.

    `confidence` (0 to 1) is how sure the label is, apart from how likely the claim is true. `supports` and
    `refutes` count passages, `independent_sources` publishers after copies are joined; `searched` the
    queries asked; `evidence` are ids. `answer` is absent only where there is not enough evidence. Raises
    `ValueError` for "refuted" without a passage that contradicts the claim.
    """

    claim: str
    label: Label
    confidence: float
    supports: int
    refutes: int
    independent_sources: int
    searched: int
    evidence: tuple[str, ...] = ()
    answer: Statement | None = None

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"a confidence is a probability: {self.confidence}")
        if self.label is Label.REFUTED and self.refutes == 0:
            raise ValueError("'refuted' needs a passage that contradicts the claim")
        if self.label is Label.NOT_ENOUGH_EVIDENCE and self.answer is not None:
            raise ValueError("'not enough evidence' answers nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftVerdict:
    """A verdict and the answers proposed for its line, best first."""

    verdict: Verdict
    answers: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Something the evidence does not show; `origin` is the row or query that says so."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A sentence that did not pass attribution and is not on the page, and why, in words."""

    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """Who judged and wrote: names with versions.

    Where a language model wrote, `prompts` is the digest of what it was told to do, `calls` the ids of what
    it was asked, in order, and `fallbacks` say which parts stand in the sources' own words all the same.
    """

    verifier: str
    encoder: str
    writer: str
    seconds: float
    prompts: str = ""
    fallbacks: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorExhibit:
    """An archived passage that bears a part of our note out, with all a reader needs to judge it.

    `part` are our words, `quote` those of the passage that bear them out; `before` and `after` are its
    neighbours' text, one each side.
    """

    part: str
    passage: Passage
    quote: str
    document_title: str
    captured_at: datetime
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A cited passage with all a reader needs to judge it.

    For a note `source` is what the note is about, and `archived` is true only where `anchors` bear out
    every part of it; `document_title` names the document the passage is in. `before` and `after` are its
    neighbours' text, one each side. `authors` and `updated` are what the document says of itself, nothing
    for a note.
    """

    passage: Passage
    source: Source
    document_title: str
    captured_at: datetime
    archived: bool
    before: str = ""
    after: str = ""
    copy_of: str | None = None
    authors: tuple[str, ...] = ()
    updated: PartialDate | None = None
    anchors: tuple[AnchorExhibit, ...] = ()

    @property
    def rests_on(self) -> str | list[str]:
        """What a report's id holds of it: the passage's id, and of an anchored note those of its anchors."""
        if not self.anchors:
            return self.passage.id  # as it was before notes were anchored: old reports keep their ids
        return [self.passage.id, *(anchor.passage.id for anchor in self.anchors)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCircle:
    """Sources that rest on one another: from each, citing leads over the others back to itself.

    It is `closed` where none of them cites anything else: then they count as one.
    """

    sources: tuple[Source, ...]
    closed: bool

    def __post_init__(self) -> None:
        if len(self.sources) < 2:
            raise ValueError("a circle has two sources or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What `compose` proposes; only `attribute` turns it into a report."""

    inquiry: Inquiry
    verdicts: tuple[DraftVerdict, ...]
    summary: tuple[Proposal, ...]
    sections: tuple[DraftSection, ...]
    bottom_line: tuple[Proposal, ...]
    watch: tuple[Proposal, ...]
    unknowns: tuple[Unknown, ...]
    provisions: tuple[Provision, ...]
    followups: tuple[str, ...]
    topics: tuple[str, ...]
    search_log: tuple[SearchLogEntry, ...]
    leads: tuple[Source, ...] = ()
    circles: tuple[SourceCircle, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    agencies: tuple[tuple[str, str], ...] = ()
    undecided: tuple[Proposal, ...] = ()
    withheld: tuple[Withheld, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A checked inquiry: every statement in it has passed attribution, every passage is exhibited.

    `checked_at` is when it was made, with its zone; `inquiry.on` the day it speaks of. `verdicts` are one a
    claim, in order; `summary`, `sections`, `bottom_line` and `watch` are statements in reading order.
    `exhibits` are the passages cited, `search_log` what was asked where, `withheld` what did not pass.
    `circles` are of sources that were weighed or cited. `leads` are what others published on the same: to
    look at, never evidence. `resolutions` are what the rules come to by place, from which `provisions` and
    the map are told; `agencies` are the codes of those bound, each with the casebook's word for it, in the
    casebook's order. `undecided` are sentences of sources, word for word, that speak of what is asked and
    took no side. Raises `ValueError` where a cited passage is not exhibited.
    """

    inquiry: Inquiry
    checked_at: datetime
    verdicts: tuple[Verdict, ...]
    summary: tuple[Statement, ...]
    sections: tuple[Section, ...]
    bottom_line: tuple[Statement, ...]
    watch: tuple[Statement, ...]
    unknowns: tuple[Unknown, ...]
    provisions: tuple[Provision, ...]
    followups: tuple[str, ...]
    topics: tuple[str, ...]
    exhibits: tuple[Exhibit, ...]
    search_log: tuple[SearchLogEntry, ...]
    withheld: tuple[Withheld, ...]
    method: Method
    leads: tuple[Source, ...] = ()
    circles: tuple[SourceCircle, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    agencies: tuple[tuple[str, str], ...] = ()
    undecided: tuple[Statement, ...] = ()

    def __post_init__(self) -> None:
        if self.checked_at.tzinfo is None:
            raise ValueError("a check time has a zone")
        shown = {exhibit.passage.id for exhibit in self.exhibits}
        missing = {c.passage for s in self.statements() for c in s.citations} - shown
        if missing:
            raise ValueError(f"a cited passage is not exhibited: {sorted(missing)[0]}")

    def statements(self) -> tuple[Statement, ...]:
        """Every statement of the page, in reading order."""
        answers = tuple(v.answer for v in self.verdicts if v.answer is not None)
        body = tuple(s for section in self.sections for s in (section.title, *section.statements))
        return (*answers, *self.summary, *body, *self.bottom_line, *self.undecided, *self.watch)

    @property
    def is_thin(self) -> bool:
        """Whether nothing on it decides anything: it has no statement but undecided ones."""
        return len(self.statements()) == len(self.undecided)

    @property
    def id(self) -> str:
        """Everything but clocks and durations; of what older reports know nothing of, only what there is."""
        later = ("agencies", "circles", "leads", "resolutions", "undecided")
        newer = {name for name in later if not getattr(self, name)}
        skipped = {"checked_at", "method", "exhibits"} | newer
        payload: dict[str, Any] = {
            name: getattr(self, name) for name in Report.__dataclass_fields__ if name not in skipped
        }
        payload["method"] = {name: getattr(self.method, name) for name in ("verifier", "encoder", "writer")}
        if self.method.prompts:
            payload["method"]["prompts"] = self.method.prompts
            payload["method"]["fallbacks"] = self.method.fallbacks
        payload["exhibits"] = [exhibit.rests_on for exhibit in self.exhibits]
        return digest("report", payload)
