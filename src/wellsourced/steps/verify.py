"""What each passage says of a claim: proof first, then contrast, then norms, then the model where it is sure.

One row at a time; a passage that no tier can read is neutral. The first sentence that a sure tier decides
is the quote; where none decides it is the sentence closest to the claim.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wellsourced.model.claims import Claim, Evidence, Stance, Tier
from wellsourced.model.sources import Passage
from wellsourced.ports import Hit, Verifier
from wellsourced.steps.proving.context import read_in_context
from wellsourced.steps.proving.contrast import Contrast, contrast, missing_details
from wellsourced.steps.proving.proof import prove
from wellsourced.steps.proving.restated import restated
from wellsourced.steps.proving.undated import undated
from wellsourced.steps.proving.words import EXCEPTION, HEDGE, MODAL, NEGATION
from wellsourced.steps.reading import judge
from wellsourced.steps.retrieve import weighed_stems
from wellsourced.steps.vetoing.copying import copies
from wellsourced.steps.vetoing.veto import DETAILS, VetoKind, veto
from wellsourced.text.dates import dates
from wellsourced.text.grammar import is_sentence
from wellsourced.text.sentences import sentences
from wellsourced.text.tokens import content_stems, tokens

__all__ = ["CAREFUL", "EVERY_OPINION", "NormStance", "Trust", "proved_or_contradicted", "titled", "verify"]

NormStance = Callable[[Claim, Passage, str], tuple[Stance, float, str] | None]
"""What one sentence of a passage says of a claim about duty or permission: stance, score, why."""

MOST_SENTENCES = 3
MOST_TO_MODEL = 20
"""Passages the model is asked about; the list is best first, and a row costs about 10 ms."""
LEAST_SHARED = 0.3
"""Share of the claim's words below which a sentence can neither prove nor contradict it."""
LEAST_COVERAGE = 0.5
CONTRAST_SCORE = 0.9
COPY_SCORE = 0.96
ASCRIBED = DETAILS | {VetoKind.SPEAKER}
"""What is checked of a claim that copies a passage."""
_LIFE = {"alive", "living", "dead", "died", "dies", "deceased", "killed"}
"""Who lives is nothing the model is asked: it takes 'died' for as good as 'is alive'."""
_TURNING = (
    NEGATION | MODAL | EXCEPTION | HEDGE | _LIFE | {"if", "unless", "until", "till", "provided", "pending"}
)


def no_norms(claim: Claim, passage: Passage, sentence: str) -> tuple[Stance, float, str] | None:
    """The norm tier of callers who have none."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """When the model is heard: how sure it is, and how much of the claim the nearest sentence has.

    With `details`, not where claim and passage differ in what the model cannot see.
    """

    sure: float
    coverage: float
    details: bool


CAREFUL = Trust(sure=0.79, coverage=LEAST_COVERAGE, details=True)
"""For pages: a stance that is not sure is worse than none."""
EVERY_OPINION = Trust(sure=0.0, coverage=0.0, details=False)
"""For measuring: the likeliest stance, however likely."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence of a passage, exactly as it stands there, and how much of the claim's content it has.

    `covered` weighs rare words more, `shared` counts words.
    """

    text: str
    covered: float
    shared: float


@dataclass(frozen=True, slots=True)
class _Decision:
    stance: Stance
    score: float
    tier: Tier
    quote: str
    why: str


def verify(
    claim: Claim,
    hits: Sequence[Hit],
    verifier: Verifier,
    norm_stance: NormStance = no_norms,
    trust: Trust = CAREFUL,
) -> list[Evidence]:
    """Return one piece of evidence a hit, in the order of the hits (best first).

    `Evidence.quote` is a sentence of the passage, word for word; `trust` says when the model is heard.
    """
    wanted = weighed_stems(claim.text, [hit.passage.text for hit in hits])
    found = []
    for rank, hit in enumerate(hits):
        readings = _by_closeness(wanted, hit.passage)
        decision = _by_rule(claim, hit.passage, readings, norm_stance)
        if decision is None and rank < MOST_TO_MODEL:
            decision = _by_model(claim, hit.passage, readings, verifier, trust)
        found.append(_evidence(claim, hit.passage, decision or _undecided(hit.passage, readings), verifier))
    return found


def proved_or_contradicted(claim: Claim, hit: Hit, verifier: Verifier) -> Evidence | None:
    """What proof or contrast make of one hit, the model not asked; None where neither decides."""
    readings = _by_closeness(weighed_stems(claim.text, [hit.passage.text]), hit.passage)
    decision = _by_rule(claim, hit.passage, readings, no_norms)
    return None if decision is None else _evidence(claim, hit.passage, decision, verifier)


def _by_closeness(wanted: dict[str, float], passage: Passage) -> list[_Reading]:
    """The sentences of a passage, closest to the claim first."""
    total = sum(wanted.values())
    readings = []
    for start, end in sentences(passage.text):
        text = passage.text[start:end]
        there = wanted.keys() & content_stems(text)
        covered = sum(wanted[word] for word in there) / total if total else 0.0
        readings.append(_Reading(text, covered, len(there) / len(wanted) if wanted else 0.0))
    return sorted(readings, key=lambda reading: -reading.covered)


def _by_rule(
    claim: Claim, passage: Passage, readings: Sequence[_Reading], norm_stance: NormStance
) -> _Decision | None:
    found = _by_proof(claim, passage, readings)
    if found is not None:
        return found
    for reading in readings[:MOST_SENTENCES]:
        clash = _clash(claim.text, reading)
        if clash is not None:
            return _Decision(Stance.REFUTES, CONTRAST_SCORE, Tier.CONTRAST, reading.text, clash.why)
    found = _by_context(claim, passage)
    if found is not None:
        return found
    # A note ends with the rules it states, each a sentence; a passage speaks to the claim where it is near.
    for reading in readings if passage.note is not None else readings[:MOST_SENTENCES]:
        norm = norm_stance(claim, passage, reading.text)
        if norm is not None:
            stance, score, why = norm
            return _Decision(stance, score, Tier.NORM, reading.text, why)
    return None


def _clash(claim: str, reading: _Reading) -> Contrast | None:
    """What makes a sentence contradict the claim: one difference between the two, or another value."""
    if reading.shared < LEAST_SHARED:
        return None
    return contrast(claim, reading.text) or (
        restated(claim, reading.text) if reading.shared >= LEAST_COVERAGE else None
    )


def _by_proof(claim: Claim, passage: Passage, readings: Sequence[_Reading]) -> _Decision | None:
    if not any(reading.shared >= LEAST_SHARED for reading in readings):
        return None
    # The whole passage, so that a 'she' can be read by the sentence before it; the quote is one sentence.
    proof = prove(claim.text, [passage.text])
    if proof is None or len(proof.pieces) != 1:
        return _by_copy(claim, readings) or _by_deed(claim, readings)
    quote = passage.text[proof.pieces[0].start : proof.pieces[0].end]
    why = f"the passage says so ({proof.kind.value})"
    return _Decision(Stance.SUPPORTS, proof.score, Tier.PROOF, quote, why)


def _by_copy(claim: Claim, readings: Sequence[_Reading]) -> _Decision | None:
    """A sentence that is the claim's words but for asides, which limit nothing, and nobody else's."""
    for reading in readings[:MOST_SENTENCES]:
        if copies(claim.text, [reading.text]) and veto(claim.text, [reading.text], ASCRIBED) is None:
            why = "the passage says so, and more beside it"
            return _Decision(Stance.SUPPORTS, COPY_SCORE, Tier.PROOF, reading.text, why)
    return None


def _by_deed(claim: Claim, readings: Sequence[_Reading]) -> _Decision | None:
    """A sentence that tells when a thing was done, of a claim that it was done."""
    if dates(claim.text):
        return None
    for reading in readings[:MOST_SENTENCES]:
        told = undated(reading.text)
        proof = None if told is None else prove(claim.text, [told])
        if proof is not None:
            why = "the passage says so, and when it was done"
            return _Decision(Stance.SUPPORTS, proof.score, Tier.PROOF, reading.text, why)
    return None


def _by_context(claim: Claim, passage: Passage) -> _Decision | None:
    """What a sentence says of the thing the passage opened with; the quote runs from there to its end."""
    if passage.note is not None:
        return None
    for reading in read_in_context(claim.text, passage.text):
        quote = passage.text[reading.start : reading.end]
        proof = prove(claim.text, [reading.text])
        if proof is not None:
            return _Decision(
                Stance.SUPPORTS, proof.score, Tier.PROOF, quote, "the passage says so of its subject"
            )
        clash = contrast(claim.text, reading.text) if reading.by_pronoun else None
        if clash is not None:
            return _Decision(Stance.REFUTES, CONTRAST_SCORE, Tier.CONTRAST, quote, clash.why)
    return None


def _by_model(
    claim: Claim, passage: Passage, readings: Sequence[_Reading], verifier: Verifier, trust: Trust
) -> _Decision | None:
    """The model's word on the whole passage; none where it is unsure, or a detail is not borne out."""
    nearest = next((reading for reading in readings if is_sentence(reading.text)), None)
    if nearest is None and not trust.coverage:
        nearest = next(iter(readings), None)
    if nearest is None or nearest.covered < trust.coverage:
        return None
    if trust.details and not _alike(claim, passage, nearest):
        return None
    told = judge(claim.text, passage.text, verifier, titled(passage))
    score = max(told.supports, told.refutes, told.neutral)
    if score < trust.sure or (trust.sure and told.stance is Stance.NEUTRAL):
        return None
    why = f"{verifier.name} reads it so" if told.stance is not Stance.NEUTRAL else ""
    return _Decision(told.stance, score, Tier.MODEL, nearest.text, why)


def _alike(claim: Claim, passage: Passage, nearest: _Reading) -> bool:
    """Whether the two differ in nothing the model cannot see: a 'not', a 'may', an 'unless', a detail."""
    if _turning(claim.text) != _turning(nearest.text) or missing_details(claim.text, passage.text):
        return False
    return veto(claim.text, [passage.text, titled(passage)], DETAILS) is None


def _turning(text: str) -> frozenset[str]:
    return frozenset(token.norm for token in tokens(text)) & _TURNING


def titled(passage: Passage) -> str:
    """What a passage stands under: the first of its headings, and the last."""
    return ". ".join(dict.fromkeys((*passage.headings[:1], *passage.headings[-1:])))


def _undecided(passage: Passage, readings: Sequence[_Reading]) -> _Decision:
    quote = readings[0].text if readings else passage.text
    return _Decision(Stance.NEUTRAL, 0.0, Tier.NONE, quote, "")


def _evidence(claim: Claim, passage: Passage, decision: _Decision, verifier: Verifier) -> Evidence:
    return Evidence(
        claim=claim.id,
        passage=passage.id,
        quote=decision.quote,
        stance=decision.stance,
        score=decision.score,
        tier=decision.tier,
        verifier=verifier.name,
        why=decision.why,
    )
