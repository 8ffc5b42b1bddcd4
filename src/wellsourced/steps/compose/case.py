"""What the composer may use: the inquiry, what was found and decided, and the sentences to write from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wellsourced.model.claims import Claim, Inquiry, Stance, Topic
from wellsourced.model.provisions import Provision, Resolution
from wellsourced.model.reports import Citation, Proposal, SourceCircle, Unknown, Verdict
from wellsourced.model.search_log import SearchLogEntry
from wellsourced.model.sources import Passage, Source
from wellsourced.steps.compose.standing import stands_alone
from wellsourced.steps.followups import ActionWords
from wellsourced.steps.weighed import KIND_WEIGHT, Weighed
from wellsourced.text.grammar import is_sentence
from wellsourced.text.sentences import sentences
from wellsourced.text.tokens import content_words

__all__ = ["Case", "Facet", "Judged", "Piece", "pieces_of", "proposal", "words"]


def words(text: str) -> int:
    """How many words a reader counts."""
    return len(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One sentence of one passage, with who says it and how much it bears on the inquiry (0 to 1)."""

    text: str
    passage: Passage
    source: Source
    relevance: float
    stance: Stance = Stance.NEUTRAL

    @property
    def merit(self) -> float:
        """Relevance weighed by the kind of source."""
        taken = 0.15 if self.stance is not Stance.NEUTRAL else 0.0
        return self.relevance * (0.6 + 0.4 * KIND_WEIGHT[self.source.kind]) + taken

    @property
    def stems(self) -> frozenset[str]:
        """Its content words."""
        return frozenset(content_words(self.text))


def proposal(text: str, *pieces: Piece) -> Proposal:
    """A sentence resting on pieces, each cited with its whole sentence as quote."""
    cited = dict.fromkeys(Citation(passage=piece.passage.id, quote=piece.text) for piece in pieces)
    return Proposal(text=text, citations=tuple(cited))


def _place_name(passage: Passage) -> str:
    """The place a note is of, as its heading prints it: "Texas", or last in brackets after a rule's name."""
    if passage.note is None or not passage.headings:
        return ""
    named = re.search(r"\(([^()]*)\)$", passage.headings[-1])
    return named[1] if named else passage.headings[-1]


def pieces_of(
    passage: Passage, source: Source, relevance: float, stances: Mapping[str, Stance]
) -> list[Piece]:
    """A passage's sentences; `stances` holds what each quoted sentence says of the claim.

    Of a note only those that stand alone: a note is read by itself. A user's document is quoted in
    its own order, where a sentence may lean on the one before.
    """
    place = _place_name(passage)
    found = []
    for start, end in sentences(passage.text):
        text = passage.text[start:end]
        usable = stands_alone(text, place) if passage.note is not None else is_sentence(text)
        if usable:
            # A quote that leans on the sentence before runs from there to the sentence that decides.
            sided = (stance for quote, stance in stances.items() if quote.endswith(text))
            stance = next(sided, Stance.NEUTRAL)
            found.append(Piece(text=text, passage=passage, source=source, relevance=relevance, stance=stance))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One side of a matter, as its casebook declares it: which sentences belong and what it argues.

    Empty conditions hold for all. `terms` and `excludes` are patterns over the sentence; `beats` are
    patterns of what the section argues, in order; `merge` joins sentences that say one thing of
    several subjects.
    """

    code: str
    role: str
    order: int
    terms: tuple[str, ...] = ()
    beats: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    authorities: frozenset[str] = frozenset()
    natures: frozenset[str] = frozenset()
    merge: bool = False

    def affinity(self, piece: Piece) -> float:
        """How well a sentence belongs here, 0 where it does not."""
        note = piece.passage.note
        if note is None or any(re.search(pattern, piece.text, re.I) for pattern in self.excludes):
            return 0.0
        if self.kinds and piece.source.kind.value not in self.kinds:
            return 0.0
        if self.natures and note.nature.value not in self.natures:
            return 0.0
        if self.authorities and (note.authority is None or note.authority.value not in self.authorities):
            return 0.0
        hits = sum(1 for pattern in self.terms if re.search(pattern, piece.text, re.I))
        wanted = any(re.search(pattern, piece.text, re.I) for pattern in self.beats)
        if not wanted and (hits == 0 if self.terms else bool(self.beats)):
            return 0.0
        return 1.0 + 0.1 * min(hits, 3) + 0.7 * wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A claim with its verdict, the evidence that took a side, and its sources that cite one another."""

    claim: Claim
    verdict: Verdict
    weighed: tuple[Weighed, ...]
    topic: Topic | None = None
    circles: tuple[SourceCircle, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What goes to the composer. `pieces` are the relevant sentences, best first; `undecided` are those
    that speak of what is asked and took no side, what seems to speak against the page first.
    """

    inquiry: Inquiry
    judged: tuple[Judged, ...]
    pieces: tuple[Piece, ...]
    provisions: tuple[Provision, ...] = ()
    facets: tuple[Facet, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    topics: Mapping[str, Sequence[str]] = field(default_factory=dict)
    actions: Mapping[str, ActionWords] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    search_log: tuple[SearchLogEntry, ...] = ()
    leads: tuple[Source, ...] = ()
    circles: tuple[SourceCircle, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    undecided: tuple[Piece, ...] = ()

    @property
    def agent(self) -> str | None:
        """The agency asked about, as a casebook prints it, where it is one."""
        asked = {party for item in self.judged for party in item.claim.scope.parties}
        asked |= {self.inquiry.agency} if self.inquiry.agency else set()
        named = [self.agencies[code] for code in sorted(asked) if code in self.agencies]
        return named[0] if len(named) == 1 else None


def similar(one: Iterable[str], other: Iterable[str]) -> float:
    """Overlap of two sets of words, 0 to 1, by the smaller."""
    first, second = set(one), set(other)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0
