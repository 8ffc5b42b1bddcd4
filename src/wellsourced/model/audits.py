"""What an audit says of a draft: its sentences, what they claim and cite, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wellsourced.model.claims import Label, Stance
from wellsourced.model.search_log import SearchLogEntry

__all__ = [
    "Audit",
    "AuditedClaim",
    "AuditedSentence",
    "DraftDocument",
    "Fault",
    "Mark",
    "MarkedCitation",
    "Omission",
    "Remark",
    "Shown",
]


class Fault(StrEnum):
    """What can be wrong with a sentence beside its verdict.

    `uncited`: checkable, and nothing is cited; `not_carried`: a source it cites was read and does not bear
    it out; `misquoted`; `miscalculated`: its parts come to another figure; `contradicted` elsewhere in the
    draft; `not_found`: it names a law, case, body or quotation that no passage here has, which is not to
    say there is none.
    """

    UNCITED = "uncited"
    NOT_CARRIED = "not_carried"
    MISQUOTED = "misquoted"
    MISCALCULATED = "miscalculated"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDocument:
    """The draft: where it came from, and the text that all offsets count in (NFC, LF)."""

    uri: str
    title: str
    media_type: str
    text: str
    extractor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A citation as it stands in the draft at `[start, end)`; `url` where it is known what is cited."""

    text: str
    start: int
    end: int
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedCitation:
    """A mark, and whether what it cites bears its sentence out.

    `carries` is None where that could not be looked at; `why` says so in words, `quote` is what decided.
    """

    mark: Mark
    carries: bool | None
    why: str
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage weighed for a claim: who says what, and on which side.

    `note` is true for a casebook's own words on a source, which are never the source's.
    """

    passage: str
    title: str
    publisher: str
    uri: str
    quote: str
    stance: Stance
    score: float
    note: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedClaim:
    """One claim of a sentence, worded to stand alone, with its verdict and what decided it.

    `stands_alone` is false where it points to something that no rule finds in the draft: it is not checked.
    """

    text: str
    label: Label
    confidence: float
    evidence: tuple[Shown, ...] = ()
    stands_alone: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something wrong at `[start, end)` of the draft; `detail` is one line that says what."""

    fault: Fault
    start: int
    end: int
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedSentence:
    """A sentence at `[start, end)` of the draft, in half-open code points.

    One not worth checking has no claims. `worth` is how likely a newsroom would check it, 0 to 1; `label`
    the worst of its claims' verdicts; `citations` its marks, each with whether what it cites bears the
    sentence out; `remarks` what is wrong.
    """

    text: str
    start: int
    end: int
    worth: float
    checkable: bool
    label: Label
    claims: tuple[AuditedClaim, ...] = ()
    citations: tuple[MarkedCitation, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def has(self, outcome: str) -> bool:
        """Whether it has this label, or a remark of this fault."""
        return outcome == self.label or any(remark.fault == outcome for remark in self.remarks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """What the rules held on the draft's matter come to, and the draft does not tell."""

    text: str
    places: tuple[str, ...]
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """A draft read and checked, sentence by sentence, in the order of the draft.

    `checked_at` is when it was made, with its zone. `document` holds the text that every offset counts in
    (half-open code points); `omissions` are what the rules on its matter come to and it does not tell;
    `search_log` what was asked where; `unsought` how many claims no search provider was asked about, since
    others were more worth it; `verifier` a name@version.
    """

    checked_at: datetime
    document: DraftDocument
    sentences: tuple[AuditedSentence, ...]
    omissions: tuple[Omission, ...]
    search_log: tuple[SearchLogEntry, ...]
    verifier: str
    unsought: int = 0

    def counts(self) -> dict[str, int]:
        """How many sentences there are, how many checkable, and how many with each outcome there is."""
        told = [*(label.value for label in Label), *(fault.value for fault in Fault)]
        numbers = {name: sum(one.has(name) for one in self.sentences) for name in told}
        checkable = sum(one.checkable for one in self.sentences)
        return {"sentences": len(self.sentences), "checkable": checkable, **numbers}
