"""An audit laid out for reading: the draft's paragraphs, its sentences numbered. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from wellsourced.model.audits import Audit, AuditedSentence, Fault, MarkedCitation
from wellsourced.model.claims import Label, Stance
from wellsourced.model.search_log import LIBRARY, PAGE
from wellsourced.render.words import checked_on, counted, label_word, not_reached

__all__ = [
    "FAULT_WORDS",
    "SIDES",
    "Paragraph",
    "Piece",
    "alike",
    "method",
    "outcomes",
    "paragraphs",
    "parted",
    "summary",
]

FAULT_WORDS = {
    Fault.UNCITED: "nothing cited",
    Fault.NOT_CARRIED: "citation does not carry it",
    Fault.MISQUOTED: "quoted otherwise",
    Fault.MISCALCULATED: "figures do not add up",
    Fault.CONTRADICTED: "contradicted in the draft",
    Fault.NOT_FOUND: "not found",
}


DECIDED = frozenset({Label.SUPPORTED, Label.REFUTED, Label.QUALIFIED, Label.CONFLICTING})
SIDES = {Stance.SUPPORTS: "supports", Stance.REFUTES: "refutes", Stance.NEUTRAL: "nearest"}
"""What a passage does for a claim, in a word; one that takes no side is only the nearest found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the draft: a sentence with its number, or what stands between sentences."""

    text: str
    sentence: AuditedSentence | None = None
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the draft in pieces; together they are its text, nothing added or left out."""

    pieces: tuple[Piece, ...]

    @property
    def told(self) -> tuple[Piece, ...]:
        """Its sentences of which something is said beside them."""
        return tuple(p for p in self.pieces if p.sentence and (p.sentence.checkable or p.sentence.remarks))


def paragraphs(audit: Audit) -> tuple[Paragraph, ...]:
    """The draft's text in paragraphs, parted where a line ends between two sentences."""
    found: list[Paragraph] = []
    pieces: list[Piece] = []
    at = 0
    for number, sentence in enumerate(audit.sentences, start=1):
        lines = audit.document.text[at : sentence.start].split("\n")
        for place, line in enumerate(lines):
            if place and pieces:
                found.append(Paragraph(pieces=tuple(pieces)))
                pieces = []
            if line.strip() or (line and pieces):
                pieces.append(Piece(text=line))
        pieces.append(Piece(text=sentence.text, sentence=sentence, number=number))
        at = sentence.end
    for place, line in enumerate(audit.document.text[at:].split("\n")):
        if place and pieces:
            found.append(Paragraph(pieces=tuple(pieces)))
            pieces = []
        if line.strip():
            pieces.append(Piece(text=line))
    if pieces:
        found.append(Paragraph(pieces=tuple(pieces)))
    return tuple(found)


def parted(told: Sequence[Paragraph], most: int) -> list[list[Paragraph]]:
    """The paragraphs in parts of at most `most` sentences, or of one paragraph that has more."""
    parts: list[list[Paragraph]] = [[]]
    held = 0
    for paragraph in told:
        size = sum(piece.sentence is not None for piece in paragraph.pieces)
        if parts[-1] and held + size > most:
            parts.append([])
            held = 0
        parts[-1].append(paragraph)
        held += size
    return parts


def alike(sentence: AuditedSentence) -> list[list[MarkedCitation]]:
    """The sentence's marks in order, those that follow each other and have the same told of them together."""
    groups = groupby(sentence.citations, key=lambda one: (one.carries, one.why, one.quote))
    return [list(marks) for _, marks in groups]


def outcomes(audit: Audit) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Each outcome that there is: its code, in words, and the numbers of its sentences."""
    named = [(label.value, label_word(label)) for label in Label if label is not Label.NOT_CHECKABLE]
    named += [(fault.value, FAULT_WORDS[fault]) for fault in Fault]
    for code, words in named:
        numbers = tuple(n for n, one in enumerate(audit.sentences, start=1) if one.has(code))
        if numbers:
            yield code, words, numbers


def summary(audit: Audit) -> str:
    """One sentence on how much there is to check, and how much of it the evidence decides."""
    counts = audit.counts()
    decided = counts["checkable"] - counts[Label.NOT_ENOUGH_EVIDENCE]
    open_ones = (one for one in audit.sentences if one.label is Label.NOT_ENOUGH_EVIDENCE)
    partly = sum(any(claim.label in DECIDED for claim in one.claims) for one in open_ones)
    more = f", and {partly} in part" if partly else ""
    sentences, checkable = counted(counts["sentences"], "sentence"), counts["checkable"]
    return f"{sentences}, {checkable} worth checking; the evidence decides {decided} of them{more}."


def method(audit: Audit) -> str:
    """When and how it was checked, what was not asked or not answered, and what that leaves open."""
    at_home = sum(entry.where == LIBRARY for entry in audit.search_log)
    outside = sum(entry.where not in (LIBRARY, PAGE) for entry in audit.search_log)
    asked = f"{counted(at_home, 'search', 'searches')} of the library"
    if outside:
        asked += f" and {outside:,} outside"
    unsought = ""
    if audit.unsought:
        count = f"{audit.unsought:,} less worth checking"
        unsought = f"Of the draft's claims {count} were looked for in the library only."
    told = (
        f"Checked by machine, which can be wrong, on {checked_on(audit.checked_at)}: {asked}.",
        not_reached(audit.search_log),
        unsought,
        f"Judged by rules and by {audit.verifier}.",
        "What is not found is only not found here. Checks of sentences are no verdict on the draft.",
    )
    return " ".join(part for part in told if part)
