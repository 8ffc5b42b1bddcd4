"""Whether what a sentence cites bears it out: the cited source's own passages weighed, and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wellsourced.model.audits import Fault, Mark, MarkedCitation, Remark
from wellsourced.model.claims import Claim, Evidence, Stance
from wellsourced.model.sources import Passage
from wellsourced.ports import Verifier, View
from wellsourced.steps.auditing.reading import DraftSentence
from wellsourced.steps.verify import verify
from wellsourced.text.addresses import canonical_address

__all__ = ["Cited", "carried", "remarks_on_citations"]

MOST_READ = 20
"""Passages of one cited source weighed for one claim, the nearest first."""
NO_ADDRESS = "the draft does not say what it stands for"
NOT_HELD = "its source is not in the library: add it, or read it with --sources"
SAYS_SO = "its source says so"
OUR_NOTE_SAYS_SO = "our note of its source says so"
SAYS_OTHERWISE = "its source says otherwise"
SILENT = "nothing in its source bears this out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The passages of cited sources, by canonical address; `unread` says of others why there are none."""

    passages: Mapping[str, Sequence[Passage]]
    unread: Mapping[str, str]

    def of(self, mark: Mark) -> Sequence[Passage]:
        """The passages of what a mark cites."""
        return self.passages.get(canonical_address(mark.url), ()) if mark.url is not None else ()


def carried(
    marks: Sequence[Mark], claims: Sequence[Claim], cited: Cited, view: View, verifier: Verifier
) -> tuple[tuple[MarkedCitation, ...], frozenset[int]]:
    """What each mark's source says of the sentence's claims; and the claims, by place, that one bears out."""
    found: list[MarkedCitation] = []
    borne: set[int] = set()
    for mark in marks:
        passages = cited.of(mark)
        if not passages:
            why = NO_ADDRESS if mark.url is None else cited.unread.get(canonical_address(mark.url), NOT_HELD)
            found.append(MarkedCitation(mark=mark, carries=None, why=why))
            continue
        told = [_best(claim, passages, view, verifier) for claim in claims]
        says = {at for at, one in enumerate(told) if one is not None and one.stance is Stance.SUPPORTS}
        borne |= says
        found.append(_citation(mark, [one for one in told if one is not None], passages))
    return tuple(found), frozenset(borne)


def _best(claim: Claim, passages: Sequence[Passage], view: View, verifier: Verifier) -> Evidence | None:
    """What the source says of a claim: support before contradiction; None where it is silent."""
    hits = sorted(view.measured(passages, claim.text), key=lambda hit: -hit.similarity)[:MOST_READ]
    told = verify(claim, hits, verifier)
    for stance in (Stance.SUPPORTS, Stance.REFUTES):
        sided = [one for one in told if one.stance is stance]
        if sided:
            return max(sided, key=lambda one: one.score)
    return None


def _citation(mark: Mark, told: Sequence[Evidence], passages: Sequence[Passage]) -> MarkedCitation:
    notes = {passage.id for passage in passages if passage.note is not None}
    for one in told:
        if one.stance is Stance.SUPPORTS:
            why = OUR_NOTE_SAYS_SO if one.passage in notes else SAYS_SO
            return MarkedCitation(mark=mark, carries=True, why=why, quote=one.quote)
    if told:
        return MarkedCitation(mark=mark, carries=False, why=SAYS_OTHERWISE, quote=told[0].quote)
    return MarkedCitation(mark=mark, carries=False, why=SILENT)


def remarks_on_citations(
    sentence: DraftSentence,
    citations: Sequence[MarkedCitation],
    claims: Sequence[Claim],
    borne: frozenset[int],
) -> tuple[Remark, ...]:
    """What is wrong with a checkable sentence's citations: none there, one that does not carry, a part bare.

    Of a part that no citation carries it is told only where every source was read.
    """
    span = (sentence.start, sentence.end)
    if not citations:
        return (Remark(fault=Fault.UNCITED, start=span[0], end=span[1], detail="nothing is cited for it"),)
    found = [
        Remark(
            fault=Fault.NOT_CARRIED,
            start=one.mark.start,
            end=one.mark.end,
            detail=f"{one.mark.text} does not carry it: {one.why}",
        )
        for one in citations
        if one.carries is False
    ]
    if not found and len(claims) > 1 and all(one.carries is not None for one in citations):
        found = [
            Remark(
                fault=Fault.NOT_CARRIED,
                start=span[0],
                end=span[1],
                detail=f"nothing cited carries this part: {claim.text}",
            )
            for at, claim in enumerate(claims)
            if at not in borne
        ]
    return tuple(found)
